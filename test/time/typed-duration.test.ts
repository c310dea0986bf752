import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSpan } from "../../src/settings/scalars.ts";
import { dayMs, formatDuration, hourMs, minuteMs, secondMs } from "../../src/time/duration.ts";
import { readTypedDuration } from "../../src/time/typed-duration.ts";

describe("A span of time, as people write it,", () => {
  test.each([
    ["1 h 30 min", 90 * minuteMs],
    ["1h30m", 90 * minuteMs],
    ["90m", 90 * minuteMs],
    ["90 MIN", 90 * minuteMs],
    ["2h", 2 * hourMs],
    ["45 minutes", 45 * minuteMs],
    ["1 hr, 5 mins and 2 secs", hourMs + 5 * minuteMs + 2 * secondMs],
    ["1.5 hours", 90 * minuteMs],
    ["an hour and a half", 90 * minuteMs],
    ["half an hour", 30 * minuteMs],
    ["twenty minutes", 20 * minuteMs],
    ["0 min", 0],
    ["1 d 2 h", dayMs + 2 * hourMs],
    ["2 weeks", 14 * dayMs],
    ["  15 min ", 15 * minuteMs],
  ])("“%s” is %d ms", (text, ms) => {
    expect(readTypedDuration(text)).toBe(ms);
  });

  test.each([
    "",
    "15",
    "min",
    "-15 min",
    "15 min ago",
    "15 min more",
    "1:30",
    "1,5 h",
    "5 min 3 min",
    "2 months",
    "a year",
    "a few minutes",
    "15 minx",
    "1e3 s",
    "10:25",
  ])("“%s” is none", (text) => {
    expect(readTypedDuration(text)).toBeNull();
  });

  test("is read back as it is shown, to the second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 * 86_400 }), (seconds) => {
        expect(readTypedDuration(formatDuration(seconds * secondMs))).toBe(seconds * secondMs);
      }),
    );
  });

  test("means what it means in sitrep.yml", () => {
    const count = (max: number) => fc.option(fc.nat(max), { nil: null });
    fc.assert(
      fc.property(count(300), count(30), count(90), count(90), fc.constantFrom("", " "), (d, h, min, s, space) => {
        const units = Object.entries({ d, h, min, s }).filter(([, number]) => number !== null);
        const text = units.map(([unit, number]) => `${number}${space}${unit}`).join(space);
        const written = readSpan(text);
        fc.pre(written !== null);
        expect(readTypedDuration(text)).toBe(written);
      }),
    );
  });

  test("may be any text, and is read or refused", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const ms = readTypedDuration(text);
        expect(ms === null || Number.isSafeInteger(ms)).toBe(true);
      }),
    );
  });

  test("is read in a text of any length without delay", { timeout: 1_000 }, () => {
    const spaces = " ".repeat(40_000);
    for (const text of [spaces, `5${spaces}min`, `5 ${"min ".repeat(10_000)}`, `5 min${spaces}`, `5 min,${spaces}!`]) {
      expect(readTypedDuration(text)).toBeOneOf([null, 5 * minuteMs]);
    }
  });
});
