// How far people have read, and what has come since. Counted as messages come, so that nobody has to look through a
// channel's history to draw its line in a list.

import { notify, touch } from "../changes.ts";
import type { Channel, Message, ReadMark, World } from "../world.ts";

const nothingRead: ReadMark = { lastRead: null, unread: 0, mentions: 0 };

export function readMark(world: World, channel: Channel, userId: string): ReadMark {
  return world.reads.get(userId)?.get(channel.id) ?? nothingRead;
}

/** Only members are told of what is new. */
function setReadMark(world: World, channel: Channel, userId: string, mark: ReadMark): void {
  const ofUser = world.reads.get(userId) ?? new Map<string, ReadMark>();
  const kind = ofUser.get(channel.id)?.lastRead === mark.lastRead ? "unread" : "read";
  world.reads.set(userId, ofUser.set(channel.id, mark));
  touch(world.changes, { kind, userId, channelId: channel.id });
}

/** Comings and goings make no channel bold, and neither do replies that stayed in their thread. */
const quiet = new Set(["channel_join", "channel_leave", "tombstone"]);

function isNews(message: Message, userId: string): boolean {
  const isReply = message.threadTs !== null && message.threadTs !== message.ts;
  if (message.user === userId || quiet.has(message.subtype ?? "")) return false;
  return !isReply || message.subtype === "thread_broadcast";
}

/** What of the channel is new to somebody who has read up to `lastRead`. Looks at the new messages alone. */
export function unreadSince(channel: Channel, userId: string, lastRead: string | null): ReadMark {
  const mark = { lastRead, unread: 0, mentions: 0 };
  for (let at = channel.messages.length - 1; at >= 0; at--) {
    const message = channel.messages[at];
    if (message === undefined || (lastRead !== null && message.ts <= lastRead)) break;
    if (!isNews(message, userId)) continue;
    mark.unread += 1;
    if (message.notified.includes(userId)) mark.mentions += 1;
  }
  return mark;
}

/** Counts a message just posted for everybody else; whoever writes has read what stands above. */
export function countUnread(world: World, channel: Channel, message: Message): void {
  for (const userId of channel.members) {
    const mark = readMark(world, channel, userId);
    if (isNews(message, userId)) {
      const isMention = message.notified.includes(userId);
      const counted = { unread: mark.unread + 1, mentions: mark.mentions + (isMention ? 1 : 0) };
      setReadMark(world, channel, userId, { ...mark, ...counted });
    } else if (message.user === userId && (message.subtype === null || message.subtype === "thread_broadcast")) {
      const isReply = message.threadTs !== null && message.threadTs !== message.ts && message.subtype === null;
      if (!isReply) setReadMark(world, channel, userId, { lastRead: message.ts, unread: 0, mentions: 0 });
    }
  }
}

/** A message is about to go: it is new to nobody any more. Must run before its subtype is changed. */
export function forgetUnread(world: World, channel: Channel, message: Message): void {
  for (const userId of channel.members) {
    const mark = readMark(world, channel, userId);
    if (!isNews(message, userId) || (mark.lastRead !== null && message.ts <= mark.lastRead)) continue;
    const isMention = message.notified.includes(userId);
    const left = { unread: mark.unread - 1, mentions: mark.mentions - (isMention ? 1 : 0) };
    setReadMark(world, channel, userId, { ...mark, ...left });
  }
}

/** For somebody who comes in: what was said before they came is not new to them. */
export function beginReading(world: World, channel: Channel, userId: string): void {
  setReadMark(world, channel, userId, { lastRead: channel.messages.at(-1)?.ts ?? null, unread: 0, mentions: 0 });
}

/** Somebody has read up to `ts`, or has marked what is after it as unread. */
export function markRead(world: World, channel: Channel, userId: string, ts: string): void {
  setReadMark(world, channel, userId, unreadSince(channel, userId, ts));
  notify(world.changes);
}
