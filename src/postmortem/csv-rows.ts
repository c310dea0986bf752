// CSV (RFC 4180), for spreadsheets. What a person typed is text there too: no cell of theirs is a formula.

/** What a spreadsheet takes for the beginning of a formula, also behind space or in its full-width form. */
const formula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** In quotes where it must be; what would be a formula has an apostrophe before it. */
export function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A number is one of ours; null is an empty cell. */
const written = (value: string | number | null): string =>
  typeof value === "string" ? csvCell(value) : value === null ? "" : String(value);

export const csvRows = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows
    .map((row) => `${row.map(written).join(",")}\r\n`)
    .join("")
    .toWellFormed();
