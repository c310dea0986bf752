// What a person does to messages: says, shares, edits, deletes, reacts, pins.

import { noteShared } from "../deeds/files.ts";
import { hasReacted, pin, react, unpin, unreact } from "../deeds/marks.ts";
import { edit, post, remove } from "../deeds/messages.ts";
import { nextUuid } from "../ids.ts";
import { channelLimits, messageLimits } from "../limits.ts";
import type { Channel, Message, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import type { OwnFile } from "./field-value.ts";
import type { Person } from "./person.ts";
import { channelOf, findMessage, nameOf } from "./places.ts";
import { asRichText, asSent } from "./typed-text.ts";
import { ownFiles } from "./uploaded.ts";

function writable(world: World, userId: string, channelName: string): Channel {
  const channel = channelOf(world, userId, channelName);
  if (channel.isArchived) throw new CannotDo(`#${channel.name} is archived: nothing can be written there.`);
  return channel;
}

/** What was typed, as it can be sent. */
function sendable(text: string): string {
  const typed = text.toWellFormed();
  if (typed.trim() === "") throw new CannotDo("There is nothing to send: type a message first.");
  if (typed.length > messageLimits.text)
    throw new CannotDo(`The message is too long: ${messageLimits.text} characters is the limit.`);
  return typed;
}

function parentOf(channel: Channel, threadTs: string | null): string | null {
  const parent = threadTs === null ? null : findMessage(channel, threadTs);
  return parent === null ? null : (parent.threadTs ?? parent.ts);
}

function say(
  world: World,
  userId: string,
  channelName: string,
  text: string,
  options: { threadTs?: string; alsoToChannel?: boolean },
): Message {
  const channel = writable(world, userId, channelName);
  const typed = sendable(text);
  return post(world, channel, {
    user: userId,
    text: asSent(world, typed),
    blocks: asRichText(world, typed),
    threadTs: parentOf(channel, options.threadTs ?? null),
    isBroadcast: options.alsoToChannel ?? false,
    clientMsgId: nextUuid(world, "message"),
  });
}

function share(
  world: World,
  userId: string,
  channelName: string,
  files: readonly (OwnFile | string)[],
  options: { text?: string; threadTs?: string | null },
): Message {
  const channel = writable(world, userId, channelName);
  if (files.length === 0) throw new CannotDo("There is no file to share: choose one first.");
  const typed = (options.text ?? "").toWellFormed();
  const records = ownFiles(world, userId, {}, files);
  const message = post(world, channel, {
    user: userId,
    subtype: "file_share",
    text: asSent(world, typed),
    blocks: typed.trim() === "" ? null : asRichText(world, typed),
    threadTs: parentOf(channel, options.threadTs ?? null),
    fileIds: records.map((file) => file.id),
    clientMsgId: nextUuid(world, "message"),
  });
  noteShared(world, channel, records, message.ts);
  return message;
}

/** Subtypes of what people wrote; all others Slack wrote in their name. */
const written = new Set([null, "thread_broadcast", "file_share", "me_message"]);

function messageIn(channel: Channel, ts: string): Message {
  const message = findMessage(channel, ts);
  if (message.subtype === "tombstone") throw new CannotDo("That message was deleted.");
  return message;
}

function changeable(world: World, userId: string, channelName: string, ts: string, verb: "edit" | "delete") {
  const channel = writable(world, userId, channelName);
  const message = messageIn(channel, ts);
  const isAdmin = world.users.get(userId)?.isAdmin === true;
  const mayTouch = message.user === userId || (verb === "delete" && isAdmin);
  if (!mayTouch) throw new CannotDo(`${nameOf(world, userId)} did not write that message: they cannot ${verb} it.`);
  if (!written.has(message.subtype) && !(verb === "delete" && isAdmin))
    throw new CannotDo(`Slack wrote that message itself: it cannot be ${verb === "edit" ? "edited" : "deleted"}.`);
  return { channel, message };
}

function markable(world: World, userId: string, channelName: string, ts: string) {
  const channel = channelOf(world, userId, channelName);
  if (channel.isArchived) throw new CannotDo(`#${channel.name} is archived.`);
  return { channel, message: messageIn(channel, ts) };
}

/** ":eyes:" and "eyes" alike. */
function emojiName(emoji: string): string {
  const name = emoji.trim().replaceAll(/^:|:$/g, "");
  if (!/^[\p{L}\p{N}_'+-]+(::skin-tone-[2-6])?$/u.test(name)) throw new CannotDo(`"${emoji}" is not an emoji's name.`);
  return name;
}

type MessageDeeds = Pick<Person, "say" | "share" | "edit" | "deleteMessage" | "react" | "unreact" | "pin" | "unpin">;

export function messageDeeds(world: World, id: string): MessageDeeds {
  return {
    say: (channel, text, options = {}) => say(world, id, channel, text, options),
    share: (channel, files, options = {}) => share(world, id, channel, files, options),
    edit: (channelName, ts, text) => {
      const { channel, message } = changeable(world, id, channelName, ts, "edit");
      const typed = sendable(text);
      edit(world, channel, message, { text: asSent(world, typed), blocks: asRichText(world, typed) });
    },
    deleteMessage: (channelName, ts) => {
      const { channel, message } = changeable(world, id, channelName, ts, "delete");
      remove(world, channel, message);
    },
    react: (channelName, ts, emoji) => {
      const { channel, message } = markable(world, id, channelName, ts);
      const name = emojiName(emoji);
      if (hasReacted(message, name, id)) return;
      if (message.reactions.filter((it) => it.users.includes(id)).length >= channelLimits.reactionsPerUser)
        throw new CannotDo(`A message takes ${channelLimits.reactionsPerUser} reactions of one person.`);
      react(world, channel, message, name, id);
    },
    unreact: (channelName, ts, emoji) => {
      const { channel, message } = markable(world, id, channelName, ts);
      const name = emojiName(emoji);
      if (hasReacted(message, name, id)) unreact(world, channel, message, name, id);
    },
    pin: (channelName, ts) => {
      const { channel, message } = markable(world, id, channelName, ts);
      if (channel.pins.some((it) => it.ts === ts)) return;
      if (channel.pins.length >= channelLimits.pins)
        throw new CannotDo(`#${channel.name} has ${channelLimits.pins} pins already: unpin one first.`);
      pin(world, channel, message, id);
    },
    unpin: (channelName, ts) => {
      const { channel, message } = markable(world, id, channelName, ts);
      unpin(world, channel, message, id);
    },
  };
}
