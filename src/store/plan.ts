// Plans: SQL that drizzle builds once, run many times with other values. Building costs drizzle more than SQLite needs
// to carry the statement out, and a commit has half a dozen of them. What a plan's SQL is, drizzle alone decides.

import type { Placeholder as PlaceholderOf } from "drizzle-orm";
import type { Statement } from "./driver.ts";
import { is, Param, Placeholder, sql } from "./drizzle.ts";
import { rowsPerInsert } from "./limits.ts";

type Values = Readonly<Record<string, unknown>>;
type Rows = readonly Values[];
type Buildable = { toSQL(): { sql: string; params: unknown[] } };

function given(values: Values | undefined, name: string): unknown {
  const value = values?.[name];
  if (value === undefined) throw new Error(`A statement of the store was given no value for "${name}"`);
  return value;
}

/**
 * A plan whose placeholders are looked up by `reader`. drizzle's own way of filling them (`fillPlaceholders`) asks each
 * time of each parameter what it is, which takes a fifth of a commit.
 */
function planOf<Source>(
  query: Buildable,
  reader: (name: string) => (source: Source) => unknown,
): (source: Source) => Statement {
  const built = query.toSQL();
  const slots = built.params.map((param): ((source: Source) => unknown) => {
    if (is(param, Placeholder)) return reader(param.name);
    if (is(param, Param) && is(param.value, Placeholder)) {
      const { encoder } = param;
      const read = reader(param.value.name);
      return (source) => encoder.mapToDriverValue(read(source));
    }
    return () => param;
  });
  return (source) => ({ sql: built.sql, params: slots.map((slot) => slot(source)) });
}

/** A plan for a query built with `sql.placeholder(name)`; it is given the values by name. */
export function plan(query: Buildable): (values: Values) => Statement {
  return planOf<Values>(query, (name) => (values) => given(values, name));
}

/**
 * A plan for an INSERT of any number of rows, each with all of `columns`. `build` is given rows of placeholders, once
 * for each number of rows that occurs. Gives one statement for each `rowsPerInsert` rows, in their order.
 */
export function rowsPlan<Column extends string>(
  columns: readonly Column[],
  build: (rows: Record<Column, PlaceholderOf>[]) => Buildable,
): (rows: readonly Readonly<Record<Column, unknown>>[]) => Statement[] {
  const byCount = new Map<number, (rows: Rows) => Statement>();

  const planFor = (count: number): ((rows: Rows) => Statement) => {
    const known = byCount.get(count);
    if (known !== undefined) return known;
    const slots = Array.from({ length: count }, (_, row) => {
      const entries = columns.map((column) => [column, sql.placeholder(`${row} ${column}`)]);
      return Object.fromEntries(entries) as Record<Column, PlaceholderOf>;
    });
    const made = planOf<Rows>(build(slots), (name) => {
      const [row, column = ""] = name.split(" ");
      const index = Number(row);
      return (rows) => given(rows[index], column);
    });
    byCount.set(count, made);
    return made;
  };

  return (rows) => {
    const statements: Statement[] = [];
    for (let start = 0; start < rows.length; start += rowsPerInsert) {
      const chunk = rows.slice(start, start + rowsPerInsert);
      statements.push(planFor(chunk.length)(chunk));
    }
    return statements;
  };
}

/** Text that both databases can hold and find again: PostgreSQL has no U+0000, and UTF-8 has no lone surrogates. */
export function storable(text: string): string {
  return text.replaceAll("\u0000", "\ufffd").toWellFormed();
}
