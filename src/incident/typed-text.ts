// What people type, made fit to be kept: text that every store, encoder and reader takes as it is.
// Never changes a character that can be seen.

const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/gu;
/** All control characters but tab and newline: nobody types them, and PostgreSQL refuses the first of them. */
const controls = /(?![\n\t])\p{Cc}/gu;

/**
 * Lone surrogates become U+FFFD: JSON and SQLite would keep them, but a form-encoded call to Slack, PostgreSQL and
 * UTF-8 do not, and the log must say the same everywhere. Line breaks become `\n`; other control characters go.
 */
export const cleanText = (text: string): string => text.toWellFormed().replace(lineBreaks, "\n").replace(controls, "");

/** The same plain data with each text in it cleaned. */
export function cleaned<T>(value: T): T {
  if (typeof value === "string") return cleanText(value) as T;
  if (Array.isArray(value)) return value.map(cleaned) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleaned(part)])) as T;
}

/** On one line, without space around: a title stands in a header, a topic and a channel's name. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** Whether there is nothing to see: spaces and characters without width only. */
export const isBlank = (text: string): boolean => /^[\s\p{Cf}]*$/u.test(text);
