// Words about times that people typed: what they typed, repeated; an instant, as it can be typed; its day.

import { civilDateOf, daysBetween, isoDate, weekdayOf } from "./civil.ts";
import { minuteMs } from "./duration.ts";
import { quotedLength } from "./limits.ts";
import type { Gap } from "./typed-moment.ts";
import { formatAtOffset } from "./zone.ts";

/** `now` is epoch ms, `zone` the person's own IANA zone. */
export type TypedTimeContext = { now: number; zone: string };

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** What was typed, in part where it is long; never cut inside a character. */
export function quote(typed: string): string {
  const characters = Array.from(typed.trim());
  return characters.length <= quotedLength
    ? `“${characters.join("")}”`
    : `“${characters.slice(0, quotedLength - 1).join("")}…”`;
}

/** "2021-11-07 01:30 -07:00", with seconds where it has some. */
export function label(at: number, offsetMs: number): string {
  return formatAtOffset(at, offsetMs, (at + offsetMs) % minuteMs === 0 ? "minutes" : "seconds");
}

/** "today", "yesterday", "Monday". */
export function dayName(at: number, { now, zone }: TypedTimeContext): string {
  const date = civilDateOf(at, zone);
  const ago = daysBetween(date, civilDateOf(now, zone));
  return (ago === 0 ? "today" : ago === 1 ? "yesterday" : weekdays[weekdayOf(date)]) ?? "";
}

/** Why a time that the clocks skipped is refused, and what to type. */
export function skipped(typed: string, { jumpAt, reading, date }: Gap): string {
  const [before, after] = [label(jumpAt, reading.offsetOf(jumpAt - 1)), label(jumpAt, reading.offsetOf(jumpAt))];
  return (
    `${quote(typed)} did not exist on ${isoDate(date)}: the clocks went from ${before} straight to ${after}. ` +
    `The nearest time is ${after}; type that, or the time with its UTC offset.`
  );
}
