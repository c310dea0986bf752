import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { noFallback } from "../../src/settings/defaults.ts";
import { readSettings, type SettingsReading } from "../../src/settings/read-settings.ts";
import { regionsFor } from "../../src/settings/regions.ts";
import type { NamedCalendar } from "../../src/settings/settings.ts";
import { due } from "../../src/time/calendar.ts";
import { hourMs } from "../../src/time/duration.ts";

const now = Date.parse("2026-03-02T09:00:00Z");

/** A calendar with these days off, in a file that also has a list. */
const fileWith = (holidays: string, zone = "Europe/London"): string =>
  `calendars:\n  working: { zone: ${zone}, holidays: [${holidays}] }\nholidays:\n  ours: [2026-07-01 Our day]\n`;

async function reading(text: string): Promise<SettingsReading> {
  return readSettings(text, "sitrep.yml", noFallback, await regionsFor(text, now));
}

async function calendarWith(holidays: string, zone?: string): Promise<NamedCalendar> {
  const read = await reading(fileWith(holidays, zone));
  if (read.kind === "problems") throw new Error(read.problems.map(({ sentence }) => sentence).join("\n"));
  const [calendar] = read.settings.calendars;
  if (calendar === undefined) throw new Error("There is no calendar.");
  return calendar;
}

async function problem(holidays: string): Promise<string> {
  const read = await reading(fileWith(holidays));
  return read.kind === "problems" ? read.problems.map(({ sentence }) => sentence).join("\n") : "";
}

const inYear = ({ holidays }: NamedCalendar, year: number): string[] =>
  holidays.map(({ date }) => date).filter((date) => date.startsWith(`${year}-`));

describe("The holidays of a region", () => {
  // gov.uk/bank-holidays, opm.gov (federal holidays), berlin.de: as published.
  test.each([
    [
      "GB-ENG",
      2026,
      "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-26 2026-12-28",
    ],
    [
      "DE-BE",
      2026,
      "2026-01-01 2026-03-08 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-10-03 2026-12-25 2026-12-26",
    ],
    [
      "US",
      2025,
      "2025-01-01 2025-01-20 2025-02-17 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-10-13 2025-11-11 2025-11-27 " +
        "2025-12-25",
    ],
  ])("%s in %d are its public ones", async (region, year, dates) => {
    expect(inYear(await calendarWith(region), year)).toEqual(dates.split(" "));
  });

  test("stand beside dates and lists, have names, and go from 2015 to ten years ahead", async () => {
    const calendar = await calendarWith("BR-SP, ours, 2026-06-05 Bridge day", "America/Sao_Paulo");
    expect(calendar.holidays).toContainEqual({ date: "2026-07-01", name: "Our day" });
    expect(calendar.holidays).toContainEqual({ date: "2026-06-05", name: "Bridge day" });
    expect(calendar.holidays).toContainEqual({ date: "2026-07-09", name: "Revolução Constitucionalista" });
    expect(calendar.holidays.at(0)?.date).toBe("2015-01-01");
    expect(calendar.holidays.at(-1)?.date).toBe("2036-12-25");
    expect([...calendar.calendar.holidays].sort()).toEqual(calendar.holidays.map(({ date }) => date));
  });

  test("of several days are each of them, and half days are none", async () => {
    const arabia = inYear(await calendarWith("SA"), 2026);
    expect(arabia.filter((date) => date.startsWith("2026-03"))).toEqual([
      "2026-03-19",
      "2026-03-20",
      "2026-03-21",
      "2026-03-22",
    ]);
    expect(inYear(await calendarWith("IS"), 2026)).not.toContain("2026-12-31");
  });

  test("begin and end at midnight of the calendar's own zone", async () => {
    const { calendar } = await calendarWith("US", "America/Los_Angeles");
    const asked = Date.parse("2026-11-25T16:30:00-08:00");
    expect(due(asked, hourMs, calendar, [])).toBe(Date.parse("2026-11-27T09:30:00-08:00"));
  });

  test("are not those of a list that has the region's name", async () => {
    const text = "calendars:\n  working: { holidays: [US] }\nholidays:\n  US: [2026-07-03 Ours]\n";
    expect(await regionsFor(text, now)).toBeNull();
    const read = await reading(text);
    expect(read.kind === "settings" && read.settings.calendars[0]?.holidays).toEqual([
      { date: "2026-07-03", name: "Ours" },
    ]);
  });
});

describe("A region that is none", () => {
  test.each([
    ["gb-eng", /“gb-eng” is neither a list of holidays nor a region\. Did you mean GB-ENG\? Write /],
    ["GB-EN", /Did you mean GB-ENG\?/],
    ["England", /Did you mean GB-ENG\?/],
    ["UK", /Did you mean GB\?/],
    ["Germany", /Did you mean DE\?/],
    ["Bayern", /Did you mean DE-BY\?/],
    ["our", /Did you mean ours\?/],
    ["DE-XX", /nor a region\. Write one of DE, DE-BB, DE-BE, .*, or add a list under holidays\.$/],
    ["XQ", /nor a region\. Write a region such as GB-ENG, DE-BE or US, or add a list under holidays\.$/],
  ])("is refused with the nearest right one: %s", async (typed, sentence) => {
    expect(await problem(typed)).toMatch(sentence);
  });
});

describe("The package of holidays", () => {
  test("is loaded only for a file that names what is neither a date nor a list of its own", async () => {
    expect(await regionsFor("", now)).toBeNull();
    expect(await regionsFor(fileWith("ours, 2026-06-05 Bridge day"), now)).toBeNull();
    expect(await regionsFor(readFileSync("sitrep.example.yml", "utf8"), now)).toBeNull();
    expect(await regionsFor("calendars: [", now)).toBeNull();
    expect(await regionsFor("calendars: 5\nholidays: US", now)).toBeNull();
    expect(await regionsFor(fileWith("US"), now)).not.toBeNull();
  });

  test("that was not loaded leaves regions unknown", () => {
    const read = readSettings(fileWith("US"), "sitrep.yml");
    expect(read.kind === "problems" && read.problems[0]?.sentence).toMatch(/“US” is not a list of holidays/);
  });
});
