// A real PostgreSQL server of the tests' own: made in a temporary folder, on a free port, gone afterwards.
// Uses the server's binaries where the machine has them; never a server that already runs.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { until } from "./until.ts";

const password = "sitrep-tests";

export type PostgresServer = {
  /** The address of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Runs SQL on a database of this server, over a connection of its own. */
  query(url: string, sql: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
};

/** The folder that holds `initdb` and `postgres`, the newest there is; null where the machine has none. */
export function postgresBinaries(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = ["/usr/local/bin", "/usr/bin", "/opt/homebrew/bin", ...versions.map((v) => join(debian, v, "bin"))];
  return folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name)))) ?? null;
}

/** PostgreSQL refuses to run as root; then it runs as the user that its package made, or as nobody. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (user: string, flag: string) =>
    Number(execFileSync("id", [flag, user], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  for (const user of ["postgres", "nobody"]) {
    try {
      return { uid: idOf(user, "-u"), gid: idOf(user, "-g") };
    } catch (error) {
      if (user === "nobody") throw new Error("PostgreSQL needs a user other than root to run as", { cause: error });
    }
  }
  return null;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The machine gave no port");
  return address.port;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  // SIGINT is PostgreSQL's fast shutdown: it does not wait for open connections.
  if (server.exitCode === null && server.kill("SIGINT")) await ended;
  rmSync(folder, { recursive: true, force: true });
}

/** Starts a server from the binaries in `binaries`; it is ready when the promise resolves. */
export async function startPostgres(binaries: string): Promise<PostgresServer> {
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), "sitrep-postgres-"));
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password);
  if (user !== null) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  const options = { cwd: folder, ...user };
  const data = join(folder, "data");
  const settings = [
    "-A",
    "scram-sha-256",
    "-U",
    "sitrep",
    "--pwfile",
    passwordFile,
    "-E",
    "UTF8",
    "--locale",
    "C",
    "-N",
  ];
  execFileSync(join(binaries, "initdb"), ["-D", data, ...settings], { ...options, stdio: "ignore" });

  const port = await freePort();
  const flags = ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"];
  // Deadlocks are what some tests are about: found soon.
  flags.push("-c", "deadlock_timeout=20ms");
  const server = spawn(join(binaries, "postgres"), flags, { ...options, stdio: "ignore" });
  const urlOf = (database: string) => `postgres://sitrep:${password}@127.0.0.1:${port}/${database}`;
  try {
    await until(() => query(urlOf("postgres"), "select 1"), {
      what: "the PostgreSQL server to start",
      timeoutMs: 15_000,
    });
  } catch (error) {
    await stop(server, folder);
    throw error;
  }

  let databases = 0;
  return {
    async createDatabase() {
      const name = `sitrep_${++databases}`;
      await query(urlOf("postgres"), `create database ${name}`);
      return urlOf(name);
    },
    query,
    stop: () => stop(server, folder),
  };
}

/** Whether the tests must not pass without a PostgreSQL server. */
export const isPostgresRequired = process.env.CI === "true";
