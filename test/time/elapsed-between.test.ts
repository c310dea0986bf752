import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { elapsed, type Hours } from "../../src/time/calendar.ts";
import { dayMs, hourMs, secondMs } from "../../src/time/duration.ts";
import { elapsedEach } from "../../src/time/elapsed-between.ts";
import { realNow } from "../support/until.ts";
import { calendarIn, situation } from "./arbitrary-calendar.ts";

const office: Hours[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60, to: 17 * 60 + 30 },
];
const london = calendarIn("Europe/London", [[], office, office, office, office, office, []], "2026-12-25");
const newYear = Date.parse("2026-01-01T00:00:00Z");

describe("What counts between instants", () => {
  test("is for each pair what elapsed says, whatever the calendar and the pauses", () => {
    const steps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 * 3_600 })), { maxLength: 20 });
    fc.assert(
      fc.property(situation, steps, ({ calendar, interval, pauses }, gaps) => {
        let last = interval.from;
        const instants = gaps.map((seconds) => {
          last += seconds * secondMs;
          return last;
        });
        for (const one of [calendar, "always" as const]) {
          const pairs = instants.slice(1).map((to, index) => elapsed({ from: instants[index] ?? to, to }, one, pauses));
          expect(elapsedEach(instants, one, pauses)).toEqual(pairs);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is nothing where there are not two of them, and stops at a pause that has not ended", () => {
    expect(elapsedEach([], london, [])).toEqual([]);
    expect(elapsedEach([newYear], london, [])).toEqual([]);
    const pause = { from: newYear + hourMs, to: Number.POSITIVE_INFINITY };
    expect(elapsedEach([newYear, newYear + 2 * hourMs, newYear + dayMs], "always", [pause])).toEqual([hourMs, 0]);
  });

  test("of instants that are in no order is not asked for", () => {
    expect(() => elapsedEach([newYear, newYear + hourMs, newYear], london, [])).toThrow(/order of time/);
  });

  test("is known within 10 ms for ten thousand pairs of a year", () => {
    const instants = Array.from({ length: 10_001 }, (_, index) => newYear + index * 52 * 60 * secondMs);
    const rounds = Array.from({ length: 9 }, () => {
      const from = realNow();
      expect(elapsedEach(instants, london, [])).toHaveLength(10_000);
      return realNow() - from;
    });
    // The best of them: the others tell how busy the machine is.
    expect(Math.min(...rounds)).toBeLessThanOrEqual(10);
  });
});
