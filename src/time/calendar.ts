// Working calendars: when time counts. A calendar is a zone's week of working hours without its holidays; what is
// elapsed on it, and when a target on it is due, follow from the intervals in which it counts.
// What counts is what the zone's clocks show: of an hour that they skip nothing counts, and of one that they show twice
// both. Never asks what time it is, and never counts an instant twice.

import assert from "node:assert/strict";
import { dayMs, minuteMs } from "./duration.ts";
import { type Interval, intersect, measure, subtract, union } from "./intervals.ts";
import { type Stretch, stretchesOf } from "./offsets.ts";

/**
 * Minutes after midnight, by the clock on the wall: 9:00 to 17:30 is {from: 540, to: 1050}. Past midnight it goes on
 * counting: 22:00 to 6:00 is {from: 1320, to: 1800}. At most 24 h long.
 */
export type Hours = { readonly from: number; readonly to: number };

export type WorkingCalendar = {
  /** IANA. */
  readonly zone: string;
  /** Seven lists, Sunday first. */
  readonly week: readonly (readonly Hours[])[];
  /**
   * "2026-12-25": from midnight to midnight in the zone nothing counts. A night shift that began the evening before
   * ends at that midnight; one that begins on the holiday counts from the next.
   */
  readonly holidays: ReadonlySet<string>;
};

/** "always": every second counts, day and night. */
export type Calendar = "always" | WorkingCalendar;

/** Days since 1970-01-01, which was a Thursday, on the calendar of clocks that are `offsetMs` ahead of UTC. */
const dayNumberAt = (at: number, offsetMs: number): number => Math.floor((at + offsetMs) / dayMs);
const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
const isoDateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** What counts of the hours that begin on this day and of its holidays, where the clocks are this far ahead of UTC. */
function hoursOn(day: number, { week, holidays }: WorkingCalendar, offsetMs: number): Interval[] {
  const hours = week[weekdayOf(day)] ?? [];
  if (hours.length === 0) return [];
  const start = day * dayMs - offsetMs;
  const counted = hours.map(({ from, to }) => ({ from: start + from * minuteMs, to: start + to * minuteMs }));
  if (holidays.size === 0) return counted;
  const off = [0, 1]
    .filter((later) => holidays.has(isoDateOf(day + later)))
    .map((later) => ({ from: start + later * dayMs, to: start + (later + 1) * dayMs }));
  return off.length === 0 ? counted : subtract(counted, off);
}

/** Hours that began on the day before may reach into the first one. */
function countedInStretch({ from, to, offsetMs }: Stretch, calendar: WorkingCalendar): Interval[] {
  const hours: Interval[] = [];
  const last = dayNumberAt(to - 1, offsetMs);
  for (let day = dayNumberAt(from, offsetMs) - 1; day <= last; day++) hours.push(...hoursOn(day, calendar, offsetMs));
  return intersect(hours, [{ from, to }]);
}

/** The intervals within [from, to) in which the calendar counts, sorted and disjoint. `to` must be finite. */
export function countedWithin({ from, to }: Interval, calendar: Calendar): Interval[] {
  if (calendar === "always") return union([{ from, to }]);
  assert(Number.isFinite(from) && Number.isFinite(to), "Only a finite stretch of a working calendar can be listed.");
  return union(stretchesOf({ from, to }, calendar.zone).flatMap((stretch) => countedInStretch(stretch, calendar)));
}

/** |[from, to) ∩ calendar − pauses| in ms. A pause that has not ended goes to Infinity. */
export function elapsed(interval: Interval, calendar: Calendar, pauses: readonly Interval[]): number {
  return measure(subtract(countedWithin(interval, calendar), pauses));
}

/** Where in these sorted intervals the target is reached, or how much of it is left after the last. */
function reachedIn(intervals: readonly Interval[], target: number): { at: number } | { left: number } {
  let left = target;
  for (const { from, to } of intervals) {
    if (to - from >= left) return { at: from + left };
    left -= to - from;
  }
  return { left };
}

/** A calendar that does not count for so long is taken for one that never does again. */
const longestWaitMs = 3 * 366 * dayMs;
/** How much of a working calendar is listed at once: most targets are reached within days, and each day costs. */
const firstStrideMs = 4 * dayMs;
const longestStrideMs = 32 * dayMs;

/**
 * The first instant at which `elapsed({from: start, to: it}, calendar, pauses)` is `targetMs`; null where that never
 * comes, because a pause has not ended or the calendar has no hours. A target of 0 is due at the start.
 */
export function due(start: number, targetMs: number, calendar: Calendar, pauses: readonly Interval[]): number | null {
  assert(Number.isSafeInteger(targetMs) && targetMs >= 0, `A target is a whole number of ms from 0 up: ${targetMs}.`);
  if (targetMs === 0) return start;
  if (calendar === "always") {
    const reached = reachedIn(subtract([{ from: start, to: Number.POSITIVE_INFINITY }], pauses), targetMs);
    return "at" in reached ? reached.at : null;
  }
  let left = targetMs;
  let lastCountedAt = start;
  let strideMs = firstStrideMs;
  for (let from = start; from - lastCountedAt <= longestWaitMs; from += strideMs) {
    if (from > start) strideMs = Math.min(2 * strideMs, longestStrideMs);
    const counted = subtract(countedWithin({ from, to: from + strideMs }, calendar), pauses);
    const reached = reachedIn(counted, left);
    if ("at" in reached) return reached.at;
    left = reached.left;
    lastCountedAt = counted.at(-1)?.to ?? lastCountedAt;
  }
  return null;
}

/**
 * How long a day is on this calendar, for targets given in days: the length that most of its working days have, by the
 * clock on the wall; of two as frequent, the longer. 24 h for "always"; 0 where it has no hours.
 */
export function workingDayMs(calendar: Calendar): number {
  if (calendar === "always") return dayMs;
  const lengths = calendar.week.map((hours) => measure(hours)).filter((length) => length > 0);
  const often = (length: number): number => lengths.filter((other) => other === length).length;
  const [usual = 0] = lengths.sort((a, b) => often(b) - often(a) || b - a);
  return usual * minuteMs;
}
