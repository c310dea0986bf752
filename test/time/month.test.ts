import { expect, test } from "vitest";
import { hourMs } from "../../src/time/duration.ts";
import { formatMonth, monthInterval, parseMonth } from "../../src/time/month.ts";

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
