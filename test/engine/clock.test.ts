// The engine where its clock steps, or is not known yet: what is due, what waits, and what is written down when.

import { expect, onTestFinished, test } from "vitest";
import { virtualClock } from "../../src/clock.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { Ask, Asking } from "../../src/engine/handle.ts";
import { silentLog } from "../../src/log.ts";
import { createSlackClock } from "../../src/slack/slack-clock.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { usualWays } from "../support/catalog.ts";
import { recordingGateway } from "../support/recording-gateway.ts";
import { declaration, startsAt, team } from "./rig.ts";

const minute = 60_000;
const hour = 60 * minute;
const year = 365 * 24 * hour;

type Options = { store: Store; aheadMs?: number; ready?: Promise<void>; gateway?: ReturnType<typeof recordingGateway> };

/** An engine on a clock that is corrected by hand: `aheadMs` ahead at first. */
async function engineOn({ store, aheadMs = 0, ready, gateway = recordingGateway() }: Options) {
  const time = virtualClock(startsAt);
  let skewMs = aheadMs;
  const changed: (() => void)[] = [];
  const clock = createSlackClock(time, { skewMs: () => skewMs, onChange: (run) => void changed.push(run) });
  const engine = createEngine({ store, gateway, clock, log: silentLog, ...usualWays, ready: ready ?? null });
  await engine.start();
  onTestFinished(() => engine.stop());
  const pass = async (ms: number, stepMs = 250): Promise<void> => {
    for (let gone = 0; gone < ms; gone += stepMs) {
      await engine.idle();
      time.advanceBy(stepMs);
    }
    await engine.idle();
  };
  const step = (aheadNowMs: number): void => {
    skewMs = aheadNowMs;
    for (const run of changed) run();
    engine.wake();
  };
  return {
    engine,
    gateway,
    clock,
    pass,
    step,
    async correct(aheadNowMs: number): Promise<void> {
      step(aheadNowMs);
      await engine.idle();
    },
    ask: (request: Asking, change: Partial<Ask> = {}) =>
      engine.handle({
        teamId: team,
        incidentId: "inc",
        request,
        by: { kind: "person", userId: "USAM" },
        source: "command",
        occurredAt: clock.now(),
        key: null,
        ...change,
      }),
    told: async () => {
      const told = await engine.find.byId(team, "inc");
      if (told === null) throw new Error("There is no incident.");
      return told;
    },
  };
}

const later = { outcome: "later", afterMs: 5_000, why: "ratelimited" } as const;
const promise = (dueAt: number): Asking => ({
  type: "PostUpdate",
  text: "Looking",
  status: null,
  nextUpdateAt: dueAt,
  alsoAnnounce: false,
});

/** How often an update was asked for in the incident's channel. */
const nudgesIn = ({ calls }: ReturnType<typeof recordingGateway>): number =>
  calls.filter(({ name, args }) => name === "post" && JSON.stringify(args).includes("The next update is due")).length;

async function memory(): Promise<Store> {
  const store = await openStore(":memory:");
  onTestFinished(() => store.close());
  return store;
}

test.each([year, hour, 5 * minute])(
  "What a clock %i ms ahead had put off waits no longer when it is corrected",
  async (aheadMs) => {
    const { gateway, ask, pass, correct, told } = await engineOn({ store: await memory(), aheadMs });
    gateway.next("createChannel", later);
    await ask(declaration);
    await pass(1_000);
    await correct(0);
    await pass(2 * minute + 1_000);
    expect((await told()).incident.channel).not.toBeNull();
    expect(gateway.names().filter((name) => name === "createChannel")).toHaveLength(2);
  },
);

test("What an earlier process had put off by a clock a year ahead waits no longer in the next", async () => {
  const store = await memory();
  const gateway = recordingGateway();
  const first = await engineOn({ store, gateway, aheadMs: year });
  gateway.next("createChannel", later);
  await first.ask(declaration);
  await first.pass(1_000);
  await first.engine.stop();
  const second = await engineOn({ store, gateway });
  await second.pass(2 * minute + 1_000);
  expect((await second.told()).incident.channel).not.toBeNull();
});

test("What may have been sent by a clock a year ahead is looked for in the past, not from next year on", async () => {
  const store = await memory();
  const gateway = recordingGateway();
  const first = await engineOn({ store, gateway, aheadMs: year });
  gateway.next("createChannel", { outcome: "unknown", why: "timeout" });
  await first.ask(declaration);
  await first.pass(1_000);
  await first.engine.stop();
  const second = await engineOn({ store, gateway });
  await second.pass(2 * minute + 1_000);
  const looked = gateway.calls.filter(({ name }) => name === "findChannel").map(({ args }) => args);
  expect(looked).toHaveLength(1);
  expect((looked[0] as { since: number }).since).toBeLessThanOrEqual(startsAt);
});

test("A deadline that is not due any more after a correction stays, and is met once at its time", async () => {
  const { gateway, ask, pass, correct, told } = await engineOn({ store: await memory() });
  await ask(declaration);
  await ask(promise(startsAt + 30 * minute));
  await pass(minute);
  const nudges = (): number => nudgesIn(gateway);
  // Ahead by less than it takes, back, and ahead again.
  await correct(28 * minute);
  await correct(-hour);
  await pass(minute, 1_000);
  await correct(0);
  await pass(27 * minute, 5_000);
  expect(nudges()).toBe(0);
  await pass(2 * minute, 1_000);
  expect(nudges()).toBe(1);
  await pass(hour, minute);
  expect(nudges()).toBe(1);
  expect((await told()).incident.nextUpdate).toMatchObject({ overdueNoted: true });
});

test("A deadline that stops being due while it is being met stays too", async () => {
  const store = await memory();
  let meanwhile = async (): Promise<void> => undefined;
  const read: Store["read"] = async (...args) => {
    const rows = await store.read(...args);
    await meanwhile();
    return rows;
  };
  const { ask, pass, step, told } = await engineOn({ store: { ...store, read } });
  await ask(declaration);
  await ask(promise(startsAt + 30 * minute));
  await pass(minute);
  meanwhile = async () => step(-hour);
  step(29 * minute + 1_000);
  await pass(1_000);
  meanwhile = async () => undefined;
  expect((await told()).incident.nextUpdate).toMatchObject({ overdueNoted: false });
  step(0);
  await pass(30 * minute, 5_000);
  expect((await told()).incident.nextUpdate).toMatchObject({ overdueNoted: true });
});

test("Nothing is taken up before it is known what time it is; then everything that is due, once", async () => {
  const store = await memory();
  const first = await engineOn({ store });
  await first.ask(declaration);
  await first.pass(minute);
  await first.ask(promise(startsAt + 30 * minute));
  await first.pass(minute);
  await first.engine.stop();

  let tellReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });
  const { gateway, correct, pass, told } = await engineOn({ store, ready, aheadMs: year });
  await pass(hour, minute);
  expect(gateway.calls).toEqual([]);
  expect((await told()).incident.nextUpdate).toMatchObject({ overdueNoted: false });
  await correct(-hour + 29 * minute);
  tellReady();
  await pass(30_000, 1_000);
  expect((await told()).incident.nextUpdate).toMatchObject({ overdueNoted: false });
  await pass(2 * minute, 1_000);
  expect((await told()).incident.nextUpdate).toMatchObject({ overdueNoted: true });
  expect(nudgesIn(gateway)).toBe(1);
});

test("An engine that was stopped before it was ready stays stopped", async () => {
  let tellReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });
  const { engine, gateway, ask, pass } = await engineOn({ store: await memory(), ready });
  await ask(declaration);
  await engine.stop();
  tellReady();
  await pass(minute);
  expect(gateway.calls).toEqual([]);
});

test("Each commit has its own instant in the log's order, also where the clock went back or stood still", async () => {
  const { ask, correct, told } = await engineOn({ store: await memory(), aheadMs: 3_000 });
  await ask(declaration);
  await correct(0);
  await ask({ type: "ChangeSeverity", severity: "SEV1" });
  await ask({ type: "ChangeStatus", status: "identified" });
  const recorded = (await told()).log.map(({ recordedAt }) => recordedAt);
  expect(recorded.toSorted((a, b) => a - b)).toEqual(recorded);
  const perType = (await told()).log.map(({ type, recordedAt }) => [type, recordedAt]);
  expect(new Map(perType.map(([, at]) => [at, 1])).size).toBe(3);
});

test("A last entry that a wrong clock dated a year ahead does not date those after it", async () => {
  const store = await memory();
  const first = await engineOn({ store, aheadMs: year });
  await first.ask(declaration);
  await first.engine.stop();
  const second = await engineOn({ store });
  await second.ask({ type: "ChangeSeverity", severity: "SEV1" });
  expect((await second.told()).log.at(-1)?.recordedAt).toBe(startsAt);
});
