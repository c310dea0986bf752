// Times and spans as the clock control, the inspector and the replay show them.

import { describe, expect, test } from "vitest";
import { realNow } from "../../../src/workspace/page/real-time.ts";
import { aheadMs } from "../../../src/workspace/page/time/ahead.ts";
import {
  aheadInWords,
  longDate,
  shortDate,
  spanInWords,
  timeOfDay,
  timeOfRecord,
  timeWithSeconds,
} from "../../../src/workspace/page/time/shown-time.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe("A time", () => {
  const at = Date.parse("2021-01-19T23:03:41Z");

  test("is shown in the person's zone", () => {
    expect(timeWithSeconds(at, "Europe/Berlin")).toBe("12:03:41 AM");
    expect(timeOfRecord(at, "Europe/Berlin")).toBe("00:03:41");
    expect(timeOfDay(at, "America/Los_Angeles")).toBe("3:03 PM");
    expect([shortDate(at, "Europe/Berlin"), longDate(at, "UTC")]).toEqual(["Jan 20", "January 19, 2021"]);
  });

  test("in a zone that the browser does not know is UTC", () => {
    expect(timeOfRecord(at, "Mars/Olympus")).toBe("23:03:41");
  });
});

describe("A span", () => {
  test.each([
    [40_999, "40 s"],
    [12 * minuteMs, "12 min"],
    [2 * hourMs, "2 h"],
    [2 * hourMs + 10 * minuteMs, "2 h 10 min"],
    [29 * hourMs + 30 * minuteMs, "1 day 5 h"],
    [77 * hourMs, "3 days 5 h"],
    [-90_000, "1 min"],
  ])("of %i ms is %s", (ms, words) => {
    expect(spanInWords(ms)).toBe(words);
  });

  test("between the workspace's time and the real one is said to the nearest minute", () => {
    expect(aheadInWords(130 * minuteMs)).toBe("2 h 10 min ahead");
    expect(aheadInWords(-3 * minuteMs)).toBe("3 min behind");
    // A jump by half an hour takes a moment itself, in which real time has gone on.
    expect(aheadInWords(30 * minuteMs - 250)).toBe("30 min ahead");
    expect(aheadInWords(29_000)).toBeNull();
    expect(aheadInWords(-7 * 365 * 24 * hourMs)).toBeNull();
  });

  test("does not depend on the browser's clock, which may be wrong", () => {
    const held = { now: 10 * hourMs, realAt: 8 * hourMs, rate: 1, isControllable: true };
    const arrivedAt = realNow();
    expect(aheadMs({ ...held, arrivedAt })).toBe(2 * hourMs);
    // A minute after the reading, at ten times the speed, it is nine minutes more.
    const later = aheadMs({ ...held, rate: 10, arrivedAt: arrivedAt - minuteMs });
    expect(later - 2 * hourMs).toBeGreaterThanOrEqual(9 * minuteMs);
    expect(later - 2 * hourMs).toBeLessThan(9 * minuteMs + 10_000);
  });
});
