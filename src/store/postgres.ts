// The PostgreSQL driver: for several replicas of the bot on one database. Opens a pool; never shows a password.

import pg from "pg";
import type { Log } from "../log.ts";
import type { Db, Driver, Statement } from "./driver.ts";
import { drizzleOnPostgres, sql } from "./drizzle.ts";
import { connectTimeoutMs, postgresConnections, sacrificedRuns, statementTimeoutMs } from "./limits.ts";
import * as tables from "./schema-postgres.ts";
import { StoreUnusable } from "./unusable.ts";

/** The code of a PostgreSQL or network error, looked for through the wrappers around it. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  // A host name with two addresses fails with one error for each.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

/** PostgreSQL ended this transaction for the sake of another one: run again, it may well succeed. */
function isSacrificed(error: unknown): boolean {
  return ["40P01", "40001"].includes(codeOf(error) ?? "");
}

/** Which unique index an error is about; PGlite reports it as node-postgres does. */
function postgresViolation(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && error.code === "23505" && "constraint" in error) return String(error.constraint);
  return postgresViolation(error.cause);
}

function unusable(error: unknown, shown: string): StoreUnusable {
  const code = codeOf(error);
  const fix: Record<string, string> = {
    ECONNREFUSED: "Nothing listens there. Start PostgreSQL, or correct host and port in DATABASE_URL.",
    ENOTFOUND: "There is no such host. Correct the host in DATABASE_URL.",
    EAI_AGAIN: "The host's name cannot be looked up now. Check the network and DATABASE_URL.",
    "28P01": "The password is wrong. Correct it in DATABASE_URL (special characters as %XX).",
    "28000": "The server does not let this user in. Check the user in DATABASE_URL, and pg_hba.conf.",
    "3D000": "There is no such database. Make it (createdb), or correct its name in DATABASE_URL.",
    "57P03": "The server is just starting or stopping. Start again in a moment.",
    "53300": "The server has no connection left. Raise max_connections, or stop what holds them.",
    "42501": "The user may not do that. Grant it CREATE and USAGE on the schema.",
  };
  const said = error instanceof Error && error.message !== "" ? error.message : (code ?? String(error));
  const advice = fix[code ?? ""] ?? "Check that the server runs, and that DATABASE_URL is right.";
  return new StoreUnusable(`${shown} cannot be used (${said}).`, advice, error);
}

export type PostgresOptions = { readOnly: boolean; log: Log | null };

async function runOnce(pool: pg.Pool, statements: readonly Statement[]): Promise<void> {
  const client = await pool.connect();
  let broken: Error | null = null;
  try {
    await client.query("begin isolation level read committed");
    for (const { sql: text, params } of statements) await client.query(text, params);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    // A connection that could not even roll back is in an unknown state: the pool must not hand it out again.
    client.release(broken ?? false);
  }
}

async function runAll(pool: pg.Pool, statements: readonly Statement[]): Promise<void> {
  for (let run = 1; ; run++) {
    try {
      return await runOnce(pool, statements);
    } catch (error) {
      if (!isSacrificed(error) || run === sacrificedRuns) throw error;
      // The other transaction needs a moment to end, or both meet again. The server waits, so no timer is held here.
      await pool.query(`select pg_sleep(random() * ${run} * 0.05)`);
    }
  }
}

/** What every PostgreSQL driver shares, PGlite's in the tests as well. */
export const postgresTraits = {
  tables,
  isShared: true,
  violatedIndex: postgresViolation,
  skipLocked: sql`for update skip locked`,
  tableNames: sql`(select table_name as name from information_schema.tables
    where table_schema = any(current_schemas(false))) as found`,
  // The number is arbitrary, but must stay the same in all versions.
  migrationLock: [{ sql: "select pg_advisory_xact_lock(7748377372)", params: [] }],
} satisfies Partial<Driver>;

/** Connects to `url`; `shown` is how messages name it. Throws StoreUnusable. Does not migrate. */
export async function openPostgres(url: string, shown: string, { readOnly, log }: PostgresOptions): Promise<Driver> {
  const pool = new pg.Pool({
    connectionString: url,
    max: postgresConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    // Later than the server's own limit: only a connection that answers no more runs into it.
    query_timeout: statementTimeoutMs + connectTimeoutMs,
    keepAlive: true,
    application_name: "sitrep",
    ...(readOnly && { options: "-c default_transaction_read_only=on" }),
  });
  // Without a listener, an idle connection that the server closes would end the process.
  pool.on("error", (error) =>
    log?.warn({ error }, "A connection to PostgreSQL was lost; the next query makes another."),
  );
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw unusable(error, shown);
  }
  return {
    ...postgresTraits,
    db: drizzleOnPostgres().drizzle(pool) as unknown as Db,
    runAll: (statements) => runAll(pool, statements),
    close: () => pool.end(),
  };
}
