// Calendar months as intervals of instants, in a zone: as long as they really are, DST and leap days included.

import { type CivilDate, instantsOf } from "./civil.ts";
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

const next = ({ year, month }: Month): Month =>
  month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };

/** The first instant that the zone's calendar shows on this day; where it skips midnight, the moment it does so. */
function startOf({ year, month }: Month, zone: string): number {
  const first: CivilDate = { year, month, day: 1 };
  const found = instantsOf(first, { hour: 0, minute: 0, second: 0, millisecond: 0 }, zone);
  return found.kind === "gap" ? found.jumpAt : (found.at[0] ?? Number.NaN);
}

/** From the month's first midnight to the next month's, by the zone's clocks. */
export const monthInterval = (month: Month, zone: string): Interval => ({
  from: startOf(month, zone),
  to: startOf(next(month), zone),
});
