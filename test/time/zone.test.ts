import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minuteMs } from "../../src/time/duration.ts";
import { formatDate, formatInstant, formatTime, isTimeZone, offsetOf } from "../../src/time/zone.ts";

const utc = (text: string): number => Date.parse(text);

describe("an instant in a zone", () => {
  it.each([
    ["2021-09-15T13:48:00Z", "America/Sao_Paulo", "2021-09-15 10:48:00 -03:00"],
    ["2018-12-01T12:00:00Z", "America/Sao_Paulo", "2018-12-01 10:00:00 -02:00"],
    ["2019-12-01T12:00:00Z", "America/Sao_Paulo", "2019-12-01 09:00:00 -03:00"],
    ["2021-03-28T00:59:59Z", "Europe/London", "2021-03-28 00:59:59 +00:00"],
    ["2021-03-28T01:00:00Z", "Europe/London", "2021-03-28 02:00:00 +01:00"],
    ["2021-11-07T08:59:59Z", "America/Los_Angeles", "2021-11-07 01:59:59 -07:00"],
    ["2021-11-07T09:00:00Z", "America/Los_Angeles", "2021-11-07 01:00:00 -08:00"],
    ["2021-04-03T14:59:59Z", "Australia/Lord_Howe", "2021-04-04 01:59:59 +11:00"],
    ["2021-04-03T15:00:00Z", "Australia/Lord_Howe", "2021-04-04 01:30:00 +10:30"],
    ["2021-09-15T00:00:00Z", "Asia/Kathmandu", "2021-09-15 05:45:00 +05:45"],
    ["1971-01-01T00:00:00Z", "Africa/Monrovia", "1970-12-31 23:15:30 -00:44:30"],
    ["1969-07-20T20:17:40Z", "America/New_York", "1969-07-20 16:17:40 -04:00"],
    ["2024-02-29T23:30:00Z", "Europe/Paris", "2024-03-01 00:30:00 +01:00"],
    ["9999-12-31T23:59:59.999Z", "UTC", "9999-12-31 23:59:59 +00:00"],
    ["0099-01-01T00:00:00Z", "UTC", "0099-01-01 00:00:00 +00:00"],
  ])("%s in %s is %s", (instant, zone, shown) => {
    expect(formatInstant(utc(instant), zone)).toBe(shown);
  });

  it("is shown to the minute, as a day or as a time when asked", () => {
    const at = utc("2021-09-15T13:48:59.999Z");
    expect(formatInstant(at, "America/Sao_Paulo", "minutes")).toBe("2021-09-15 10:48 -03:00");
    expect(formatDate(utc("2021-09-15T23:00:00Z"), "Asia/Kathmandu")).toBe("2021-09-16");
    expect(formatTime(at, "America/Sao_Paulo")).toBe("10:48:59 -03:00");
    expect(formatTime(at, "America/Sao_Paulo", "minutes")).toBe("10:48 -03:00");
  });

  it("agrees with the calendar fields of Intl in every zone, from 1850 to 9999", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const instants = fc.integer({ min: utc("1850-01-01T00:00:00Z") / 1_000, max: utc("9999-12-30T00:00:00Z") / 1_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, seconds) => {
        const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
        expect(formatInstant(seconds * 1_000, zone).slice(0, 19)).toBe(parts.format(seconds * 1_000));
      }),
      { numRuns: 2_000 },
    );
  });

  it("reads back as the same instant, to the second, from the text alone", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const since1973 = fc.integer({
      min: utc("1973-01-01T00:00:00Z") / 1_000,
      max: utc("9999-12-30T00:00:00Z") / 1_000,
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), since1973, (zone, seconds) => {
        const [date, clock, offset] = formatInstant(seconds * 1_000, zone).split(" ");
        expect(Date.parse(`${date}T${clock}${offset}`)).toBe(seconds * 1_000);
      }),
    );
  });
});

describe("a zone", () => {
  it.each(["UTC", "America/Sao_Paulo", "Asia/Calcutta", "Etc/GMT+3", "EST5EDT"])("%s is one", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(["", "+03:00", "-0300", "Mars/Olympus", "api/users", "constructor", "America/Sao_Paulo ", "10:25"])(
    "“%s” is none",
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );

  it("has an offset that follows its clocks", () => {
    expect(offsetOf(utc("2021-07-01T00:00:00Z"), "Europe/London")).toBe(60 * minuteMs);
    expect(offsetOf(utc("2021-01-01T00:00:00Z"), "Europe/London")).toBe(0);
    expect(offsetOf(utc("2021-01-01T00:00:00Z"), "America/St_Johns")).toBe(-210 * minuteMs);
    expect(offsetOf(utc("1971-01-01T00:00:00Z"), "Africa/Monrovia")).toBe(-44.5 * minuteMs);
    expect(() => offsetOf(0, "Mars/Olympus")).toThrow(RangeError);
  });
});
