// The incident's channel: made, found again after an uncertain attempt, filled with people, given its topic.
// Never takes over a channel that this bot did not itself create.

import { WebAPIPlatformError } from "@slack/web-api";
import type { Gateway, MadeChannel, Outcome } from "../engine/gateway.ts";
import type { Log } from "../log.ts";
import { type Call, codeOf, need } from "./call.ts";
import { hintFor } from "./hints.ts";
import type { IdentityKeeper } from "./identity.ts";
import { maxInvited, pageSize } from "./limits.ts";
import { findInPages } from "./pages.ts";
import { isCreatedSince } from "./slack-time.ts";
import type { WebClients } from "./web-clients.ts";

export type ChannelParts = {
  clients: WebClients;
  call: Call;
  identity: IdentityKeeper;
  log: Log;
};

type ChannelCalls = Pick<Gateway, "createChannel" | "findChannel" | "invite" | "setTopic">;

const notPrivate: Outcome<never> = {
  outcome: "never",
  code: "not_private",
  hint: hintFor("not_private", { method: "conversations.create", needed: null }),
};

/** Its title would be in the name of a channel that all can see; nothing else was posted there yet. */
async function archivePublic({ clients, call, log }: ChannelParts, { channelId, name }: MadeChannel): Promise<void> {
  const { outcome } = await call({
    method: "conversations.archive",
    repeat: "harmless",
    run: () => clients.write.conversations.archive({ channel: channelId }),
    already: { codes: ["already_archived"], answer: { ok: true } },
  });
  const then = outcome === "done" ? "It was archived again." : "It could not be archived: archive it by hand.";
  log.error({ channelId, name }, `Slack made a public channel where a private one was asked for. ${then}`);
}

/** What was made, or found to have been made, if it is private where that was asked for. */
async function asAsked(
  parts: ChannelParts,
  { isPrivate: cameOutPrivate, ...channel }: MadeChannel & { isPrivate: boolean },
  isPrivate: boolean,
): Promise<Outcome<MadeChannel>> {
  if (!isPrivate || cameOutPrivate) return { outcome: "done", answer: channel };
  await archivePublic(parts, channel);
  return notPrivate;
}

async function createChannel(
  parts: ChannelParts,
  { name, isPrivate }: { name: string; isPrivate: boolean },
): Promise<Outcome<MadeChannel>> {
  // The team's address is written to the log with the channel, for good: so it has to be known before.
  const us = await parts.identity.ask();
  if (us.outcome !== "done") return us;
  const made = await parts.call({
    method: "conversations.create",
    repeat: "seen",
    run: async () => {
      const { channel } = await parts.clients.write.conversations.create({ name, is_private: isPrivate });
      const channelId = need(channel?.id, "the channel's id");
      return { channelId, name: channel?.name ?? name, isPrivate: channel?.is_private === true };
    },
  });
  return made.outcome === "done" ? await asAsked(parts, made.answer, isPrivate) : made;
}

/** Our own channels only, so this costs pages by what Sitrep is in, not by the size of the workspace. */
async function findChannel(
  parts: ChannelParts,
  { name, since, isPrivate }: { name: string; since: number; isPrivate: boolean },
): Promise<Outcome<MadeChannel | null>> {
  const { clients, call, identity } = parts;
  const us = await identity.ask();
  if (us.outcome !== "done") return us;
  const { botUserId } = us.answer;
  const isOurs = (creator: string | undefined, created: number | undefined): boolean =>
    creator === botUserId && created !== undefined && isCreatedSince(created, since);

  const found = await call<(MadeChannel & { isPrivate: boolean }) | null>({
    method: "users.conversations",
    repeat: "harmless",
    run: () =>
      findInPages(
        (at) =>
          clients.read.users.conversations({
            types: "public_channel,private_channel",
            exclude_archived: true,
            limit: pageSize,
            ...at,
          }),
        async ({ channels = [] }) => {
          const listed = channels.find((channel) => channel.name === name);
          if (listed?.id === undefined) return undefined;
          let { creator, created } = listed;
          if (creator === undefined || created === undefined) {
            const { channel } = await clients.read.conversations.info({ channel: listed.id });
            creator = channel?.creator;
            created = channel?.created;
          }
          const cameOutPrivate = listed.is_private === true;
          return isOurs(creator, created) ? { channelId: listed.id, name, isPrivate: cameOutPrivate } : undefined;
        },
      ),
  });
  return found.outcome === "done" && found.answer !== null ? await asAsked(parts, found.answer, isPrivate) : found;
}

type Uninvited = { user: string; error: string };

/** Whom Slack names as not invited, in an answer or in a refusal (FACTS 4), but for those who are in already. */
function uninvitedIn(data: unknown): Uninvited[] | null {
  const { errors } = data as { errors?: { user?: string; error?: string }[] };
  if (!Array.isArray(errors)) return null;
  return errors
    .map(({ user = "", error = "" }) => ({ user, error }))
    .filter(({ error }) => error !== "already_in_channel" && error !== "cant_invite_self");
}

/** Partly done is done: who can't be invited must not keep the others out. All of them failing is a refusal. */
async function invite(
  { clients, call, log }: ChannelParts,
  { channelId, userIds }: { channelId: string; userIds: string[] },
): Promise<Outcome<null>> {
  const method = "conversations.invite";
  for (let from = 0; from < userIds.length; from += maxInvited) {
    const users = userIds.slice(from, from + maxInvited);
    const uninvited = await call<Uninvited[]>({
      method,
      repeat: "harmless",
      run: async () => {
        try {
          const answer = await clients.write.conversations.invite({
            channel: channelId,
            users: users.join(","),
            force: true,
          });
          return uninvitedIn(answer) ?? [];
        } catch (error) {
          const named = error instanceof WebAPIPlatformError ? uninvitedIn(error.data) : null;
          if (named !== null) return named;
          if (["already_in_channel", "cant_invite_self"].includes(codeOf(error) ?? "")) return [];
          throw error;
        }
      },
    });
    if (uninvited.outcome !== "done") return uninvited;
    const [first] = uninvited.answer;
    if (first === undefined) continue;
    log.warn({ channelId, uninvited: uninvited.answer }, "Slack did not invite these people: invite them by hand.");
    const isNobodyIn = uninvited.answer.length >= userIds.length;
    if (isNobodyIn)
      return { outcome: "never", code: first.error, hint: hintFor(first.error, { method, needed: null }) };
  }
  return { outcome: "done", answer: null };
}

export function channelCalls(parts: ChannelParts): ChannelCalls {
  return {
    createChannel: (channel) => createChannel(parts, channel),
    findChannel: (channel) => findChannel(parts, channel),
    invite: (invitation) => invite(parts, invitation),
    setTopic: ({ channelId, topic }) =>
      parts.call({
        method: "conversations.setTopic",
        repeat: "harmless",
        run: async () => {
          await parts.clients.write.conversations.setTopic({ channel: channelId, topic });
          return null;
        },
      }),
  };
}
