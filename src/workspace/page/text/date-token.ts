// Slack's date tokens as a reader sees them (FACTS 3; the docstring of RichTextDate in @slack/types). Pure.

import { dayNumber, isoDay, weekday, type ZonedParts, zonedParts } from "./zoned.ts";

const months = "January February March April May June July August September October November December".split(" ");
const days = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** 1st, 2nd, 3rd, 4th, 11th, 21st … */
function ordinal(number: number): string {
  const ending = number % 100 >= 11 && number % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}

const monthOf = ({ month }: ZonedParts): string => months[month - 1] ?? "";
const dayName = (parts: ZonedParts): string => days[weekday(parts)] ?? "";

/** "10:25 AM": what Slack shows unless a person asked for 24 hours. */
function clockTime({ hour, minute, second }: ZonedParts, withSeconds = false): string {
  const minutes = String(minute).padStart(2, "0");
  const seconds = withSeconds ? `:${String(second).padStart(2, "0")}` : "";
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes}${seconds} ${hour < 12 ? "AM" : "PM"}`;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

function span(ms: number): string {
  const [count, unit] =
    ms < hourMs
      ? [Math.floor(ms / minuteMs), "minute"]
      : ms < dayMs
        ? [Math.floor(ms / hourMs), "hour"]
        : ms < 30 * dayMs
          ? [Math.floor(ms / dayMs), "day"]
          : ms < 365 * dayMs
            ? [Math.floor(ms / (30 * dayMs)), "month"]
            : [Math.floor(ms / (365 * dayMs)), "year"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** "3 minutes ago", "in 5 minutes", "just now". */
export function agoText(at: number, now: number): string {
  const ms = now - at;
  if (Math.abs(ms) < minuteMs) return ms < 0 && ms <= -1_000 ? "in less than a minute" : "just now";
  // What was promised "in 30 minutes" a second ago isn't said to be in 29.
  return ms > 0 ? `${span(ms)} ago` : `in ${span(Math.round(-ms / minuteMs) * minuteMs)}`;
}

function nearDay(parts: ZonedParts, today: ZonedParts): string | null {
  const apart = dayNumber(parts) - dayNumber(today);
  return apart === 0 ? "today" : apart === -1 ? "yesterday" : apart === 1 ? "tomorrow" : null;
}

type Shown = { at: number; parts: ZonedParts; today: ZonedParts; now: number };

const long = ({ parts }: Shown): string => `${dayName(parts)}, ${full(parts)}, ${parts.year}`;
const full = (parts: ZonedParts): string => `${monthOf(parts)} ${ordinal(parts.day)}`;
const date = ({ parts }: Shown): string => `${full(parts)}, ${parts.year}`;
const short = ({ parts }: Shown): string => `${monthOf(parts).slice(0, 3)} ${parts.day}, ${parts.year}`;
const divider = (shown: Shown): string =>
  shown.parts.year === shown.today.year ? `${dayName(shown.parts)}, ${full(shown.parts)}` : long(shown);
const pretty =
  (otherwise: (shown: Shown) => string) =>
  (shown: Shown): string =>
    nearDay(shown.parts, shown.today) ?? otherwise(shown);

const tokens: Record<string, (shown: Shown) => string> = {
  date_num: ({ parts }) => isoDay(parts),
  date_slash: ({ parts }) => `${parts.month}/${parts.day}/${parts.year}`,
  date,
  date_short: short,
  date_long: long,
  date_long_full: ({ parts }) => `${monthOf(parts)} ${parts.day}, ${parts.year}`,
  date_pretty: pretty(date),
  date_short_pretty: pretty(short),
  date_long_pretty: pretty(long),
  day_divider_pretty: pretty(divider),
  time: ({ parts }) => clockTime(parts),
  time_secs: ({ parts }) => clockTime(parts, true),
  ago: ({ at, now }) => agoText(at, now),
};

/** How far Date goes. */
const lastInstant = 8.64e15;

/**
 * @param at epoch milliseconds, as `now`. Null where Slack would show the fallback: no such token, or no such time.
 * "today" at the very beginning is "Today".
 */
export function dateText(format: string, at: number, tz: string, now: number): string | null {
  if (!Number.isFinite(at) || Math.abs(at) > lastInstant) return null;
  const shown: Shown = { at, now, parts: zonedParts(at, tz), today: zonedParts(now, tz) };
  let isKnown = true;
  const text = format.replace(/\{(\w+)\}/g, (_, name: string, from: number) => {
    const token = Object.hasOwn(tokens, name) ? tokens[name] : undefined;
    if (token === undefined) isKnown = false;
    const written = token?.(shown) ?? "";
    return from === 0 && name.endsWith("_pretty") ? written.charAt(0).toUpperCase() + written.slice(1) : written;
  });
  return isKnown ? text : null;
}

/** Does what is shown change as time passes? */
export const isTicking = (format: string): boolean => /\{(ago|\w*_pretty)\}/.test(format);
