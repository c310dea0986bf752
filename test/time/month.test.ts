import fc from "fast-check";
import { expect, test } from "vitest";
import { hourMs } from "../../src/time/duration.ts";
import { formatMonth, monthInterval, monthInWords, monthOf, monthsIn, parseMonth } from "../../src/time/month.ts";

test.each([
  ["2020-01", "UTC", 31 * 24],
  ["2024-02", "Europe/London", 29 * 24],
  ["2023-02", "Europe/London", 28 * 24],
  ["2026-03", "Europe/London", 31 * 24 - 1],
  ["2026-10", "Europe/London", 31 * 24 + 1],
  ["2026-03", "America/Los_Angeles", 31 * 24 - 1],
  ["2026-04", "Australia/Lord_Howe", 30 * 24 + 0.5],
  ["2018-11", "America/Sao_Paulo", 30 * 24 - 1],
  ["2019-11", "America/Sao_Paulo", 30 * 24],
  ["2011-12", "Pacific/Apia", 30 * 24],
])("%s in %s has %d hours", (month, zone, hours) => {
  const parsed = parseMonth(month);
  if (parsed === null) throw new Error("not read");
  const { from, to } = monthInterval(parsed, zone);
  expect((to - from) / hourMs).toBe(hours);
  expect(formatMonth(parsed)).toBe(month);
});

test("Months follow each other without a gap, over the year's end too", () => {
  const december = monthInterval({ year: 2025, month: 12 }, "Asia/Kathmandu");
  const january = monthInterval({ year: 2026, month: 1 }, "Asia/Kathmandu");
  expect(december.to).toBe(january.from);
  expect(new Date(january.from).toISOString()).toBe("2025-12-31T18:15:00.000Z");
});

test.each(["2020-13", "2020-00", "2020", "20-01", "2020-1", "January", "0000-01", "2020-01-01"])(
  "%s is no month",
  (text) => {
    expect(parseMonth(text)).toBeNull();
  },
);

test("Each instant lies in the month whose interval holds it, also around changes of the clocks at midnight", () => {
  const zones = ["UTC", "America/Sao_Paulo", "America/Havana", "Asia/Amman", "Pacific/Apia", "Africa/Monrovia"];
  const instants = fc.integer({ min: Date.UTC(1960, 0), max: Date.UTC(2040, 0) });
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (at, zone) => {
      const { from, to } = monthInterval(monthOf(at, zone), zone);
      expect(from <= at && at < to).toBe(true);
    }),
    { numRuns: 500 },
  );
  for (const zone of zones) {
    for (let year = 1990; year < 2030; year++) {
      const { from } = monthInterval({ year, month: 11 }, zone);
      expect([zone, year, monthOf(from - 1, zone).month, monthOf(from, zone).month]).toEqual([zone, year, 10, 11]);
    }
  }
});

test("The months of a span are all that have a part of it", () => {
  const at = (text: string): number => Date.parse(text);
  expect(
    monthsIn({ from: at("2019-12-31T23:59:59Z"), to: at("2020-03-01T00:00:00Z") }, "UTC").map(formatMonth),
  ).toEqual(["2019-12", "2020-01", "2020-02"]);
  expect(monthsIn({ from: 5, to: 5 }, "UTC")).toEqual([]);
  expect(monthsIn({ from: at("2020-01-01T01:00:00Z"), to: at("2020-01-01T02:00:00Z") }, "America/New_York")).toEqual([
    { year: 2019, month: 12 },
  ]);
});

test("A month is named in words", () => {
  expect([monthInWords({ year: 2020, month: 1 }), monthInWords({ year: 999, month: 12 })]).toEqual([
    "January 2020",
    "December 999",
  ]);
});
