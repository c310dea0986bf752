// What a network sets a deadline for keeps its real length where the clock that people see runs fast.

import { afterEach, beforeEach, expect, test } from "vitest";
import WebSocket from "ws";
import { type VirtualClock, virtualClock } from "../../src/clock.ts";
import { until } from "../support/until.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { openSocket, type Socket } from "./support/socket.ts";

const hour = 3_600_000;
const view = {
  type: "modal",
  title: { type: "plain_text", text: "Form" },
  blocks: [{ type: "section", text: { type: "plain_text", text: "Hello" } }],
};

let bench: Bench;
let transport: VirtualClock;
let socket: Socket;

beforeEach(async () => {
  transport = virtualClock(0);
  bench = await openBench({ transportClock: transport, safetyMs: 60_000, linkLifeMs: 100_000 });
  socket = await openSocket(bench.workspace);
});

afterEach(async () => {
  await socket.close();
  await bench.stop();
});

const arrived = (count: number): Promise<unknown> =>
  until(() => socket.envelopes.length === count, { what: `envelope ${count}` });

test("an hour's jump of the clock leaves an acknowledgement its 3 s, and no more than these", async () => {
  socket.answer = () => "silence";
  let ended = "not yet";
  const typed = bench.workspace.person("sam").command("/incident", { channel: "general" });
  void typed.then(({ error }) => {
    ended = String(error);
  });
  await arrived(1);
  bench.clock.advanceBy(hour);
  transport.advanceBy(2_999);
  await call(bench.workspace, "auth.test");
  expect(ended).toBe("not yet");
  transport.advanceBy(1);
  expect((await typed).error).toBe("operation_timeout");
});

test("a trigger lives for 3 s of the transport's clock", async () => {
  const { workspace, clock } = bench;
  const sam = workspace.person("sam");
  const triggers: string[] = [];
  socket.answer = (envelope) => void triggers.push(String(envelope.payload.trigger_id));
  await sam.command("/incident", { channel: "general" });
  await sam.command("/incident", { channel: "general" });
  clock.advanceBy(hour);
  const open = async (id: string | undefined) => (await call(workspace, "views.open", { trigger_id: id, view })).body;
  expect(await open(triggers[0])).toMatchObject({ ok: true });
  transport.advanceBy(3_001);
  expect(await open(triggers[1])).toMatchObject({ ok: false, error: "expired_trigger_id" });
});

test("an event's first retry follows after 3 s of the transport, the second after a minute of the clock", async () => {
  const { workspace, clock } = bench;
  socket.answer = () => "silence";
  workspace.person("sam").say("general", "hello");
  await arrived(1);
  clock.advanceBy(hour);
  expect(socket.envelopes).toHaveLength(1);
  transport.advanceBy(3_000);
  await arrived(2);
  transport.advanceBy(3_000);
  transport.advanceBy(50_000);
  await call(workspace, "auth.test");
  expect(socket.envelopes).toHaveLength(2);
  clock.advanceBy(60_000);
  await arrived(3);
});

test("a response_url is good for 30 min of the clock that people see", async () => {
  const { workspace, clock } = bench;
  await workspace.person("sam").command("/incident", { channel: "general" });
  const url = String(socket.envelopes[0]?.payload.response_url);
  const respond = async () => (await fetch(url, { method: "POST", body: JSON.stringify({ text: "a" }) })).status;
  transport.advanceBy(hour);
  await until(() => socket.ws.readyState === WebSocket.CLOSED, { what: "the end of the link's life" });
  expect(await respond()).toBe(200);
  clock.advanceBy(hour);
  expect(await respond()).toBe(404);
});

test("a link is told to go 10 s before its life is over, by the transport's clock", async () => {
  expect(socket.frames[0]).toMatchObject({ debug_info: { approximate_connection_time: 100 } });
  bench.clock.advanceBy(hour);
  transport.advanceBy(89_999);
  await call(bench.workspace, "auth.test");
  expect(socket.frames).toHaveLength(1);
  transport.advanceBy(1);
  await until(() => socket.frames.length === 2, { what: "the notice" });
  expect(socket.frames[1]).toMatchObject({ type: "disconnect", reason: "warning" });
  transport.advanceBy(9_999);
  await call(bench.workspace, "auth.test");
  expect(socket.ws.readyState).toBe(WebSocket.OPEN);
  transport.advanceBy(1);
  await until(() => socket.ws.readyState === WebSocket.CLOSED, { what: "a closed socket" });
  expect(transport.nextTimerAt()).toBeNull();
});
