import { expect, test } from "vitest";
import * as times from "../../../src/workspace/page/people/times.ts";

const at = Date.parse("2026-11-22T23:30:05Z");
/** Some engines put a narrow space before AM and PM. */
const plain = (text: string): string => text.replaceAll("\u202f", " ");

test("a time is shown in the zone of the person who looks on", () => {
  expect(plain(times.timeLabel(at, "Europe/London"))).toBe("11:30 PM");
  expect(plain(times.timeLabel(at, "Asia/Tokyo"))).toBe("8:30 AM");
  expect(plain(times.timeLabel(at, "Asia/Kathmandu"))).toBe("5:15 AM");
  expect(times.shortTimeLabel(at, "Asia/Tokyo")).toBe("8:30");
});

test("a day is the day of the zone, also in the last quarter of an hour before midnight", () => {
  expect(times.dayOf(at, "Europe/London")).toBe("2026-11-22");
  expect(times.dayOf(at, "Asia/Tokyo")).toBe("2026-11-23");
  expect(times.dayOf(Date.parse("2026-11-22T18:14:59Z"), "Asia/Kathmandu")).toBe("2026-11-22");
  expect(times.dayOf(Date.parse("2026-11-22T18:15:00Z"), "Asia/Kathmandu")).toBe("2026-11-23");
});

test("a day is called Today, Yesterday, by its date, and by its year where that is another", () => {
  expect(times.dayLabel("2026-11-22", "2026-11-22")).toBe("Today");
  expect(times.dayLabel("2026-11-21", "2026-11-22")).toBe("Yesterday");
  expect(times.dayLabel("2026-02-28", "2026-03-01")).toBe("Yesterday");
  expect(times.dayLabel("2026-11-12", "2026-11-22")).toBe("Thursday, November 12th");
  expect(times.dayLabel("2026-11-01", "2026-11-22")).toBe("Sunday, November 1st");
  expect(times.dayLabel("2021-09-22", "2026-11-22")).toBe("Wednesday, September 22nd, 2021");
});

test("the whole time has seconds and its day", () => {
  expect(plain(times.fullTimeLabel(at, "Etc/UTC", at))).toBe("Today at 11:30:05 PM");
  expect(plain(times.fullTimeLabel(at, "Etc/UTC", at + 3_600_000))).toBe("Yesterday at 11:30:05 PM");
  expect(plain(times.fullTimeLabel(at, "Etc/UTC", at + 20 * 86_400_000))).toBe("Nov 22 at 11:30:05 PM");
  expect(plain(times.fullTimeLabel(at, "Etc/UTC", at + 90 * 86_400_000))).toBe("Nov 22, 2026 at 11:30:05 PM");
});

test("how long ago is said in the largest whole unit", () => {
  expect(times.agoLabel(at, at + 59_999)).toBe("just now");
  expect(times.agoLabel(at, at + 60_000)).toBe("1 minute ago");
  expect(times.agoLabel(at, at + 7_300_000)).toBe("2 hours ago");
  expect(times.agoLabel(at, at + 3 * 86_400_000)).toBe("3 days ago");
});
