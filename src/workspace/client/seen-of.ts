// What of the world one person sees: users, channels, messages, forms, as the page is shown them. Only looks.

import { visibleText } from "../blocks/visible-text.ts";
import { readMark } from "../deeds/reading.ts";
import { permalink, renderFile } from "../deeds/render.ts";
import type { Channel, Ephemeral, FileRecord, Json, Message, Pin, User, UserGroup, View, World } from "../world.ts";
import { fileAddress } from "./readable-file.ts";
import type {
  SeenApp,
  SeenChannel,
  SeenEphemeral,
  SeenFile,
  SeenGroup,
  SeenMessage,
  SeenPin,
  SeenUser,
  SeenView,
} from "./seen.ts";
import { seenBlocks } from "./seen-blocks.ts";

export const slackbot: SeenUser = {
  id: "USLACKBOT",
  name: "slackbot",
  realName: "Slackbot",
  tz: "Etc/UTC",
  isBot: true,
  isDeleted: false,
};

export function seenUser({ id, name, realName, tz, isBot, isDeleted }: User): SeenUser {
  return { id, name, realName, tz, isBot, isDeleted };
}

export function seenGroup({ id, handle, name, users }: UserGroup): SeenGroup {
  return { id, handle, name, users };
}

export function seenApp(world: World): SeenApp {
  const { app, manifest } = world;
  return {
    id: app.id,
    name: app.name,
    botId: app.botId,
    botUserId: app.botUserId,
    commands: [...manifest.commands].map(([command, { description, usageHint }]) => ({
      command,
      description,
      usageHint,
    })),
    shortcuts: [...manifest.shortcuts].map(([callbackId, { name, type, description }]) => ({
      name,
      type,
      callbackId,
      description,
    })),
    hasHomeTab: manifest.hasHomeTab,
    hasMessagesTab: manifest.hasMessagesTab,
    isMessagesTabReadOnly: manifest.isMessagesTabReadOnly,
    color: manifest.color,
  };
}

export function seenChannel(world: World, channel: Channel, viewer: string): SeenChannel {
  const isMember = channel.members.has(viewer);
  const { lastRead, unread, mentions } = readMark(world, channel, viewer);
  return {
    id: channel.id,
    name: channel.kind === "im" ? "" : channel.name,
    kind: channel.kind,
    isArchived: channel.isArchived,
    isMember,
    members: [...channel.members],
    topic: channel.topic.value,
    purpose: channel.purpose.value,
    createdAt: channel.createdAt,
    creator: channel.creator,
    pins: channel.pins.map((pin) => seenPin(channel, pin)),
    bookmarks: channel.bookmarks.map(({ id, title, link, emoji }) => ({ id, title, link, emoji })),
    canvasId: channel.canvasId,
    lastRead,
    unread: isMember ? unread : 0,
    mentions: isMember ? mentions : 0,
    latest: channel.messages.at(-1)?.ts ?? null,
  };
}

export function seenFile(world: World, file: FileRecord, viewer: string): SeenFile {
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    size: file.size,
    // The processing that Slack's API tells of hides nothing from people.
    mimetype: String(renderFile(world, file, true).mimetype),
    user: file.user,
    createdAt: file.createdAt,
    address: fileAddress(file.id, viewer),
    altText: file.altText,
  };
}

/** How much of a pinned message the page is told before it has loaded it. */
const pinCharacters = 300;

/** Its first words: cut where no token is torn. */
function firstWords({ text, blocks }: Message): string {
  const all = text.trim() === "" ? visibleText(blocks) : text;
  return all.length <= pinCharacters ? all : `${all.slice(0, pinCharacters).replace(/<[^<>]*$/, "")}…`;
}

function seenPin({ messageByTs }: Channel, pin: Pin): SeenPin {
  const message = messageByTs.get(pin.ts);
  return {
    ...pin,
    user: message?.user ?? pin.by,
    byApp: message?.byApp ?? false,
    threadTs: message?.threadTs ?? null,
    text: message === undefined ? "" : firstWords(message),
  };
}

function threadOf(channel: Channel, message: Message): SeenMessage["thread"] {
  const replies = message.threadTs === message.ts ? channel.threads.get(message.ts) : undefined;
  const latest = replies?.at(-1);
  if (replies === undefined || latest === undefined) return null;
  const users = [...new Set(replies.map(({ user }) => user))].slice(0, 5);
  return { count: replies.length, users, latest: latest.ts };
}

export function seenMessage(world: World, channel: Channel, message: Message, viewer: string): SeenMessage {
  return {
    ts: message.ts,
    channelId: channel.id,
    user: message.user,
    byApp: message.byApp,
    subtype: message.subtype,
    text: message.text,
    blocks: seenBlocks(world, message.blocks, viewer),
    attachments: message.attachments,
    isEdited: message.edited !== null,
    threadTs: message.threadTs,
    thread: threadOf(channel, message),
    reactions: message.reactions,
    files: message.fileIds.flatMap((id) => {
      const file = world.files.get(id);
      return file === undefined ? [] : [seenFile(world, file, viewer)];
    }),
    pinnedBy: channel.pins.find(({ ts }) => ts === message.ts)?.by ?? null,
    extra: message.extra,
    permalink: permalink(world, channel.id, message.ts, message.threadTs),
  };
}

export function seenEphemeral(world: World, shown: Ephemeral): SeenEphemeral {
  const { ts, channelId, text, threadTs, from } = shown;
  return { ts, channelId, text, blocks: seenBlocks(world, shown.blocks, shown.userId), threadTs, from };
}

const textOf = (value: unknown): string | null => {
  const text = (value as Json | null | undefined)?.text;
  return typeof text === "string" ? text : null;
};

export function seenView(world: World, view: View): SeenView {
  const { content } = view;
  return {
    id: view.id,
    type: view.type,
    callbackId: String(content.callback_id ?? ""),
    title: textOf(content.title) ?? world.app.name,
    submit: textOf(content.submit),
    close: textOf(content.close),
    blocks: seenBlocks(world, (content.blocks as Json[] | undefined) ?? [], view.userId) ?? [],
    values: view.values,
    errors: view.errors,
    hash: view.hash,
  };
}
