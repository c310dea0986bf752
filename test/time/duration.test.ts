import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMs, formatDuration, hourMs, isoDuration, minuteMs, parseIsoDuration } from "../../src/time/duration.ts";

const at = (days: number, hours: number, minutes: number, seconds = 0): number =>
  days * dayMs + hours * hourMs + minutes * minuteMs + seconds * 1_000;

describe("a duration in words", () => {
  it.each([
    [0, "0 s"],
    [999, "0 s"],
    [1_000, "1 s"],
    [at(0, 0, 16, 20), "16 min 20 s"],
    [at(0, 0, 44), "44 min"],
    [at(0, 1, 16, 5), "1 h 16 min 5 s"],
    [at(0, 9, 13), "9 h 13 min"],
    [at(0, 2, 0), "2 h"],
    [at(1, 0, 0, 5), "1 d 5 s"],
    [at(3, 5, 16), "3 d 5 h 16 min"],
    [at(400, 0, 0), "400 d"],
    [59_999, "59 s"],
  ])("of %i ms is “%s”", (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });

  it("names every second: two spans that differ by one never read the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seconds) => {
        expect(formatDuration(seconds * 1_000)).not.toBe(formatDuration((seconds + 1) * 1_000));
        expect(formatDuration(seconds * 1_000 + 999)).toBe(formatDuration(seconds * 1_000));
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("is refused for %d ms by an assertion", (ms) => {
    expect(() => formatDuration(ms)).toThrow(/whole number of milliseconds/);
    if (ms !== -1) expect(() => isoDuration(ms)).toThrow(/whole number of milliseconds/);
  });
});

describe("a duration in ISO 8601", () => {
  it.each([
    [0, "PT0S"],
    [at(0, 9, 13), "PT9H13M"],
    [at(3, 5, 16), "P3DT5H16M"],
    [at(1, 0, 0), "P1D"],
    [at(0, 0, 44), "PT44M"],
    [1_250, "PT1.25S"],
    [5, "PT0.005S"],
    [-5 * minuteMs, "-PT5M"],
    [-1_250, "-PT1.25S"],
    [-at(3, 5, 16), "-P3DT5H16M"],
  ])("of %i ms is %s", (ms, iso) => {
    expect(isoDuration(ms)).toBe(iso);
  });

  it("is read back as the same number of milliseconds", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (ms) => {
        expect(parseIsoDuration(isoDuration(ms))).toBe(ms);
      }),
    );
  });

  it.each([
    ["P2W", 14 * dayMs],
    ["P1W2DT3H", at(9, 3, 0)],
    ["PT90M", at(0, 1, 30)],
    ["PT0.5S", 500],
    ["-PT90M", -at(0, 1, 30)],
    ["-PT0S", 0],
  ])("%s is read though we would write it otherwise", (iso, ms) => {
    expect(parseIsoDuration(iso)).toBe(ms);
  });

  it.each([
    "",
    "P",
    "PT",
    "P1DT",
    "P1Y",
    "P1M",
    "--PT1M",
    "+PT1M",
    "- PT1M",
    "-P",
    "PT-1M",
    "PT1M ",
    "PT1S1M",
    "1h",
    "PT1.2345S",
    "PT99999999999999999S",
  ])("“%s” is refused", (text) => {
    expect(parseIsoDuration(text)).toBeNull();
  });
});
