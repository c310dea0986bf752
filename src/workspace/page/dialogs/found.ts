// What "Jump to…" finds for what is typed: channels and people, those with something new first. Pure.

import type { SeenChannel, SeenUser } from "../../client/seen.ts";
import { otherIn } from "../people/people.ts";
import type { PageState } from "../state.ts";

export type Found =
  | { kind: "channel"; id: string; name: string; channel: SeenChannel }
  | { kind: "user"; id: string; name: string; under: string; channelId: string | null }
  | { kind: "app"; id: string; name: string };

const most = 12;

function rankOf(name: string, typed: string): number {
  if (name.startsWith(typed)) return 0;
  if (name.split(/[\s._-]+/).some((word) => word.startsWith(typed))) return 1;
  return name.includes(typed) ? 2 : 3;
}

function userFound(user: SeenUser, state: PageState): Found {
  const channel = Object.values(state.channels).find((one) => one.kind === "im" && otherIn(one, state.me) === user.id);
  return { kind: "user", id: user.id, name: user.realName, under: user.name, channelId: channel?.id ?? null };
}

/** @param withChannels false: people and the app alone. */
export function foundFor(typed: string, state: PageState, withChannels: boolean): Found[] {
  const word = typed.toLowerCase().replace(/^[#@]/, "").trim();
  const channels = Object.values(state.channels)
    .filter(({ kind, isArchived }) => withChannels && (kind === "public" || kind === "private") && !isArchived)
    .sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0) || Number(b.isMember) - Number(a.isMember))
    .map((channel): Found => ({ kind: "channel", id: channel.id, name: channel.name, channel }));
  const people = Object.values(state.users)
    .filter(({ isBot, isDeleted, id }) => !isBot && !isDeleted && id !== state.me)
    .map((user) => userFound(user, state));
  const app: Found = { kind: "app", id: state.app.botUserId, name: state.app.name };
  const all = [...channels, ...people, app].map((found) => {
    const under = found.kind === "user" ? rankOf(found.under.toLowerCase(), word) : 3;
    return { found, rank: Math.min(rankOf(found.name.toLowerCase(), word), under) };
  });
  const fitting = all.filter(({ rank }) => rank < 3).sort((a, b) => a.rank - b.rank);
  return fitting.slice(0, most).map(({ found }) => found);
}
