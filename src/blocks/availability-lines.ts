// Availability in words, for /incident sla and when an incident is resolved. Lines of plain characters: whoever shows
// them quotes them, as all that people typed.

import { availablePercent, contractPercent } from "../incident/availability.ts";
import type { ComponentMonth, MonthlyAvailability } from "../incident/monthly-availability.ts";
import { formatDuration } from "../time/duration.ts";
import { monthInWords, monthOf } from "../time/month.ts";
import { maxAvailabilityLines, maxBudgetLines, maxTitleInLine } from "./limits.ts";
import { inLine } from "./mrkdwn.ts";

type Told = { report: MonthlyAvailability; component: ComponentMonth };

const whole = (ms: number): string => formatDuration(Math.round(ms));

/** "January", or "January 2020" where that is not this year. */
function monthName({ month, asOf, zone }: MonthlyAvailability): string {
  const words = monthInWords(month);
  return month.year === monthOf(asOf, zone).year ? words.replace(/ \d+$/, "") : words;
}

const componentName = ({ name }: ComponentMonth): string => inLine(name, maxTitleInLine);

/** "Voice's", "Calls'". */
const possessive = (name: string): string => (name.endsWith("s") ? `${name}'` : `${name}'s`);

/** ": credit tier 10 %", ": over budget"; "" where all is well. */
function outcome({ credit, budget }: ComponentMonth): string {
  if (credit !== null) return `: credit tier ${contractPercent(credit.credit)} %`;
  return budget !== null && budget.leftMs < 0 ? ": over budget" : "";
}

/** How much of what was allowed is used; without a budget, of the whole month. */
function used({ budget, availability: { downtimeMs, lengthMs } }: ComponentMonth): number {
  if (downtimeMs === 0) return 0;
  return downtimeMs / (budget?.allowedMs ?? lengthMs);
}

/** The worst on top; of two alike, in the order given. */
const worstFirst = (reports: readonly MonthlyAvailability[]): Told[] =>
  reports
    .flatMap((report) => report.components.map((component) => ({ report, component })))
    .sort((one, other) => used(other.component) - used(one.component) || 0);

function availabilityLine({ report, component }: Told): string {
  const { availability, target, budget } = component;
  const soFar = report.asOf < report.to ? " so far" : "";
  const of = target === null ? "" : ` of ${contractPercent(target)} %`;
  const share = `${availablePercent(availability.share)} %${of}`;
  const time =
    budget === null
      ? `down ${whole(availability.downtimeMs)}`
      : `used ${whole(budget.usedMs)} of ${whole(budget.allowedMs)}`;
  return `${componentName(component)}, ${monthName(report)}${soFar}: ${share}, ${time}${outcome(component)}`;
}

/** At most `max`, the last of which then says how many more there are. */
const atMost = (max: number, lines: readonly string[]): string[] =>
  lines.length <= max ? [...lines] : [...lines.slice(0, max - 1), `and ${lines.length - max + 1} more components`];

/**
 * A line for each component and month, the worst on top:
 * "Voice, January 2020: 99.8925 % of 99.9 %, used 48 min of 44 min 38 s: credit tier 10 %".
 */
export const availabilityLines = (reports: readonly MonthlyAvailability[]): string[] =>
  atMost(maxAvailabilityLines, worstFirst(reports).map(availabilityLine));

/** What one incident used; null where it used nothing, or nothing is promised and nothing follows. */
function budgetLine({ report, component }: Told, incidentId: string): string | null {
  const { budget, credit, availability } = component;
  const cause = component.causes.find((one) => one.incidentId === incidentId);
  if (cause === undefined || (budget === null && credit === null)) return null;
  const [own, all] = [whole(cause.downtimeMs), whole(availability.downtimeMs)];
  const others = own === all ? "" : `, ${all} with others`;
  const [name, month] = [componentName(component), monthName(report)];
  const line =
    budget === null
      ? `This took ${own} of ${possessive(name)} ${month}`
      : `This used ${own} of the ${whole(budget.allowedMs)} of ${possessive(name)} budget for ${month}`;
  return `${line}${others}${outcome(component)}`;
}

const unknownEnd = "What it used of the error budgets is known once somebody says when impact ended: /incident impact.";

/**
 * What the incident used of its components' budgets, when it is resolved, the worst on top:
 * "This used 48 min of the 44 min 38 s of Voice's budget for January: credit tier 10 %".
 */
export function budgetLines(incidentId: string, reports: readonly MonthlyAvailability[]): string[] {
  const lines = worstFirst(reports).flatMap((told) => budgetLine(told, incidentId) ?? []);
  const causes = reports.flatMap(({ components }) => components.flatMap((component) => component.causes));
  const isAssumed = causes.some((cause) => cause.incidentId === incidentId && cause.isEndAssumed);
  // A figure that a word of somebody's changes is not told to a channel as if it were one.
  return isAssumed && lines.length > 0 ? [unknownEnd] : atMost(maxBudgetLines, lines);
}
