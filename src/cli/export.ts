// sitrep export INC-42: the postmortem as Markdown on standard output, the same bytes as the file in the channel; or
// all of it as JSON, or the timeline as CSV.

import type { IncidentEvent } from "../incident/events.ts";
import { permalink } from "../incident/permalink.ts";
import { timelineCsv } from "../postmortem/csv.ts";
import type { StoryOptions } from "../postmortem/document.ts";
import { incidentJson } from "../postmortem/json.ts";
import { postmortem } from "../postmortem/markdown.ts";
import type { ShellCommand } from "./command.ts";
import { openRecords, readReference } from "./records.ts";
import { readSettingsFile } from "./settings-file.ts";
import { UsageError } from "./usage-error.ts";

type Writer = (log: readonly IncidentEvent[], options: StoryOptions) => string;

const writers = new Map<string, Writer>([
  ["--markdown", postmortem],
  ["--json", incidentJson],
  ["--csv", timelineCsv],
]);

const usage = `sitrep export INC-42 [${[...writers.keys()].join(" | ")}]`;

/** The incident and how it is written, in either order. Throws UsageError with what to type instead. */
function readWords(args: readonly string[]): { number: number; write: Writer } {
  const options = args.filter((word) => word.startsWith("-"));
  const [reference, ...others] = args.filter((word) => !word.startsWith("-"));
  const [option = "--markdown", ...more] = options;
  const write = writers.get(option);
  if (write === undefined) throw new UsageError(`There is no ${option}. It goes like this: ${usage}`);
  const tooMuch = [...others, ...more];
  if (tooMuch.length > 0) {
    throw new UsageError(`One incident in one format at a time: ${tooMuch.join(" ")} is too much. ${usage}`);
  }
  return { number: readReference(reference), write };
}

export const exportPostmortem: ShellCommand = async (args, { config, print }) => {
  const { number, write } = readWords(args);
  const { exportZone: zone } = await readSettingsFile(config);
  const records = await openRecords(config.databaseUrl);
  try {
    const { log, incident } = await records.find(number);
    print(write(log, { zone, permalink: (message) => permalink(incident.teamUrl, message) }));
  } finally {
    await records.close();
  }
};
