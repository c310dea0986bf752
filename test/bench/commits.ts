// Durable commits a second: status updates, decided by the engine and committed by the store, against the bare driver
// running the very same statements, in the same transactions, on the same disk.

import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Asking } from "../../src/engine/handle.ts";
import type { Statement } from "../../src/store/driver.ts";
import { migrate } from "../../src/store/migrations.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { type Store, storeOn } from "../../src/store/store.ts";
import { createRig, declaration } from "../engine/rig.ts";
import { realNow } from "../support/until.ts";
import { type Figure, median } from "./figures.ts";

const commits = 1_500;
const rounds = 7;

/** In the working folder, on the disk that the real database is on: a temporary folder may be memory. */
const folder = (): string => mkdtempSync(join(process.cwd(), "data-bench-"));

const update = (count: number): Asking => ({
  type: "PostUpdate",
  text: `Word ${count}`,
  status: null,
  nextUpdateAt: null,
  alsoAnnounce: false,
});

type Recorded = { store: Store; commits: Parameters<Store["commit"]>[0][]; transactions: Statement[][] };

/** A migrated store that writes down what it is given and the statements it makes of it. */
async function recordingStore(path: string): Promise<Recorded> {
  const driver = openSqlite(path, { readOnly: false, log: null });
  await migrate(driver, { dialect: "sqlite", shown: path, readOnly: false });
  const given: Recorded["commits"] = [];
  const transactions: Statement[][] = [];
  const runAll = async (statements: readonly Statement[]): Promise<void> => {
    transactions.push([...statements]);
    await driver.runAll(statements);
  };
  const store = storeOn({ ...driver, runAll });
  const commit: Store["commit"] = async (one) => {
    given.push(one);
    return await store.commit(one);
  };
  return { store: { ...store, commit }, commits: given, transactions };
}

const perSecond = (startedAt: number): number => (commits / (realNow() - startedAt)) * 1_000;

/** Handles the updates: decided, folded, committed. What was committed is recorded for the two others. */
async function throughEngine(path: string): Promise<Recorded & { rate: number }> {
  const recorded = await recordingStore(path);
  const rig = await createRig({ store: recorded.store });
  await rig.ask(declaration);
  await rig.pass(5_000);
  await rig.engine.stop();
  recorded.commits.length = 0;
  const before = recorded.transactions.length;
  const startedAt = realNow();
  for (let count = 0; count < commits; count++) await rig.ask(update(count), { key: `trigger/${count}` });
  const rate = perSecond(startedAt);
  recorded.transactions.splice(0, before);
  await recorded.store.close();
  return { ...recorded, rate };
}

/** The same commits through the store alone, on a fresh database. */
async function throughStore(path: string, given: Recorded["commits"]): Promise<number> {
  const { store } = await recordingStore(path);
  const startedAt = realNow();
  for (const commit of given) await store.commit(commit);
  const rate = perSecond(startedAt);
  await store.close();
  return rate;
}

/** The same statements through better-sqlite3, each prepared once, on a fresh database. */
async function bare(path: string, transactions: Statement[][]): Promise<number> {
  const { store } = await recordingStore(path);
  await store.close();
  const db = new Database(path);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  const prepared = new Map<string, Database.Statement>();
  const run = db.transaction((statements: Statement[]) => {
    for (const { sql, params } of statements) {
      const statement = prepared.get(sql) ?? db.prepare(sql);
      prepared.set(sql, statement);
      statement.run(...params);
    }
  });
  const startedAt = realNow();
  for (const statements of transactions) run.immediate(statements);
  const rate = perSecond(startedAt);
  db.close();
  return rate;
}

export async function benchCommits(): Promise<Figure[]> {
  const rates = { engine: [] as number[], store: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const place = folder();
    try {
      const handled = await throughEngine(join(place, "engine.db"));
      rates.engine.push(handled.rate);
      rates.store.push(await throughStore(join(place, "store.db"), handled.commits));
      rates.bare.push(await bare(join(place, "bare.db"), handled.transactions));
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }
  const share = (of: number[]): number => median(of.map((rate, round) => rate / (rates.bare[round] ?? Number.NaN)));
  const shown = (of: number[]): string =>
    `${median(of).toFixed(0)} = ${share(of).toFixed(2)} of the bare driver's ${median(rates.bare).toFixed(0)}`;
  const [limit, least] = ["0.80 of the bare driver", 0.8];
  return [
    { name: "Durable commits a second, store", measured: shown(rates.store), limit, ratio: least / share(rates.store) },
    { name: "Durable updates a second, decided and stored", measured: shown(rates.engine), limit: "", ratio: null },
  ];
}
