// The timeline as CSV (RFC 4180), for spreadsheets. What a person typed is text there too: no cell is a formula.

import type { IncidentEvent } from "../incident/events.ts";
import { fold } from "../incident/incident.ts";
import { type StoryOptions, storyOf } from "./document.ts";
import { isoInstant } from "./iso.ts";
import { plainLines } from "./story.ts";

/** What a spreadsheet takes for the beginning of a formula, also behind space or in its full-width form. */
const formula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** In quotes where it must be; what would be a formula has an apostrophe before it. */
export function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const head = ["at", "recorded at", "who", "kind", "what", "link"];

/** A line for each item of the timeline, in the order in which it occurred, after one that names the columns. */
export function timelineCsv(log: readonly IncidentEvent[], options: StoryOptions): string {
  const incident = fold(log);
  if (incident === null) throw new Error("An export needs the log of an incident, and this one is empty.");
  const { zone } = options;
  const rows = plainLines(storyOf(log, incident, options)).map(({ at, recordedAt, who, kind, text, link }) => [
    isoInstant(at, zone),
    isoInstant(recordedAt, zone),
    who,
    kind,
    text,
    link ?? "",
  ]);
  return [head, ...rows]
    .map((row) => `${row.map(csvCell).join(",")}\r\n`)
    .join("")
    .toWellFormed();
}
