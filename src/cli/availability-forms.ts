// A month's availability as the shell prints it: a table to read, JSON and CSV for other programs.

import { availablePercent, contractPercent } from "../incident/availability.ts";
import type { ComponentMonth, MonthlyAvailability, MonthlyCause } from "../incident/monthly-availability.ts";
import { reference } from "../incident/words.ts";
import { csvRows } from "../postmortem/csv-rows.ts";
import { formatDuration, isoDuration, secondMs } from "../time/duration.ts";
import { formatMonth, monthInWords } from "../time/month.ts";
import { formatInstant } from "../time/zone.ts";
import { columns, printable } from "./columns.ts";

const whole = (ms: number): string => formatDuration(Math.round(ms));
const marks = ({ isPrivate, isOpen }: MonthlyCause): string =>
  `${isOpen ? " so far" : ""}${isPrivate ? " [private]" : ""}`;

function cellsOf({
  name,
  availability: { share, downtimeMs },
  target,
  budget,
  credit,
  causes,
}: ComponentMonth): string[] {
  const left = (ms: number): string => (ms < 0 ? `${whole(-ms)} over` : whole(ms));
  const made = causes.map((cause) => `${reference(cause.number)} ${whole(cause.downtimeMs)}${marks(cause)}`);
  return [
    printable(name),
    `${availablePercent(share)} %`.padStart("100.0000 %".length),
    target === null ? "none" : `${contractPercent(target)} %`,
    whole(downtimeMs),
    budget === null ? "" : whole(budget.allowedMs),
    budget === null ? "" : left(budget.leftMs),
    credit === null ? "none" : `${contractPercent(credit.credit)} %`,
    made.join(", "),
  ];
}

const references = (incidents: readonly { number: number }[]): string =>
  [...new Set(incidents.map(({ number }) => reference(number)))].join(", ");

/** What the figures don't say by themselves. */
function remarks({ components, unassigned, asOf, to, month }: MonthlyAvailability): string[] {
  const assumed = components.flatMap(({ causes }) => causes).filter(({ isEndAssumed }) => isEndAssumed);
  return [
    ...(asOf < to ? [`${monthInWords(month)} is not over: what is still to come counts as available.`] : []),
    ...(assumed.length > 0
      ? [`Nobody said when impact ended: until the incident did, it counts (${references(assumed)}).`]
      : []),
    ...(unassigned.length > 0 ? [`Impact on no component counts for none (${references(unassigned)}).`] : []),
  ];
}

const head = ["COMPONENT", "AVAILABLE", "TARGET", "DOWN", "BUDGET", "LEFT", "CREDIT", "INCIDENTS"];

function table(report: MonthlyAvailability): string {
  const { month, zone, components } = report;
  const title = `${monthInWords(month)} (${zone})\n\n`;
  const body =
    components.length === 0
      ? "No component is named in the settings, and none was affected.\n"
      : columns([head, ...components.map(cellsOf)]).replaceAll(/ +$/gm, "");
  const below = remarks(report);
  return `${title}${body}${below.length === 0 ? "" : `\n${below.join("\n")}\n`}`;
}

const iso = (ms: number): string => isoDuration(Math.round(ms));
const instant = (at: number, zone: string): string => formatInstant(at, zone).replace(" ", "T").replace(" ", "");

const jsonCause = ({ number, downtimeMs, isOpen, isEndAssumed, isPrivate }: MonthlyCause) => ({
  id: reference(number),
  downtime: iso(downtimeMs),
  isOpen,
  isEndAssumed,
  isPrivate,
});

const jsonComponent = ({ name, availability, target, budget, credit, causes }: ComponentMonth) => ({
  name,
  availabilityPercent: Number(availablePercent(availability.share)),
  downtime: iso(availability.downtimeMs),
  targetPercent: target === null ? null : contractPercent(target),
  budgetAllowed: budget === null ? null : iso(budget.allowedMs),
  budgetUsed: budget === null ? null : iso(budget.usedMs),
  budgetLeft: budget === null ? null : iso(budget.leftMs),
  creditPercent: credit === null ? null : contractPercent(credit.credit),
  incidents: causes.map(jsonCause),
});

function json({ month, zone, from, to, asOf, components, unassigned }: MonthlyAvailability): string {
  const report = {
    month: formatMonth(month),
    timeZone: zone,
    from: instant(from, zone),
    to: instant(to, zone),
    length: iso(to - from),
    isOver: asOf >= to,
    components: components.map(jsonComponent),
    withoutComponent: unassigned.map(({ number }) => reference(number)),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const csvHead = [
  "month",
  "component",
  "availability_percent",
  "target_percent",
  "downtime_seconds",
  "budget_allowed_seconds",
  "budget_left_seconds",
  "credit_percent",
  "incidents",
];

function csvRow({ name, availability, target, budget, credit, causes }: ComponentMonth, month: string) {
  return [
    month,
    printable(name),
    Number(availablePercent(availability.share)),
    target === null ? null : contractPercent(target),
    Math.round(availability.downtimeMs) / secondMs,
    budget === null ? null : budget.allowedMs / secondMs,
    budget === null ? null : budget.leftMs / secondMs,
    credit === null ? null : contractPercent(credit.credit),
    causes.map(({ number }) => reference(number)).join(" "),
  ];
}

/** By the option that asks for each; the table needs none. */
export const forms = {
  "--table": table,
  "--json": json,
  "--csv": ({ components, month }: MonthlyAvailability) =>
    csvRows([csvHead, ...components.map((one) => csvRow(one, formatMonth(month)))]),
} satisfies Record<string, (report: MonthlyAvailability) => string>;

export type Form = keyof typeof forms;
export const isForm = (word: string): word is Form => Object.hasOwn(forms, word);
