// Spans of time, in the words people read and in ISO 8601 for machines.
// Never rounds: a figure that says "44 min" is 44 min and 0 s. Never shows people a negative span; callers say in words
// which of two times came first ("detected 5 min before impact"). Machines get the sign.

import assert from "node:assert/strict";

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
/** Exactly 24 h, whatever a zone's clocks did meanwhile: a duration knows no calendar. */
export const dayMs = 24 * hourMs;

type Parts = { days: number; hours: number; minutes: number; seconds: number; milliseconds: number };

function partsOf(ms: number): Parts {
  assert(Number.isSafeInteger(ms) && ms >= 0, `A duration is a whole number of milliseconds from 0 up, got ${ms}.`);
  return {
    days: Math.floor(ms / dayMs),
    hours: Math.floor((ms % dayMs) / hourMs),
    minutes: Math.floor((ms % hourMs) / minuteMs),
    seconds: Math.floor((ms % minuteMs) / secondMs),
    milliseconds: ms % secondMs,
  };
}

/**
 * "9 h 13 min", "3 d 5 h 16 min", "1 h 16 min 5 s", "0 s".
 * The rule: every unit that is not zero is shown, down to the second, however long the span. Only what is finer than a
 * second is dropped (never rounded up): the clock promises seconds. `ms` is a whole number, 0 or more; others assert.
 */
export function formatDuration(ms: number): string {
  const { days, hours, minutes, seconds } = partsOf(ms);
  const units: [number, string][] = [
    [days, "d"],
    [hours, "h"],
    [minutes, "min"],
    [seconds, "s"],
  ];
  const shown = units.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return shown.length === 0 ? "0 s" : shown.join(" ");
}

/**
 * ISO 8601: "PT9H13M", "P3DT5H16M", "PT0S", "PT1.25S"; a negative one with the sign in front, as ISO 8601-2 and XML
 * Schema have it: "-PT5M". Days are exactly 24 h. Milliseconds are kept, so that `parseIsoDuration` gives the same
 * number back. `ms` is a whole number; others assert.
 */
export function isoDuration(ms: number): string {
  const { days, hours, minutes, seconds, milliseconds } = partsOf(Math.abs(ms));
  const fraction = milliseconds === 0 ? "" : `.${String(milliseconds).padStart(3, "0").replace(/0+$/, "")}`;
  const date = days > 0 ? `${days}D` : "";
  const time =
    (hours > 0 ? `${hours}H` : "") +
    (minutes > 0 ? `${minutes}M` : "") +
    (seconds > 0 || milliseconds > 0 ? `${seconds}${fraction}S` : "");
  if (date === "" && time === "") return "PT0S";
  return `${ms < 0 ? "-" : ""}P${date}${time === "" ? "" : `T${time}`}`;
}

const isoShape = /^(-)?P(?!$)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?)?$/;

/**
 * Milliseconds of an ISO 8601 duration, or null where it is none. Weeks, days, hours, minutes and seconds (to the
 * millisecond) are read, and a minus in front. Years and months are refused: they have no fixed length. So are spaces,
 * and signs within.
 */
export function parseIsoDuration(text: string): number | null {
  const match = isoShape.exec(text);
  if (match === null) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(2, 7).map((digits) => Number(digits ?? 0));
  const milliseconds = Number((match[7] ?? "").padEnd(3, "0"));
  const ms =
    (weeks ?? 0) * 7 * dayMs +
    (days ?? 0) * dayMs +
    (hours ?? 0) * hourMs +
    (minutes ?? 0) * minuteMs +
    (seconds ?? 0) * secondMs +
    milliseconds;
  if (!Number.isSafeInteger(ms)) return null;
  return match[1] === undefined || ms === 0 ? ms : -ms;
}

/** As formatDuration, but without days: on a working calendar one of those is not 24 h. "40 h 12 min". */
export function formatHours(ms: number): string {
  const rest = ms % hourMs;
  if (ms < hourMs) return formatDuration(ms);
  return `${Math.floor(ms / hourMs)} h${rest < secondMs ? "" : ` ${formatDuration(rest)}`}`;
}
