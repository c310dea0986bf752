// Working calendars against an oracle that steps through time second by second and asks Intl what the clock on the wall
// shows; it shares nothing with the code but the calendar itself.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Calendar,
  countedWithin,
  due,
  elapsed,
  type Hours,
  type WorkingCalendar,
  workingDayMs,
} from "../../src/time/calendar.ts";
import { dayMs, hourMs, minuteMs, secondMs } from "../../src/time/duration.ts";
import { type Interval, measure } from "../../src/time/intervals.ts";
import { calendarIn, situation, wallOf } from "./arbitrary-calendar.ts";

const at = (text: string): number => Date.parse(text);
const office: Hours[] = [{ from: 9 * 60, to: 17 * 60 }];
const weekdays = (hours: Hours[]): Hours[][] => [[], hours, hours, hours, hours, hours, []];
/** Does this second count? */
function oracle({ zone, week, holidays }: WorkingCalendar): (instant: number) => boolean {
  const wall = wallOf(zone);
  const within = (hours: readonly Hours[] | undefined, minute: number): boolean =>
    hours?.some(({ from, to }) => from <= minute && minute < to) ?? false;
  return (instant) => {
    const { date, weekday, minute } = wall(instant);
    if (holidays.has(date)) return false;
    return within(week[weekday], minute) || within(week[(weekday + 6) % 7], minute + 24 * 60);
  };
}

function secondsCounted({ from, to }: Interval, calendar: Calendar, pauses: readonly Interval[]): number {
  const counts = calendar === "always" ? () => true : oracle(calendar);
  let counted = 0;
  for (let second = from; second < to; second += secondMs) {
    const isPaused = pauses.some((pause) => pause.from <= second && second < pause.to);
    if (!isPaused && counts(second)) counted += 1;
  }
  return counted;
}

describe("Whatever the calendar, the zone and the pauses", () => {
  test("elapsed is what counting second by second gives", () => {
    fc.assert(
      fc.property(situation, ({ calendar, interval, pauses }) => {
        expect(elapsed(interval, calendar, pauses) / secondMs).toBe(secondsCounted(interval, calendar, pauses));
        expect(elapsed(interval, "always", pauses) / secondMs).toBe(secondsCounted(interval, "always", pauses));
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test("what is due is the first instant at which that much has elapsed", () => {
    const targets = fc.integer({ min: 1, max: 40 * 3_600 });
    fc.assert(
      fc.property(situation, targets, ({ calendar, interval: { from }, pauses }, seconds) => {
        for (const one of ["always" as const, calendar]) {
          const reached = due(from, seconds * secondMs, one, pauses);
          if (reached === null) {
            expect(one === "always" || one.week.some((day) => day.length > 0)).toBe(false);
            continue;
          }
          expect(elapsed({ from, to: reached }, one, pauses)).toBe(seconds * secondMs);
          expect(elapsed({ from, to: reached - 1 }, one, pauses)).toBe(seconds * secondMs - 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("elapsed over a stretch is the sum over its parts, and a zone means nothing where every second counts", () => {
    fc.assert(
      fc.property(situation, fc.nat(30 * 3_600_000), ({ calendar, interval, pauses }, cut) => {
        const { from, to } = interval;
        const middle = Math.min(from + cut, to);
        const parts = [
          { from, to: middle },
          { from: middle, to },
        ].map((part) => elapsed(part, calendar, pauses));
        expect((parts[0] ?? 0) + (parts[1] ?? 0)).toBe(elapsed(interval, calendar, pauses));
        const allDay = Array.from({ length: 7 }, () => [{ from: 0, to: 24 * 60 }]);
        expect(elapsed(interval, { ...calendar, week: allDay, holidays: new Set() }, pauses)).toBe(
          elapsed(interval, "always", pauses),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe("Working hours", () => {
  const london = calendarIn("Europe/London", weekdays(office), "2026-12-25");

  test.each([
    ["one hour, asked on Friday at 16:30, is due on Monday at 9:30", "2026-03-06T16:30:00Z", 1, "2026-03-09T09:30:00Z"],
    ["over the night in which the clocks go forward", "2026-03-27T16:00:00Z", 2, "2026-03-30T09:00:00Z"],
    ["over the night in which they go back", "2026-10-23T15:00:00Z", 2, "2026-10-26T10:00:00Z"],
    ["over Christmas and a weekend", "2026-12-24T16:00:00Z", 2, "2026-12-28T10:00:00Z"],
    ["asked at night", "2026-03-03T02:00:00Z", 1, "2026-03-03T10:00:00Z"],
    ["exactly to the end of the day", "2026-03-03T09:00:00Z", 8, "2026-03-03T17:00:00Z"],
  ])("%s", (_name, start, hoursLong, expected) => {
    expect(new Date(due(at(start), hoursLong * hourMs, london, []) ?? 0).toISOString()).toBe(
      new Date(expected).toISOString(),
    );
  });

  test("across midnight a night shift belongs to the evening on which it began; a holiday ends it", () => {
    const night = [{ from: 22 * 60, to: 30 * 60 }];
    const nights = calendarIn("Europe/London", [[], night, night, night, night, night, []], "2026-03-04");
    const shown = countedWithin({ from: at("2026-03-02T00:00:00Z"), to: at("2026-03-07T12:00:00Z") }, nights);
    expect(shown.map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString()])).toEqual([
      ["2026-03-02T22:00:00.000Z", "2026-03-03T06:00:00.000Z"],
      ["2026-03-03T22:00:00.000Z", "2026-03-04T00:00:00.000Z"],
      ["2026-03-05T00:00:00.000Z", "2026-03-05T06:00:00.000Z"],
      ["2026-03-05T22:00:00.000Z", "2026-03-06T06:00:00.000Z"],
      ["2026-03-06T22:00:00.000Z", "2026-03-07T06:00:00.000Z"],
    ]);
  });

  test("a clock of thirty days and one of a year run to the second", () => {
    const start = at("2024-02-20T10:00:00Z");
    expect(due(start, 30 * dayMs, "always", [])).toBe(at("2024-03-21T10:00:00Z"));
    const year = due(start, 250 * 8 * hourMs, london, []) ?? 0;
    expect(elapsed({ from: start, to: year }, london, [])).toBe(250 * 8 * hourMs);
    expect(measure(countedWithin({ from: start, to: at("2025-02-20T10:00:00Z") }, london))).toBe(262 * 8 * hourMs);
  });

  test.each(["Europe/London", "America/Los_Angeles", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu"])(
    "over a whole year of %s, in its leap day too, each quarter of an hour counts as its clocks show it",
    (zone) => {
      const night = [{ from: 21 * 60 + 45, to: 26 * 60 + 15 }];
      const calendar = calendarIn(zone, [night, [], office, night, office, office, night], "2024-02-29", "2024-12-25");
      const counts = oracle(calendar);
      const start = at("2024-01-01T00:00:00Z");
      const quarters = Array.from({ length: 366 * 96 }, (_, index) => start + index * 15 * minuteMs).filter(counts);
      const year = { from: start, to: start + 366 * dayMs };
      expect(elapsed(year, calendar, [])).toBe(quarters.length * 15 * minuteMs);
      expect(due(start, quarters.length * 15 * minuteMs, calendar, [])).toBe((quarters.at(-1) ?? 0) + 15 * minuteMs);
    },
  );

  test("nothing is due while a pause has not ended, and what is over does not count", () => {
    const start = at("2026-03-03T09:00:00Z");
    const open = { from: start + hourMs, to: Number.POSITIVE_INFINITY };
    expect(due(start, 2 * hourMs, london, [open])).toBeNull();
    expect(due(start, 2 * hourMs, "always", [open])).toBeNull();
    expect(due(start, hourMs, london, [open])).toBe(start + hourMs);
    expect(due(start, 0, london, [{ from: 0, to: Number.POSITIVE_INFINITY }])).toBe(start);
    expect(due(start, hourMs, calendarIn("Europe/London", [[], [], [], [], [], [], []]), [])).toBeNull();
  });
});

test("A working day is as long as most of them are", () => {
  expect(workingDayMs("always")).toBe(dayMs);
  expect(workingDayMs(calendarIn("UTC", weekdays(office)))).toBe(8 * hourMs);
  const siesta = [
    { from: 9 * 60, to: 13 * 60 },
    { from: 16 * 60, to: 19 * 60 + 30 },
  ];
  expect(workingDayMs(calendarIn("UTC", weekdays(siesta)))).toBe(7 * hourMs + 30 * minuteMs);
  const shortFriday = [[], office, office, office, office, [{ from: 9 * 60, to: 13 * 60 }], []];
  expect(workingDayMs(calendarIn("UTC", shortFriday))).toBe(8 * hourMs);
  expect(workingDayMs(calendarIn("UTC", [[], [], [], [], [], [], []]))).toBe(0);
});
