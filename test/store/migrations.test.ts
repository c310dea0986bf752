import { readFileSync } from "node:fs";
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from "drizzle-kit/api";
import { integer, sqliteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";
import { knownMigrations } from "../../src/store/migrations.ts";
import * as postgres from "../../src/store/schema-postgres.ts";
import * as sqlite from "../../src/store/schema-sqlite.ts";

/** The newest snapshot that was committed with the migrations. */
function newestSnapshot(dialect: "sqlite" | "postgres") {
  const folder = new URL(`../../drizzle/${dialect}/meta/`, import.meta.url);
  const journal = JSON.parse(readFileSync(new URL("_journal.json", folder), "utf8")) as { entries: { idx: number }[] };
  const newest = String(Math.max(...journal.entries.map((entry) => entry.idx))).padStart(4, "0");
  return JSON.parse(readFileSync(new URL(`${newest}_snapshot.json`, folder), "utf8"));
}

describe("The committed migrations", () => {
  test("are all that the SQLite tables need (else: npm run migrations)", async () => {
    const snapshot = newestSnapshot("sqlite");
    const now = await generateSQLiteDrizzleJson({ ...sqlite }, snapshot.id);
    expect(await generateSQLiteMigration(snapshot, now)).toEqual([]);
  });

  test("are all that the PostgreSQL tables need (else: npm run migrations)", async () => {
    const snapshot = newestSnapshot("postgres");
    const now = generateDrizzleJson({ ...postgres }, snapshot.id);
    expect(await generateMigration(snapshot, now)).toEqual([]);
  });

  test("would be found short of a table that was added", async () => {
    const snapshot = newestSnapshot("sqlite");
    const added = { ...sqlite, added: sqliteTable("added", { id: integer("id") }) };
    const now = await generateSQLiteDrizzleJson(added, snapshot.id);
    expect((await generateSQLiteMigration(snapshot, now)).join()).toContain("CREATE TABLE `added`");
  });

  test.each(["sqlite", "postgres"] as const)(
    "of %s are found wherever the program is started, oldest first",
    (dialect) => {
      const known = knownMigrations(dialect);
      expect(known.length).toBeGreaterThan(0);
      const times = known.map((migration) => migration.writtenAt);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(known[0]?.statements[0]?.sql).toMatch(/create table/i);
    },
  );
});
