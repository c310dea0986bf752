import { describe, expect, it } from "vitest";
import { agoText, dateText, isTicking } from "../../../src/workspace/page/text/date-token.ts";
import { instantOf, isoDay, isoTime, zonedParts } from "../../../src/workspace/page/text/zoned.ts";

const at = Date.UTC(2014, 1, 18, 14, 39, 42);
const later = Date.UTC(2014, 5, 1);
const minuteMs = 60_000;

describe("a date token", () => {
  it.each([
    ["{date_num}", "2014-02-18"],
    ["{date}", "February 18th, 2014"],
    ["{date_short}", "Feb 18, 2014"],
    ["{date_long}", "Tuesday, February 18th, 2014"],
    ["{date_long_full}", "February 18, 2014"],
    ["{date_slash}", "2/18/2014"],
    ["{date_pretty}", "February 18th, 2014"],
    ["{date_short_pretty}", "Feb 18, 2014"],
    ["{date_long_pretty}", "Tuesday, February 18th, 2014"],
    ["{day_divider_pretty}", "Tuesday, February 18th"],
    ["{time}", "6:39 AM"],
    ["{time_secs}", "6:39:42 AM"],
    ["{ago}", "3 months ago"],
    ["Posted {date_num} {time_secs}", "Posted 2014-02-18 6:39:42 AM"],
  ])("%s is shown in the reader's zone as %s", (format, text) => {
    expect(dateText(format, at, "America/Los_Angeles", later)).toBe(text);
  });

  it("says today, yesterday and tomorrow by the reader's calendar, with a capital at the beginning", () => {
    const now = at + 10 * 60 * minuteMs;
    expect(dateText("{date_short_pretty} at {time}", at, "America/Los_Angeles", now)).toBe("Today at 6:39 AM");
    expect(dateText("{date_short_pretty}", at, "Asia/Tokyo", now)).toBe("Yesterday");
    expect(dateText("Due {date_pretty}", at + 86_400_000, "America/Los_Angeles", now)).toBe("Due tomorrow");
  });

  it("is null where Slack shows the fallback: an unknown token, a time that is none", () => {
    expect(dateText("{never}", at, "UTC", at)).toBeNull();
    expect(dateText("{date}", Number.NaN, "UTC", at)).toBeNull();
    expect(dateText("{date}", 9e15, "UTC", at)).toBeNull();
    expect(dateText("{constructor}", at, "UTC", at)).toBeNull();
  });

  it("is shown in UTC where the zone is unknown", () => {
    expect(dateText("{time}", at, "Mars/Olympus", at)).toBe("2:39 PM");
  });

  it.each([
    [0, "just now"],
    [59_000, "just now"],
    [minuteMs, "1 minute ago"],
    [59 * minuteMs, "59 minutes ago"],
    [60 * minuteMs, "1 hour ago"],
    [25 * 60 * minuteMs, "1 day ago"],
    [400 * 24 * 60 * minuteMs, "1 year ago"],
    [-30_000, "in less than a minute"],
    [-5 * minuteMs, "in 5 minutes"],
    [-30 * minuteMs + 2_000, "in 30 minutes"],
    [-60 * minuteMs + 2_000, "in 1 hour"],
  ])("of %i ms ago says %s", (ms, text) => {
    expect(agoText(at, at + ms)).toBe(text);
  });

  it("ticks only where it is relative", () => {
    expect(["{ago}", "{date_short_pretty} {time}", "{time}"].map(isTicking)).toEqual([true, true, false]);
  });
});

describe("a picked day and time", () => {
  it.each([
    ["Europe/Berlin", "2026-07-01", "09:30", "2026-07-01T07:30:00Z"],
    ["Asia/Kolkata", "2026-07-01", "09:30", "2026-07-01T04:00:00Z"],
    ["America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00Z"],
    ["America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00Z"],
    ["Pacific/Auckland", "2026-01-01", "00:00", "2025-12-31T11:00:00Z"],
  ])("in %s, %s %s is %s", (tz, day, time, utc) => {
    expect(instantOf(day, time, tz)).toBe(Date.parse(utc));
  });

  it("comes back as it was picked, in every month", () => {
    for (const tz of ["UTC", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu"]) {
      for (let month = 1; month <= 12; month += 1) {
        const day = `2026-${String(month).padStart(2, "0")}-15`;
        const parts = zonedParts(instantOf(day, "23:45", tz) ?? 0, tz);
        expect([tz, isoDay(parts), isoTime(parts)]).toEqual([tz, day, "23:45"]);
      }
    }
  });

  it("is nothing while it is half typed", () => {
    expect(instantOf("", "09:30", "UTC")).toBeNull();
    expect(instantOf("2026-07-01", "", "UTC")).toBeNull();
  });
});
