// What the inspector is shown of the wire.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SeenRecord } from "../../src/workspace/client/seen-record.ts";
import { rateLimits, recordLimits } from "../../src/workspace/limits.ts";
import { noRecords, onRecord, recordAnswer, recordCall, seenRecords } from "../../src/workspace/records.ts";
import { sleep, until } from "../support/until.ts";
import { type Bench, manifestWith, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { openSocket, type Socket } from "./support/socket.ts";

let bench: Bench;
let socket: Socket;

beforeEach(async () => {
  bench = await openBench({ safetyMs: 300, manifest: manifestWith({ events: ["pin_added"] }) });
  socket = await openSocket(bench.workspace);
});

afterEach(async () => {
  await socket.close();
  await bench.stop();
});

const records = (): SeenRecord[] =>
  bench.workspace.records().filter((it) => it.kind !== "call" || it.method !== "apps.connections.open");
const command = () => bench.workspace.person("sam").command("/incident", { channel: "general" });
const kinds = () => records().map((it) => (it.kind === "call" ? it.method : it.what));

describe("A call on record", () => {
  test("has its arguments without the token, its answer, its times and how it ended", async () => {
    await call(bench.workspace, "chat.postMessage", { channel: "general", text: "Hello" }, { tokenIn: "body" });
    await call(bench.workspace, "pins.add", { channel: "nowhere" });
    const [posted, refused] = records();
    expect(posted).toMatchObject({
      kind: "call",
      method: "chat.postMessage",
      args: { channel: "general", text: "Hello" },
      answer: { ok: true, message: { text: "Hello" } },
      at: bench.clock.now(),
      outcome: "ok",
      gestureId: null,
    });
    expect(Object.keys(posted?.kind === "call" ? posted.args : {})).not.toContain("token");
    expect(posted?.realEndMs).toBeGreaterThan(posted?.realStartMs ?? Number.POSITIVE_INFINITY);
    expect(refused).toMatchObject({ answer: { ok: false }, outcome: "channel_not_found" });
  });

  test("shows what a fault made of it, an error page as text and a cut connection as nothing", async () => {
    const { workspace, client } = bench;
    workspace.faults.add("chat.postMessage", { kind: "status", status: 503 }, { times: 1 });
    workspace.faults.add("auth.test", { kind: "answer lost", afterMs: 0 }, { times: 1 });
    await expect(client.chat.postMessage({ channel: "general", text: "a" })).rejects.toThrow();
    await expect(client.auth.test()).rejects.toThrow();
    expect(records()).toMatchObject([
      { outcome: "HTTP 503", answer: { text: "upstream connect error" } },
      { outcome: "answer lost", answer: null },
    ]);
  });
});

describe("An envelope on record", () => {
  test("says what it is about, over which socket it went, and what it was answered", async () => {
    socket.answer = () => ({ text: "Here" });
    await bench.workspace.person("sam").command("/incident declare sev2 Checkout", { channel: "general" });
    expect(records()[0]).toMatchObject({
      kind: "envelope",
      what: "/incident declare sev2 Checkout",
      envelopeType: "slash_commands",
      envelopeId: socket.envelopes[0]?.envelope_id,
      payload: { command: "/incident", text: "declare sev2 Checkout" },
      answer: { text: "Here" },
      attempt: 0,
      socket: 0,
      outcome: "acked",
      cost: { calls: 0, waves: 0, ms: expect.any(Number) },
    });
  });

  test("is named by the buttons, forms, shortcuts and events that it brings", async () => {
    const { workspace } = bench;
    const sam = workspace.person("sam");
    const button = { type: "button", action_id: "post_update", text: { type: "plain_text", text: "Update" } };
    const blocks = JSON.stringify([{ type: "actions", elements: [button] }]);
    const { body } = await call(workspace, "chat.postMessage", { channel: "general", text: "a", blocks });
    await sam.click("general", String(body.ts), "post_update");
    await sam.globalShortcut("declare");
    await sam.messageShortcut("note", "general", String(body.ts));
    sam.pin("general", String(body.ts));
    await workspace.idle();
    expect(kinds()).toEqual([
      "chat.postMessage",
      "click post_update",
      "shortcut declare",
      "message shortcut note",
      "event pin_added",
    ]);
  });

  test("that is not acknowledged ends as what the person is shown; an event shows its last attempt", async () => {
    const { workspace, clock } = bench;
    socket.answer = () => "silence";
    await command();
    const { ts } = workspace.person("sam").say("general", "a");
    workspace.person("sam").pin("general", ts);
    await until(() => socket.envelopes.length === 2, { what: "the event" });
    clock.advanceBy(3_000);
    expect(records()[1]).toMatchObject({ what: "event pin_added", attempt: 1, outcome: null, cost: null });
    clock.advanceBy(600_000);
    clock.advanceBy(600_000);
    expect(records()).toMatchObject([{ outcome: "operation_timeout" }, { attempt: 3, outcome: "given up" }]);
    await socket.close();
    await command();
    expect(records()[2]).toMatchObject({ outcome: "dispatch_failed", socket: null });
  });
});

describe("The gesture that a call is counted to", () => {
  test("is the last click or command before it, which knows its calls, waves and time", async () => {
    const { workspace, client } = bench;
    await client.auth.test();
    await command();
    workspace.faults.latencyMs(20);
    await client.auth.test();
    await Promise.all([client.auth.test(), client.team.info()]);
    const [before, gesture, ...calls] = records();
    expect(before?.gestureId).toBeNull();
    expect(gesture?.gestureId).toBe(gesture?.id);
    expect(calls.map(({ gestureId }) => gestureId)).toEqual([gesture?.id, gesture?.id, gesture?.id]);
    expect(gesture).toMatchObject({ cost: { calls: 3, waves: 2 } });
    expect(gesture?.kind === "envelope" ? gesture.cost?.ms : 0).toBeGreaterThanOrEqual(39);
    await command();
    await client.auth.test();
    expect(records().at(-1)?.gestureId).toBe(records().at(-2)?.id);
    expect(records().find(({ id }) => id === gesture?.id)).toMatchObject({ cost: { calls: 3 } });
  });

  test("goes on while the app leaves a second between two posts in one channel, as Slack asks for", async () => {
    await command();
    await bench.client.auth.test();
    await sleep(rateLimits.postMs + 100);
    await bench.client.auth.test();
    expect(records().find(({ kind }) => kind === "envelope")).toMatchObject({ cost: { calls: 2, waves: 2 } });
  });

  test("is none once the wire has been silent for a while", async () => {
    await command();
    await sleep(recordLimits.silenceMs + 50);
    await bench.client.auth.test();
    expect(records().at(-1)?.gestureId).toBeNull();
  });
});

describe("The ring", () => {
  const holder = () => ({ records: noRecords(), clock: { now: () => 0 } });

  test("keeps the newest 2,000 and no more than its share of memory", () => {
    const many = holder();
    for (let count = 0; count < 2_500; count++) recordCall(many, "auth.test", {}, 10, count);
    expect([seenRecords(many).length, seenRecords(many)[0]?.id]).toEqual([2_000, 501]);
    const heavy = holder();
    for (let count = 0; count < 20; count++) {
      recordAnswer(heavy, recordCall(heavy, "auth.test", {}, 500_000, count), "ok", "x".repeat(500_000));
    }
    expect(seenRecords(heavy)).toHaveLength(recordLimits.size / 1_000_000);
    recordAnswer(heavy, recordCall(heavy, "auth.test", {}, 0, 0), "ok", "x".repeat(recordLimits.size * 2));
    expect(seenRecords(heavy)).toHaveLength(1);
    recordCall(heavy, "auth.test", {}, 10, 0);
    expect(seenRecords(heavy)).toHaveLength(1);
  });

  test("tells a listener of each record when it begins, changes and ends, until it is taken away", () => {
    const told: string[] = [];
    const one = holder();
    const stop = onRecord(one, (record) => told.push(`${record.id} ${record.outcome}`));
    const record = recordCall(one, "auth.test", {}, 10, 0);
    recordAnswer(one, record, "ok", '{"ok":true}');
    stop();
    recordCall(one, "auth.test", {}, 10, 0);
    expect(told).toEqual(["1 null", "1 ok"]);
  });
});

describe("A workspace that runs for days", () => {
  test("keeps no list of calls and lets go what is over, but nothing that still counts", async () => {
    const { workspace, client, clock, stop } = await openBench({ keepCalls: false });
    const line = await openSocket(workspace);
    const sam = workspace.person("sam");
    const url = async () => {
      await sam.command("/incident", { channel: "general" });
      return String(line.envelopes.at(-1)?.payload.response_url);
    };
    const old = await url();
    clock.advanceBy(31 * 60_000);
    const young = await url();
    const many = Array.from({ length: 800 }, () =>
      client.chat.postEphemeral({ channel: "general", user: sam.id, text: "a" }),
    );
    await Promise.all(many);
    expect(workspace.calls).toEqual([]);
    expect(workspace.records().length).toBeGreaterThan(800);
    const post = (address: string) => fetch(address, { method: "POST", body: JSON.stringify({ text: "a" }) });
    expect([(await post(old)).status, (await post(young)).status]).toEqual([404, 200]);
    expect(sam.ephemerals.length).toBeLessThanOrEqual(500 + 256);
    await line.close();
    await stop();
  });
});
