// Which conversations a menu shows to a person.

import { openIm } from "../deeds/channels.ts";
import type { Channel, Json, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import { channelSeenBy, findUser } from "./places.ts";

function isIncluded(world: World, channel: Channel, filter: Json): boolean {
  const { include, exclude_bot_users: withoutBots } = filter;
  if (Array.isArray(include) && !include.includes(channel.kind)) return false;
  return !(withoutBots === true && channel.kind === "im" && channel.members.has(world.app.botUserId));
}

/** By a channel's name or id, or a person's @handle or id for the direct conversation with them. Answers its id. */
export function conversationFor(world: World, userId: string, element: Json, name: string): string {
  const isPerson = name.startsWith("@") || world.users.has(name);
  const channel = isPerson
    ? openIm(world, userId, findUser(world, name).id).channel
    : channelSeenBy(world, userId, name);
  if (channel.isArchived) throw new CannotDo(`#${channel.name} is archived: the menu does not show it.`);
  if (!isIncluded(world, channel, (element.filter as Json | undefined) ?? {}))
    throw new CannotDo(`${name} is not among the conversations that this menu shows.`);
  return channel.id;
}

export function publicChannelFor(world: World, userId: string, name: string): string {
  const channel = channelSeenBy(world, userId, name);
  if (channel.kind !== "public" || channel.isArchived)
    throw new CannotDo(`${name} is not a public channel: the menu does not show it.`);
  return channel.id;
}
