// The SQLite driver: one file, one process that writes. Opens it only if it is whole and can be written;
// never makes a new database where a damaged one stands.

import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Database, { SqliteError } from "better-sqlite3";
import type { Log } from "../log.ts";
import type { Driver, Statement } from "./driver.ts";
import { drizzleOnSqlite, getTableName, sql, sqliteCore } from "./drizzle.ts";
import { busyTimeoutMs } from "./limits.ts";
import * as tables from "./schema-sqlite.ts";
import { StoreUnusable } from "./unusable.ts";

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (error) {
    if (["EACCES", "EPERM", "EROFS"].includes(codeOf(error))) return false;
    throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StoreUnusable(
      `The database's folder ${folder} cannot be made (${codeOf(error)}).`,
      "Make it, owned by the user that runs Sitrep, or give another path in DATABASE_URL.",
      error,
    );
  }
}

/** What can be told before SQLite touches the path. Makes a missing folder, unless the database is only read. */
function checkPath(path: string, readOnly: boolean): void {
  const folder = dirname(path);
  if (!readOnly) makeFolder(folder);
  const file = statSync(path, { throwIfNoEntry: false });
  if (file === undefined && readOnly) {
    throw new StoreUnusable(
      `There is no database at ${path}.`,
      "Start the bot once (npm start), or correct DATABASE_URL.",
    );
  }
  if (file?.isDirectory()) {
    throw new StoreUnusable(`${path} is a folder.`, `DATABASE_URL must name a file in it, such as ${path}/sitrep.db.`);
  }
  if (file?.size === 0) {
    throw new StoreUnusable(
      `${path} is empty (0 bytes), so whatever it held is lost.`,
      "Restore a backup; if it never held anything, delete it.",
    );
  }
  if (readOnly) return;
  if (!isWritable(folder)) {
    throw new StoreUnusable(
      `The folder ${folder} is read-only for this user, and SQLite writes beside its database.`,
      "Make it writable (chown, chmod, or mount it read-write).",
    );
  }
  if (file !== undefined && !isWritable(path)) {
    throw new StoreUnusable(
      `${path} is read-only for this user.`,
      "Make it writable (chown, chmod), with its -wal and -shm.",
    );
  }
}

function unusable(error: unknown, path: string): unknown {
  if (!(error instanceof SqliteError)) return error;
  const { code } = error;
  const fix = code.startsWith("SQLITE_NOTADB")
    ? "It is not an SQLite database. Correct DATABASE_URL, or restore a backup if it was one."
    : code.startsWith("SQLITE_CORRUPT")
      ? "It is damaged. Keep a copy, and restore a backup (or try: sqlite3 FILE .recover)."
      : code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN")
        ? "It, or its -wal and -shm beside it, cannot be opened by this user. Make them and their folder writable."
        : code.startsWith("SQLITE_BUSY")
          ? "Another program holds it. Stop that program, then start again."
          : code.startsWith("SQLITE_FULL") || code.startsWith("SQLITE_IOERR")
            ? "The disk is full or fails. Free some space, or look at the disk."
            : "See the error for what SQLite was doing.";
  return new StoreUnusable(`The database ${path} cannot be used (${code}: ${error.message}).`, fix, error);
}

function prepareConnection(client: Database.Database, path: string, { readOnly, log }: SqliteOptions): void {
  client.pragma("foreign_keys = on");
  if (readOnly) {
    client.pragma("query_only = on");
    // The first thing that reads the file: a damaged one is told here.
    client.pragma("schema_version");
    return;
  }
  const found = client.pragma("quick_check(1)", { simple: true });
  if (found !== "ok") {
    throw new StoreUnusable(
      `The database ${path} is damaged (${String(found).replaceAll(/\s+/g, " ")}).`,
      "Keep a copy, and restore a backup (or try: sqlite3 FILE .recover).",
    );
  }
  const mode = client.pragma("journal_mode = wal", { simple: true });
  if (mode !== "wal" && path !== ":memory:") {
    log?.warn(
      { path, mode },
      "SQLite cannot keep a write-ahead log here (a network disk?): reading waits for writing.",
    );
  }
  client.pragma("synchronous = full");
}

/** `UNIQUE constraint failed: receipts.team_id, receipts.key` names columns; the index they make up has a name. */
function indexNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const table of Object.values(tables)) {
    for (const { config } of sqliteCore.getTableConfig(table).indexes) {
      const columns = config.columns.map((column) => ("name" in column ? `${getTableName(table)}.${column.name}` : ""));
      if (config.unique) names.set(columns.join(", "), config.name);
    }
  }
  return names;
}

export type SqliteOptions = { readOnly: boolean; log: Log | null };

/** Opens a file (a path) or `:memory:`; the folder is made. Throws StoreUnusable. Does not migrate. */
export function openSqlite(given: string, options: SqliteOptions): Driver {
  const path = given === ":memory:" ? given : resolve(given);
  if (path !== ":memory:") checkPath(path, options.readOnly);
  let client: Database.Database | null = null;
  try {
    client = new Database(path, {
      readonly: options.readOnly,
      fileMustExist: options.readOnly,
      timeout: busyTimeoutMs,
    });
    prepareConnection(client, path, options);
    return driverOn(client);
  } catch (error) {
    client?.close();
    throw unusable(error, path);
  }
}

function driverOn(client: Database.Database): Driver {
  const runners = new Map<string, (params: unknown[]) => unknown>();
  const uniqueIndexNames = indexNames();

  const runnerFor = (text: string): ((params: unknown[]) => unknown) => {
    const known = runners.get(text);
    if (known !== undefined) return known;
    const statement = client.prepare(text);
    // better-sqlite3 insists on `all` for what gives rows back.
    const made = statement.reader
      ? (params: unknown[]) => statement.all(...params)
      : (params: unknown[]) => statement.run(...params);
    runners.set(text, made);
    return made;
  };

  const runInTransaction = client.transaction((statements: readonly Statement[]) => {
    for (const { sql: text, params } of statements) runnerFor(text)(params);
  });

  return {
    db: drizzleOnSqlite().drizzle(client),
    tables,
    isShared: false,
    runAll: async (statements) => runInTransaction.immediate(statements),
    violatedIndex(error) {
      if (!(error instanceof SqliteError) || !error.code.startsWith("SQLITE_CONSTRAINT")) return null;
      return uniqueIndexNames.get(error.message.replace("UNIQUE constraint failed: ", "")) ?? null;
    },
    skipLocked: sql``,
    tableNames: sql`(select name from sqlite_master where type = 'table') as found`,
    migrationLock: [],
    close: async () => void client.close(),
  };
}
