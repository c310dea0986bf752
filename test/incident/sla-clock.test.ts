import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ClockFacts, comingChanges, readClock, type SlaTarget } from "../../src/incident/sla-clock.ts";
import type { WorkingCalendar } from "../../src/time/calendar.ts";
import { hourMs, minuteMs } from "../../src/time/duration.ts";

const at = (text: string): number => Date.parse(text);
const start = at("2026-03-06T16:00:00Z");
const always = (withinMs: number): SlaTarget => ({ withinMs, calendar: "always" });
const open: ClockFacts = { startedAt: start, stoppedAt: null, pauses: [] };
const office = [{ from: 9 * 60, to: 17 * 60 }];
const weekdays: WorkingCalendar = {
  zone: "Europe/London",
  week: [[], office, office, office, office, office, []],
  holidays: new Set(),
};

const states = (target: SlaTarget | null, facts: ClockFacts, minutes: number[]): string[] =>
  minutes.map((minute) => readClock(target, facts, start + minute * minuteMs).state);

describe("A clock of an hour", () => {
  const hour = always(hourMs);

  test("runs, is at risk from 48 min, and breached after 60", () => {
    expect(states(hour, open, [0, 47, 48, 60, 61])).toEqual(["running", "running", "at risk", "at risk", "breached"]);
    expect(readClock(hour, open, start + hourMs + 1).state).toBe("breached");
    expect(readClock(hour, open, start)).toMatchObject({ atRiskAt: start + 48 * minuteMs, dueAt: start + hourMs });
  });

  test.each([
    [30, "met", 30],
    [60, "met", 60],
    [61, "missed", 61],
  ])("stopped after %d min is %s, for good", (minutes, state, counted) => {
    const facts = { ...open, stoppedAt: start + minutes * minuteMs };
    for (const later of [minutes, 500, 100_000]) {
      const reading = readClock(hour, facts, start + later * minuteMs);
      expect([reading.state, reading.elapsedMs]).toEqual([state, counted * minuteMs]);
    }
  });

  test("does not count while paused, and is due that much later", () => {
    const pause = { from: start + 10 * minuteMs, to: start + 40 * minuteMs };
    const facts = { ...open, pauses: [pause] };
    expect(states(hour, facts, [5, 10, 39, 40, 78, 90, 91])).toEqual([
      ...["running", "paused", "paused", "running", "at risk", "at risk", "breached"],
    ]);
    const reading = readClock(hour, facts, start + 45 * minuteMs);
    expect([reading.elapsedMs, reading.dueAt]).toEqual([15 * minuteMs, start + 90 * minuteMs]);
  });

  test("paused without an end it is due at no known time, unless it was breached before", () => {
    const early = { ...open, pauses: [{ from: start + 10 * minuteMs, to: Number.POSITIVE_INFINITY }] };
    expect(readClock(hour, early, start + 600 * minuteMs)).toMatchObject({ state: "paused", dueAt: null });
    const late = { ...open, pauses: [{ from: start + 70 * minuteMs, to: Number.POSITIVE_INFINITY }] };
    expect(readClock(hour, late, start + 600 * minuteMs).state).toBe("breached");
    expect(states(hour, { ...early, stoppedAt: start + 300 * minuteMs }, [301])).toEqual(["met"]);
  });

  test("stays due when it was, whatever is paused after it stopped", () => {
    const stopped = { ...open, stoppedAt: start + 5 * minuteMs };
    for (const to of [start + 40 * minuteMs, Number.POSITIVE_INFINITY]) {
      const facts = { ...stopped, pauses: [{ from: start + 10 * minuteMs, to }] };
      expect(readClock(hour, facts, start + 20 * minuteMs)).toMatchObject({ state: "met", dueAt: start + hourMs });
    }
  });

  test("changes by itself at the instants that are said beforehand, and at no other", () => {
    fc.assert(
      fc.property(fc.nat(90), fc.array(fc.tuple(fc.nat(80), fc.nat(40)), { maxLength: 3 }), (minute, pauses) => {
        const facts = {
          ...open,
          pauses: pauses.map(([from, long]) => ({
            from: start + from * minuteMs,
            to: start + (from + long) * minuteMs,
          })),
        };
        const now = start + minute * minuteMs;
        const reading = readClock(hour, facts, now);
        for (const change of comingChanges(reading, now)) {
          const before = readClock(hour, facts, change - 1);
          const after = readClock(hour, facts, change);
          expect(after.state).not.toBe(before.state);
          expect(["at risk", "breached", "paused"]).toContain(after.state);
        }
        expect(readClock(hour, facts, now).elapsedMs).toBeLessThanOrEqual(now - start);
      }),
    );
  });
});

describe("On working hours", () => {
  const target = { withinMs: 2 * hourMs, calendar: weekdays };

  test("two hours from Friday at four are due on Monday at ten; the weekend counts nothing", () => {
    expect(readClock(target, open, at("2026-03-08T12:00:00Z"))).toEqual({
      state: "running",
      elapsedMs: hourMs,
      atRiskAt: at("2026-03-09T09:36:00Z"),
      dueAt: at("2026-03-09T10:00:00Z"),
    });
  });

  test("due at the end of a day it is breached that evening, although nothing counts then", () => {
    const hour = { withinMs: hourMs, calendar: weekdays };
    expect(readClock(hour, open, at("2026-03-06T17:00:00Z")).state).toBe("at risk");
    expect(readClock(hour, open, at("2026-03-06T18:00:00Z")).state).toBe("breached");
    const stopped = { ...open, stoppedAt: at("2026-03-07T10:00:00Z") };
    expect(readClock(hour, stopped, at("2026-03-08T10:00:00Z"))).toMatchObject({ state: "missed", elapsedMs: hourMs });
  });
});

test("What does not apply, has not started, or stopped before it started", () => {
  expect(readClock(null, open, start)).toEqual({
    state: "not applicable",
    elapsedMs: 0,
    atRiskAt: null,
    dueAt: null,
  });
  expect(readClock(always(hourMs), { ...open, startedAt: null }, start).state).toBe("not started");
  const early = { ...open, stoppedAt: start - minuteMs };
  expect(readClock(always(hourMs), early, start + minuteMs)).toMatchObject({ state: "met", elapsedMs: 0 });
});
