// The host's clock is wrong: a year ahead, an hour behind, set amid an incident; or the host has slept. What is written
// down, how long things lasted and what people are told, and when, is as on a host whose clock is right.

import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { type Host, hostOn } from "../support/host.ts";
import { freePort } from "../support/port.ts";
import { until } from "../support/until.ts";
import {
  cardMessage,
  declare,
  formOf,
  logOf,
  minute,
  openStage,
  type Played,
  type Stage,
  type StageOptions,
  saidIn,
  startsAt,
  type,
} from "./support/stage.ts";

const second = 1_000;
const hour = 60 * minute;
const year = 365 * 24 * hour;
/** Before the first post of a process its only measure is a Date header, which is cut to the second. */
const toTheSecond = second;

type Fact = { type: string; occurredAt: number; recordedAt: number };
type Told = { facts: Fact[]; said: string[]; nudgedAt: number[]; logged: string[] };

/** One incident by command, form, text and click, with a promise that is not kept. `amid` happens at 10:20. */
async function tell(stage: Stage, amid: (stage: Stage) => Promise<void> = async () => undefined): Promise<Told> {
  const { sam, ada } = stage;
  const at = (minutes: number) => stage.goTo(startsAt + minutes * minute);
  const played = await declare(stage, sam, "sev2 Checkout is failing");
  await at(3);
  await ada.join(played.channel);
  await ada.choose(played.channel, cardMessage(stage, played).ts, "change-severity", "🔴 SEV1");
  await at(10);
  const form = await formOf(ada, "update", played.channel);
  await form.fill({ "What is new?": "The database is slow", Status: "Identified", "Next update": "In 30 min" });
  expect((await form.submit()).closed).toBe(true);
  await at(15);
  await type(stage, sam, "log 20 min ago the deploy began", played.channel);
  await at(20);
  await amid(stage);
  await at(21);
  await type(stage, sam, "log 10:05 rolled it back", played.channel);
  await type(stage, sam, "log it gets better", played.channel);
  await at(25);
  await ada.choose(played.channel, cardMessage(stage, played).ts, "change-status", "Monitoring");
  // Due at 10:40, and said then.
  await at(55);
  await type(stage, ada, "resolve More connections", played.channel);
  await at(60);
  return await toldOf(stage, played);
}

const aboutTheClock = ({ logged }: Stage): string[] =>
  logged.filter((line) => /host's clock (is wrong|agrees)/.test(line));

async function toldOf(stage: Stage, played: Played): Promise<Told> {
  const log = await logOf(stage, played);
  const messages = stage.workspace.channel(played.channel).messages;
  const nudges = messages.filter((message) => /update is due|every 30 min, promised for/.test(stage.read(message)));
  return {
    facts: log.map(({ type: fact, occurredAt, recordedAt }) => ({ type: fact, occurredAt, recordedAt })),
    said: saidIn(stage, played),
    nudgedAt: nudges.filter(({ user }) => user === stage.workspace.botUserId).map(({ ts }) => Number(ts) * second),
    logged: aboutTheClock(stage),
  };
}

let undisturbed: Promise<Told> | null = null;
function onARightHost(): Promise<Told> {
  const told = async (): Promise<Told> => {
    const stage = await openStage();
    try {
      return await tell(stage);
    } finally {
      await stage.stop();
    }
  };
  undisturbed ??= told();
  return undisturbed;
}

type Disturbed = { stage: Stage; host: () => Host; setNext(aheadMs: number): void };

async function openOn(aheadMs: number, options: StageOptions = {}): Promise<Disturbed> {
  let host: Host | null = null;
  let ahead = aheadMs;
  const stage = await openStage({
    ...options,
    hostClock(time) {
      host = hostOn(time, { aheadMs: ahead });
      return host.clock;
    },
  });
  const running = (): Host => {
    if (host === null) throw new Error("No bot was started.");
    return host;
  };
  return {
    stage,
    host: running,
    setNext(nextMs) {
      ahead = nextMs;
    },
  };
}

/** From the declaration, before which nothing was posted, to the end: what is a second off is right. */
const withinASecond = (text: string): string => text.replace(/after (54 min 59 s|55 min 1 s)/, "after 55 min");

/** The same facts in the same order, each within a second; what people read, the same but for seconds. */
async function expectAsOnARightHost(told: Told): Promise<void> {
  const right = await onARightHost();
  expect(told.facts.map(({ type: fact }) => fact)).toEqual(right.facts.map(({ type: fact }) => fact));
  for (const [n, { type: fact, occurredAt, recordedAt }] of told.facts.entries()) {
    const wanted = right.facts[n];
    expect(Math.abs(occurredAt - (wanted?.occurredAt ?? 0)), `${fact} occurred`).toBeLessThanOrEqual(toTheSecond);
    expect(Math.abs(recordedAt - (wanted?.recordedAt ?? 0)), `${fact} recorded`).toBeLessThanOrEqual(toTheSecond);
  }
  const recorded = told.facts.map(({ recordedAt }) => recordedAt);
  expect(recorded.toSorted((a, b) => a - b)).toEqual(recorded);
  expect(told.said.map(withinASecond)).toEqual(right.said);
  expect(told.nudgedAt).toHaveLength(1);
  expect(Math.abs((told.nudgedAt[0] ?? 0) - (startsAt + 40 * minute))).toBeLessThanOrEqual(2 * second);
}

test.each([
  ["a year ahead", year],
  ["a year behind", -year],
  ["an hour behind", -hour],
  ["an hour ahead", hour],
  ["nine seconds behind", -9 * second],
])("On a host that is %s all is as on one that is right, and the log says so, once, with the fix", async (_, ms) => {
  const { stage } = await openOn(ms);
  const told = await tell(stage);
  await expectAsOnARightHost(told);
  expect(told.logged).toHaveLength(1);
  expect(told.logged[0]).toMatch(
    /"level":"warn".*"hostIs":"[^"]+ (ahead of|behind) Slack's".*Set the host's clock, e\.g\. with NTP/,
  );
  await stage.stop();
});

test.each([
  ["a year ahead", year],
  ["an hour back", -hour],
])("A host's clock that jumps %s amid an incident changes nothing but a line in the log", async (_, ms) => {
  const { stage, host } = await openOn(0);
  const told = await tell(stage, async () => host().set(ms));
  await expectAsOnARightHost(told);
  expect(told.logged).toHaveLength(1);
  expect(told.logged[0]).toContain(ms > 0 ? "365 d ahead of Slack's" : "1 h behind Slack's");
  await stage.stop();
});

test("A host's clock that jumps ahead, back, and is set right is said each time, and that is all", async () => {
  const { stage, host } = await openOn(0);
  const told = await tell(stage, async () => {
    for (const [n, byMs] of [year, -year - hour, hour].entries()) {
      host().set(byMs);
      // Anything that Slack answers; a ping on the socket would do.
      await formOf(stage.sam, "declare");
      await until(() => aboutTheClock(stage).length > n, { what: "a word about it" });
    }
  });
  await expectAsOnARightHost(told);
  expect(told.logged.map((line) => JSON.parse(line).level)).toEqual(["warn", "warn", "info"]);
  expect(told.logged[2]).toContain("agrees with Slack's again");
  await stage.stop();
});

test("Restarted on a host that was set a year ahead meanwhile, it says nothing early and nothing twice", async () => {
  const { stage, setNext } = await openOn(0, { databaseUrl: join(temporaryFolder(), "sitrep.db") });
  const told = await tell(stage, async () => {
    setNext(year);
    await stage.restart();
  });
  await expectAsOnARightHost(told);
  await stage.stop();
});

test("Restarted a second time on a host whose clock is an hour behind, what is due is said at its time", async () => {
  const { stage, setNext } = await openOn(year, { databaseUrl: join(temporaryFolder(), "sitrep.db") });
  const told = await tell(stage, async () => {
    setNext(-hour);
    await stage.restart();
    await stage.pass(5 * second);
    await stage.restart();
  });
  await expectAsOnARightHost(told);
  await stage.stop();
});

test("What was put off while a proxy showed a Date an hour ahead waits no longer when Slack's is seen", async () => {
  const stage = await openStage({ found: ({ faults }) => faults.dateSkewMs(hour) });
  stage.workspace.faults.add("conversations.create", { kind: "ratelimited", retryAfterS: 5 }, { times: 1 });
  await stage.sam.command("/incident declare sev2 Checkout is failing", { channel: "general" });
  await stage.settle();
  stage.workspace.faults.dateSkewMs(0);
  await formOf(stage.sam, "declare");
  await until(() => stage.logged.some((line) => line.includes("agrees with Slack's again")), {
    what: "the correction",
  });
  await stage.pass(2 * minute + 5 * second);
  expect(stage.workspace.channels().map(({ name }) => name)).toContain("inc-1-checkout-is-failing");
  await stage.stop();
});

test("A promise that fell due while the machine slept is said when it wakes up, once", async () => {
  const { stage, host } = await openOn(0);
  const played = await declare(stage, stage.sam, "sev2 Checkout is failing");
  const form = await formOf(stage.sam, "update", played.channel);
  await form.fill({ "What is new?": "Looking", "Next update": "In 30 min" });
  await form.submit();
  await stage.pass(minute);
  const before = saidIn(stage, played).length;
  host().fallAsleep();
  stage.clock.advanceBy(3 * hour);
  host().wakeUp();
  await stage.pass(10 * second);
  const asked = (): string[] =>
    saidIn(stage, played)
      .slice(before)
      .filter((said) => said.includes("promised for"));
  expect(asked()).toHaveLength(1);
  await stage.pass(hour);
  expect(asked()).toHaveLength(1);
  expect((await logOf(stage, played)).at(-1)?.occurredAt).toBeGreaterThanOrEqual(startsAt + 3 * hour);
  await stage.stop();
});

test("Readiness says how wrong the host's clock is, and stays ready", async () => {
  const port = await freePort();
  const { stage, host } = await openOn(-hour, { port });
  const ask = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    return { status: answer.status, body: (await answer.json()) as { ok: boolean; clock: object } };
  };
  await declare(stage, stage.sam, "sev2 Checkout is failing");
  const told = await ask();
  expect(told).toMatchObject({ status: 200, body: { ok: true, clock: { ok: false } } });
  expect(JSON.stringify(told.body.clock)).toMatch(/"1 h behind Slack's: set the host's clock, e\.g\. with NTP"/);
  host().set(hour);
  expect(await ask()).toMatchObject({ status: 200, body: { clock: { ok: true, detail: "agrees with Slack's" } } });
  await stage.stop();
});
