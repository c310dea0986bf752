// Channels come to be, get new names and topics, and are archived. Who may is the callers' business; names are
// checked here.

import { notify, touch } from "../changes.ts";
import { raise, raiseChannel } from "../delivery/events.ts";
import { nextId, seconds } from "../ids.ts";
import { channelLimits } from "../limits.ts";
import type { Channel, ChannelKind, World } from "../world.ts";
import { join } from "./membership.ts";
import { postSystem } from "./messages.ts";
import { renderChannel } from "./render.ts";

/** Slack's code for a name it refuses, or null (FACTS 4: names are refused, not rewritten). */
export function nameProblem(world: World, name: string): string | null {
  if (name === "") return "invalid_name_required";
  if (name.length > channelLimits.name) return "invalid_name_maxlength";
  if (/^[\p{P}\p{S}]+$/u.test(name)) return "invalid_name_punctuation";
  if (!/^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Nd}_-]+$/u.test(name)) return "invalid_name_specials";
  return world.channelIdByName.has(name) ? "name_taken" : null;
}

function blank(world: World, name: string, kind: ChannelKind, creator: string): Channel {
  return {
    id: nextId(world, kind === "im" ? "D" : "C"),
    name,
    kind,
    creator,
    createdAt: world.clock.now(),
    updatedAt: world.clock.now(),
    isArchived: false,
    isGeneral: false,
    members: new Set(),
    topic: { value: "", creator: "", lastSet: 0 },
    purpose: { value: "", creator: "", lastSet: 0 },
    previousNames: [],
    messages: [],
    messageByTs: new Map(),
    threads: new Map(),
    pins: [],
    bookmarks: [],
    canvasId: null,
    lastMicroseconds: 0,
  };
}

/** Makes a channel with its creator in it. The name must have passed nameProblem. */
export function createChannel(world: World, name: string, kind: "public" | "private", creator: string): Channel {
  const channel = blank(world, name, kind, creator);
  world.channels.set(channel.id, channel);
  world.channelIdByName.set(name, channel.id);
  touch(world.changes, { kind: "channel", id: channel.id });
  if (kind === "public") {
    raise(
      world,
      "channel_created",
      { type: "channel_created", channel: renderChannel(world, channel, null) },
      channel.id,
    );
  }
  join(world, channel, creator, null);
  return channel;
}

/** Puts a direct conversation into the world with everybody in it: nobody joins one, and no event tells of it. */
function founded(world: World, channel: Channel, members: readonly string[]): Channel {
  for (const member of members) channel.members.add(member);
  world.channels.set(channel.id, channel);
  touch(world.changes, { kind: "channel", id: channel.id });
  notify(world.changes);
  return channel;
}

/** @param otherId the app, unless two people talk to each other; oneself for notes to oneself. */
export function findIm(world: World, userId: string, otherId: string = world.app.botUserId): Channel | null {
  const members = new Set([userId, otherId]);
  for (const channel of world.channels.values()) {
    if (channel.kind === "im" && channel.members.size === members.size && channel.members.isSupersetOf(members))
      return channel;
  }
  return null;
}

/** The group conversation of exactly these people and the app. */
export function findGroupIm(world: World, userIds: readonly string[]): Channel | null {
  for (const channel of world.channels.values()) {
    const isTheirs = channel.kind === "mpim" && channel.members.size === userIds.length + 1;
    if (isTheirs && userIds.every((id) => channel.members.has(id))) return channel;
  }
  return null;
}

/** The direct conversation between a person and the app, or another person; made when it is not there yet. */
export function openIm(
  world: World,
  userId: string,
  otherId: string = world.app.botUserId,
): { channel: Channel; isNew: boolean } {
  const known = findIm(world, userId, otherId);
  if (known !== null) return { channel: known, isNew: false };
  const channel = blank(world, "directmessage", "im", userId);
  return { channel: founded(world, channel, [otherId, userId]), isNew: true };
}

/** The group conversation of the app and these people; made when it is not there yet. */
export function openGroupIm(world: World, userIds: readonly string[]): { channel: Channel; isNew: boolean } {
  const known = findGroupIm(world, userIds);
  if (known !== null) return { channel: known, isNew: false };
  const members = [...userIds, world.app.botUserId];
  const handles = members.map((id) => world.users.get(id)?.name ?? id);
  const channel = blank(world, `mpdm-${handles.join("--")}-1`, "mpim", world.app.botUserId);
  return { channel: founded(world, channel, members), isNew: true };
}

export function renameChannel(world: World, channel: Channel, name: string, by: string): void {
  const old = channel.name;
  // The old name becomes free; whether Slack keeps it for the old channel is not documented.
  world.channelIdByName.delete(old);
  world.channelIdByName.set(name, channel.id);
  channel.previousNames = [old, ...channel.previousNames];
  channel.name = name;
  channel.updatedAt = world.clock.now();
  touch(world.changes, { kind: "channel", id: channel.id });
  const text = `<@${by}> has renamed the channel from "${old}" to "${name}"`;
  postSystem(world, channel, by, "channel_name", text, { old_name: old, name });
  raiseChannel(world, channel, "rename", {
    channel: {
      id: channel.id,
      is_channel: channel.kind === "public",
      is_mpim: channel.kind === "mpim",
      name,
      name_normalized: name,
      created: seconds(channel.createdAt),
    },
  });
}

export function archiveChannel(world: World, channel: Channel, by: string): void {
  postSystem(world, channel, by, "channel_archive", `<@${by}> archived the channel`);
  channel.isArchived = true;
  channel.updatedAt = world.clock.now();
  touch(world.changes, { kind: "channel", id: channel.id });
  raiseChannel(world, channel, "archive", { channel: channel.id, user: by, is_moved: 0 });
  notify(world.changes);
}

export function unarchiveChannel(world: World, channel: Channel, by: string): void {
  channel.isArchived = false;
  channel.updatedAt = world.clock.now();
  touch(world.changes, { kind: "channel", id: channel.id });
  postSystem(world, channel, by, "channel_unarchive", `<@${by}> un-archived the channel`);
  // Slack names who did it otherwise for a private channel than for a public one (@slack/types, and as recorded).
  const doer = channel.kind === "private" ? { actor_id: by } : { user: by };
  raiseChannel(world, channel, "unarchive", { channel: channel.id, ...doer });
}

export function setTopic(world: World, channel: Channel, value: string, by: string): void {
  channel.topic = { value, creator: by, lastSet: seconds(world.clock.now()) };
  channel.updatedAt = world.clock.now();
  touch(world.changes, { kind: "channel", id: channel.id });
  postSystem(world, channel, by, "channel_topic", `<@${by}> set the channel topic: ${value}`, { topic: value });
}

export function setPurpose(world: World, channel: Channel, value: string, by: string): void {
  channel.purpose = { value, creator: by, lastSet: seconds(world.clock.now()) };
  channel.updatedAt = world.clock.now();
  touch(world.changes, { kind: "channel", id: channel.id });
  postSystem(world, channel, by, "channel_purpose", `<@${by}> set the channel purpose: ${value}`, { purpose: value });
}
