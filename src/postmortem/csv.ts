// The timeline as CSV, for spreadsheets.

import type { IncidentEvent } from "../incident/events.ts";
import { fold } from "../incident/incident.ts";
import { csvRows } from "./csv-rows.ts";
import { type StoryOptions, storyOf } from "./document.ts";
import { isoInstant } from "./iso.ts";
import { plainLines } from "./story.ts";

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
  return csvRows([head, ...rows]);
}
