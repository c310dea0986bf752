// Reads the time of day that a line goes on with: "10:25", "at 9:05:33 pm", "10:25:30.123", "9am".
// Never takes a bare number for a time: "10.25 GB" and "1025 requests" stay text; a hint says how to write a time.

import assert from "node:assert/strict";
import type { CivilClock } from "./civil.ts";
import type { Scanned } from "./scan.ts";
import { endsTime, matchAt } from "./scan.ts";

export type TypedClock = { clock: CivilClock; hasSeconds: boolean };

/** No time of day was read; `hint` is a sentence where the text looks as if one was meant, else null. */
export type NoClock = { hint: string | null };

const colonClock = /(?:at\s+|@\s*)?(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9})(?!\d)|,(\d{3})(?!\d))?)?/iy;
const wordClock = /(?:at\s+|@\s*)?(\d{1,2})(?:\.(\d\d))?(?=\s{0,2}[ap]\.?m)/iy;
const halfOfDay = /\s{0,2}([ap])(?:m(?![\p{L}\p{N}_])|\.m\.)/iuy;
const numberLikeClock = /(?:at\s+|@\s*)?((\d{1,2})\.(\d\d)|(\d\d)(\d\d))(?=\s|$)/iy;

function isClock(clock: CivilClock): boolean {
  return clock.hour <= 23 && clock.minute <= 59 && clock.second <= 59;
}

function hintAt(text: string, index: number): string | null {
  const match = matchAt(numberLikeClock, text, index);
  if (match === null) return null;
  const hour = (match[2] ?? match[4] ?? "").padStart(2, "0");
  const minute = match[3] ?? match[5] ?? "";
  if (Number(hour) > 23 || Number(minute) > 59) return null;
  return `“${match[1]}” may be a number or a time. If it is a time, write ${hour}:${minute}.`;
}

/** Applies "pm" to hours that have one. After 13:25, "PM" and "am" are words of the text ("13:25 am restarting it"). */
function applyHalf(text: string, end: number, clock: CivilClock): Scanned<CivilClock> | null {
  const half = clock.hour >= 1 && clock.hour <= 12 ? matchAt(halfOfDay, text, end) : null;
  if (half === null) return null;
  const hour = (clock.hour % 12) + (half[1]?.toLowerCase() === "p" ? 12 : 0);
  return { value: { ...clock, hour }, end: end + half[0].length };
}

/** The time of day at `index`. The zone that may follow, and where the time ends, are the caller's to check. */
export function scanClock(text: string, index: number): Scanned<TypedClock> | NoClock {
  const colon = matchAt(colonClock, text, index);
  const match = colon ?? matchAt(wordClock, text, index);
  if (match === null) return { hint: hintAt(text, index) };
  const [all, hour, minute, second, fraction, commaFraction] = match;
  assert(hour !== undefined);
  const clock: CivilClock = {
    hour: Number(hour),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number((fraction ?? commaFraction ?? "").slice(0, 3).padEnd(3, "0")),
  };
  if (!isClock(clock)) {
    const typed = all.replace(/^(?:at|@)\s*/i, "");
    return { hint: `“${typed}” is no time of day: hours go from 00 to 23, minutes and seconds from 00 to 59.` };
  }
  const end = index + all.length;
  const half = applyHalf(text, end, clock);
  if (half === null && colon === null) return { hint: hintAt(text, index) };
  const hasSeconds = second !== undefined;
  if (half !== null && endsTime(text, half.end)) return { value: { clock: half.value, hasSeconds }, end: half.end };
  return colon === null ? { hint: null } : { value: { clock, hasSeconds }, end };
}
