// Text in columns, for a terminal.

import { stripVTControlCharacters } from "node:util";

/** Typed text could carry codes that rewrite a terminal; only what can be printed goes through. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ");

/** Rows padded so that their cells stand under each other; the last column is as long as it is. */
export function columns(rows: readonly string[][]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  const line = (row: string[]): string =>
    row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join("  ");
  return `${rows.map(line).join("\n")}\n`;
}
