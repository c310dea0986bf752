// Brings a database up to this program's tables, and refuses one that is not Sitrep's or comes from a newer Sitrep.
// Never drops, empties or replaces anything that it did not make in the same transaction.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Driver, Statement } from "./driver.ts";
import { asc, readMigrationFiles, sql } from "./drizzle.ts";
import { StoreUnusable } from "./unusable.ts";

export type Dialect = "sqlite" | "postgres";

type Migration = { writtenAt: number; statements: Statement[] };

const journal = "sitrep_migrations";
const createJournal = `create table if not exists ${journal} (written_at bigint not null primary key)`;

/** The migrations of this program, oldest first; found beside the source, wherever the program was started. */
export function knownMigrations(dialect: Dialect): Migration[] {
  const folder = fileURLToPath(new URL(`../../drizzle/${dialect}`, import.meta.url));
  if (!existsSync(`${folder}/meta/_journal.json`)) {
    throw new StoreUnusable(`The program's own migrations are missing from ${folder}.`, "Install Sitrep again.");
  }
  return readMigrationFiles({ migrationsFolder: folder }).map((file) => ({
    writtenAt: file.folderMillis,
    statements: file.sql.map((text) => ({ sql: text, params: [] })),
  }));
}

/** The migrations that the database has had, by the time each was written; null where it never had one. */
async function appliedMigrations({ db, tableNames, tables }: Driver, shown: string): Promise<number[] | null> {
  const found = await db.select({ name: sql<string>`name` }).from(tableNames);
  const names = new Set(found.map((row) => row.name));
  if (!names.has(journal)) {
    const ours = Object.keys(tables).filter((name) => names.has(name));
    if (ours.length === 0) return null;
    throw new StoreUnusable(
      `${shown} has tables that Sitrep did not make (${ours.join(", ")}).`,
      "Give Sitrep a database of its own in DATABASE_URL.",
    );
  }
  const rows = await db
    .select({ writtenAt: sql<number>`written_at`.mapWith(Number) })
    .from(sql.raw(journal))
    .orderBy(asc(sql`written_at`));
  return rows.map((row) => row.writtenAt);
}

async function applyMigration(driver: Driver, { writtenAt, statements }: Migration): Promise<void> {
  await driver.runAll([
    ...driver.migrationLock,
    { sql: createJournal, params: [] },
    // First, so that of two programs that start at once the second stops here, on the primary key.
    { sql: `insert into ${journal} (written_at) values (${writtenAt})`, params: [] },
    ...statements,
  ]);
}

/**
 * Applies what is missing, or with `readOnly` insists that nothing is. `shown` names the database in messages.
 * Throws StoreUnusable for a database that is newer than the program, somebody else's, or (read only) older or empty.
 */
export async function migrate(
  driver: Driver,
  { dialect, shown, readOnly }: { dialect: Dialect; shown: string; readOnly: boolean },
): Promise<void> {
  const known = knownMigrations(dialect);
  const applied = await appliedMigrations(driver, shown);
  const unknown = (applied ?? []).filter((at) => !known.some(({ writtenAt }) => writtenAt === at));
  if (unknown.length > 0) {
    throw new StoreUnusable(
      `${shown} was written by a newer Sitrep than this one.`,
      "Install the newer version again, or restore the backup made before it.",
    );
  }
  const missing = known.filter(({ writtenAt }) => !applied?.includes(writtenAt));
  if (missing.length === 0) return;
  if (readOnly) {
    const trouble = applied === null ? "holds no incidents yet" : "was written by an older Sitrep than this one";
    throw new StoreUnusable(
      `${shown} ${trouble}.`,
      "Start this version of the bot once (npm start): it brings the tables up to date.",
    );
  }
  for (const migration of missing) {
    try {
      await applyMigration(driver, migration);
    } catch (error) {
      const now = await appliedMigrations(driver, shown);
      // Another program that started at the same time was first.
      if (now?.includes(migration.writtenAt)) continue;
      throw new StoreUnusable(
        `${shown} could not be brought up to date, and was left as it was: ${String(error)}.`,
        "Check that there is room on the disk, and that this user may create tables there.",
        error,
      );
    }
  }
}
