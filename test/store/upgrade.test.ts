// A database that an older Sitrep left behind.

import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { knownMigrations } from "../../src/store/migrations.ts";
import { openStore } from "../../src/store/store.ts";
import { anIncident, noon, team } from "../contract/store-fixtures.ts";
import { temporaryFolder } from "../support/folder.ts";

/** With the tables of the first release, and one incident. */
function oldDatabase(): string {
  const path = join(temporaryFolder(), "sitrep.db");
  const db = new Database(path);
  const [first] = knownMigrations("sqlite");
  if (first === undefined) throw new Error("There is no migration.");
  db.exec("create table sitrep_migrations (written_at bigint not null primary key)");
  db.prepare("insert into sitrep_migrations values (?)").run(first.writtenAt);
  for (const { sql } of first.statements) db.exec(sql);
  db.prepare(
    "insert into incidents (team_id, stream_id, number, title, severity, status, declared_by, declared_at, version) " +
      "values (?, 'old', 7, 'Checkout is failing', 'sev2', 'investigating', 'U1', ?, 1)",
  ).run(team, noon);
  db.close();
  return path;
}

test("A database of the first release is brought up to date, its incidents' impact unknown at first", async () => {
  const path = oldDatabase();
  await expect(openStore(path, { readOnly: true })).rejects.toThrow(/older Sitrep/);
  const store = await openStore(path);
  onTestFinished(() => store.close());
  const row = { ...anIncident(7), teamId: team, streamId: "old" };
  expect(await store.incidentByNumber(team, 7)).toEqual(row);
  const span = { from: noon, to: noon + 1 };
  expect(await store.impacts(team, span)).toEqual([{ ...row, windows: null }]);
  expect(await store.unknownImpacts(5)).toEqual([row]);
  await store.fillImpact(row, { reach: null, windows: [] });
  expect(await store.impacts(team, span)).toEqual([]);
});
