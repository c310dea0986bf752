// Public holidays by region, so that nobody has to write their dates: what date-holidays knows of a country or a part
// of one. It is large, and so it is loaded only for a file that names what is neither a date nor a list of its own.

import type Holidays from "date-holidays";
import type { HolidaysTypes } from "date-holidays";
import { addDays, civilDateOf, isoDate } from "../time/civil.ts";
import { hourMs } from "../time/duration.ts";
import { documentOf } from "./document.ts";
import { meant } from "./kinds.ts";
import { firstHolidayYear, holidayYearsAhead, maxSettingsLength } from "./limits.ts";
import type { Holiday } from "./settings.ts";
import { treeOf, valueAt } from "./tree.ts";

export type HolidayRegions = {
  /** The days on which all of the region is off, from midnight to midnight; null where it is no region. */
  holidaysIn(code: string): readonly Holiday[] | null;
  /** "Did you mean GB-ENG? ", or nothing; then what can be written. */
  hintFor(typed: string): string;
};

type Package = typeof Holidays;

const alsoCalled: Readonly<Record<string, string>> = { uk: "GB", england: "GB-ENG", usa: "US", america: "US" };

/** Every region's code, with its name in English or its own language, in lower case. */
function namesByCode(Package: Package): Map<string, string> {
  const all = new Package();
  const named = new Map<string, string>();
  const add = (prefix: string, names: Record<string, string> | undefined): string[] =>
    Object.entries(names ?? {}).map(([key, name]) => {
      named.set(prefix + key, name.toLowerCase());
      return key;
    });
  for (const country of add("", all.getCountries("en"))) {
    for (const state of add(`${country}-`, all.getStates(country, "en"))) {
      add(`${country}-${state}-`, all.getRegions(country, state, "en"));
    }
  }
  return named;
}

/** A day that only begins at noon is none: half days are left to people. A feast of several days is each of them. */
function daysOf({ date, start, end, name }: HolidaysTypes.Holiday): Holiday[] {
  const [year = 0, month = 0, day = 0] = date.slice(0, 10).split("-").map(Number);
  if (date.slice(11, 16) !== "00:00") return [];
  // Clocks that change make a day an hour shorter.
  const count = Math.floor((end.getTime() - start.getTime() + 2 * hourMs) / (24 * hourMs));
  return Array.from({ length: count }, (_, later) => ({ date: isoDate(addDays({ year, month, day }, later)), name }));
}

function daysIn(Package: Package, code: string, lastYear: number): Holiday[] {
  const [country = "", state, region] = code.split("-");
  const options = { types: ["public" as const], languages: ["en"] };
  const place = { country, ...(state && { state }), ...(region && { region }) };
  const calendar = new Package(place, options);
  const years = Array.from({ length: lastYear - firstHolidayYear + 1 }, (_, index) => firstHolidayYear + index);
  return years.flatMap((year) => calendar.getHolidays(year)).flatMap(daysOf);
}

function regionsOf(Package: Package, lastYear: number): HolidayRegions {
  const names = namesByCode(Package);
  const known = new Map<string, readonly Holiday[]>();
  return {
    holidaysIn(code) {
      if (!names.has(code)) return null;
      const days = known.get(code) ?? daysIn(Package, code, lastYear);
      known.set(code, days);
      return days;
    },
    hintFor(typed) {
      const word = typed.toLowerCase();
      const country = typed.slice(0, 2).toUpperCase();
      const inCountry = [...names.keys()].filter((code) => code === country || code.startsWith(`${country}-`));
      const named = [...names].find(([code, name]) => name === word || code.toLowerCase() === word)?.[0];
      const sure = alsoCalled[word] ?? named;
      // Among codes of two letters any is near to any.
      const near = /^[a-z]{2}-/i.test(typed) ? meant(typed, inCountry) : "";
      const some = near === "" && /^[a-z]{2}-/i.test(typed) && inCountry.length > 0 ? inCountry.slice(0, 20) : [];
      const examples = some.length > 0 ? `one of ${some.join(", ")}` : "a region such as GB-ENG, DE-BE or US";
      return `${sure === undefined ? near : `Did you mean ${sure}? `}Write ${examples}`;
    },
  };
}

function namesOther(text: string): boolean {
  if (text.length > maxSettingsLength) return false;
  const { document, lines, errors } = documentOf(text);
  if (errors.length > 0) return false;
  const { value } = treeOf(document, lines);
  const keys = (...path: string[]): string[] => Object.keys(Object(valueAt(value, path)));
  const lists = keys("holidays");
  const entries = keys("calendars").flatMap((name) => {
    const written = valueAt(value, ["calendars", name, "holidays"]);
    return Array.isArray(written) ? written : [];
  });
  return entries.some((entry) => typeof entry === "string" && !/^\d/.test(entry) && !lists.includes(entry));
}

/**
 * What `readSettings` needs for this text; null where it names no region. Days are known from 2015 to ten years after
 * `now` (epoch ms), as dates: a calendar's own zone says when they begin.
 */
export async function regionsFor(text: string, now: number): Promise<HolidayRegions | null> {
  if (!namesOther(text)) return null;
  const { default: Package } = await import("date-holidays");
  return regionsOf(Package, civilDateOf(now, "UTC").year + holidayYearsAhead);
}
