// World ↔ the lines of its state file. Kept: the team, people, channels, messages, files, canvases, homes and open
// forms, how far people have read, the counters and the time. Not kept: calls and records, triggers and response_urls,
// open sockets, events that wait for an acknowledgement, and what one person alone was shown.

import type { Touched } from "./changes.ts";
import { unreadSince } from "./deeds/reading.ts";
import { type KeptLine, type KeptPart, stateFormat } from "./kept-shapes.ts";
import type { Channel, FileRecord, Message, World } from "./world.ts";

export function headLineOf({ team, app }: World): KeptLine {
  const { id, botId, botUserId, installedAt } = app;
  return { head: { format: stateFormat, team, app: { id, botId, botUserId, installedAt } } };
}

export function clockLineOf(world: World): KeptLine {
  return { clock: { now: world.clock.now(), eventMicroseconds: world.lastEventMicroseconds } };
}

function channelLine({ messages, messageByTs, threads, members, ...rest }: Channel): KeptLine {
  return { channel: { ...rest, members: [...members] } };
}

function messageLine(channel: Channel | undefined, ts: string): KeptLine[] {
  if (channel === undefined) return [];
  const message = channel.messageByTs.get(ts);
  const { id, lastMicroseconds } = channel;
  return [
    message === undefined ? { goneMessage: { channelId: id, ts }, lastMicroseconds } : { message, lastMicroseconds },
  ];
}

function fileLine({ bytes, ...file }: FileRecord, isWritten: (bytes: Buffer) => boolean): KeptLine[] {
  const line: KeptLine = { file };
  if (bytes === null || isWritten(bytes)) return [line];
  return [line, { bytes: { id: file.id, base64: bytes.toString("base64") } }];
}

/** A closed form is nobody's any more. */
function viewLine(world: World, id: string): KeptLine {
  const view = world.views.get(id);
  return view === undefined || (view.type === "modal" && !view.isOpen) ? { goneView: id } : { view };
}

function readLine(world: World, userId: string, channelId: string): KeptLine[] {
  const mark = world.reads.get(userId)?.get(channelId);
  return mark === undefined ? [] : [{ read: { userId, channelId, lastRead: mark.lastRead } }];
}

/** @param isWritten has the file these bytes already? It is asked once for each. */
export function linesOf(world: World, touched: Touched, isWritten: (bytes: Buffer) => boolean): KeptLine[] {
  const some = <T>(found: T | undefined, line: (found: T) => KeptLine[]) => (found === undefined ? [] : line(found));
  switch (touched.kind) {
    case "user":
      return some(world.users.get(touched.id), (user) => [{ user }]);
    case "group":
      return some(
        world.groups.find(({ id }) => id === touched.id),
        (group) => [{ group }],
      );
    case "channel":
      return some(world.channels.get(touched.id), (channel) => [channelLine(channel)]);
    case "message":
      return messageLine(world.channels.get(touched.channelId), touched.ts);
    case "file":
      return some(world.files.get(touched.id), (file) => fileLine(file, isWritten));
    case "canvas":
      return some(world.canvases.get(touched.id), (canvas) => [{ canvas }]);
    case "view":
      return [viewLine(world, touched.id)];
    case "stack":
      return [{ stack: { userId: touched.userId, ids: world.stacks.get(touched.userId) ?? [] } }];
    case "home":
      return some(world.homes.get(touched.userId), (viewId) => [{ home: { userId: touched.userId, viewId } }]);
    case "read":
      return readLine(world, touched.userId, touched.channelId);
    case "latest":
    case "unread":
    case "ephemeral":
      return [];
  }
}

/** Everything, as though it had all just been touched, in an order in which it can be read back. */
export function everything(world: World): Touched[] {
  const named = (kind: "user" | "group" | "channel" | "file" | "canvas" | "view", ids: Iterable<string>) =>
    [...ids].map((id): Touched => ({ kind, id }));
  const channels = [...world.channels.values()];
  return [
    ...named("user", world.users.keys()),
    ...named(
      "group",
      world.groups.map(({ id }) => id),
    ),
    ...named("channel", world.channels.keys()),
    ...channels.flatMap(({ id, messages }) =>
      messages.map(({ ts }): Touched => ({ kind: "message", channelId: id, ts })),
    ),
    ...named("file", world.files.keys()),
    ...named("canvas", world.canvases.keys()),
    ...named(
      "view",
      [...world.views.values()].filter((it) => it.type === "home" || it.isOpen).map(({ id }) => id),
    ),
    ...[...world.stacks.keys()].map((userId): Touched => ({ kind: "stack", userId })),
    ...[...world.homes.keys()].map((userId): Touched => ({ kind: "home", userId })),
    ...[...world.reads].flatMap(([userId, marks]) =>
      [...marks.keys()].map((channelId): Touched => ({ kind: "read", userId, channelId })),
    ),
  ];
}

function channelOf(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (channel === undefined) throw new Error(`it speaks of a channel ${id} that it does not have`);
  return channel;
}

function takeChannel(world: World, { members, ...kept }: KeptPart<"channel">["channel"]): void {
  const before = world.channels.get(kept.id);
  const { messages, messageByTs, threads, lastMicroseconds } = before ?? {
    messages: [],
    messageByTs: new Map<string, Message>(),
    threads: new Map<string, Message[]>(),
    lastMicroseconds: 0,
  };
  const newest = Math.max(lastMicroseconds, kept.lastMicroseconds);
  const channel = { ...kept, members: new Set(members), messages, messageByTs, threads, lastMicroseconds: newest };
  world.channels.set(kept.id, channel);
}

function takeMessage(world: World, channelId: string, ts: string, message: Message | null, newest: number): void {
  const channel = channelOf(world, channelId);
  channel.lastMicroseconds = Math.max(channel.lastMicroseconds, newest);
  if (message === null) channel.messageByTs.delete(ts);
  else channel.messageByTs.set(ts, message);
}

function takeHead(world: World, { team, app }: KeptPart<"head">["head"]): void {
  world.team = team;
  world.app = { ...world.app, ...app };
}

function takeGroup(world: World, group: World["groups"][number]): void {
  world.groups = [...world.groups.filter(({ id }) => id !== group.id), group];
}

function takeRead(world: World, userId: string, channelId: string, lastRead: string | null): void {
  const marks = world.reads.get(userId) ?? new Map();
  world.reads.set(userId, marks.set(channelId, { lastRead, unread: 0, mentions: 0 }));
}

/** Puts one line into the world. Throws an Error that says what is wrong with it. */
export function takeLine(world: World, line: KeptLine): void {
  if ("head" in line) takeHead(world, line.head);
  else if ("user" in line) world.users.set(line.user.id, line.user);
  else if ("group" in line) takeGroup(world, line.group);
  else if ("channel" in line) takeChannel(world, line.channel);
  else if ("message" in line) {
    const { message, lastMicroseconds } = line;
    takeMessage(world, message.channelId, message.ts, message, lastMicroseconds);
  } else if ("goneMessage" in line) {
    takeMessage(world, line.goneMessage.channelId, line.goneMessage.ts, null, line.lastMicroseconds);
  } else if ("file" in line) {
    world.files.set(line.file.id, { ...line.file, bytes: world.files.get(line.file.id)?.bytes ?? null });
  } else if ("bytes" in line) {
    const file = world.files.get(line.bytes.id);
    if (file !== undefined) file.bytes = Buffer.from(line.bytes.base64, "base64");
  } else if ("canvas" in line) world.canvases.set(line.canvas.id, line.canvas);
  else if ("view" in line) world.views.set(line.view.id, line.view);
  else if ("goneView" in line) world.views.delete(line.goneView);
  else if ("stack" in line) world.stacks.set(line.stack.userId, line.stack.ids);
  else if ("home" in line) world.homes.set(line.home.userId, line.home.viewId);
  else if ("read" in line) takeRead(world, line.read.userId, line.read.channelId, line.read.lastRead);
  else if ("counters" in line)
    for (const [name, count] of Object.entries(line.counters)) world.counters.set(name, count);
  else world.lastEventMicroseconds = Math.max(world.lastEventMicroseconds, line.clock.eventMicroseconds);
}

/** After the last line: puts what follows from the lines, and from the manifest as it is now, in its place. */
export function settle(world: World): void {
  const bot = world.users.get(world.app.botUserId);
  if (bot !== undefined) bot.realName = world.manifest.botName;
  world.channelIdByName.clear();
  for (const channel of world.channels.values()) {
    channel.messages = [...channel.messageByTs.values()].sort((a, b) => (a.ts < b.ts ? -1 : 1));
    channel.threads.clear();
    for (const message of channel.messages) {
      if (message.threadTs === null || message.threadTs === message.ts) continue;
      const replies = channel.threads.get(message.threadTs) ?? [];
      replies.push(message);
      channel.threads.set(message.threadTs, replies);
    }
    if (channel.kind === "public" || channel.kind === "private") world.channelIdByName.set(channel.name, channel.id);
  }
  for (const [userId, marks] of world.reads) {
    for (const [channelId, { lastRead }] of marks) {
      const channel = world.channels.get(channelId);
      if (channel !== undefined) marks.set(channelId, unreadSince(channel, userId, lastRead));
    }
  }
}
