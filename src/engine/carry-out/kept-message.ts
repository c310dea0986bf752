// A message that is kept: posted once, then edited in place, and posted anew only where somebody deleted it.

import { createHash } from "node:crypto";
import type { Message } from "../../blocks/message.ts";
import type { Store } from "../../store/store.ts";
import type { Asking } from "../handle.ts";
import { after, done, type Ending, type Job, type Surroundings, unfinished } from "./job.ts";
import { foundPost } from "./message.ts";

export const digestOf = (shown: unknown): string =>
  createHash("sha256").update(JSON.stringify(shown)).digest("base64url");

/** Slack no longer has the message that we would edit: somebody deleted it. */
const isGone = (code: string): boolean => code === "message_not_found";

type Shown = {
  /** Of the surface. */
  name: string;
  channelId: string;
  message: Message;
  /** What its being posted is to be recorded as. */
  answer: (ts: string) => Asking | null;
  /** The same under the name that it had before, if it had one. */
  formerly?: Shows | null;
};

type Shows = Awaited<ReturnType<Store["surface"]>>;

/** Edits the message that shows the surface; posts it where there is none, or where it was deleted. */
export async function keepMessage(job: Job, { store, gateway }: Surroundings, shown: Shown): Promise<Ending> {
  const { teamId, incident, key } = job;
  const { name, formerly = null } = shown;
  const digest = digestOf(shown.message);
  const surface = (channelId: string, ts: string) => ({
    name,
    channelId,
    ts,
    version: incident.version,
    digest,
  });
  const known = (await store.surface(teamId, incident.id, name)) ?? formerly;
  if (known !== null) {
    const { channelId, ts } = known;
    if (known.digest === digest) return done(null, surface(channelId, ts));
    const edited = await gateway.edit({ channelId, ts, message: shown.message });
    if (edited.outcome === "done") return done(null, surface(channelId, ts));
    // Making the edit again does no harm, so an unsure one is only a late one.
    if (edited.outcome !== "never" || !isGone(edited.code)) return unfinished(edited);
    await store.forgetSurface(teamId, incident.id, name);
  }
  const { channelId, message } = shown;
  const post = { channelId, message, key, threadTs: null };
  const earlier = await foundPost(job, gateway, post);
  if (earlier.outcome !== "done") return unfinished(earlier);
  if (earlier.answer !== null) {
    // It shows the state of its attempt, and much may have changed since: what is settled has to be shown.
    const edited = await gateway.edit({ ...earlier.answer, message });
    if (edited.outcome !== "done") return unfinished(edited);
  }
  const posted =
    earlier.answer === null ? await gateway.post(post) : { outcome: "done" as const, answer: earlier.answer };
  return after(posted, (at) => done(shown.answer(at.ts), surface(at.channelId, at.ts)));
}
