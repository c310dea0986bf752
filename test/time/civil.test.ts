import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CivilClock, CivilDate } from "../../src/time/civil.ts";
import { addDays, daysBetween, instantsOf, isCivilDate, isoDate, weekdayOf } from "../../src/time/civil.ts";
import { offsetOf } from "../../src/time/zone.ts";

function parts(text: string): [CivilDate, CivilClock] {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
  return [
    { year, month, day },
    { hour, minute, second: 0, millisecond: 0 },
  ];
}

function shown(text: string, zone: string): string {
  const instants = instantsOf(...parts(text), zone);
  return instants.kind === "gap"
    ? `gap ${new Date(instants.jumpAt).toISOString()}`
    : instants.at.map((at) => new Date(at).toISOString()).join(" ");
}

describe("a civil time", () => {
  it.each([
    ["2021-09-15 10:48", "America/Sao_Paulo", "2021-09-15T13:48:00.000Z"],
    ["2021-11-07 01:30", "America/Los_Angeles", "2021-11-07T08:30:00.000Z 2021-11-07T09:30:00.000Z"],
    ["2021-11-07 02:00", "America/Los_Angeles", "2021-11-07T10:00:00.000Z"],
    ["2021-03-14 02:30", "America/Los_Angeles", "gap 2021-03-14T10:00:00.000Z"],
    ["2021-03-28 01:00", "Europe/London", "gap 2021-03-28T01:00:00.000Z"],
    ["2021-10-31 01:59", "Europe/London", "2021-10-31T00:59:00.000Z 2021-10-31T01:59:00.000Z"],
    ["2021-04-04 01:45", "Australia/Lord_Howe", "2021-04-03T14:45:00.000Z 2021-04-03T15:15:00.000Z"],
    ["2021-10-03 02:15", "Australia/Lord_Howe", "gap 2021-10-02T15:30:00.000Z"],
    ["2018-11-04 00:30", "America/Sao_Paulo", "gap 2018-11-04T03:00:00.000Z"],
    ["2019-11-03 00:30", "America/Sao_Paulo", "2019-11-03T03:30:00.000Z"],
    ["2011-12-30 10:00", "Pacific/Apia", "gap 2011-12-30T10:00:00.000Z"],
    ["2021-09-15 05:45", "Asia/Kathmandu", "2021-09-15T00:00:00.000Z"],
  ])("%s in %s is %s", (text, zone, expected) => {
    expect(shown(text, zone)).toBe(expected);
  });

  it("of any instant in any zone gives that instant back among its own", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const hours = fc.integer({ min: Date.parse("1900-01-01") / 60_000, max: Date.parse("2100-01-01") / 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), hours, (zone, minutes) => {
        const at = minutes * 60_000;
        const local = new Date(at + offsetOf(at, zone));
        const [date, clock] = parts(local.toISOString());
        const instants = instantsOf(date, { ...clock, second: local.getUTCSeconds() }, zone);
        expect(instants.kind === "at" ? instants.at : []).toContain(at);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("a day of the calendar", () => {
  it.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2000-02-29", true],
    ["1900-02-29", false],
    ["2021-13-01", false],
    ["2021-00-10", false],
    ["2021-04-31", false],
    ["0000-01-01", false],
    ["0099-12-31", true],
  ])("%s: %s", (text, exists) => {
    expect(isCivilDate(parts(text)[0])).toBe(exists);
  });

  it("counts over month ends, leap days and early years", () => {
    expect(isoDate(addDays({ year: 2024, month: 2, day: 28 }, 2))).toBe("2024-03-01");
    expect(isoDate(addDays({ year: 50, month: 1, day: 1 }, -1))).toBe("0049-12-31");
    expect(daysBetween({ year: 2021, month: 9, day: 15 }, { year: 2021, month: 10, day: 1 })).toBe(16);
    expect(weekdayOf({ year: 2021, month: 9, day: 15 })).toBe(3);
  });
});
