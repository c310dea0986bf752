// How single values are written in sitrep.yml: spans, targets, shares, hours, days of rest, channels. Each reader gives
// null where the text is none of its kind, and never guesses what it could have been.

import type { ChannelReference } from "../config.ts";
import type { Hours } from "../time/calendar.ts";
import { isCivilDate } from "../time/civil.ts";
import { dayMs, hourMs, minuteMs, secondMs } from "../time/duration.ts";
import { maxTargetDays } from "./limits.ts";
import type { Holiday } from "./settings.ts";

const parts = String.raw`(?:(\d{1,4}) ?(?:d|days?) ?)?(?:(\d{1,6}) ?h ?)?(?:(\d{1,6}) ?min ?)?(?:(\d{1,8}) ?s)?`;
export const spanPattern = new RegExp(`^(?=\\d)${parts}$`);
const workingDays = String.raw`(\d{1,4}) working days?`;
export const targetPattern = new RegExp(`^(?:none|(?=\\d)${parts}(?: (working))?|${workingDays})$`);

type Span = { days: number; restMs: number };

function spanOf(match: readonly (string | undefined)[]): Span | null {
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.map((digits) => Number(digits ?? 0));
  const restMs = hours * hourMs + minutes * minuteMs + seconds * secondMs;
  const wholeMs = days * dayMs + restMs;
  return wholeMs === 0 || wholeMs > maxTargetDays * dayMs ? null : { days, restMs };
}

/** "15 min", "1 h 30 min", "2 days" (of 24 h): ms, from 1 s to a year. */
export function readSpan(text: string): number | null {
  const match = spanPattern.exec(text);
  const span = match === null ? null : spanOf(match.slice(1, 5));
  return span === null ? null : span.days * dayMs + span.restMs;
}

/** `days` of 24 h or, where it is working, of a calendar's working day. */
export type WrittenTarget = "none" | (Span & { isWorking: boolean });

/** "none", "4 h", "1 h working", "3 days working", "5 working days". */
export function readTarget(text: string): WrittenTarget | null {
  if (text === "none") return text;
  const match = targetPattern.exec(text);
  if (match === null) return null;
  const span = spanOf(match[6] === undefined ? match.slice(1, 5) : [match[6]]);
  return span === null ? null : { ...span, isWorking: match[5] !== undefined || match[6] !== undefined };
}

export const percentPattern = /^(\d{1,3}(?:\.\d{1,9})?) ?%$/;

/** "99.9 %" is 0.999, exactly as that is read: dividing by 100 would not give it. */
export function readPercent(text: string): number | null {
  const digits = percentPattern.exec(text)?.[1];
  const share = digits === undefined ? Number.NaN : Number(`${digits}e-2`);
  return share <= 1 ? share : null;
}

/** Sunday first, as in a WorkingCalendar. */
export const weekdays: readonly string[] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const dayName = `(?:${weekdays.join("|")})`;
const days = `${dayName}(?: ?[-–] ?${dayName})?`;
const clock = String.raw`(?:[01]\d|2[0-4]):[0-5]\d`;
const hours = `${clock} ?[-–] ?${clock}`;
export const weekPattern = new RegExp(`^${days}(?:, ?${days})* ${hours}(?:, ?${hours})*$`);

/** "Fri-Mon" goes over the end of the week. */
function daysIn(text: string): number[] {
  return [...text.matchAll(new RegExp(days, "g"))].flatMap(([range]) => {
    const [first = 0, last = first] = range.split(/ ?[-–] ?/).map((name) => weekdays.indexOf(name));
    return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
  });
}

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const dayMinutes = 24 * 60;

/** An end that is not later than its beginning is one of the next day: "22:00-06:00". */
function hoursIn(text: string): Hours | null {
  const [from = 0, end = 0] = text.split(/ ?[-–] ?/).map(minutesOf);
  if (from >= dayMinutes || end > dayMinutes || from === end) return null;
  return { from, to: end > from ? end : end + dayMinutes };
}

export type WeekHours = { readonly days: readonly number[]; readonly hours: readonly Hours[] };

/** "Mon-Fri 09:00-12:00, 13:00-17:30", "Sat, Sun 10:00-14:00", "Mon-Sun 22:00-06:00", "Sat 00:00-24:00". */
export function readWeekHours(text: string): WeekHours | null {
  if (!weekPattern.test(text)) return null;
  const begins = text.search(/\d/);
  const spans = [...text.slice(begins).matchAll(new RegExp(hours, "g"))].map(([span]) => hoursIn(span));
  const whole = spans.filter((span) => span !== null);
  return whole.length < spans.length ? null : { days: daysIn(text.slice(0, begins)), hours: whole };
}

/** The week of these lines: Sunday first, each day's hours from early to late. */
export function weekOf(lines: readonly WeekHours[]): Hours[][] {
  return weekdays.map((_, day) =>
    lines
      .filter((line) => line.days.includes(day))
      .flatMap((line) => line.hours)
      .sort((one, other) => one.from - other.from),
  );
}

const holidayPattern = /^(\d{4})-(\d\d)-(\d\d)(?: +(\S.*))?$/;

/** "2026-12-25 Christmas Day": the day, and what it is called if that is said. */
export function readHoliday(text: string): Holiday | null {
  const match = holidayPattern.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  return isCivilDate({ year, month, day }) ? { date: text.slice(0, 10), name: match[4] ?? "" } : null;
}

const channelId = /^[CG][A-Z0-9]{6,}$/;
const channelName = /^#?([\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]{1,80})$/u;

/** "incidents", "#incidents" (in quotes, or YAML takes it for a comment), "C0123456789". */
export function readChannel(text: string): ChannelReference | null {
  if (channelId.test(text)) return { id: text };
  const name = channelName.exec(text)?.[1];
  return name === undefined ? null : { name };
}

const groupId = /^S[A-Z0-9]{6,}$/;
const groupHandle = /^@?([\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}._-]{1,80})$/u;

/** "oncall", "@oncall" (in quotes), "S0123456789". */
export function readGroup(text: string): { id: string } | { handle: string } | null {
  if (groupId.test(text)) return { id: text };
  const handle = groupHandle.exec(text)?.[1];
  return handle === undefined ? null : { handle };
}

export const userPattern = /^[UW][A-Z0-9]{6,}$/;
export const templatePattern = /^(?:[a-z0-9_-]|\{number\}|\{title\})+$/;
export const componentPattern = /^(?:(\S(?:.*\S)?) \/ )?(\S(?:.*\S)?)$/;
