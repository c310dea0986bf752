// A channel that the settings name, by id or by name: found once per process, joined where it is public.
// Never stops an incident: where it can't be found there is none, and the log says which setting to mend.

import type { Clock } from "../clock.ts";
import type { ChannelReference } from "../config.ts";
import type { Outcome } from "../engine/gateway.ts";
import type { Log } from "../log.ts";
import type { Call } from "./call.ts";
import { announceRetryMs, pageSize } from "./limits.ts";
import { findInPages } from "./pages.ts";
import type { WebClients } from "./web-clients.ts";

export type AnnounceParts = {
  clients: WebClients;
  call: Call;
  clock: Clock;
  log: Log;
  channel: ChannelReference;
};

type Found = { id: string; isPrivate: boolean; isMember: boolean };
type Listed = { id?: string; name?: string; is_private?: boolean; is_member?: boolean; is_archived?: boolean };

const foundOf = (listed: Listed | undefined): Found | undefined =>
  listed?.id === undefined || listed.is_archived === true
    ? undefined
    : { id: listed.id, isPrivate: listed.is_private === true, isMember: listed.is_member === true };

const lookUp = ({ clients, call }: AnnounceParts, channel: ChannelReference): Promise<Outcome<Found | null>> =>
  "id" in channel
    ? call<Found | null>({
        method: "conversations.info",
        repeat: "harmless",
        run: async () => foundOf((await clients.read.conversations.info({ channel: channel.id })).channel) ?? null,
        already: { codes: ["channel_not_found"], answer: null },
      })
    : call<Found | null>({
        method: "conversations.list",
        repeat: "harmless",
        run: () =>
          findInPages(
            (at) =>
              clients.read.conversations.list({
                types: "public_channel,private_channel",
                exclude_archived: true,
                limit: pageSize,
                ...at,
              }),
            ({ channels = [] }) => foundOf(channels.find(({ name }) => name === channel.name)),
          ),
      });

/** Without chat:write.public a post takes membership; a private channel only a member can let us into. */
async function join(
  { clients, call, log }: AnnounceParts,
  { id, isMember, isPrivate }: Found,
): Promise<Outcome<string>> {
  const asItIs: Outcome<string> = { outcome: "done", answer: id };
  if (isMember) return asItIs;
  const fix = "Invite Sitrep there (/invite @Sitrep), or nothing can be said there.";
  if (isPrivate) {
    log.warn({ channelId: id }, `Sitrep is not in a channel that the settings name. ${fix}`);
    return asItIs;
  }
  const joined = await call({
    method: "conversations.join",
    repeat: "harmless",
    run: async () => {
      await clients.write.conversations.join({ channel: id });
      return id;
    },
  });
  if (joined.outcome !== "never") return joined;
  // The post itself shows whether it can be done without: the workspace may have let Sitrep in by other means.
  log.warn({ channelId: id, ...joined }, `Sitrep could not join a channel that the settings name. ${fix}`);
  return asItIs;
}

/** Slack's ways of saying that a channel which was found is of no use any more. */
const gone = ["channel_not_found", "is_archived", "is_inactive", "not_in_channel"];

export type AnnounceCalls = {
  /** The channel's id; null where it can't be found. */
  id(): Promise<Outcome<string | null>>;
  /** What came of a call to a channel: one that is gone is looked for anew the next time. */
  learn(channelId: string, outcome: Outcome<unknown>): void;
};

export function announceCalls(parts: AnnounceParts): AnnounceCalls {
  const { clock, log, channel } = parts;
  let known: string | null = null;
  let missedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<Outcome<string | null>> | null = null;

  const find = async (reference: ChannelReference): Promise<Outcome<string | null>> => {
    const found = await lookUp(parts, reference);
    // What can't be looked up (a missing scope, say) is missing for now, and no reason to hold an incident up.
    if (found.outcome === "later" || found.outcome === "unknown") return found;
    if (found.outcome === "never" || found.answer === null) {
      missedAt = clock.now();
      const name = "id" in reference ? reference.id : `#${reference.name}`;
      const why =
        found.outcome === "never" ? found.hint : "It does not exist, or it is private and Sitrep is not in it.";
      log.warn({ channel: name }, `A channel that the settings name was not found: correct sitrep.yml. ${why}`);
      return { outcome: "done", answer: null };
    }
    // A join that only has to wait is no reason to post where nothing can be posted yet.
    const joined = await join(parts, found.answer);
    if (joined.outcome === "done") known = joined.answer;
    return joined;
  };

  return {
    learn(channelId, outcome) {
      if (channelId === known && outcome.outcome === "never" && gone.includes(outcome.code)) known = null;
    },
    async id() {
      if (known !== null) return { outcome: "done", answer: known };
      const sinceMissMs = clock.now() - missedAt;
      if (sinceMissMs >= 0 && sinceMissMs < announceRetryMs) return { outcome: "done", answer: null };
      asking ??= find(channel).finally(() => {
        asking = null;
      });
      return await asking;
    },
  };
}
