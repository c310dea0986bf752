// Instants as a zone's clocks show them, always with the UTC offset beside them.
// Never reads the host's own zone, and never shows a time without saying which offset it is in.

import assert from "node:assert/strict";
import { minuteMs, secondMs } from "./duration.ts";

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * @date-fns/tz 1.5 has tzOffset for this, but it loses the sign of offsets between 0 and -1 h (Africa/Monrovia was at
 * -00:44:30 until 1972), so we read the same Intl field ourselves.
 */
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  formatters.set(zone, made);
  return made;
}

/** Whether `name` is a zone of the IANA database (links such as "Asia/Calcutta" too). A bare offset is not. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** How far `zone` is ahead of UTC at `at` (epoch ms), in milliseconds. An unknown zone is a RangeError. */
export function offsetOf(at: number, zone: string): number {
  const text = formatterOf(zone).format(at);
  const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
  assert(match !== null, `Intl gave no offset for ${zone}: ${text}`);
  const [, sign, hours, minutes, seconds] = match;
  if (sign === undefined) return 0;
  const size = (Number(hours) * 60 + Number(minutes)) * minuteMs + Number(seconds ?? 0) * secondMs;
  return sign === "-" ? -size : size;
}

/** "-03:00", "+05:45", "+00:00"; "-00:44:30" where a zone kept its sun's time. */
function formatOffset(offsetMs: number): string {
  const sign = offsetMs < 0 ? "-" : "+";
  const clock = new Date(Math.abs(offsetMs)).toISOString().slice(11, 19);
  return sign + (clock.endsWith(":00") ? clock.slice(0, 5) : clock);
}

type Shown = { date: string; clock: string; offset: string };

function show(at: number, offsetMs: number, precision: Precision): Shown {
  const local = new Date(at + offsetMs).toISOString();
  const split = local.indexOf("T");
  return {
    date: local.slice(0, split),
    clock: local.slice(split + 1, split + (precision === "seconds" ? 9 : 6)),
    offset: formatOffset(offsetMs),
  };
}

export type Precision = "seconds" | "minutes";

/** As formatInstant, for a clock that is `offsetMs` ahead of UTC whatever the zone. */
export function formatAtOffset(at: number, offsetMs: number, precision: Precision = "seconds"): string {
  const { date, clock, offset } = show(at, offsetMs, precision);
  return `${date} ${clock} ${offset}`;
}

/**
 * "2021-09-15 10:48:00 -03:00", or "2021-09-15 10:48 -03:00" to the minute. What is finer is dropped, not rounded.
 * `at` is epoch ms; years 0000 to 9999 have four digits, others the sign and six digits of ISO 8601.
 */
export function formatInstant(at: number, zone: string, precision: Precision = "seconds"): string {
  return formatAtOffset(at, offsetOf(at, zone), precision);
}

/** "2021-09-15": the day on `zone`'s calendar. */
export function formatDate(at: number, zone: string): string {
  return show(at, offsetOf(at, zone), "minutes").date;
}

/** "10:48:00 -03:00", or "10:48 -03:00" to the minute. */
export function formatTime(at: number, zone: string, precision: Precision = "seconds"): string {
  const { clock, offset } = show(at, offsetOf(at, zone), precision);
  return `${clock} ${offset}`;
}
