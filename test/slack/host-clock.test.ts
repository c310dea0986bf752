// The connection to Slack on a host whose clock is hours ahead: what it takes Slack's time to be, what it finds by it.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type VirtualClock, virtualClock } from "../../src/clock.ts";
import { silentLog } from "../../src/log.ts";
import { askTheTimeMs } from "../../src/slack/limits.ts";
import { createWire } from "../../src/slack/wire.ts";
import { hostOn } from "../support/host.ts";
import { until } from "../support/until.ts";
import { doneWith, embedded, startedAt } from "./embedded.ts";

const hour = 3_600_000;
const hostClock = (time: VirtualClock) => hostOn(time, { aheadMs: 2 * hour }).clock;

test("What a lost answer left behind is found: the attempt, too, is dated by Slack's time", async () => {
  const { workspace, slack } = await embedded({ hostClock });
  const { gateway } = slack;
  const { channelId } = doneWith(await gateway.createChannel({ name: "inc-1", isPrivate: false }));
  const since = slack.clock.now();
  expect(Math.abs(since - startedAt)).toBeLessThan(1_000);
  workspace.faults.add("conversations.create", { kind: "answer lost", afterMs: 0 }, { times: 1 });
  await gateway.createChannel({ name: "inc-7", isPrivate: false });
  expect(doneWith(await gateway.findChannel({ name: "inc-7", since, isPrivate: false }))).not.toBeNull();
  const message = { text: "Said", blocks: [] };
  const posted = doneWith(await gateway.post({ channelId, message, key: "k", threadTs: null }));
  expect(doneWith(await gateway.findPost({ channelId, key: "k", threadTs: null, since }))).toEqual(posted);
});

test("What Slack says of a post narrows a time that a Date header tells to the second only", async () => {
  const { slack, clock } = await embedded({ hostClock });
  const { gateway } = slack;
  expect(slack.skewMs()).toBeNull();
  const { channelId } = doneWith(await gateway.createChannel({ name: "inc-1", isPrivate: false }));
  clock.advanceBy(777);
  doneWith(await gateway.post({ channelId, message: { text: "Said", blocks: [] }, key: "k", threadTs: null }));
  clock.advanceBy(2_000);
  expect(Math.abs(slack.clock.now() - clock.now())).toBeLessThanOrEqual(50);
  expect(Math.abs((slack.skewMs() ?? 0) + 2 * hour)).toBeLessThanOrEqual(50);
});

test("The wrong clock is said once, with the fix, and not again while it stays as wrong", async () => {
  const { slack, lines, clock, connect } = await embedded({ hostClock });
  await connect();
  for (let n = 0; n < 5; n++) {
    clock.advanceBy(40 * 60_000);
    doneWith(await slack.gateway.createChannel({ name: `inc-${n}`, isPrivate: false }));
  }
  const said = lines.filter(({ message }) => message.includes("clock"));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatchObject({ level: "warn", hostIs: "2 h ahead of Slack's" });
  expect(said[0]?.message).toMatch(/Set the host's clock, e\.g\. with NTP\.$/);
});

test("Slack is asked what time it is also while nobody does anything, and a drift is noticed", async () => {
  const wireClock = virtualClock(0);
  const { slack, clock, workspace, connect } = await embedded({
    wireClock,
    hostClock: (time) => hostOn(time, { fasterPpm: 500 }).clock,
  });
  await connect();
  const asked = (): number => workspace.calls.filter(({ method }) => method === "auth.test").length;
  clock.advanceBy(4 * hour);
  const before = asked();
  wireClock.advanceBy(askTheTimeMs);
  await until(() => asked() > before && Math.abs(slack.clock.now() - clock.now()) <= 1_000, { what: "the time" });
});

test("A proxy's page of errors teaches nothing about Slack's time; Slack's own does", async () => {
  let headers: Record<string, string> = {};
  const server = createServer((_, response) => response.writeHead(503, headers).end("Bad gateway"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const clock = virtualClock(startedAt);
  const wire = createWire({ clock, wireClock: clock, log: silentLog });
  onTestFinished(async () => {
    await wire.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  let isAnswered = false;
  void wire.answered.then(() => {
    isAnswered = true;
  });
  headers = { date: new Date(startedAt + hour).toUTCString() };
  await wire.fetch(`http://127.0.0.1:${port}/api/auth.test`, {});
  expect([wire.skew.skewMs(), wire.hostSkewMs(), isAnswered]).toEqual([0, null, false]);
  headers = { date: new Date(startedAt - hour).toUTCString(), "x-slack-req-id": "r" };
  await wire.fetch(`http://127.0.0.1:${port}/api/auth.test`, {});
  await until(() => isAnswered, { what: "the answer to count" });
  expect(Math.abs(wire.skew.skewMs() + hour)).toBeLessThan(1_000);
});
