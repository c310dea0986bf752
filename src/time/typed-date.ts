// Reads the day that people put before (or after) a time: "2021-09-15", "15 Sep", "03/04", "Monday", "yesterday".
// Never chooses between two days: 03/04 gives both, and so does "last Monday".

import type { CivilDate } from "./civil.ts";
import { isCivilDate } from "./civil.ts";
import type { Scanned } from "./scan.ts";
import { endsWord, matchAt, skipSpace } from "./scan.ts";

/** A day as typed. A `year` or `weekday` of null was not said; weekday 0 is Sunday. */
export type TypedDay =
  | { kind: "date"; year: number | null; month: number; day: number; weekday: number | null }
  /** The latest such day; with `last`, the latest before today (`weeksBack` 0) or the one a week before that (1). */
  | { kind: "weekday"; weekday: number; last: boolean; weeksBack: 0 | 1 }
  | { kind: "back"; days: number };

/**
 * All the days that the text can mean. `afterTime`: how sure it is that it is a day where it comes after a time.
 * `needsClock`: without a time after it, it is just a word of the text ("sun certificates", "1/2 of the nodes").
 */
export type TypedDate = { days: TypedDay[]; afterTime: "sure" | "maybe" | "never"; needsClock: boolean };

export type DateResult = Scanned<TypedDate> | { hint: string } | null;

const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const weekdayNames = "sun mon tue wed thu fri sat".split(" ");
const month =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|" +
  "aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const weekdays =
  "sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?";
const ordinal = "(\\d{1,2})(?:st|nd|rd|th)?";

const yearFirst = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/y;
const yearLast = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/y;
const shortYear = /\d{1,2}([-/.])\d{1,2}\1\d{2}(?!\d)(?=[\s,]|$)/y;
const withoutYear = /(\d{1,2})\/(\d{1,2})(?![/\d])/y;
const dayMonth = new RegExp(
  `(?:the\\s+)?${ordinal}(?:\\s+(?:of\\s+)?|-)(${month})\\.?(?:(?:,?\\s+|-)(\\d{4}))?(?![\\p{L}\\d:])`,
  "iuy",
);
const monthDay = new RegExp(`(${month})\\.?\\s+${ordinal}(?:,?\\s+(\\d{4}))?(?![\\p{L}\\d:])`, "iuy");
const relative = /(today|yesterday|tomorrow)/iy;
const weekdayName = new RegExp(`(last\\s+)?(${weekdays})\\b\\.?,?`, "iy");

function dayOf(year: string | undefined, monthNumber: number, day: string | undefined): TypedDay[] {
  const date: CivilDate = { year: year === undefined ? 2000 : Number(year), month: monthNumber, day: Number(day) };
  if (!isCivilDate(date)) return [];
  return [{ kind: "date", ...date, year: year === undefined ? null : date.year, weekday: null }];
}

function bothOrders(first: string | undefined, second: string | undefined, year: string | undefined): TypedDay[] {
  return [...dayOf(year, Number(first), second), ...dayOf(year, Number(second), first)];
}

function monthOf(name: string | undefined): number {
  return monthNames.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
}

function scanCalendarDay(text: string, index: number): DateResult {
  const found = (match: RegExpExecArray, days: TypedDay[], afterTime: "maybe" | "never", needsClock = false) =>
    days.length === 0
      ? { hint: `“${match[0]}” is not a day of the calendar.` }
      : { value: { days, afterTime, needsClock }, end: index + match[0].length };
  let match = matchAt(yearFirst, text, index);
  if (match !== null) return found(match, dayOf(match[1], Number(match[3]), match[4]), "maybe");
  match = matchAt(yearLast, text, index);
  if (match !== null) return found(match, bothOrders(match[1], match[3], match[4]), "maybe");
  match = matchAt(shortYear, text, index);
  if (match !== null) return { hint: `“${match[0]}” can be several days. Write the year with four digits.` };
  match = matchAt(withoutYear, text, index);
  // "1/2 of the servers" after a time is a share, "03/04" may be a day.
  if (match !== null) {
    return found(match, bothOrders(match[1], match[2], undefined), match[0].length === 5 ? "maybe" : "never", true);
  }
  match = matchAt(dayMonth, text, index);
  if (match !== null) return found(match, dayOf(match[3], monthOf(match[2]), match[1]), "maybe");
  match = matchAt(monthDay, text, index);
  if (match !== null) return found(match, dayOf(match[3], monthOf(match[1]), match[2]), "maybe");
  return null;
}

function scanWeekday(text: string, index: number): DateResult {
  const match = matchAt(weekdayName, text, index);
  if (match === null || !endsWord(text, index + match[0].length)) return null;
  const last = match[1] !== undefined;
  const name = (match[2] ?? "").toLowerCase();
  const weekday = weekdayNames.indexOf(name.slice(0, 3));
  const end = index + match[0].length;
  const dated = last ? null : scanCalendarDay(text, skipSpace(text, end));
  if (dated !== null) {
    if ("hint" in dated) return dated;
    const days = dated.value.days.map((day) => (day.kind === "date" ? { ...day, weekday } : day));
    return { value: { ...dated.value, days }, end: dated.end };
  }
  const days: TypedDay[] = [{ kind: "weekday", weekday, last, weeksBack: 0 }];
  if (last) days.push({ kind: "weekday", weekday, last, weeksBack: 1 });
  // "10:25 sat waiting" and "10:25 sun certificates": only whole names are asked about.
  const isWhole = name.endsWith("day");
  return { value: { days, afterTime: isWhole ? "maybe" : "never", needsClock: !isWhole }, end };
}

/** The day at `index`; null where there is none, a hint where it looks like one and is none. */
export function scanDate(text: string, index: number): DateResult {
  const match = matchAt(relative, text, index);
  if (match !== null) {
    const days = { today: 0, yesterday: 1, tomorrow: -1 }[(match[1] ?? "").toLowerCase()] ?? 0;
    const end = index + match[0].length;
    const value: TypedDate = { days: [{ kind: "back", days }], afterTime: "sure", needsClock: false };
    return endsWord(text, end) ? { value, end } : null;
  }
  return scanCalendarDay(text, index) ?? scanWeekday(text, index);
}
