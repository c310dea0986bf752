// Availability out of the database: as committed, as an older Sitrep left it, and for those who may know.

import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { virtualClock } from "../../src/clock.ts";
import { createAvailabilities } from "../../src/engine/availability.ts";
import { budgetOf } from "../../src/engine/carry-out/budget.ts";
import type { Onlooker } from "../../src/engine/finder.ts";
import type { Asking, Handled } from "../../src/engine/handle.ts";
import { createUpkeep } from "../../src/engine/upkeep.ts";
import type { Catalog } from "../../src/incident/catalog.ts";
import type { MonthlyAvailability } from "../../src/incident/monthly-availability.ts";
import { silentLog } from "../../src/log.ts";
import { openStore } from "../../src/store/store.ts";
import { minuteMs } from "../../src/time/duration.ts";
import { aCommit, anIncident } from "../contract/store-fixtures.ts";
import { aBusyMonth } from "../support/busy-month.ts";
import { usualCatalog } from "../support/catalog.ts";
import { temporaryFolder } from "../support/folder.ts";
import { createRig, declaration, type Rig, startsAt, team } from "./rig.ts";

const march = { year: 2026, month: 3 };
const catalog: Catalog = {
  ...usualCatalog,
  availability: { ...usualCatalog.availability, creditTiers: [{ below: 0.999, credit: 0.1 }] },
};

async function rigOfTest(databaseUrl = ":memory:"): Promise<Rig> {
  const rig = await createRig({ store: await openStore(databaseUrl), catalog });
  onTestFinished(() => rig.close());
  return rig;
}

/** An incident that Sam declares; its impact on Voice began `minutes` ago and lasts. */
async function declareOn(rig: Rig, incidentId: string, minutes: number, change: object = {}): Promise<void> {
  const impactStartedAt = rig.clock.now() - minutes * minuteMs;
  await rig.ask({ ...declaration, components: ["Voice"], impactStartedAt, ...change } as Asking, { incidentId });
}

const resolve = (rig: Rig, incidentId: string): Promise<Handled> =>
  rig.ask({ type: "Resolve", text: "Rolled back", impactEndedAt: rig.clock.now() }, { incidentId });

const downIn = ({ components }: MonthlyAvailability): [string, number, number[]][] =>
  components.map(({ name, availability, causes }) => [
    name,
    availability.downtimeMs / minuteMs,
    causes.map(({ number }) => number),
  ]);

const by = (userId: string, channelId: string | null = null): Onlooker => ({ teamId: team, userId, channelId });

test("What is committed counts at once, as it lasts and when it is over", async () => {
  const rig = await rigOfTest();
  await declareOn(rig, "one", 40);
  const month = () => rig.engine.availability.ofMonth(team, march, null);
  expect(downIn(await month())).toEqual([["Voice", 40, [1]]]);
  rig.clock.advanceBy(8 * minuteMs);
  expect(downIn(await month())).toEqual([["Voice", 48, [1]]]);
  await resolve(rig, "one");
  rig.clock.advanceBy(60 * minuteMs);
  const { components } = await month();
  expect(components[0]).toMatchObject({ target: 0.999, budget: { allowedMs: 44_640 * 60 }, credit: { credit: 0.1 } });
  expect(downIn(await month())).toEqual([["Voice", 48, [1]]]);
  expect(downIn(await rig.engine.availability.ofMonth("T2", march, null))).toEqual([]);
});

test("A private incident counts only for those who may know of it", async () => {
  const rig = await rigOfTest();
  await declareOn(rig, "open", 10);
  await declareOn(rig, "secret", 30, { isPrivate: true, components: ["Voice", "Vault"], commanderId: "UADA" });
  await declareOn(rig, "other", 50, { isPrivate: true, components: ["Voice"], commanderId: "UZOE" });
  const { availability } = rig.engine;
  const secret = await rig.incident("secret");
  const all = [["Voice", 10, [1]]];
  expect(downIn(await availability.ofMonth(team, march, null))).toEqual(all);
  expect(downIn(await availability.ofMonth(team, march, by("UKIM")))).toEqual(all);
  expect(downIn(await availability.ofMonth(team, march, by("UADA")))).toEqual([
    ["Vault", 30, [2]],
    ["Voice", 30, [1, 2]],
  ]);
  // Of a public incident nothing private, whoever asks; of a private one itself, and what else the asker may know.
  const open = await rig.incident("open");
  for (const onlooker of [null, by("UADA")]) {
    expect((await availability.ofIncident(team, open, onlooker)).map(downIn)).toEqual([all]);
  }
  const members = [
    ["Vault", 30, [2]],
    ["Voice", 30, [1, 2]],
  ];
  expect((await availability.ofIncident(team, secret, null)).map(downIn)).toEqual([members]);
  expect((await availability.ofIncident(team, secret, by("UADA"))).map(downIn)).toEqual([members]);
  expect((await availability.ofIncident(team, secret, by("USAM"))).map(downIn)).toEqual([
    [
      ["Vault", 30, [2]],
      ["Voice", 50, [1, 2, 3]],
    ],
  ]);
  const page = await rig.engine.find.list({ open: null, limit: 9 }, by("UKIM"));
  expect(page.map(({ number }) => number)).toEqual([1]);
});

test("An incident's answer has its own components only, and nothing for a drill", async () => {
  const rig = await rigOfTest();
  await declareOn(rig, "one", 10, { components: ["API"] });
  await declareOn(rig, "two", 5);
  await declareOn(rig, "drill", 5, { isDrill: true });
  await declareOn(rig, "nameless", 5, { components: [] });
  const of = async (id: string) =>
    (await rig.engine.availability.ofIncident(team, await rig.incident(id), null)).map(downIn);
  expect(await of("one")).toEqual([[["API", 10, [1]]]]);
  expect(await of("two")).toEqual([[["Voice", 5, [2]]]]);
  expect(await of("drill")).toEqual([]);
  expect(await of("nameless")).toEqual([]);
});

test("What a resolved incident used is told where it is resolved; a figure that fails is left out", async () => {
  const rig = await rigOfTest();
  await declareOn(rig, "other", 40);
  await declareOn(rig, "one", 60);
  await declareOn(rig, "secret", 90, { isPrivate: true });
  const handled = await resolve(rig, "one");
  if (handled.result !== "committed") throw new Error("It was not resolved.");
  const { incident, events } = handled;
  const around = { store: rig.store, clock: rig.clock, log: silentLog, catalog };
  const told = await Promise.all(events.map((event) => budgetOf({ teamId: team }, { event, incident }, around)));
  const line = "This used 1 h of the 44 min 38 s of Voice's budget for March: credit tier 10 %";
  // Of an update and the change of status that it brought, one is told.
  expect(events.map(({ type }, index) => [type, told[index]])).toEqual([
    ["UpdatePosted", [line]],
    ["StatusChanged", [line]],
    ["ImpactEnded", []],
  ]);
  const impacts = () => Promise.reject(new Error("The disk is full."));
  const failing = { ...around, store: { ...rig.store, impacts } };
  for (const event of events) expect(await budgetOf({ teamId: team }, { event, incident }, failing)).toEqual([]);
});

/** The rows as a Sitrep without this knowledge left them. */
function forget(path: string, stillAtVersion: number | null): void {
  const db = new Database(path);
  db.prepare("update incidents set impact_version = ?, impact_from = 1, impact_to = 2, impact = '[]'").run(
    stillAtVersion,
  );
  db.close();
}

test.each([null, 1])(
  "Rows of an older Sitrep are read from their logs, and filled in by upkeep (%s)",
  async (version) => {
    const path = join(temporaryFolder(), "sitrep.db");
    const rig = await rigOfTest(path);
    await declareOn(rig, "one", 30);
    await resolve(rig, "one");
    await declareOn(rig, "two", 10);
    await rig.ask(
      { type: "PostUpdate", text: "On it", status: null, nextUpdateAt: null, alsoAnnounce: false },
      { incidentId: "two" },
    );
    await rig.pass(5_000);
    forget(path, version);
    const month = async () => downIn(await rig.engine.availability.ofMonth(team, march, null));
    const expected = await month();
    expect(expected).toMatchObject([["Voice", expect.closeTo(30, 0), [1, 2]]]);
    expect(await rig.store.unknownImpacts(9)).toHaveLength(2);
    const upkeep = createUpkeep({ store: rig.store, clock: rig.clock, log: silentLog, skewMs: () => 0 });
    upkeep.start();
    await upkeep.stop();
    expect(await rig.store.unknownImpacts(9)).toEqual([]);
    expect(await month()).toEqual(expected);
  },
);

test("A log that can't be read leaves out its own incident and no other", async () => {
  const rig = await rigOfTest();
  const body = { type: "FromANewerSitrep", data: {} };
  const event = { id: "x", type: body.type, occurredAt: startsAt, recordedAt: startsAt, body };
  await rig.store.commit(aCommit({ teamId: team, streamId: "strange", events: [event], incident: anIncident(1) }));
  await declareOn(rig, "one", 30);
  expect(downIn(await rig.engine.availability.ofMonth(team, march, null))).toEqual([["Voice", 30, [2]]]);
  const upkeep = createUpkeep({ store: rig.store, clock: rig.clock, log: silentLog, skewMs: () => 0 });
  upkeep.start();
  await upkeep.stop();
  expect((await rig.store.unknownImpacts(9)).map(({ streamId }) => streamId)).toEqual(["strange"]);
});

/** Of this process, in ms: on a machine that is busy with other things a wall clock would measure those. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

test("Ten thousand incidents over a hundred components are a month within 2 s", async () => {
  const store = await openStore(":memory:");
  onTestFinished(() => store.close());
  for (const commit of aBusyMonth(Date.UTC(2026, 2, 1))) await store.commit(commit);
  const clock = virtualClock(Date.UTC(2026, 3, 2));
  const { ofMonth } = createAvailabilities({ store, clock, log: silentLog, terms: usualCatalog });
  const startedAt = processorMs();
  const report = await ofMonth(team, march, null);
  const took = processorMs() - startedAt;
  expect(report.components).toHaveLength(100);
  expect(report.components.every(({ causes }) => causes.length === 300)).toBe(true);
  expect(took).toBeLessThan(2_000);
}, 60_000);
