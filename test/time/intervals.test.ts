// Intervals against an oracle that asks of every instant whether it is in.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Interval, intersect, measure, splitAt, subtract, union } from "../../src/time/intervals.ts";

const last = 60;
const interval = fc.record({ from: fc.integer({ min: 0, max: last }), to: fc.integer({ min: 0, max: last }) });
const intervals = fc.array(interval, { maxLength: 8 });

const isIn = (all: readonly Interval[], at: number): boolean => all.some(({ from, to }) => from <= at && at < to);
const instants = Array.from({ length: last + 1 }, (_, at) => at);

/** Sorted, none empty, none touching the next. */
function expectTidy(all: readonly Interval[]): void {
  for (const [index, { from, to }] of all.entries()) {
    expect(from).toBeLessThan(to);
    expect(all[index + 1]?.from ?? Number.POSITIVE_INFINITY).toBeGreaterThan(to);
  }
}

describe("Whatever the intervals", () => {
  test("their union holds each instant that is in one of them", () => {
    fc.assert(
      fc.property(intervals, (all) => {
        expectTidy(union(all));
        expect(instants.filter((at) => isIn(union(all), at))).toEqual(instants.filter((at) => isIn(all, at)));
      }),
    );
  });

  test("what is shared is in both, what is left is in the first alone", () => {
    fc.assert(
      fc.property(intervals, intervals, (some, others) => {
        const shared = intersect(some, others);
        const left = subtract(some, others);
        expectTidy(shared);
        expectTidy(left);
        for (const at of instants) {
          expect(isIn(shared, at)).toBe(isIn(some, at) && isIn(others, at));
          expect(isIn(left, at)).toBe(isIn(some, at) && !isIn(others, at));
        }
      }),
    );
  });

  test("the measure counts each instant once: at most the sum, at most the span, and parts make up the whole", () => {
    fc.assert(
      fc.property(intervals, intervals, (all, others) => {
        const sum = all.reduce((total, { from, to }) => total + Math.max(0, to - from), 0);
        expect(measure(all)).toBe(instants.filter((at) => isIn(all, at)).length);
        expect(measure(all)).toBeLessThanOrEqual(sum);
        expect(measure(intersect(all, others)) + measure(subtract(all, others))).toBe(measure(all));
        expect(measure(union([...all, ...others]))).toBe(measure(all) + measure(subtract(others, all)));
      }),
    );
  });

  test("cutting them changes nothing but where they are cut", () => {
    fc.assert(
      fc.property(intervals, fc.array(fc.integer({ min: -5, max: last + 5 })), (all, cuts) => {
        const pieces = splitAt(all, cuts);
        expect(union(pieces)).toEqual(union(all));
        for (const cut of cuts) expect(pieces.some(({ from, to }) => from < cut && cut < to)).toBe(false);
        expect(measure(pieces)).toBe(pieces.reduce((total, { from, to }) => total + to - from, 0));
      }),
    );
  });
});

test("Two that touch are one, and share nothing", () => {
  const [before, after] = [
    { from: 10, to: 20 },
    { from: 20, to: 30 },
  ];
  expect(union([after, before])).toEqual([{ from: 10, to: 30 }]);
  expect(intersect([before], [after])).toEqual([]);
  expect(subtract([before], [after])).toEqual([before]);
});

test("One that has not ended goes on without end", () => {
  const open = { from: 10, to: Number.POSITIVE_INFINITY };
  expect(measure([open])).toBe(Number.POSITIVE_INFINITY);
  expect(subtract([{ from: 0, to: 100 }], [open])).toEqual([{ from: 0, to: 10 }]);
  expect(intersect([{ from: 0, to: 100 }], [open])).toEqual([{ from: 10, to: 100 }]);
});

test("One that is empty or the wrong way round is nothing", () => {
  expect(
    union([
      { from: 5, to: 5 },
      { from: 9, to: 3 },
    ]),
  ).toEqual([]);
});
