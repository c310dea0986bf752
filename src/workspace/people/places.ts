// Finding what a test names: a channel, a message, a person, a button.

import { type Place, placesOf } from "../blocks/element-values.ts";
import type { Channel, FileRecord, Json, Message, User, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";

/** By id, or by name with or without #. */
export function findChannel(world: World, nameOrId: string): Channel {
  const id = world.channels.has(nameOrId) ? nameOrId : world.channelIdByName.get(nameOrId.replace(/^#/, ""));
  const channel = world.channels.get(id ?? "");
  if (channel === undefined) throw new CannotDo(`There is no channel ${nameOrId}.`);
  return channel;
}

/** By id, or by handle with or without @. */
export function findUser(world: World, nameOrId: string): User {
  const handle = nameOrId.replace(/^@/, "");
  const user = world.users.get(nameOrId) ?? [...world.users.values()].find((it) => it.name === handle);
  if (user === undefined) throw new CannotDo(`There is no person ${nameOrId}.`);
  return user;
}

/** A channel that this person can look at: a public one, or one they are in. */
export function channelSeenBy(world: World, userId: string, nameOrId: string): Channel {
  const channel = findChannel(world, nameOrId);
  if (channel.kind !== "public" && !channel.members.has(userId)) {
    throw new CannotDo(`${nameOf(world, userId)} cannot see ${nameOrId}: it is private and they are not in it.`);
  }
  return channel;
}

/** A channel in which this person can act. */
export function channelOf(world: World, userId: string, nameOrId: string): Channel {
  const channel = channelSeenBy(world, userId, nameOrId);
  if (!channel.members.has(userId))
    throw new CannotDo(`${nameOf(world, userId)} is not in ${nameOrId}: join it first.`);
  return channel;
}

export function findFile(world: World, id: string): FileRecord {
  const file = world.files.get(id);
  if (file === undefined) throw new CannotDo(`There is no file ${id}.`);
  return file;
}

export function nameOf(world: World, userId: string): string {
  return `@${world.users.get(userId)?.name ?? userId}`;
}

export function findMessage(channel: Channel, ts: string): Message {
  const message = channel.messageByTs.get(ts);
  if (message === undefined) throw new CannotDo(`There is no message ${ts} in #${channel.name}.`);
  return message;
}

function labelsOf(place: Place): unknown[] {
  const { block, element } = place;
  const words = (value: unknown) => (value as Json | undefined)?.text;
  return [place.actionId, place.blockId, words(block.label), words(element.text), words(element.placeholder)];
}

/** The one element whose action id, block id, label, button text or placeholder is `wanted`. */
export function findPlace(blocks: readonly Json[], wanted: string): Place {
  const places = placesOf(blocks);
  const byAction = places.filter((place) => place.actionId === wanted);
  const found = byAction.length > 0 ? byAction : places.filter((place) => labelsOf(place).includes(wanted));
  const [only] = found;
  if (only === undefined) {
    const names = places.map((place) => `${labelsOf(place)[2] ?? labelsOf(place)[3] ?? "?"} (${place.actionId})`);
    throw new CannotDo(`There is nothing named "${wanted}" here. There is: ${names.join(", ") || "nothing"}.`);
  }
  if (found.length > 1) throw new CannotDo(`"${wanted}" names ${found.length} things here; use an action id.`);
  return only;
}
