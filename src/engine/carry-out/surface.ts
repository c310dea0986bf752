// Surfaces: a card, an announcement and a topic that show the newest state, rendered as late as possible.

import { createHash } from "node:crypto";
import { announcement } from "../../blocks/announcement.ts";
import { card } from "../../blocks/card.ts";
import type { Message } from "../../blocks/message.ts";
import { topic } from "../../blocks/topic.ts";
import type { Surface } from "../../incident/effects.ts";
import type { Asking } from "../handle.ts";
import { after, type CarryOut, done, type Ending, type Job, type Surroundings, unfinished } from "./job.ts";
import { foundPost } from "./message.ts";

type Keep = { do: "keep"; surface: Surface };

const digestOf = (shown: unknown): string => createHash("sha256").update(JSON.stringify(shown)).digest("base64url");

/** Slack no longer has the message that we would edit: somebody deleted it. */
const isGone = (code: string): boolean => code === "message_not_found";

async function keepMessage(
  job: Job<Keep>,
  { store, gateway }: Surroundings,
  shown: { channelId: string; message: Message; answer: (ts: string) => Asking | null },
): Promise<Ending> {
  const { teamId, incident, effect, key } = job;
  const digest = digestOf(shown.message);
  const surface = (channelId: string, ts: string) => ({
    name: effect.surface,
    channelId,
    ts,
    version: incident.version,
    digest,
  });
  const known = await store.surface(teamId, incident.id, effect.surface);
  if (known !== null) {
    const { channelId, ts } = known;
    if (known.digest === digest) return done(null, surface(channelId, ts));
    const edited = await gateway.edit({ channelId, ts, message: shown.message });
    if (edited.outcome === "done") return done(null, surface(channelId, ts));
    // Making the edit again does no harm, so an unsure one is only a late one.
    if (edited.outcome !== "never" || !isGone(edited.code)) return unfinished(edited);
    await store.forgetSurface(teamId, incident.id, effect.surface);
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

const keepCard = async (job: Job<Keep>, around: Surroundings): Promise<Ending> => {
  const { incident } = job;
  if (!incident.channel?.isUsable) return done();
  const channelId = incident.channel.id;
  const message = card(incident);
  const answer = (ts: string): Asking => ({ type: "RecordMessage", ofEventId: `${incident.id}.1`, channelId, ts });
  return await keepMessage(job, around, { channelId, message, answer });
};

const keepAnnouncement = async (job: Job<Keep>, around: Surroundings): Promise<Ending> => {
  const { incident } = job;
  if (incident.isPrivate) return done();
  const place = await around.gateway.announcementChannel();
  if (place.outcome !== "done") return unfinished(place);
  if (place.answer === null) return done();
  const message = announcement(incident);
  return await keepMessage(job, around, { channelId: place.answer, message, answer: () => null });
};

const keepTopic = async ({ teamId, incident }: Job<Keep>, { store, gateway }: Surroundings): Promise<Ending> => {
  if (!incident.channel?.isUsable) return done();
  const channelId = incident.channel.id;
  const text = topic(incident);
  const digest = digestOf(text);
  const surface = { name: "topic", channelId, ts: "", version: incident.version, digest };
  const known = await store.surface(teamId, incident.id, "topic");
  if (known?.digest === digest) return done(null, surface);
  return after(await gateway.setTopic({ channelId, topic: text }), () => done(null, surface));
};

const keepers: Record<Surface, (job: Job<Keep>, around: Surroundings) => Promise<Ending>> = {
  card: keepCard,
  announcement: keepAnnouncement,
  topic: keepTopic,
};

/** Shows the incident as it is now. The version that it settles is that of the state which was rendered. */
export const keepSurface: CarryOut<Keep> = (job, around) => keepers[job.effect.surface](job, around);
