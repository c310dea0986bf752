// The two column kits: the few kinds of column that SQLite and PostgreSQL both have, under the same names.
// Nothing else in the store may name a column type, so that the tables are written once.

import { postgresCore as postgres, sqliteCore as sqlite } from "./drizzle.ts";

export const sqliteKit = {
  table: sqlite.sqliteTable,
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
  text: (name: string) => sqlite.text(name),
  /** A whole number up to 2^53; also a time, as epoch milliseconds. */
  whole: (name: string) => sqlite.integer(name, { mode: "number" }),
  /** Numbers that only grow, and are never given twice, also when the newest row was removed. */
  serial: (name: string) => sqlite.integer(name).primaryKey({ autoIncrement: true }),
  json: (name: string) => sqlite.text(name, { mode: "json" }).$type<object>(),
};

export type ColumnKit = typeof sqliteKit;

/**
 * JSON is `json`, not `jsonb`: jsonb sorts the keys (the same log must give the same bytes) and refuses U+0000 and lone
 * surrogates, which people do paste.
 */
export const postgresKit = {
  table: postgres.pgTable,
  index: postgres.index,
  uniqueIndex: postgres.uniqueIndex,
  text: (name: string) => postgres.text(name),
  whole: (name: string) => postgres.bigint(name, { mode: "number" }),
  serial: (name: string) => postgres.bigserial(name, { mode: "number" }).primaryKey(),
  json: (name: string) => postgres.json(name).$type<object>(),
  // The one cast of a kit: at run time the builders are PostgreSQL's, and the store only uses what both have.
} as unknown as ColumnKit;
