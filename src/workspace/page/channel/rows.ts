// The lines of a message list: which messages stand in it, what divides them, and which go on under the name of the one
// before. Pure.

import type { SeenEphemeral, SeenMessage } from "../../client/seen.ts";
import { dayOf, msOf } from "../people/times.ts";

/** `ts`: where it stands; of a divider that of what follows it. */
export type Row = { key: string; ts: string } & (
  | { kind: "day"; day: string }
  | { kind: "new" }
  /** In a thread, between its parent and the answers. */
  | { kind: "replies"; count: number }
  /** `others`: who else came right after, in the same way; Slack gathers them in one message. */
  | { kind: "message"; message: SeenMessage; isFirst: boolean; others: readonly string[] }
  | { kind: "ephemeral"; ephemeral: SeenEphemeral }
);

export type Listed = {
  messages: readonly SeenMessage[];
  ephemerals: readonly SeenEphemeral[];
  /** Null: the channel. Otherwise the parent's ts: the parent and its replies. */
  threadTs: string | null;
  /** Nothing older is shown: a thread's parent may be known that stands beyond what was loaded. */
  from: string;
  /** How far the person had read when they came; null: no divider. */
  readUpTo: string | null;
  me: string;
  tz: string;
};

/** Messages of one author within this stand under one name. */
const groupedMs = 5 * 60_000;

const grouping = new Set([null, "bot_message", "file_share", "me_message"]);

export function isListed(message: SeenMessage, threadTs: string | null): boolean {
  if (threadTs !== null) return message.threadTs === threadTs || message.ts === threadTs;
  return message.threadTs === null || message.threadTs === message.ts || message.subtype === "thread_broadcast";
}

/** Does `message` go on under the name that stands over `before`? */
function goesOn(before: SeenMessage, message: SeenMessage): boolean {
  return (
    before.user === message.user &&
    before.byApp === message.byApp &&
    grouping.has(before.subtype) &&
    grouping.has(message.subtype) &&
    message.pinnedBy === null &&
    msOf(message.ts) - msOf(before.ts) < groupedMs
  );
}

/** Two people who came one after the other, by themselves or asked by the same. */
function cameAlong(before: Row | undefined, message: SeenMessage): boolean {
  if (before?.kind !== "message") return false;
  const { message: first } = before;
  const isJoin = /^(channel|group)_join$/.test(message.subtype ?? "") && first.subtype === message.subtype;
  return isJoin && first.extra.inviter === message.extra.inviter && first.pinnedBy === null && !hasMore(message);
}

/** What people have put on a message makes it one of its own. */
const hasMore = ({ reactions, thread, pinnedBy }: SeenMessage): boolean =>
  reactions.length > 0 || thread !== null || pinnedBy !== null;

const nobody: readonly string[] = [];

type One = { ts: string; message: SeenMessage | null; ephemeral: SeenEphemeral | null };

function inOrder({ messages, ephemerals, threadTs, from }: Listed): One[] {
  const said: One[] = messages
    .filter((message) => isListed(message, threadTs) && (threadTs !== null || message.ts >= from))
    .map((message) => ({ ts: message.ts, message, ephemeral: null }));
  const whispered = ephemerals.filter((one) => one.threadTs === threadTs);
  if (whispered.length === 0) return said;
  const all = [...said, ...whispered.map((ephemeral) => ({ ts: ephemeral.ts, message: null, ephemeral }))];
  return all.sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

export function rowsOf(listed: Listed): Row[] {
  const { threadTs, readUpTo, me, tz } = listed;
  const rows: Row[] = [];
  let day = "";
  let hasNew = readUpTo === null;
  let before: SeenMessage | null = null;
  for (const { ts, message, ephemeral } of inOrder(listed)) {
    const today = dayOf(msOf(ts), tz);
    if (today !== day && threadTs === null) {
      rows.push({ kind: "day", key: `day ${today}`, ts, day: today });
      before = null;
    }
    day = today;
    if (!hasNew && readUpTo !== null && ts > readUpTo && message !== null && message.user !== me) {
      rows.push({ kind: "new", key: "new", ts });
      hasNew = true;
      before = null;
    }
    if (ephemeral !== null) rows.push({ kind: "ephemeral", key: `only ${ts}`, ts, ephemeral });
    if (message !== null) {
      const isFirst = before === null || !goesOn(before, message) || before.ts === threadTs;
      const last = rows.at(-1);
      if (last?.kind === "message" && cameAlong(last, message)) {
        rows[rows.length - 1] = { ...last, others: [...last.others, message.user] };
      } else rows.push({ kind: "message", key: ts, ts, message, isFirst, others: nobody });
    }
    before = message;
    const count = ts === threadTs ? (message?.thread?.count ?? 0) : 0;
    if (count > 0) rows.push({ kind: "replies", key: "replies", ts, count });
  }
  return rows;
}
