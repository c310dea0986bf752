import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { wavesOf } from "../../src/workspace/calls.ts";
import { faultsFromSeed } from "../../src/workspace/seeds.ts";
import { realNow, sleep, until } from "../support/until.ts";
import { type Bench, clientOf, openBench, quiet } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { openSocket } from "./support/socket.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.stop());

const posted = () => bench.workspace.channel("general").messages.filter((it) => it.byApp && it.subtype === null).length;
const post = () => bench.client.chat.postMessage({ channel: "general", text: "a" });
const outcomes = () => bench.workspace.calls.map((it) => it.outcome);

describe("a call that goes wrong on demand", () => {
  test("429 with Retry-After, as often as asked, and only for its method", async () => {
    const { workspace, client } = bench;
    workspace.faults.add("chat.postMessage", { kind: "ratelimited", retryAfterS: 7 }, { times: 2 });
    await expect(post()).rejects.toMatchObject({ code: "slack_webapi_rate_limited_error", retryAfter: 7 });
    const { status, headers, body } = await call(workspace, "chat.postMessage", { channel: "general", text: "a" });
    expect([status, headers.get("retry-after"), body]).toEqual([429, "7", { ok: false, error: "ratelimited" }]);
    await client.auth.test();
    await post();
    expect(posted()).toBe(1);
    expect(outcomes()).toEqual(["HTTP 429", "HTTP 429", "ok", "ok"]);
  });

  test("until a time of the clock, after some calls, for certain arguments, until taken away", async () => {
    const { workspace, clock } = bench;
    const { faults } = workspace;
    faults.add("auth.test", { kind: "error", error: "fatal_error" }, { until: clock.now() + 1_000 });
    const test = async () => (await call(workspace, "auth.test")).body.error ?? "ok";
    expect(await test()).toBe("fatal_error");
    clock.advanceBy(1_000);
    expect(await test()).toBe("ok");
    faults.add("auth.test", { kind: "error", error: "invalid_auth" }, { skip: 1, times: 1 });
    expect([await test(), await test(), await test()]).toEqual(["ok", "invalid_auth", "ok"]);
    const remove = faults.add("*", { kind: "status", status: 503 }, { matching: (args) => args.text === "b" });
    await post();
    await expect(bench.client.chat.postMessage({ channel: "general", text: "b" })).rejects.toMatchObject({
      statusCode: 503,
    });
    remove();
    await bench.client.chat.postMessage({ channel: "general", text: "b" });
    faults.add("*", { kind: "error", error: "internal_error" });
    faults.clear();
    expect(await test()).toBe("ok");
  });

  test("a reset or a timeout leaves the deed undone; a lost answer leaves it done", async () => {
    const { faults } = bench.workspace;
    faults.add("chat.postMessage", { kind: "reset" }, { times: 1 });
    await expect(post()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
    faults.add("chat.postMessage", { kind: "timeout", afterMs: 20 }, { times: 1 });
    await expect(post()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
    expect(posted()).toBe(0);
    faults.add("chat.postMessage", { kind: "answer lost", afterMs: 0 }, { times: 1 });
    await expect(post()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
    expect(posted()).toBe(1);
    faults.add("chat.postMessage", { kind: "status after the deed", status: 502 }, { times: 1 });
    await expect(post()).rejects.toMatchObject({ statusCode: 502 });
    expect(posted()).toBe(2);
    expect(outcomes()).toEqual(["reset", "timeout", "answer lost", "HTTP 502 after the deed"]);
  });

  test("the client's own timeout meets a call that never answers", async () => {
    const { workspace } = bench;
    workspace.faults.add("chat.postMessage", { kind: "timeout", afterMs: 10_000 }, { times: 1 });
    const options = { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 }, timeout: 50, logger: quiet };
    const hasty = new WebClient(workspace.botToken, options);
    await expect(hasty.chat.postMessage({ channel: "general", text: "a" })).rejects.toThrow();
    expect(posted()).toBe(0);
  });

  test("hooks fire at exactly the n-th call, before or after the deed, and can cut it off", async () => {
    const { workspace } = bench;
    const seen: number[] = [];
    workspace.faults.onCall("chat.postMessage", 2, "before", () => {
      seen.push(posted());
      return "drop";
    });
    workspace.faults.onCall("*", 3, "after", () => {
      seen.push(posted());
    });
    await post();
    await expect(post()).rejects.toThrow();
    await post();
    await post();
    expect(seen).toEqual([1, 2]);
    expect(posted()).toBe(3);
    workspace.faults.onCall("chat.postMessage", 1, "after", () => "drop");
    await expect(post()).rejects.toThrow();
    expect(posted()).toBe(4);
  });

  test("the upload address and a response_url can fail too", async () => {
    const { workspace, client } = bench;
    workspace.faults.add("upload", { kind: "status", status: 500 }, { times: 1 });
    const upload = { channel_id: workspace.channel("general").id, filename: "a.md", content: "a" };
    await expect(client.filesUploadV2(upload)).rejects.toThrow();
    await client.filesUploadV2(upload);
    const socket = await openSocket(workspace);
    const outcome = await workspace.person("sam").command("/incident", { channel: "general" });
    workspace.faults.add("response_url", { kind: "status", status: 500 }, { times: 1 });
    const url = String(socket.envelopes.findLast((it) => it.type === "slash_commands")?.payload.response_url);
    const respond = () => fetch(url, { method: "POST", body: JSON.stringify({ text: "a" }) });
    expect([(await respond()).status, outcome.replies.length]).toEqual([500, 0]);
    expect([(await respond()).status, outcome.replies.length]).toEqual([200, 1]);
    await socket.close();
  });

  test("the Date header can be skewed", async () => {
    bench.workspace.faults.dateSkewMs(3_600_000);
    expect((await call(bench.workspace, "auth.test")).headers.get("date")).toBe("Mon, 02 Mar 2026 11:00:00 GMT");
  });
});

describe("latency", () => {
  test("is real, per call, and shows as waves", async () => {
    const { workspace, client } = bench;
    workspace.faults.latencyMs(80);
    const startedAt = realNow();
    await post();
    await Promise.all([post(), post(), client.auth.test()]);
    await post();
    const took = realNow() - startedAt;
    expect(took).toBeGreaterThanOrEqual(239);
    expect(wavesOf(workspace.calls).map((wave) => wave.length)).toEqual([1, 3, 1]);
    expect(workspace.calls.every((it) => (it.realEndMs ?? 0) - it.realStartMs >= 79)).toBe(true);
  });
});

describe("the links", () => {
  test("an envelope can be sent twice, with one envelope_id", async () => {
    const { workspace } = bench;
    const socket = await openSocket(workspace);
    workspace.faults.duplicateEnvelopes(1, "slash_commands");
    await workspace.person("sam").command("/incident", { channel: "general" });
    await workspace.person("sam").command("/incident", { channel: "general" });
    await until(() => socket.envelopes.length === 3, { what: "three envelopes" });
    const ids = socket.envelopes.map((it) => it.envelope_id);
    expect([ids[0] === ids[1], ids[1] === ids[2]]).toEqual([true, false]);
    await socket.close();
  });

  test("an envelope can be overtaken by the next, and goes by itself when none follows", async () => {
    const { workspace } = bench;
    const socket = await openSocket(workspace);
    const sam = workspace.person("sam");
    workspace.faults.reorderEnvelopes(1);
    for (const text of ["first", "second", "third"]) sam.say("general", text);
    await workspace.idle();
    expect(socket.events().map((it) => it.text)).toEqual(["second", "first", "third"]);
    workspace.faults.reorderEnvelopes(1, "slash_commands");
    expect((await sam.command("/incident", { channel: "general" })).error).toBeNull();
    await socket.close();
  });

  test("by chance a link is cut before or after an envelope, or falls silent and is cut a while later", async () => {
    const { workspace, clock } = bench;
    const sam = workspace.person("sam");
    const odds = { calls: {}, events: {} };
    for (const fate of ["lost", "cut", "half-open"] as const) {
      const socket = await openSocket(workspace);
      workspace.faults.seed(faultsFromSeed(1, { odds: { ...odds, gestures: { [fate]: 1 } } }));
      const { error } = await sam.command("/incident", { channel: "general" });
      expect([fate, error, socket.envelopes.length]).toEqual([fate, "operation_timeout", fate === "cut" ? 1 : 0]);
      await until(() => socket.ws.readyState === WebSocket.CLOSED, { what: "a closed socket" });
    }
    workspace.faults.clear();
    const socket = await openSocket(workspace);
    expect((await sam.command("/incident", { channel: "general" })).error).toBeNull();
    expect(clock.nextTimerAt()).toBeNull();
    await socket.close();
  });

  test("half-open sockets take everything and answer nothing, until they live again", async () => {
    const { workspace, clock } = bench;
    const socket = await openSocket(workspace);
    let pongs = 0;
    socket.ws.on("pong", () => {
      pongs += 1;
    });
    workspace.faults.halfOpen();
    socket.ws.ping();
    workspace.person("sam").say("general", "lost");
    await workspace.idle();
    await call(workspace, "auth.test");
    expect([pongs, socket.envelopes.length]).toEqual([0, 0]);
    workspace.faults.halfOpen(false);
    clock.advanceBy(3_000);
    await until(() => socket.envelopes.length === 1, { what: "the redelivery" });
    expect(socket.envelopes[0]?.retry_attempt).toBe(1);
    socket.ws.ping();
    await until(() => pongs === 1, { what: "a pong" });
    await socket.close();
  });

  test("an acknowledgement over a half-open socket does not arrive", async () => {
    const { workspace, clock } = bench;
    const socket = await openSocket(workspace);
    socket.answer = () => "silence";
    workspace.person("sam").say("general", "hello");
    await until(() => socket.envelopes.length === 1, { what: "the event" });
    workspace.faults.halfOpen();
    socket.ws.send(JSON.stringify({ envelope_id: socket.envelopes[0]?.envelope_id }));
    // Nothing tells that a frame was ignored: it gets time to arrive.
    await sleep(50);
    workspace.faults.halfOpen(false);
    clock.advanceBy(3_000);
    await until(() => socket.envelopes.length === 2, { what: "the redelivery" });
    await socket.close();
  });

  test("all sockets can be cut at once", async () => {
    const { workspace } = bench;
    const sockets = [await openSocket(workspace), await openSocket(workspace)];
    workspace.faults.dropSockets();
    await until(() => sockets.every((it) => it.ws.readyState === WebSocket.CLOSED), { what: "closed sockets" });
    expect(workspace.connections()).toBe(0);
  });

  test("the whole workspace can be down, and is back on the same port", async () => {
    const { workspace } = bench;
    const socket = await openSocket(workspace);
    await workspace.faults.down();
    await until(() => socket.ws.readyState === WebSocket.CLOSED, { what: "a closed socket" });
    await expect(clientOf(workspace).auth.test()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
    await workspace.faults.up();
    expect((await clientOf(workspace).auth.test()).ok).toBe(true);
    const again = await openSocket(workspace);
    expect(again.frames[0]).toMatchObject({ type: "hello", num_connections: 1 });
    await again.close();
  });
});
