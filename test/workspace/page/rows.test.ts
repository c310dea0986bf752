import { expect, test } from "vitest";
import type { SeenEphemeral, SeenMessage } from "../../../src/workspace/client/seen.ts";
import { type Listed, type Row, rowsOf } from "../../../src/workspace/page/channel/rows.ts";
import { systemWords } from "../../../src/workspace/page/message/system-words.ts";

const noon = Date.parse("2026-11-22T12:00:00Z") / 1_000;
const tsAt = (seconds: number): string => `${noon + seconds}.000100`;

function said(seconds: number, user = "U1", more: Partial<SeenMessage> = {}): SeenMessage {
  return {
    ts: tsAt(seconds),
    channelId: "C1",
    user,
    byApp: false,
    subtype: null,
    text: "",
    blocks: null,
    attachments: null,
    isEdited: false,
    threadTs: null,
    thread: null,
    reactions: [],
    files: [],
    pinnedBy: null,
    extra: {},
    permalink: "",
    ...more,
  };
}

const joined = (seconds: number, user: string, inviter?: string): SeenMessage =>
  said(seconds, user, { subtype: "channel_join", extra: inviter === undefined ? {} : { inviter } });

function rows(messages: SeenMessage[], more: Partial<Listed> = {}): Row[] {
  const listed = { messages, ephemerals: [], threadTs: null, from: "0", readUpTo: null, me: "U9", tz: "Etc/UTC" };
  return rowsOf({ ...listed, ...more });
}

const shape = (all: Row[]): string[] =>
  all.map((row) => (row.kind === "message" && row.isFirst ? `${row.message.user}:` : row.kind));

test("messages of one author within five minutes stand under one name", () => {
  const all = rows([said(0), said(100), said(399), said(700), said(710, "U2"), said(711)]);
  expect(shape(all)).toEqual(["day", "U1:", "message", "message", "U1:", "U2:", "U1:"]);
});

test("a pinned message and one of the app have a head of their own", () => {
  const all = rows([said(0), said(1, "U1", { pinnedBy: "U2" }), said(2), said(3, "U1", { byApp: true })]);
  expect(shape(all)).toEqual(["day", "U1:", "U1:", "message", "U1:"]);
});

test("each day begins with its date, in the zone of the person who looks on", () => {
  const messages = [said(0), said(11 * 3_600 + 1_800), said(13 * 3_600)];
  const days = (tz: string) => rows(messages, { tz }).flatMap((row) => (row.kind === "day" ? [row.day] : []));
  expect(days("Etc/UTC")).toEqual(["2026-11-22", "2026-11-23"]);
  expect(days("Asia/Tokyo")).toEqual(["2026-11-22", "2026-11-23"]);
  expect(days("Pacific/Auckland")).toEqual(["2026-11-23"]);
});

test("what is new begins at the first message of somebody else after what was read", () => {
  const all = rows([said(0), said(10), said(20, "U9"), said(30), said(40)], { readUpTo: tsAt(10) });
  expect(shape(all)).toEqual(["day", "U1:", "message", "U9:", "new", "U1:", "message"]);
  expect(shape(rows([said(0), said(10)], { readUpTo: tsAt(10) }))).not.toContain("new");
});

test("replies stand in their thread alone, but for those that were sent to the channel too", () => {
  const parent = said(0, "U1", { threadTs: tsAt(0), thread: { count: 2, users: ["U2"], latest: tsAt(6) } });
  const reply = said(5, "U2", { threadTs: tsAt(0) });
  const both = said(6, "U2", { threadTs: tsAt(0), subtype: "thread_broadcast" });
  expect(shape(rows([parent, reply, both, said(7, "U3")]))).toEqual(["day", "U1:", "U2:", "U3:"]);
  expect(shape(rows([parent, reply, both, said(7, "U3")], { threadTs: tsAt(0) }))).toEqual([
    "U1:",
    "replies",
    "U2:",
    "U2:",
  ]);
});

test("a parent that is known from its thread alone does not stand in the channel before what was loaded", () => {
  const parent = said(-9_000, "U1", { threadTs: tsAt(-9_000) });
  expect(shape(rows([parent, said(0)], { from: tsAt(0) }))).toEqual(["day", "U1:"]);
  expect(shape(rows([parent], { from: tsAt(0), threadTs: tsAt(-9_000) }))).toEqual(["U1:"]);
});

test("what only this person sees stands at its time, and the next message has a head again", () => {
  const ephemeral: SeenEphemeral = {
    ts: tsAt(5),
    channelId: "C1",
    text: "",
    blocks: null,
    threadTs: null,
    from: "app",
  };
  const all = rows([said(0), said(10)], { ephemerals: [ephemeral] });
  expect(shape(all)).toEqual(["day", "U1:", "ephemeral", "U1:"]);
  expect(shape(rows([said(0)], { ephemerals: [{ ...ephemeral, threadTs: tsAt(0) }] }))).toEqual(["day", "U1:"]);
});

test("people who join one after the other are gathered, those whom somebody else invited are not", () => {
  const all = rows([joined(0, "U1"), joined(1, "U2"), joined(2, "U3"), joined(3, "U4", "U1"), said(4, "U5")]);
  const gathered = all.flatMap((row) => (row.kind === "message" ? [[row.message.user, ...row.others]] : []));
  expect(gathered).toEqual([["U1", "U2", "U3"], ["U4"], ["U5"]]);
});

test("Slack's own messages are said in Slack's words", () => {
  const words = (message: SeenMessage, others: string[] = []) => systemWords(message, "#general", others);
  expect(words(joined(0, "U1"))).toBe("joined #general.");
  expect(words(joined(0, "U1"), ["U2", "U3"])).toBe("joined #general along with <@U2> and <@U3>.");
  expect(words(joined(0, "U1", "U2"))).toBe("was added to #general by <@U2>.");
  expect(words(said(0, "U1", { subtype: "channel_topic", extra: { topic: "" } }))).toBe("cleared the channel topic.");
  expect(words(said(0))).toBeNull();
  expect(words(said(0, "U1", { subtype: "thread_broadcast" }))).toBeNull();
});
