// Calendars, zones, stretches and pauses around the moments at which clocks change.

import fc from "fast-check";
import type { Hours, WorkingCalendar } from "../../src/time/calendar.ts";
import { minuteMs, secondMs } from "../../src/time/duration.ts";

export const calendarIn = (zone: string, week: Hours[][], ...holidays: string[]): WorkingCalendar => ({
  zone,
  week,
  holidays: new Set(holidays),
});

/** What a wall shows: weekday from Sunday, date, minute of the day; and of the day before. */
export function wallOf(zone: string) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const ask = (instant: number) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const date = `${parts.year}-${parts.month}-${parts.day}`;
    const noon = new Date(`${date}T12:00:00Z`);
    return { date, weekday: noon.getUTCDay(), minute: Number(parts.hour) * 60 + Number(parts.minute) };
  };
  // Offsets are whole minutes since 1972, so all seconds of a minute show the same: Intl is slow.
  let asked = { minute: Number.NaN, wall: ask(0) };
  return (instant: number) => {
    const minute = Math.floor(instant / minuteMs);
    if (minute !== asked.minute) asked = { minute, wall: ask(instant) };
    return asked.wall;
  };
}

/** Moments around which clocks change, and one at which none do. */
const changes: [zone: string, around: string][] = [
  ["Europe/London", "2026-03-29T01:00:00Z"],
  ["Europe/London", "2026-10-25T01:00:00Z"],
  ["America/Los_Angeles", "2026-03-08T10:00:00Z"],
  ["America/Los_Angeles", "2026-11-01T09:00:00Z"],
  ["America/Sao_Paulo", "2018-11-04T03:00:00Z"],
  ["America/Sao_Paulo", "2018-02-18T02:00:00Z"],
  ["America/Sao_Paulo", "2019-11-03T03:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z"],
  ["Asia/Kathmandu", "2026-06-01T18:15:00Z"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z"],
  ["America/Havana", "2026-11-01T05:00:00Z"],
  ["Europe/Berlin", "2024-02-29T23:00:00Z"],
];

const hours = fc
  .tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 1, max: 1_440 }))
  .map(([from, length]) => ({ from, to: from + length }));
const weeks = fc.array(fc.array(hours, { maxLength: 3 }), { minLength: 7, maxLength: 7 });

/** Whole seconds, up to 30 h long. */
export const situation = fc
  .record({
    change: fc.constantFrom(...changes),
    week: weeks,
    before: fc.integer({ min: 0, max: 26 * 3_600 }),
    lasts: fc.integer({ min: 0, max: 30 * 3_600 }),
    isHoliday: fc.boolean(),
    pauses: fc.array(fc.tuple(fc.integer({ min: -3_600, max: 100_000 }), fc.integer({ min: 0, max: 20_000 })), {
      maxLength: 3,
    }),
  })
  .map(({ change: [zone, around], week, before, lasts, isHoliday, pauses }) => {
    const from = Date.parse(around) - before * secondMs;
    const { date } = wallOf(zone)(Date.parse(around));
    return {
      calendar: calendarIn(zone, week, ...(isHoliday ? [date] : [])),
      interval: { from, to: from + lasts * secondMs },
      pauses: pauses.map(([start, length]) => ({
        from: from + start * secondMs,
        to: from + (start + length) * secondMs,
      })),
    };
  });
