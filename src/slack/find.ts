// Looking whether an uncertain attempt came through: our own messages in a history, known by the key that they carry.
// Trusts no message but the bot's own: anybody may write metadata of the same kind.

import type { Gateway, Outcome, PostedMessage } from "../engine/gateway.ts";
import { type Call, need } from "./call.ts";
import type { Identity, IdentityKeeper } from "./identity.ts";
import { lookBackMs, pageSize, uploadLookBackMs } from "./limits.ts";
import { effectEventType } from "./messages.ts";
import { findInPages } from "./pages.ts";
import { oldestFor } from "./slack-time.ts";
import type { WebClients } from "./web-clients.ts";

export type FindParts = { clients: WebClients; call: Call; identity: IdentityKeeper };

type Found = {
  ts?: string;
  user?: string;
  bot_id?: string;
  metadata?: { event_type?: string; event_payload?: object };
  files?: { name?: string }[];
};
type Place = { channelId: string; threadTs: string | null; since: number; marginMs: number };

/** A person's id where a channel's could be: a direct message. */
const isPerson = (channelId: string): boolean => /^[UW]/.test(channelId);

/** The first message of ours since the attempt that `matches`, else null. */
async function findOwn(
  { clients, call, identity }: FindParts,
  { channelId, threadTs, since, marginMs }: Place,
  matches: (message: Found) => boolean,
): Promise<Outcome<Found | null>> {
  const us = await identity.ask();
  if (us.outcome !== "done") return us;
  const isOwn = ({ user, bot_id }: Found, { botUserId, botId }: Identity): boolean =>
    user === botUserId || bot_id === botId;
  const where = {
    channel: channelId,
    include_all_metadata: true,
    limit: pageSize,
    oldest: oldestFor(since, marginMs),
  };
  return await call<Found | null>({
    method: threadTs === null ? "conversations.history" : "conversations.replies",
    repeat: "harmless",
    run: () =>
      findInPages(
        (at): Promise<{ messages?: Found[]; response_metadata?: { next_cursor?: string } }> =>
          threadTs === null
            ? clients.read.conversations.history({ ...where, ...at })
            : clients.read.conversations.replies({ ...where, ...at, ts: threadTs }),
        ({ messages = [] }) => messages.find((message) => isOwn(message, us.answer) && matches(message)),
      ),
    already: { codes: ["thread_not_found"], answer: null },
  });
}

const hasKey = ({ metadata }: Found, key: string): boolean =>
  metadata?.event_type === effectEventType &&
  metadata.event_payload !== undefined &&
  "key" in metadata.event_payload &&
  metadata.event_payload.key === key;

export function findCalls(parts: FindParts): Pick<Gateway, "findPost" | "findUpload"> {
  return {
    async findPost({ key, ...place }): Promise<Outcome<PostedMessage | null>> {
      const { channelId } = place;
      // Reading a direct message takes im:history, which Sitrep does not ask for. So a direct notice is sent at most
      // once: after an uncertain attempt it counts as sent. The ts is no message's; nothing edits a notice.
      if (isPerson(channelId)) return { outcome: "done", answer: { channelId, ts: "0000000000.000000" } };
      const found = await findOwn(parts, { ...place, marginMs: lookBackMs }, (message) => hasKey(message, key));
      if (found.outcome !== "done") return found;
      if (found.answer === null) return { outcome: "done", answer: null };
      return { outcome: "done", answer: { channelId, ts: need(found.answer.ts, "the message's ts") } };
    },
    async findUpload({ channelId, filename, since }) {
      // A file has no key, only its name: the export of some minutes before must not be taken for this one.
      const place = { channelId, threadTs: null, since, marginMs: uploadLookBackMs };
      const found = await findOwn(parts, place, ({ files = [] }) => files.some(({ name }) => name === filename));
      return found.outcome === "done" ? { outcome: "done", answer: found.answer !== null } : found;
    },
  };
}
