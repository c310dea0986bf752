import { expect, test } from "vitest";
import type { Change, Snapshot } from "../../../src/workspace/client/protocol.ts";
import type { SeenMessage } from "../../../src/workspace/client/seen.ts";
import { changed, type PageState, withLoading, withPage, withThread } from "../../../src/workspace/page/state.ts";

const ts = (n: number): string => `1700000${String(n).padStart(3, "0")}.000100`;

function said(n: number, text = `message ${n}`, more: Partial<SeenMessage> = {}): SeenMessage {
  const none = { byApp: false, subtype: null, blocks: null, attachments: null, isEdited: false, threadTs: null };
  const rest = { thread: null, reactions: [], files: [], pinnedBy: null, extra: {}, permalink: "" };
  return { ts: ts(n), channelId: "C1", user: "U1", text, ...none, ...rest, ...more };
}

function snapshot(me = "U1"): Snapshot {
  const app = { id: "A1", name: "Sitrep", botId: "B1", botUserId: "U0", commands: [], shortcuts: [], color: "#000000" };
  const tabs = { hasHomeTab: true, hasMessagesTab: true, isMessagesTabReadOnly: false };
  return {
    team: { id: "T1", name: "Sitrep", domain: "sitrep" },
    app: { ...app, ...tabs },
    me,
    users: [],
    groups: [],
    channels: [],
    ephemerals: [],
    views: [],
    home: null,
    clock: { now: 0, realAt: 0, rate: 1, isControllable: true },
    stories: [],
    replay: null,
    isReadOnly: false,
    since: ts(0),
    feedId: "1",
  };
}

const begun = (me = "U1"): PageState => heard(null, { type: "snapshot", snapshot: snapshot(me) });

function heard(state: PageState | null, ...changes: Change[]): PageState {
  const after = changes.reduce<PageState | null>(changed, state);
  if (after === null) throw new Error("A snapshot comes first.");
  return after;
}

const message = (one: SeenMessage): Change => ({ type: "message", message: one });
const texts = (state: PageState): string[] => state.messages.C1?.messages.map(({ text }) => text) ?? [];

test("what is heard of a channel that nobody looked at is not kept", () => {
  expect(heard(begun(), message(said(1))).messages).toEqual({});
});

test("what is heard while a page is on its way is not lost to it, and what was deleted does not come back", () => {
  const loading = withLoading(begun(), "C1");
  const meanwhile = heard(loading, message(said(3, "came meanwhile")), message(said(2, "edited meanwhile")), {
    type: "message gone",
    channelId: "C1",
    ts: ts(1),
  });
  const loaded = withPage(meanwhile, "C1", { messages: [said(1), said(2)], hasMore: false });
  expect(texts(loaded)).toEqual(["edited meanwhile", "came meanwhile"]);
});

test("older pages are put before what is there, and the oldest says that there are none before it", () => {
  const first = withPage(begun(), "C1", { messages: [said(5), said(6)], hasMore: true });
  expect(first.messages.C1).toMatchObject({ from: ts(5), hasMore: true });
  const whole = withPage(first, "C1", { messages: [said(3), said(4)], hasMore: false });
  expect(texts(whole)).toEqual(["message 3", "message 4", "message 5", "message 6"]);
  expect(whole.messages.C1).toMatchObject({ from: "0", hasMore: false });
});

test("a thread that is loaded does not move the bound from which on the channel is whole", () => {
  const first = withPage(begun(), "C1", { messages: [said(5)], hasMore: true });
  const reply = said(9, "reply", { threadTs: ts(1) });
  const threaded = withThread(first, "C1", { messages: [said(1), reply], hasMore: false });
  expect(threaded.messages.C1).toMatchObject({ from: ts(5), hasMore: true, threads: [ts(1)] });
  expect(texts(threaded)).toEqual(["message 1", "message 5", "reply"]);
});

test("after the line was down the same person sees the old messages until the new page takes their place", () => {
  const before = withPage(begun(), "C1", { messages: [said(1), said(2)], hasMore: false });
  const again = heard(before, { type: "snapshot", snapshot: snapshot() }, message(said(4, "came since")));
  expect(again.messages.C1?.from).toBeNull();
  expect(texts(again)).toEqual(["message 1", "message 2", "came since"]);
  const loaded = withPage(again, "C1", { messages: [said(2, "edited while down"), said(3)], hasMore: false });
  expect(texts(loaded)).toEqual(["edited while down", "message 3", "came since"]);
});

test("another person begins with nothing of the one before", () => {
  const before = withPage(begun("U1"), "C1", { messages: [said(1)], hasMore: false });
  expect(heard(before, { type: "snapshot", snapshot: snapshot("U2") }).messages).toEqual({});
});

test("a change gives new objects along its path alone", () => {
  const before = withPage(begun(), "C1", { messages: [said(1), said(2)], hasMore: false });
  const after = heard(before, message(said(2, "edited")));
  expect(after.messages.C1?.messages[0]).toBe(before.messages.C1?.messages[0]);
  expect(after.users).toBe(before.users);
  expect(texts(before)).toEqual(["message 1", "message 2"]);
});

test("records of a workspace that was started anew, which have the same numbers, do not mix with the old ones", () => {
  const record = (id: number, method: string): Change => {
    const times = { at: 0, realStartMs: 0, realEndMs: 1, outcome: "ok", gestureId: null };
    return { type: "record", record: { id, ...times, kind: "call", method, args: {}, answer: null } };
  };
  const before = heard(begun(), record(1, "old.first"), record(2, "old.second"));
  const after = heard(before, { type: "snapshot", snapshot: snapshot() }, record(1, "new.first"));
  expect(after.records.map((one) => (one.kind === "call" ? one.method : one.what))).toEqual(["new.first"]);
});
