// sitrep show INC-42: what it is, how long it lasted and what was said last.

import { measures } from "../incident/measures.ts";
import { reference } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { formatInstant } from "../time/zone.ts";
import { columns, printable } from "./columns.ts";
import type { ShellCommand } from "./command.ts";
import { openRecords, readReference, type Told } from "./records.ts";
import { readSettingsFile } from "./settings-file.ts";

const known = (ms: number | null): string => (ms === null ? "unknown" : formatDuration(ms));

function facts({ log, incident }: Told, now: number, zone: string): string[][] {
  const name = (userId: string | null): string =>
    userId === null ? "nobody" : printable(incident.people[userId] ?? userId);
  const measured = measures(log, incident);
  const { endedAt, declaredAt, lastUpdate, components, channel } = incident;
  const lasted =
    endedAt === null ? `${formatDuration(Math.max(0, now - declaredAt))} so far` : formatDuration(endedAt - declaredAt);
  return [
    ["Severity", incident.severity],
    ["Status", incident.status],
    ["Commander", name(incident.commanderId)],
    ["Components", components.length === 0 ? "none named" : printable(components.join(", "))],
    ["Declared", `${formatInstant(declaredAt, zone)} by ${name(incident.declaredById)}`],
    ["Lasted", lasted],
    ["First update", `${known(measured.declaredToFirstUpdate)} after it was declared`],
    ["Longest gap", `${known(measured.largestGapBetweenUpdates)} between two updates`],
    ["Updates", String(measured.updateCount)],
    [
      "Last update",
      lastUpdate === null ? "none" : `${formatInstant(lastUpdate.at, zone)} ${printable(lastUpdate.text)}`,
    ],
    ["Channel", channel === null ? "none" : `#${channel.name}`],
  ];
}

export const showIncident: ShellCommand = async ([typed], { config, clock, print }) => {
  const number = readReference(typed);
  const { exportZone } = readSettingsFile(config);
  const records = await openRecords(config.databaseUrl);
  try {
    const told = await records.find(number);
    const { isPrivate, isDrill, title } = told.incident;
    const marks = `${isPrivate ? " [private]" : ""}${isDrill ? " [drill]" : ""}`;
    print(`${reference(number)}${marks} ${printable(title)}\n\n`);
    print(columns(facts(told, clock.now(), exportZone)));
  } finally {
    await records.close();
  }
};
