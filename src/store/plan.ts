// Plans: SQL that drizzle builds once, run many times with other values. Building costs drizzle more than SQLite needs
// to carry the statement out, and a commit has half a dozen of them.

import { fillPlaceholders, type Placeholder, sql } from "drizzle-orm";
import type { Statement } from "./driver.ts";
import { rowsPerInsert } from "./limits.ts";

type Values = Record<string, unknown>;
type Buildable = { toSQL(): { sql: string; params: unknown[] } };

/** A plan for a query built with `sql.placeholder(name)`; it is given the values by name. */
export function plan(query: Buildable): (values: Values) => Statement {
  const built = query.toSQL();
  return (values) => ({ sql: built.sql, params: fillPlaceholders(built.params, values) });
}

/**
 * A plan for an INSERT of any number of rows, each with all of `columns`. `build` is given rows of placeholders, once for
 * each number of rows that occurs. Gives one statement for each `rowsPerInsert` rows, in their order.
 */
export function rowsPlan<Column extends string>(
  columns: readonly Column[],
  build: (rows: Record<Column, Placeholder>[]) => Buildable,
): (rows: readonly Record<Column, unknown>[]) => Statement[] {
  const byCount = new Map<number, (values: Values) => Statement>();

  const planFor = (count: number): ((values: Values) => Statement) => {
    const known = byCount.get(count);
    if (known !== undefined) return known;
    const rows = Array.from({ length: count }, (_, row) => {
      const entries = columns.map((column) => [column, sql.placeholder(`${column}${row}`)]);
      return Object.fromEntries(entries) as Record<Column, Placeholder>;
    });
    const made = plan(build(rows));
    byCount.set(count, made);
    return made;
  };

  return (rows) => {
    const statements: Statement[] = [];
    for (let start = 0; start < rows.length; start += rowsPerInsert) {
      const chunk = rows.slice(start, start + rowsPerInsert);
      const values: Values = {};
      chunk.forEach((row, index) => {
        for (const column of columns) values[`${column}${index}`] = row[column];
      });
      statements.push(planFor(chunk.length)(values));
    }
    return statements;
  };
}

/** Text that both databases can hold and find again: PostgreSQL has no U+0000, and UTF-8 has no lone surrogates. */
export function storable(text: string): string {
  return text.replaceAll("\u0000", "\ufffd").toWellFormed();
}
