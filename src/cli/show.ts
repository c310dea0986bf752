// sitrep show INC-42: what it is, its figures, how its SLA clocks stand, and what was said last.

import { clocks } from "../incident/clocks.ts";
import type { ImpactTotals } from "../incident/impact.ts";
import { lastingInWords, spanInWords, spanWords } from "../incident/measure-words.ts";
import { type Measures, measures, spanNames } from "../incident/measures.ts";
import { targetWords } from "../incident/policy.ts";
import { reference } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { formatInstant } from "../time/zone.ts";
import { columns, printable } from "./columns.ts";
import type { ShellCommand } from "./command.ts";
import { openRecords, readReference, type Told } from "./records.ts";
import { readSettingsFile } from "./settings-file.ts";

/** "48 min (Voice 48 min, API 47 min)". */
function impactWords({ components, ...all }: ImpactTotals): string {
  const parts = components.map(({ name, ...lasted }) => `${printable(name)} ${lastingInWords(lasted)}`);
  return parts.length < 2 ? lastingInWords(all) : `${lastingInWords(all)} (${parts.join(", ")})`;
}

function updatesWords({ updateCount, promises: { made, kept, missed } }: Measures): string {
  return made === 0
    ? String(updateCount)
    : `${updateCount} (promised by a time: ${made}, kept ${kept}, missed ${missed})`;
}

function figures(measured: Measures): string[][] {
  const { largestGap, impact, inStatus, cadence } = measured;
  const judged = cadence.kept + cadence.missed;
  return [
    ["Impact", impactWords(impact)],
    ["SLA-eligible", lastingInWords(impact.eligible)],
    ...spanNames.map((name) => [spanWords[name], spanInWords(measured.spans[name])]),
    [
      "Largest gap",
      largestGap === null ? "fewer than two updates" : `${formatDuration(largestGap.ms)} between two updates`,
    ],
    ...inStatus.map(({ status, ...lasted }) => [`In ${status}`, lastingInWords(lasted)]),
    ["Updates", updatesWords(measured)],
    ...(judged === 0 ? [] : [["Update cadence", `${cadence.kept} of ${judged} kept`]]),
  ];
}

function facts({ log, incident }: Told, now: number, zone: string): string[][] {
  const name = (userId: string | null): string =>
    userId === null ? "nobody" : printable(incident.people[userId] ?? userId);
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
    ...figures(measures(log, incident, now)),
    [
      "Last update",
      lastUpdate === null ? "none" : `${formatInstant(lastUpdate.at, zone)} ${printable(lastUpdate.text)}`,
    ],
    ["Channel", channel === null ? "none" : `#${channel.name}`],
  ];
}

/** The clocks of what was promised; null where nothing was. */
function clockTable({ incident }: Told, now: number, zone: string): string | null {
  const promised = clocks(incident, now).filter(({ said }) => said !== null);
  if (promised.length === 0) return null;
  const rows = promised.map(({ target, said, state, startedAt, elapsedMs, dueAt }) => [
    targetWords[target],
    printable(said ?? ""),
    state,
    startedAt === null ? "" : formatDuration(elapsedMs),
    dueAt === null ? "" : formatInstant(dueAt, zone),
  ]);
  return columns([["CLOCK", "TARGET", "STATE", "ELAPSED", "DUE"], ...rows]);
}

export const showIncident: ShellCommand = async ([typed], { config, clock, print }) => {
  const number = readReference(typed);
  const { exportZone } = await readSettingsFile(config);
  const records = await openRecords(config.databaseUrl);
  try {
    const told = await records.find(number);
    const { isPrivate, isDrill, title } = told.incident;
    const marks = `${isPrivate ? " [private]" : ""}${isDrill ? " [drill]" : ""}`;
    const now = clock.now();
    print(`${reference(number)}${marks} ${printable(title)}\n\n`);
    print(columns(facts(told, now, exportZone)));
    const table = clockTable(told, now, exportZone);
    if (table !== null) print(`\n${table}`);
  } finally {
    await records.close();
  }
};
