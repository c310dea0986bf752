// Civil time: what a calendar and a clock on the wall show, which is an instant only together with a zone.
// Never guesses: a civil time that a zone's clocks showed twice gives two instants, one that they skipped gives none.

import { dayMs } from "./duration.ts";
import { changeBetween } from "./offsets.ts";
import { offsetOf } from "./zone.ts";

/** `month` and `day` count from 1. */
export type CivilDate = { year: number; month: number; day: number };
/** On the 24-hour clock. */
export type CivilClock = { hour: number; minute: number; second: number; millisecond: number };

/** Of a civil time in a zone: every instant that shows it (oldest first), or the instant of the jump that skips it. */
export type Instants = { kind: "at"; at: number[] } | { kind: "gap"; jumpAt: number };

/** Date.UTC takes the years 0 to 99 for 1900 to 1999; this does not. */
function utcOf(date: CivilDate): number {
  return new Date(0).setUTCFullYear(date.year, date.month - 1, date.day);
}

/** Whether the calendar has this day, in the years 1 to 9999. */
export function isCivilDate(date: CivilDate): boolean {
  if (date.year < 1 || date.year > 9999) return false;
  const back = dateOfUtc(utcOf(date));
  return back.year === date.year && back.month === date.month && back.day === date.day;
}

function dateOfUtc(utc: number): CivilDate {
  const day = new Date(utc);
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
}

/** The day that a calendar shows at `at` (epoch ms) where the clocks are `offsetMs` ahead of UTC. */
const dateAtOffset = (at: number, offsetMs: number): CivilDate => dateOfUtc(at + offsetMs);

/** The day on `zone`'s calendar at `at` (epoch ms). */
export function civilDateOf(at: number, zone: string): CivilDate {
  return dateAtOffset(at, offsetOf(at, zone));
}

/** On UTC's calendar every day has 24 h. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfUtc(utcOf(date) + days * dayMs);
}

/** Whole days from `from` to `to`; negative where `to` is the earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (utcOf(to) - utcOf(from)) / dayMs;
}

/** 0 is Sunday. */
export function weekdayOf(date: CivilDate): number {
  return new Date(utcOf(date)).getUTCDay();
}

/** "2021-09-15". */
export function isoDate(date: CivilDate): string {
  return new Date(utcOf(date)).toISOString().slice(0, 10);
}

/** The instant at which a clock at the fixed `offsetMs` (ahead of UTC) shows this civil time. */
export function instantAtOffset(date: CivilDate, clock: CivilClock, offsetMs: number): number {
  const { hour, minute, second, millisecond } = clock;
  return utcOf(date) + ((hour * 60 + minute) * 60 + second) * 1_000 + millisecond - offsetMs;
}

/** All instants at which the clocks of `zone` show this civil time. */
export function instantsOf(date: CivilDate, clock: CivilClock, zone: string): Instants {
  const asUtc = instantAtOffset(date, clock, 0);
  // No zone is more than 16 h from UTC, so the offsets a day to either side are all that can apply. Zones with two
  // changes within these 48 h are not known.
  const offsets = new Set([-dayMs, 0, dayMs].map((shift) => offsetOf(asUtc + shift, zone)));
  const at = [...offsets]
    .map((offsetMs) => asUtc - offsetMs)
    .filter((candidate) => candidate + offsetOf(candidate, zone) === asUtc)
    .sort((a, b) => a - b);
  if (at.length > 0) return { kind: "at", at };
  return { kind: "gap", jumpAt: changeBetween(asUtc - Math.max(...offsets), asUtc - Math.min(...offsets), zone) };
}
