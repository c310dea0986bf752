// What the store needs of a database, and all that differs between two of them. Drivers know SQL errors and files;
// they know nothing of commits, lanes or incidents.

import type { SQL } from "drizzle-orm";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { Tables } from "./tables.ts";

/**
 * The typed face of both dialects; at run time PostgreSQL's is a PgDatabase. Builders are only awaited or prepared:
 * `.run`, `.all` and `.get` exist on SQLite alone.
 */
export type Db = BaseSQLiteDatabase<"sync" | "async", unknown>;

/** SQL with its parameters, in the dialect's own placeholders. */
export type Statement = { sql: string; params: unknown[] };

export type Driver = {
  db: Db;
  tables: Tables;
  /** Whether several processes may work on this database at once, so that a lease may be another's. */
  isShared: boolean;
  /** Runs the statements in their order in one transaction: all of them, durably, or none. */
  runAll(statements: readonly Statement[]): Promise<void>;
  /** The name of the unique index that an error of `runAll` is about; null where it is about something else. */
  violatedIndex(error: unknown): string | null;
  /** Ends a SELECT whose rows another process may be taking. Empty where there is no other. */
  skipLocked: SQL;
  /** A FROM item with one column, `name`: the tables that are there. */
  tableNames: SQL;
  /** Run first in a migration's transaction, so that two programs that start at once migrate one after the other. */
  migrationLock: readonly Statement[];
  close(): Promise<void>;
};
