import { afterEach, beforeEach, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { freePort } from "../support/port.ts";
import { sleep, until } from "../support/until.ts";
import { type Bench, manifestWith, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { openSocket, type Socket } from "./support/socket.ts";

let bench: Bench;
const sockets: Socket[] = [];

beforeEach(async () => {
  bench = await openBench({ safetyMs: 300 });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) await socket.close();
  await bench.stop();
});

async function open(): Promise<Socket> {
  const socket = await openSocket(bench.workspace);
  sockets.push(socket);
  return socket;
}

const silent = () => "silence";

describe("Socket Mode", () => {
  test("greets with the number of connections, and a ticket is good once", async () => {
    const { workspace } = bench;
    const first = await open();
    const second = await open();
    expect(first.frames[0]).toMatchObject({
      type: "hello",
      num_connections: 1,
      connection_info: { app_id: workspace.appId },
    });
    expect(second.frames[0]).toMatchObject({ num_connections: 2 });
    const again = new WebSocket(second.ws.url);
    const refused = await new Promise((resolve) => again.on("error", resolve));
    expect(String(refused)).toContain("401");
  });

  test("greets as Slack does, and a link opened with debug_reconnects lives for 6 minutes", async () => {
    const { workspace, clock } = bench;
    const { body } = await call(workspace, "apps.connections.open", {}, { token: workspace.appToken });
    const frames: Record<string, unknown>[] = [];
    const ws = new WebSocket(`${body.url}&debug_reconnects=true`);
    ws.on("message", (data) => frames.push(JSON.parse(data.toString())));
    await polled(() => frames.length === 1);
    const debugInfo = { host: expect.any(String), started: expect.any(String), build_number: expect.any(Number) };
    const hello = { type: "hello", num_connections: 1, connection_info: { app_id: workspace.appId } };
    expect(frames[0]).toEqual({ ...hello, debug_info: { ...debugInfo, approximate_connection_time: 360 } });
    expect((await open()).frames[0]).toMatchObject({ debug_info: { approximate_connection_time: 18_060 } });
    clock.advanceBy(350_000);
    await polled(() => frames.length === 2);
    expect(frames[1]).toMatchObject({ type: "disconnect", reason: "warning" });
    clock.advanceBy(10_000);
    await polled(() => ws.readyState === WebSocket.CLOSED);
    expect([workspace.connections(), clock.nextTimerAt()]).toEqual([1, null]);
  });

  test("pings its clients by itself, but not over a half-open link", async () => {
    const lively = await openBench({ pingEveryMs: 10 });
    const socket = await openSocket(lively.workspace);
    let pings = 0;
    socket.ws.on("ping", () => {
      pings += 1;
    });
    await polled(() => pings >= 3);
    lively.workspace.faults.halfOpen();
    // What was sent before may still arrive.
    await sleep(30);
    const before = pings;
    await sleep(50);
    expect(pings).toBe(before);
    await socket.close();
    await lively.stop();
  });

  test("tells a link why it has to go: a warning, a refresh, or that Socket Mode was switched off", async () => {
    for (const reason of ["warning", "refresh_requested", "link_disabled"] as const) {
      const socket = await open();
      bench.workspace.faults.disconnect(reason);
      await polled(() => socket.frames.length === 2);
      expect(socket.frames[1]).toMatchObject({ type: "disconnect", reason });
      await socket.close();
      await bench.workspace.until("the end", () => bench.workspace.connections() === 0);
    }
  });

  test("sends each envelope to one socket, in turn or where the test says", async () => {
    const { workspace } = bench;
    const [a, b] = [await open(), await open()];
    const sam = workspace.person("sam");
    for (let i = 0; i < 4; i++) sam.say("general", `message ${i}`);
    await workspace.idle();
    expect([a.envelopes.length, b.envelopes.length]).toEqual([2, 2]);
    workspace.faults.chooseSocket(() => 1);
    for (let i = 0; i < 3; i++) sam.say("general", `more ${i}`);
    await workspace.idle();
    expect([a.envelopes.length, b.envelopes.length]).toEqual([2, 5]);
  });

  test("turns the eleventh connection away", async () => {
    for (let i = 0; i < 10; i++) await open();
    const eleventh = await open();
    expect(eleventh.frames[0]).toMatchObject({ type: "disconnect", reason: "too_many_websockets" });
    expect(bench.workspace.connections()).toBe(10);
  });

  test("redelivers an unacknowledged event at 3 s, 1 min and 5 min with the same ids, then gives up", async () => {
    const { workspace, clock } = bench;
    const socket = await open();
    socket.answer = silent;
    workspace.person("sam").say("general", "hello");
    await polled(() => socket.envelopes.length === 1);
    clock.advanceBy(2_999);
    expect(socket.envelopes).toHaveLength(1);
    clock.advanceBy(1);
    await polled(() => socket.envelopes.length === 2);
    clock.advanceBy(3_000 + 59_999);
    clock.advanceBy(1);
    await polled(() => socket.envelopes.length === 3);
    clock.advanceBy(3_000 + 300_000);
    await polled(() => socket.envelopes.length === 4);
    clock.advanceBy(3_600_000);
    await call(workspace, "auth.test");
    expect(socket.envelopes.map((it) => [it.retry_attempt, it.retry_reason])).toEqual([
      [0, ""],
      [1, "timeout"],
      [2, "timeout"],
      [3, "timeout"],
    ]);
    expect(new Set(socket.envelopes.map((it) => it.envelope_id)).size).toBe(1);
    expect(new Set(socket.envelopes.map((it) => it.payload.event_id)).size).toBe(1);
  });

  test("an acknowledged event is never sent again", async () => {
    const { workspace, clock } = bench;
    const socket = await open();
    workspace.person("sam").say("general", "hello");
    await workspace.idle();
    clock.advanceBy(3_600_000);
    await call(workspace, "auth.test");
    expect(socket.envelopes).toHaveLength(1);
  });

  test("keeps an event for the retry schedule when no socket is open", async () => {
    const { workspace, clock } = bench;
    workspace.person("sam").say("general", "while you were away");
    const socket = await open();
    await call(workspace, "auth.test");
    expect(socket.envelopes).toHaveLength(0);
    clock.advanceBy(60_000);
    await workspace.idle();
    expect(socket.envelopes.map((it) => it.retry_attempt)).toEqual([2]);
  });

  test("an unacknowledged command ends as operation_timeout after 3 s of the clock, and is not resent", async () => {
    const { workspace, clock } = bench;
    const socket = await open();
    socket.answer = silent;
    const typed = workspace.person("sam").command("/incident", { channel: "general" });
    await polled(() => socket.envelopes.length === 1);
    clock.advanceBy(3_000);
    expect((await typed).error).toBe("operation_timeout");
    clock.advanceBy(3_600_000);
    await call(workspace, "auth.test");
    expect(socket.envelopes).toHaveLength(1);
  });

  test("on a clock that stands still the person is told by the real-time safety net", async () => {
    const socket = await open();
    socket.answer = silent;
    expect((await bench.workspace.person("sam").command("/incident", { channel: "general" })).error).toBe(
      "operation_timeout",
    );
    expect(bench.clock.nextTimerAt()).toBeNull();
  });

  test("without a connection a command ends as dispatch_failed", async () => {
    const { workspace } = bench;
    const sam = workspace.person("sam");
    expect((await sam.command("/incident", { channel: "general" })).error).toBe("dispatch_failed");
  });

  test("on a connection that closes, a command ends as operation_timeout at once", async () => {
    const patient = await openBench({ safetyMs: 60_000 });
    const socket = await openSocket(patient.workspace);
    socket.answer = () => {
      socket.ws.terminate();
      return "silence";
    };
    const outcome = await patient.workspace.person("sam").command("/incident", { channel: "general" });
    expect(outcome.error).toBe("operation_timeout");
    await patient.stop();
  });

  test("answers pings at once, and disconnects with a warning before it closes", async () => {
    const { workspace, clock } = bench;
    const socket = await open();
    const pong = new Promise((resolve) => socket.ws.once("pong", (data) => resolve(data.toString())));
    socket.ws.ping("are you there");
    expect(await pong).toBe("are you there");
    workspace.faults.disconnect("warning");
    await polled(() => socket.frames.some((it) => it.type === "disconnect" && it.reason === "warning"));
    clock.advanceBy(9_999);
    await call(workspace, "auth.test");
    expect(socket.ws.readyState).toBe(WebSocket.OPEN);
    clock.advanceBy(1);
    await polled(() => socket.ws.readyState === WebSocket.CLOSED);
    expect(workspace.connections()).toBe(0);
  });

  test("a socket told to go gets nothing new while another is up", async () => {
    const { workspace } = bench;
    const [old, young] = [await open(), await open()];
    workspace.faults.disconnect("refresh_requested", { onlyFirst: true });
    for (let i = 0; i < 3; i++) workspace.person("sam").say("general", `${i}`);
    await workspace.idle();
    expect([old.envelopes.length, young.envelopes.length]).toEqual([0, 3]);
    await old.close();
    await workspace.until("one connection", () => workspace.connections() === 1);
    expect(bench.clock.nextTimerAt()).toBeNull();
  });
});

describe("what is heard", () => {
  test("an event that the manifest does not subscribe to, or whose scope it lacks, is not sent", async () => {
    const deaf = await openBench({
      manifest: manifestWith({
        events: ["pin_added", "message.channels"],
        scopes: ["channels:history", "reactions:read"],
      }),
    });
    const socket = await openSocket(deaf.workspace);
    const sam = deaf.workspace.person("sam");
    const { ts } = sam.say("general", "hello");
    sam.react("general", ts, "eyes");
    sam.pin("general", ts);
    await deaf.workspace.idle();
    expect(socket.events().map((it) => it.type)).toEqual(["message"]);
    await socket.close();
    await deaf.stop();
  });

  test("nothing is heard of channels that the bot is not in", async () => {
    const { workspace } = bench;
    const socket = await open();
    workspace.addChannel({ name: "elsewhere", members: ["sam", "ada"] });
    workspace.addChannel({ name: "secret", isPrivate: true, members: ["sam", "ada"] });
    const sam = workspace.person("sam");
    for (const channel of ["elsewhere", "secret"]) {
      const { ts } = sam.say(channel, "hello @sitrep");
      sam.react(channel, ts, "eyes");
      sam.pin(channel, ts);
    }
    sam.renameChannel("secret", "secret-2");
    await workspace.idle();
    expect(socket.envelopes).toEqual([]);
  });
});

describe("after the workspace was stopped", () => {
  test.each(["Socket Mode", "HTTP"])("a call under way is carried out, and nobody is told of it: %s", async (way) => {
    const delivery = { requestUrl: `http://127.0.0.1:${await freePort()}/slack/events` };
    const { workspace, clock } = await openBench(way === "HTTP" ? { delivery } : {});
    const { id: channel } = workspace.addChannel({ name: "incidents", members: ["sam"] });
    await workspace.idle();
    const told = workspace.records().length;
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    workspace.faults.onCall("conversations.join", 1, "before", () => held);
    const cut = expect(call(workspace, "conversations.join", { channel })).rejects.toThrow("fetch failed");
    await polled(() => workspace.calls.length === 1);
    await workspace.stop();
    await cut;
    goOn();
    await workspace.idle();
    expect(workspace.channel("incidents").members).toContain(workspace.botUserId);
    expect(workspace.records().slice(told)).toMatchObject([{ method: "conversations.join", outcome: "ok" }]);
    // What waits on a real clock keeps the program alive.
    expect(clock.nextTimerAt()).toBeNull();
  });

  test("what somebody types finds nobody there", async () => {
    const { workspace, clock } = bench;
    await open();
    const stopped = workspace.stop();
    // The link is cut already, and does not know it yet.
    expect(workspace.connections()).toBe(1);
    const { error } = await workspace.person("sam").command("/incident", { channel: "general" });
    expect(error).toBe("dispatch_failed");
    workspace.person("sam").say("general", "Anybody there?");
    await stopped;
    expect(clock.nextTimerAt()).toBeNull();
  });
});

/** Frames arrive in real time, which no change of the workspace tells of. */
async function polled(condition: () => boolean): Promise<void> {
  await until(condition, { what: "the frame" });
}
