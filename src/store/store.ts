// The store: append, read, claim. Knows streams of JSON events, effects that wait and deadlines; knows no incident, and
// neither decides nor carries out anything. Every write is one transaction, and durable when its promise resolves.

import type { Log } from "../log.ts";
import { parseAddress } from "./address.ts";
import { type Commits, commitsOn } from "./commits.ts";
import { type Deadlines, deadlinesOn } from "./deadlines.ts";
import type { Driver } from "./driver.ts";
import { type Impacts, impactsOn } from "./impacts.ts";
import { type IncidentRows, incidentRowsOn } from "./incident-rows.ts";
import { type LogReading, logReadingOn } from "./log-reading.ts";
import { type Dialect, migrate } from "./migrations.ts";
import { type Outbox, outboxOn } from "./outbox.ts";
import { openSqlite } from "./sqlite.ts";
import { StoreUnusable } from "./unusable.ts";
import { type Upkeep, upkeepOn } from "./upkeep.ts";

export type Store = Commits &
  LogReading &
  Outbox &
  Deadlines &
  IncidentRows &
  Impacts &
  Upkeep & {
    /** Whether other processes may be claiming from this database (PostgreSQL), or this one alone (SQLite). */
    isShared: boolean;
    /** After this the store must not be used. */
    close(): Promise<void>;
  };

export type StoreOptions = {
  /** For looking only (the CLI, while the bot runs): never migrates, never makes a file, and every write throws. */
  readOnly?: boolean;
  log?: Log;
};

/** The store on a driver whose tables are up to date. */
export function storeOn(driver: Driver): Store {
  return {
    ...commitsOn(driver),
    ...logReadingOn(driver),
    ...outboxOn(driver),
    ...deadlinesOn(driver),
    ...incidentRowsOn(driver),
    ...impactsOn(driver),
    ...upkeepOn(driver),
    isShared: driver.isShared,
    close: driver.close,
  };
}

/** Brings a driver's tables up to date, or closes it and throws. `shown` is how messages name the database. */
export async function storeOnMigrated(
  driver: Driver,
  migration: { dialect: Dialect; shown: string; readOnly: boolean },
): Promise<Store> {
  try {
    await migrate(driver, migration);
    return storeOn(driver);
  } catch (error) {
    await driver.close();
    throw error;
  }
}

/**
 * Opens the database at `url`: a file's path, `file:…`, `sqlite:…`, `:memory:` or `postgres://…`; makes a missing file
 * and its folder, and brings the tables up to date. Throws StoreUnusable, whose message names the fix, for a database
 * that is newer than the program, damaged, read-only, unreachable or not Sitrep's.
 */
export async function openStore(url: string, { readOnly = false, log }: StoreOptions = {}): Promise<Store> {
  const address = parseAddress(url);
  const options = { readOnly, log: log ?? null };
  if (address.kind === "postgres") {
    // Loaded only here: whoever runs on SQLite does not carry PostgreSQL's driver.
    const { openPostgres } = await import("./postgres.ts");
    const driver = await openPostgres(address.url, address.shown, options);
    return storeOnMigrated(driver, { dialect: "postgres", shown: address.shown, readOnly });
  }
  if (address.kind === "memory" && readOnly) {
    throw new StoreUnusable("A database in memory holds nothing to read.", "Set DATABASE_URL to that of the bot.");
  }
  const path = address.kind === "memory" ? ":memory:" : address.path;
  const shown = address.kind === "memory" ? "The database in memory" : address.path;
  return storeOnMigrated(openSqlite(path, options), { dialect: "sqlite", shown, readOnly });
}
