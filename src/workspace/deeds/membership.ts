// Who is in a channel, and the events of coming and going.

import { notify, touch } from "../changes.ts";
import { channelTypes, raise, raiseChannel } from "../delivery/events.ts";
import type { Channel, World } from "../world.ts";
import { postSystem } from "./messages.ts";
import { beginReading } from "./reading.ts";

/** May this person look into the channel: is it public, or are they in it? */
export function maySee(channel: Channel, userId: string): boolean {
  return channel.kind === "public" || channel.members.has(userId);
}

/** @param inviter who invited, or null for somebody who came by themselves. Does nothing for a member. */
export function join(world: World, channel: Channel, userId: string, inviter: string | null): void {
  if (channel.members.has(userId)) return;
  channel.members.add(userId);
  beginReading(world, channel, userId);
  touch(world.changes, { kind: "channel", id: channel.id });
  const by = inviter === null ? {} : { inviter };
  postSystem(world, channel, userId, "channel_join", `<@${userId}> has joined the channel`, by);
  if (channel.members.has(world.app.botUserId)) {
    const event = {
      type: "member_joined_channel",
      user: userId,
      channel: channel.id,
      channel_type: channel.kind === "private" ? "G" : "C",
      team: world.team.id,
      ...by,
    };
    raise(world, "member_joined_channel", event, channel.id);
  }
  notify(world.changes);
}

/** @param by who removed them; themselves for somebody who left. Does nothing for one who is not a member. */
export function leave(world: World, channel: Channel, userId: string, by: string): void {
  if (!channel.members.has(userId)) return;
  const isBot = userId === world.app.botUserId;
  if (!isBot) postSystem(world, channel, userId, "channel_leave", `<@${userId}> has left the channel`);
  const event = {
    type: "member_left_channel",
    user: userId,
    channel: channel.id,
    channel_type: channelTypes[channel.kind] === "group" ? "G" : "C",
    team: world.team.id,
  };
  if (channel.members.has(world.app.botUserId)) raise(world, "member_left_channel", event, channel.id);
  if (isBot) raiseChannel(world, channel, "left", { channel: channel.id, actor_id: by });
  channel.members.delete(userId);
  touch(world.changes, { kind: "channel", id: channel.id });
  notify(world.changes);
}
