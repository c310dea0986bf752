// Deadlines: what a tick costs while a million wait, how late those that fall due are met, and how soon after a start
// what fell due meanwhile is said. On a real disk, by the real clock.

import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Clock, realClock } from "../../src/clock.ts";
import { createEngine, type Engine } from "../../src/engine/engine.ts";
import type { Post } from "../../src/engine/gateway.ts";
import { parseEvent } from "../../src/incident/events.ts";
import { silentLog } from "../../src/log.ts";
import type { Driver } from "../../src/store/driver.ts";
import { sql } from "../../src/store/drizzle.ts";
import { migrate } from "../../src/store/migrations.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { type Store, storeOn } from "../../src/store/store.ts";
import { createRig, declaration } from "../engine/rig.ts";
import { usualWays } from "../support/catalog.ts";
import { type RecordingGateway, recordingGateway } from "../support/recording-gateway.ts";
import { realNow, until } from "../support/until.ts";
import { type Figure, median, percentile } from "./figures.ts";

const pending = 1_000_000;
const ticks = 5_000;
const promises = 1_200;
const overSeconds = 12;
const overdue = 100;
const yearMs = 366 * 24 * 3_600_000;

/** In the working folder, on the disk that the real database is on: a temporary folder may be memory. */
async function withStore<T>(work: (store: Store, driver: Driver) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(process.cwd(), "data-bench-"));
  const path = join(folder, "bench.db");
  const driver = openSqlite(path, { readOnly: false, log: null });
  try {
    await migrate(driver, { dialect: "sqlite", shown: path, readOnly: false });
    return await work(storeOn(driver), driver);
  } finally {
    await driver.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each of a stream of its own, over the year from `from` on. They are of no kind that the engine knows. */
async function fillDeadlines({ runAll }: Driver, count: number, from: number): Promise<void> {
  const text = `insert into deadlines (team_id, stream_id, kind, due_at)
    with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ?)
    select 'T0', 'stream-' || n, 'bench', ? + abs(random() % ?) from counted`;
  await runAll([{ sql: text, params: [count, from, yearMs] }]);
}

function engineOn(store: Store, clock: Clock, gateway: RecordingGateway): Engine {
  return createEngine({ store, gateway, clock, log: silentLog, ...usualWays });
}

async function tickMs(engine: Engine): Promise<number> {
  const from = realNow();
  await engine.tick();
  return realNow() - from;
}

/** How long ticks take: while nothing is due, and where so many are. */
async function ticking(count: number): Promise<{ idleMs: number[]; dueMs: Map<number, number> }> {
  return await withStore(async (store, driver) => {
    const clock = realClock();
    await fillDeadlines(driver, count, clock.now() + 3_600_000);
    const engine = engineOn(store, clock, recordingGateway());
    for (let warm = 0; warm < 500; warm++) await engine.tick();
    const idleMs: number[] = [];
    for (let tick = 0; tick < ticks; tick++) idleMs.push(await tickMs(engine));
    const dueMs = new Map<number, number>();
    for (const due of [1, 10, 100]) {
      const rounds: number[] = [];
      for (let round = 0; round < 7; round++) {
        const text = "update deadlines set due_at = 1 where stream_id in (select stream_id from deadlines limit ?)";
        await driver.runAll([{ sql: text, params: [due] }]);
        rounds.push(await tickMs(engine));
      }
      dueMs.set(due, median(rounds));
    }
    await engine.stop();
    return { idleMs, dueMs };
  });
}

/** So many incidents, each with an update promised for its own instant. Written without waiting for the disk. */
async function promiseUpdates(
  { store, driver }: { store: Store; driver: Driver },
  count: number,
  now: number,
  dueAt: (index: number) => number,
): Promise<void> {
  driver.db.run(sql`pragma synchronous = off`);
  const rig = await createRig({ store, now });
  for (let index = 0; index < count; index++) {
    const change = { incidentId: `inc-${index}` };
    await rig.ask(declaration, change);
    const update = { type: "PostUpdate", text: "Wait", status: null, alsoAnnounce: false } as const;
    await rig.ask({ ...update, nextUpdateAt: dueAt(index) }, change);
  }
  await rig.pass(20_000, 1_000);
  await rig.engine.stop();
  driver.db.run(sql`pragma synchronous = full`);
}

/** What the disk takes for the least durable commit: the two figures after it are made of such. */
async function commitMs({ runAll }: Driver): Promise<number> {
  const tookMs: number[] = [];
  for (let count = 0; count < 200; count++) {
    const from = realNow();
    await runAll([{ sql: "insert into deadlines values ('T0', ?, 'bench', 9e15)", params: [`stream-${count}`] }]);
    tookMs.push(realNow() - from);
  }
  return tookMs.reduce((sum, ms) => sum + ms, 0) / tookMs.length;
}

/** From when each was due until its commit was on disk. */
async function lateness(): Promise<Figure> {
  const lateMs = await withStore(async (store, driver) => {
    const clock = realClock();
    // Long enough ahead for all of them to be promised.
    const firstDueAt = clock.now() + 60_000;
    await promiseUpdates({ store, driver }, promises, clock.now() - 3_600_000, (index) => {
      return firstDueAt + Math.floor((index * overSeconds * 1_000) / promises);
    });
    const late: number[] = [];
    const commit: Store["commit"] = async (given) => {
      const outcome = await store.commit(given);
      for (const { body } of given.events) {
        const event = parseEvent(body);
        const notices = event.type === "TimeNoted" ? event.data.notices : [];
        const overdue = notices.find(({ kind }) => kind === "update-overdue");
        if (overdue !== undefined) late.push(clock.now() - overdue.dueAt);
      }
      return outcome;
    };
    const engine = engineOn({ ...store, commit }, clock, recordingGateway());
    if (clock.now() > firstDueAt - 1_000) throw new Error("The promises took too long to make.");
    await engine.start();
    await until(() => late.length >= promises, { what: "all to be met", timeoutMs: 120_000 });
    await engine.stop();
    return late;
  });
  const p99 = percentile(lateMs, 0.99);
  return {
    name: `Due → met and on disk, p99 of ${lateMs.length} in ${overSeconds} s`,
    measured: `${p99.toFixed(0)} ms (median ${median(lateMs).toFixed(0)} ms)`,
    limit: "250 ms",
    ratio: p99 / 250,
  };
}

/** From the start of the engine until each incident's channel was told, where each call to Slack takes 100 ms. */
async function afterDowntime(): Promise<Figure> {
  const allMs = await withStore(async (store, driver) => {
    const clock = realClock();
    await promiseUpdates({ store, driver }, overdue, clock.now() - 7_200_000, () => clock.now() - 3_600_000);
    const gateway = recordingGateway();
    const told = new Set<string>();
    const post: RecordingGateway["post"] = async (given: Post) => {
      await new Promise<void>((resolve) => clock.at(clock.now() + 100, resolve));
      told.add(given.channelId);
      return await gateway.post(given);
    };
    const engine = engineOn(store, clock, { ...gateway, post });
    const from = realNow();
    await engine.start();
    await until(() => told.size >= overdue, { what: "all to be said", timeoutMs: 120_000 });
    const tookMs = realNow() - from;
    await engine.stop();
    return tookMs;
  });
  return {
    name: `Start → ${overdue} overdue ones said, at 100 ms a call`,
    measured: `${(allMs / 1_000).toFixed(2)} s`,
    limit: "5 s",
    ratio: allMs / 5_000,
  };
}

export async function benchDeadlines(): Promise<Figure[]> {
  const few = await ticking(1_000);
  const many = await ticking(pending);
  const idle = median(many.idleMs);
  const cost = [...many.dueMs].map(([due, ms]) => `${due}: ${ms.toFixed(2)} ms`).join(", ");
  return [
    {
      name: `A tick with nothing due, ${pending} deadlines pending, median`,
      measured: `${(idle * 1_000).toFixed(0)} µs (p99 ${(percentile(many.idleMs, 0.99) * 1_000).toFixed(0)} µs)`,
      limit: "100 µs",
      ratio: idle / 0.1,
    },
    {
      name: "The same with a thousand pending, median",
      measured: `${(median(few.idleMs) * 1_000).toFixed(0)} µs`,
      limit: "",
      ratio: null,
    },
    { name: "A tick by how many are due", measured: cost, limit: "", ratio: null },
    {
      name: "The disk's least durable commit, mean",
      measured: `${(await withStore((_, driver) => commitMs(driver))).toFixed(2)} ms`,
      limit: "",
      ratio: null,
    },
    await lateness(),
    await afterDowntime(),
  ];
}
