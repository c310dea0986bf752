// Whom a message pages. Kept on the message, so that a test can prove that a typed title never pages a channel.

import type { Channel, Json, World } from "../world.ts";

const broadcast = /<!(?:channel|here|everyone)(?:\|[^>]*)?>/;
const userMention = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;
const groupMention = /<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g;

type Mentions = { all: boolean; users: Set<string>; groups: Set<string> };

function readText(text: string, found: Mentions): void {
  if (broadcast.test(text)) found.all = true;
  for (const [, id] of text.matchAll(userMention)) if (id !== undefined) found.users.add(id);
  for (const [, id] of text.matchAll(groupMention)) if (id !== undefined) found.groups.add(id);
}

/** Only mrkdwn text, markdown and rich_text can page; plain_text shows the token as it is written. */
function readBlock(value: unknown, found: Mentions): void {
  if (Array.isArray(value)) {
    for (const inner of value) readBlock(inner, found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const { type, text, user_id: userId, usergroup_id: groupId } = value as Json;
  if ((type === "mrkdwn" || type === "markdown") && typeof text === "string") readText(text, found);
  if (type === "broadcast") found.all = true;
  if (type === "user" && typeof userId === "string") found.users.add(userId);
  if (type === "usergroup" && typeof groupId === "string") found.groups.add(groupId);
  for (const inner of Object.values(value)) readBlock(inner, found);
}

/**
 * The ids of the users paged by such a message in this channel; its author is not. In a DM the other side always is.
 */
export function usersNotified(
  world: World,
  channel: Channel,
  author: string,
  text: string,
  blocks: Json[] | null,
): string[] {
  const found: Mentions = {
    all: channel.kind === "im" || channel.kind === "mpim",
    users: new Set(),
    groups: new Set(),
  };
  readText(text, found);
  readBlock(blocks ?? [], found);
  const users = new Set([...found.users].filter((id) => world.users.has(id)));
  for (const group of world.groups) if (found.groups.has(group.id)) for (const id of group.users) users.add(id);
  if (found.all) for (const id of channel.members) users.add(id);
  users.delete(author);
  return [...users];
}
