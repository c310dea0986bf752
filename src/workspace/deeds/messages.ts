// Posting, editing and deleting, by the app and by people alike. The rules about who may are the callers'.

import { fillIds } from "../blocks/fill-ids.ts";
import { notify, touch } from "../changes.ts";
import { raiseMessage } from "../delivery/events.ts";
import { raiseMetadata } from "../delivery/metadata-events.ts";
import { nextTs } from "../ids.ts";
import type { Channel, Json, Message, World } from "../world.ts";
import { usersNotified } from "./notified.ts";
import { countUnread, forgetUnread } from "./reading.ts";
import { renderMessage } from "./render-message.ts";

export type Draft = {
  user: string;
  text: string;
  byApp?: boolean;
  subtype?: string | null;
  blocks?: Json[] | null;
  attachments?: Json[] | null;
  metadata?: Message["metadata"];
  threadTs?: string | null;
  isBroadcast?: boolean;
  fileIds?: string[];
  clientMsgId?: string | null;
  extra?: Json;
};

function touchMessage(world: World, channel: Channel, ts: string): void {
  touch(world.changes, { kind: "message", channelId: channel.id, ts });
}

/** Puts a message into the channel and tells the app. A thread's parent must be one of the channel's messages. */
export function post(world: World, channel: Channel, draft: Draft): Message {
  const threadTs = draft.threadTs ?? null;
  const parent = threadTs === null ? undefined : channel.messageByTs.get(threadTs);
  const isBroadcast = draft.isBroadcast === true && parent !== undefined;
  const blocks = draft.blocks ? fillIds(world, draft.blocks) : null;
  const message: Message = {
    ts: nextTs(world, channel),
    channelId: channel.id,
    user: draft.user,
    byApp: draft.byApp ?? false,
    subtype: draft.subtype ?? (isBroadcast ? "thread_broadcast" : null),
    text: draft.text,
    blocks,
    attachments: draft.attachments ?? null,
    metadata: draft.metadata ?? null,
    edited: null,
    threadTs: parent === undefined ? null : parent.ts,
    reactions: [],
    fileIds: draft.fileIds ?? [],
    clientMsgId: draft.clientMsgId ?? null,
    extra: draft.extra ?? {},
    notified: draft.subtype ? [] : usersNotified(world, channel, draft.user, draft.text, blocks),
  };
  channel.messages.push(message);
  channel.messageByTs.set(message.ts, message);
  if (parent !== undefined) {
    parent.threadTs = parent.ts;
    const replies = channel.threads.get(parent.ts) ?? [];
    replies.push(message);
    channel.threads.set(parent.ts, replies);
    touchMessage(world, channel, parent.ts);
  }
  touchMessage(world, channel, message.ts);
  touch(world.changes, { kind: "latest", channelId: channel.id });
  countUnread(world, channel, message);
  raiseMessage(world, channel, renderMessage(world, channel, message, "type"));
  raiseMetadata(world, channel, message, null, message.metadata);
  notify(world.changes);
  return message;
}

export type Change = {
  text?: string;
  blocks?: Json[] | null;
  attachments?: Json[] | null;
  metadata?: Message["metadata"];
};

/** Changes a message in place; what the change does not name stays. */
export function edit(world: World, channel: Channel, message: Message, change: Change): void {
  const previous = renderMessage(world, channel, message, "type");
  const { metadata } = message;
  if (change.text !== undefined) message.text = change.text;
  if (change.blocks !== undefined) message.blocks = change.blocks === null ? null : fillIds(world, change.blocks);
  if (change.attachments !== undefined) message.attachments = change.attachments;
  if (change.metadata !== undefined) message.metadata = change.metadata;
  const ts = nextTs(world, channel);
  // Slack shows "edited" on text, not on a message made of blocks (chat.update's reference).
  if (message.blocks === null || !message.byApp) message.edited = { user: message.user, ts };
  touchMessage(world, channel, message.ts);
  raiseMessage(world, channel, {
    type: "message",
    subtype: "message_changed",
    message: renderMessage(world, channel, message, "type"),
    previous_message: previous,
    hidden: true,
    ts,
    event_ts: ts,
  });
  raiseMetadata(world, channel, message, metadata, message.metadata);
  notify(world.changes);
}

/** Deletes a message. A thread's parent leaves a tombstone, so that its replies keep their place, as in Slack. */
export function remove(world: World, channel: Channel, message: Message): void {
  const previous = renderMessage(world, channel, message, "type");
  const { metadata, user } = message;
  const ts = nextTs(world, channel);
  if (channel.pins.some((pin) => pin.ts === message.ts)) touch(world.changes, { kind: "channel", id: channel.id });
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  touchMessage(world, channel, message.ts);
  touch(world.changes, { kind: "latest", channelId: channel.id });
  forgetUnread(world, channel, message);
  const replies = channel.threads.get(message.ts) ?? [];
  if (replies.length > 0) {
    Object.assign(message, {
      subtype: "tombstone",
      text: "This message was deleted.",
      user: "USLACKBOT",
      byApp: false,
    });
    Object.assign(message, { blocks: null, attachments: null, metadata: null, fileIds: [], reactions: [] });
    raiseMessage(world, channel, {
      type: "message",
      subtype: "message_changed",
      message: renderMessage(world, channel, message),
      previous_message: previous,
      hidden: true,
      ts,
      event_ts: ts,
    });
  } else {
    channel.messages = channel.messages.filter((it) => it !== message);
    channel.messageByTs.delete(message.ts);
    detach(world, channel, message);
    raiseMessage(world, channel, {
      type: "message",
      subtype: "message_deleted",
      deleted_ts: message.ts,
      previous_message: previous,
      hidden: true,
      ts,
      event_ts: ts,
    });
  }
  raiseMetadata(world, channel, { ...message, user }, metadata, null);
  notify(world.changes);
}

function detach(world: World, channel: Channel, reply: Message): void {
  if (reply.threadTs === null) return;
  touchMessage(world, channel, reply.threadTs);
  const left = (channel.threads.get(reply.threadTs) ?? []).filter((it) => it !== reply);
  if (left.length > 0) {
    channel.threads.set(reply.threadTs, left);
    return;
  }
  channel.threads.delete(reply.threadTs);
  const parent = channel.messageByTs.get(reply.threadTs);
  if (parent !== undefined) parent.threadTs = null;
}

/** A message that Slack itself writes into the history: a join, a topic, a new name. */
export function postSystem(
  world: World,
  channel: Channel,
  user: string,
  subtype: string,
  text: string,
  extra: Json = {},
) {
  return post(world, channel, { user, text, subtype, extra });
}
