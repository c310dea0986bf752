// How people, groups and channels are called, here and there. Pure.

import type { SeenApp, SeenChannel, SeenUser } from "../../client/seen.ts";

export type Users = Readonly<Record<string, SeenUser>>;

/** The name as Slack shows it: of the app that of its bot, as mentions have it too; of somebody unknown the id. */
export function nameOf(users: Users, app: SeenApp, id: string): string {
  if (id === "USLACKBOT") return "Slackbot";
  const user = users[id];
  if (user === undefined) return id === app.botUserId ? app.name : id;
  return user.realName || user.name;
}

/** "MK" of "Maya Koch"; one letter of one word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== "");
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toUpperCase();
}

const avatarColors = 8;

/** Which of the palette's colours a person has, always the same. */
export function colorOf(id: string): number {
  let sum = 7;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
  return sum % avatarColors;
}

/** The other one of a direct conversation; of one with oneself, oneself. */
export const otherIn = (channel: SeenChannel, me: string): string => channel.members.find((id) => id !== me) ?? me;

/** The name of a channel or conversation, without #. */
export function channelName(channel: SeenChannel, users: Users, app: SeenApp, me: string): string {
  if (channel.kind === "im") return nameOf(users, app, otherIn(channel, me));
  if (channel.kind !== "mpim") return channel.name;
  const others = channel.members.filter((id) => id !== me);
  return others.map((id) => nameOf(users, app, id)).join(", ");
}

/** "Ana", "Ana and Bo", "Ana, Bo and 2 others". */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} others`] : [...shown];
  const last = all.pop() ?? "";
  return all.length === 0 ? last : `${all.join(", ")} and ${last}`;
}
