import { execFile } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { parseAddress } from "../../src/store/address.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { openStore, type StoreOptions } from "../../src/store/store.ts";
import { StoreUnusable } from "../../src/store/unusable.ts";
import { aCommit, anEvent, anIncident, noon, once, put, team } from "../contract/store-fixtures.ts";
import { temporaryFolder } from "../support/folder.ts";

async function refusal(url: string, options: StoreOptions = {}): Promise<string> {
  const error: unknown = await openStore(url, options).then(
    (store) => store.close(),
    (failure: unknown) => failure,
  );
  if (!(error instanceof StoreUnusable)) throw new Error("It was not refused", { cause: error });
  return error.message;
}

/** A database with one incident of 200 events, closed. */
async function aDatabase(): Promise<string> {
  const path = join(temporaryFolder(), "sitrep.db");
  const store = await openStore(path);
  const events = Array.from({ length: 200 }, () => anEvent({ body: { text: "x".repeat(500) } }));
  await store.commit(aCommit({ events, incident: anIncident(1) }));
  await store.close();
  return path;
}

/**
 * Root may write anywhere, so what a read-only place does is tried by another user; gives a line for each path. The
 * user is changed after everything is loaded, for the program itself may lie where only root can read.
 */
async function openAsAnother(paths: string[]): Promise<string[]> {
  const store = new URL("../../src/store/store.ts", import.meta.url).href;
  const script = `import { openStore } from ${JSON.stringify(store)};
    await (await openStore(":memory:")).close();
    if (process.getuid?.() === 0) {
      process.setgroups([]);
      process.setgid(65534);
      process.setuid(65534);
    }
    for (const path of process.argv.slice(1)) {
      await openStore(path).then((s) => s.close(), (error) => console.log(error.name + ": " + error.message));
    }`;
  const flags = ["--input-type=module", "--eval", script, ...paths];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: tmpdir() });
  return stdout.trimEnd().split("\n");
}

describe("An SQLite database", () => {
  test("is made with its folders, and found again with what it held", async () => {
    const path = join(temporaryFolder(), "data", "deep", "sitrep.db");
    const first = await openStore(path);
    await put(first, [once("a1")]);
    await first.close();
    const second = await openStore(`file:${path}`);
    expect(await second.nextDueAt(noon)).toBe(noon);
    expect(second.isShared).toBe(false);
    await second.close();
  });

  test("is durable: a write-ahead log, synced at each commit", async () => {
    const path = join(temporaryFolder(), "sitrep.db");
    const { db, close } = openSqlite(path, { readOnly: false, log: null });
    const pragma = async (name: string) => Object.values(await db.get<object>(sql.raw(`pragma ${name}`)))[0];
    expect(await pragma("journal_mode")).toBe("wal");
    expect(await pragma("synchronous")).toBe(2);
    expect(await pragma("foreign_keys")).toBe(1);
    expect(await pragma("busy_timeout")).toBe(5000);
    await close();
  });

  test("that a newer Sitrep wrote is refused, also for reading", async () => {
    const path = await aDatabase();
    const client = new Database(path);
    client.exec("insert into sitrep_migrations values (99999999999999)");
    client.close();
    expect(await refusal(path)).toBe(
      `${path} was written by a newer Sitrep than this one. ` +
        "Install the newer version again, or restore the backup made before it.",
    );
    expect(await refusal(path, { readOnly: true })).toContain("newer Sitrep");
  });

  test("that is none is refused and left as it is", async () => {
    const path = join(temporaryFolder(), "notes.txt");
    const text = "Not a database, but somebody's notes. ".repeat(40);
    writeFileSync(path, text);
    expect(await refusal(path)).toContain("It is not an SQLite database. Correct DATABASE_URL");
    expect(await refusal(path, { readOnly: true })).toContain("It is not an SQLite database");
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test("that is damaged is refused and left as it is", async () => {
    const path = await aDatabase();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 4096 * 8, 4096 * 20);
    writeFileSync(path, bytes);
    expect(await refusal(path)).toMatch(/damaged.*restore a backup/);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test("that is cut short is refused", async () => {
    const path = await aDatabase();
    truncateSync(path, 4096 * 10);
    expect(await refusal(path)).toMatch(/damaged.*restore a backup/);
    truncateSync(path, 0);
    expect(await refusal(path)).toContain("is empty (0 bytes)");
    expect(readFileSync(path)).toHaveLength(0);
  });

  test("of another program is refused and left as it is", async () => {
    const path = join(temporaryFolder(), "other.db");
    const client = new Database(path);
    client.exec("create table incidents (id int); insert into incidents values (7)");
    client.close();
    expect(await refusal(path)).toContain("tables that Sitrep did not make (incidents)");
    const again = new Database(path, { readonly: true });
    expect(again.prepare("select name from sqlite_master").pluck().all()).toEqual(["incidents"]);
    again.close();
  });

  test("whose path is a folder, or goes through a file, is refused", async () => {
    const folder = temporaryFolder();
    expect(await refusal(folder)).toContain(`${folder} is a folder. DATABASE_URL must name a file in it`);
    writeFileSync(join(folder, "file"), "x");
    expect(await refusal(join(folder, "file", "sitrep.db"))).toMatch(/cannot be made \((ENOTDIR|EEXIST)\)/);
  });

  test("in a read-only folder, or itself read-only, is refused with the way out", async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o555 });
    const open = join(folder, "open");
    mkdirSync(open);
    const path = join(open, "sitrep.db");
    cpSync(await aDatabase(), path);
    chmodSync(path, 0o444);
    if (process.getuid?.() === 0) for (const owned of [open, path]) chownSync(owned, 65534, 65534);
    const told = await openAsAnother([join(closed, "sitrep.db"), join(closed, "below", "sitrep.db"), path]);
    expect(told).toHaveLength(3);
    expect(told[0]).toMatch(/^StoreUnusable: The folder .* is read-only for this user.*Make it writable/);
    expect(told[1]).toMatch(/^StoreUnusable: .*cannot be made \(EACCES\)/);
    expect(told[2]).toMatch(/^StoreUnusable: .*sitrep.db is read-only for this user.*Make it writable/);
    expect(existsSync(join(closed, "sitrep.db"))).toBe(false);
  });
});

describe("Opened for reading only", () => {
  test("a database that is not there is refused, and nothing is made", async () => {
    const path = join(temporaryFolder(), "data", "sitrep.db");
    expect(await refusal(path, { readOnly: true })).toBe(
      `There is no database at ${path}. Start the bot once (npm start), or correct DATABASE_URL.`,
    );
    expect(existsSync(join(path, ".."))).toBe(false);
    expect(await refusal(":memory:", { readOnly: true })).toContain("Set DATABASE_URL");
  });

  test("it sees what the bot commits meanwhile, and cannot write", async () => {
    const path = await aDatabase();
    const bot = await openStore(path);
    const reader = await openStore(path, { readOnly: true });
    expect(await reader.read(team, "inc-1")).toHaveLength(200);
    await bot.commit(aCommit({ expectedVersion: 200, events: [anEvent()] }));
    expect(await reader.read(team, "inc-1", 200)).toHaveLength(1);
    await expect(reader.commit(aCommit({ expectedVersion: 201, events: [anEvent()] }))).rejects.toThrow("readonly");
    await reader.close();
    await bot.close();
  });

  test("it works while no bot runs as well", async () => {
    const reader = await openStore(await aDatabase(), { readOnly: true });
    expect((await reader.incidentByNumber(team, 1))?.title).toBe("Checkout is failing");
    await reader.close();
  });
});

describe("The address of a database", () => {
  test.each([
    ["data/sitrep.db", { kind: "sqlite", path: "data/sitrep.db" }],
    ["/srv/sitrep.db", { kind: "sqlite", path: "/srv/sitrep.db" }],
    ["file:data/sitrep.db", { kind: "sqlite", path: "data/sitrep.db" }],
    ["file:///srv/my%20data/sitrep.db", { kind: "sqlite", path: "/srv/my data/sitrep.db" }],
    ["sqlite:data/sitrep.db", { kind: "sqlite", path: "data/sitrep.db" }],
    ["sqlite:///srv/sitrep.db", { kind: "sqlite", path: "/srv/sitrep.db" }],
    [":memory:", { kind: "memory" }],
    ["sqlite::memory:", { kind: "memory" }],
  ])("%s is read as it is meant", (url, address) => {
    expect(parseAddress(url)).toEqual(address);
  });

  test("of PostgreSQL is shown without its password", () => {
    const url = "postgresql://bot:s%40cret@db.example:5433/sitrep?sslmode=require";
    expect(parseAddress(url)).toEqual({ kind: "postgres", url, shown: "postgres://bot@db.example:5433/sitrep" });
  });

  test.each(["", "  ", "file:", "mysql://x/y", "postgres://user:pass#word@host:port/x"])("%j is refused", (url) => {
    expect(() => parseAddress(url)).toThrow(StoreUnusable);
    expect(() => parseAddress(url)).not.toThrow("pass#word");
  });
});
