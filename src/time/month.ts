// Calendar months as intervals of instants, in a zone: as long as they really are, DST and leap days included.

import { type CivilDate, civilDateOf, instantsOf } from "./civil.ts";
import type { Interval } from "./intervals.ts";

/** `month` counts from 1. */
export type Month = { year: number; month: number };

/** "2020-01", or null where it is none of the years 1 to 9999. */
export function parseMonth(text: string): Month | null {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  return year === undefined || year === "0000" ? null : { year: Number(year), month: Number(month) };
}

/** "2020-01". */
export const formatMonth = ({ year, month }: Month): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;

/** The month `count` months later, or earlier where it is negative. */
function later({ year, month }: Month, count: number): Month {
  const months = year * 12 + (month - 1) + count;
  return { year: Math.floor(months / 12), month: (months % 12) + 1 };
}

/** The first instant that the zone's calendar shows on this day; where it skips midnight, the moment it does so. */
function startOf({ year, month }: Month, zone: string): number {
  const first: CivilDate = { year, month, day: 1 };
  const found = instantsOf(first, { hour: 0, minute: 0, second: 0, millisecond: 0 }, zone);
  return found.kind === "gap" ? found.jumpAt : (found.at[0] ?? Number.NaN);
}

/** From the month's first midnight to the next month's, by the zone's clocks. */
export const monthInterval = (month: Month, zone: string): Interval => ({
  from: startOf(month, zone),
  to: startOf(later(month, 1), zone),
});

/** The month that `at` (epoch ms) lies in. */
export function monthOf(at: number, zone: string): Month {
  const { year, month } = civilDateOf(at, zone);
  const shown = { year, month };
  const { from, to } = monthInterval(shown, zone);
  // Where the clocks went back over the first midnight, the calendar shows the old month once more.
  return at < from ? later(shown, -1) : at >= to ? later(shown, 1) : shown;
}

/** The months that have a part of [from, to), in their order; none where it is empty. */
export function monthsIn({ from, to }: Interval, zone: string): Month[] {
  const months: Month[] = [];
  if (from >= to) return months;
  const first = monthOf(from, zone);
  for (let month = first; startOf(month, zone) < to; month = later(first, months.length)) months.push(month);
  return months;
}

const names = Array.from({ length: 12 }, (_, index) =>
  new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(Date.UTC(2000, index)),
);

/** "January 2020". */
export const monthInWords = ({ year, month }: Month): string => `${names[month - 1]} ${year}`;
