// drizzle, in its CommonJS form. Node 26 links its ES modules, a dense graph of imports in a circle, at a cost of some
// 150 MiB of garbage that never goes back to the system, and of half a second at the start; the CommonJS form of the
// same package costs 25 MiB and a tenth of that (ARCHITECTURE.md, "Memory"). Types still come from the package.

import { createRequire } from "node:module";
import { join } from "node:path";

// drizzle-kit reads the schema as CommonJS, in which this module has no address.
const load = createRequire(import.meta.url ?? join(process.cwd(), "package.json"));

const orm = load("drizzle-orm") as typeof import("drizzle-orm");

export const { and, asc, desc, eq, getTableName, gt, inArray, is, isNotNull, isNull, lt, lte, max, min, or } = orm;
export const { Param, Placeholder, sql } = orm;

export const sqliteCore = load("drizzle-orm/sqlite-core") as typeof import("drizzle-orm/sqlite-core");
export const postgresCore = load("drizzle-orm/pg-core") as typeof import("drizzle-orm/pg-core");

export const { readMigrationFiles } = load("drizzle-orm/migrator") as typeof import("drizzle-orm/migrator");

export const drizzleOnSqlite = (): typeof import("drizzle-orm/better-sqlite3") => load("drizzle-orm/better-sqlite3");
export const drizzleOnPostgres = (): typeof import("drizzle-orm/node-postgres") => load("drizzle-orm/node-postgres");
