// Pins and reactions: what people and the app put on messages.

import { notify, touch } from "../changes.ts";
import { raise } from "../delivery/events.ts";
import { seconds } from "../ids.ts";
import type { Channel, Message, Pin, World } from "../world.ts";
import { permalink, renderBotProfile } from "./render.ts";

/** An event of a message's pins or reactions, for the channels the bot is in. */
function raiseOfMember(world: World, channel: Channel, type: string, event: Record<string, unknown>): void {
  if (channel.members.has(world.app.botUserId)) raise(world, type, { type, ...event }, channel.id);
}

function pinEvent(world: World, channel: Channel, message: Message, pin: Pin, by: string) {
  return {
    user: by,
    channel_id: channel.id,
    item: {
      type: "message",
      channel: channel.id,
      created: seconds(pin.at),
      created_by: pin.by,
      message: {
        ...(message.byApp
          ? { bot_id: world.app.botId, app_id: world.app.id, bot_profile: renderBotProfile(world) }
          : {}),
        type: "message",
        ts: message.ts,
        user: message.user,
        team: world.team.id,
        text: message.text,
        permalink: permalink(world, channel.id, message.ts, message.threadTs),
      },
    },
    item_user: message.user,
    pin_count: channel.pins.length,
    pinned_info: { channel: channel.id, pinned_by: pin.by, pinned_ts: seconds(pin.at) },
  };
}

/** A pin stands in its channel's list and at its message. */
function touchPinned(world: World, channel: Channel, message: Message): void {
  touch(world.changes, { kind: "channel", id: channel.id });
  touch(world.changes, { kind: "message", channelId: channel.id, ts: message.ts });
}

export function pin(world: World, channel: Channel, message: Message, by: string): void {
  const made: Pin = { ts: message.ts, by, at: world.clock.now() };
  channel.pins = [made, ...channel.pins];
  touchPinned(world, channel, message);
  const event = pinEvent(world, channel, message, made, by);
  raiseOfMember(world, channel, "pin_added", {
    ...event,
    item: { ...event.item, message: { ...event.item.message, pinned_to: [channel.id] } },
  });
  notify(world.changes);
}

export function unpin(world: World, channel: Channel, message: Message, by: string): void {
  const gone = channel.pins.find((it) => it.ts === message.ts);
  if (gone === undefined) return;
  channel.pins = channel.pins.filter((it) => it !== gone);
  touchPinned(world, channel, message);
  const event = pinEvent(world, channel, message, gone, by);
  raiseOfMember(world, channel, "pin_removed", { ...event, has_pins: channel.pins.length > 0 });
  notify(world.changes);
}

function reactionEvent(channel: Channel, message: Message, name: string, by: string) {
  return {
    user: by,
    reaction: name,
    item: { type: "message", channel: channel.id, ts: message.ts },
    item_user: message.user,
  };
}

export function react(world: World, channel: Channel, message: Message, name: string, by: string): void {
  const reaction = message.reactions.find((it) => it.name === name);
  if (reaction === undefined) message.reactions.push({ name, users: [by] });
  else reaction.users.push(by);
  touch(world.changes, { kind: "message", channelId: channel.id, ts: message.ts });
  raiseOfMember(world, channel, "reaction_added", reactionEvent(channel, message, name, by));
  notify(world.changes);
}

export function unreact(world: World, channel: Channel, message: Message, name: string, by: string): void {
  for (const reaction of message.reactions) {
    if (reaction.name === name) reaction.users = reaction.users.filter((id) => id !== by);
  }
  message.reactions = message.reactions.filter((it) => it.users.length > 0);
  touch(world.changes, { kind: "message", channelId: channel.id, ts: message.ts });
  raiseOfMember(world, channel, "reaction_removed", reactionEvent(channel, message, name, by));
  notify(world.changes);
}

export function hasReacted(message: Message, name: string, by: string): boolean {
  return message.reactions.some((it) => it.name === name && it.users.includes(by));
}
