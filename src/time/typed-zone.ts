// Reads the zone that people put after a time: "-03:00", "Z", "UTC+3", "PDT", "Europe/London".
// Never takes a word or a number of the text that follows for a zone.

import assert from "node:assert/strict";
import type { CivilClock, CivilDate, Instants } from "./civil.ts";
import { civilDateOf, instantAtOffset, instantsOf } from "./civil.ts";
import { hourMs, minuteMs, secondMs } from "./duration.ts";
import type { Scanned } from "./scan.ts";
import { endsTime, endsWord, matchAt } from "./scan.ts";
import { isTimeZone, offsetOf } from "./zone.ts";
import type { Meaning } from "./zone-abbreviations.ts";
import { abbreviationOf } from "./zone-abbreviations.ts";

/**
 * A zone as typed. `mayBeSpan`: whether the minus may as well begin the end of a span, as in "10:25-11:00"; set off by
 * a space ("10:25 -11:00"), it is taken for a span only from people `elsewhere`, whose own clocks keep another offset.
 */
export type TypedZone =
  | { kind: "offset"; offsetMs: number; mayBeSpan: "never" | "elsewhere" | "anywhere" }
  | { kind: "zone"; zone: string }
  | { kind: "meanings"; meanings: Meaning[] };

/** One reading of a zone: how civil times and instants turn into each other there. `name` is for people, or null. */
export type ZoneReading = {
  name: string | null;
  dateOf: (at: number) => CivilDate;
  offsetOf: (at: number) => number;
  instantsOf: (date: CivilDate, clock: CivilClock) => Instants;
};

export function inZone(zone: string, name: string | null): ZoneReading {
  return {
    name,
    dateOf: (at) => civilDateOf(at, zone),
    offsetOf: (at) => offsetOf(at, zone),
    instantsOf: (date, clock) => instantsOf(date, clock, zone),
  };
}

export function atOffset(offsetMs: number, name: string | null): ZoneReading {
  return {
    name,
    dateOf: (at) => civilDateOf(at + offsetMs, "UTC"),
    offsetOf: () => offsetMs,
    instantsOf: (date, clock) => ({ kind: "at", at: [instantAtOffset(date, clock, offsetMs)] }),
  };
}

/**
 * What was read before the zone, which decides how much a sign and digits can be trusted to be an offset. `inRange`:
 * a range is being read, so that a minus may begin its end, also one after midnight ("23:50-00:15").
 */
export type BeforeZone = {
  clock: CivilClock;
  hasDate: boolean;
  hasSeconds: boolean;
  isIso: boolean;
  inRange: boolean;
};

const zulu = /z/iy;
const universal = /\s*\(?(?:utc|gmt)(?:([+-])(\d{1,2})(?::?(\d\d))?)?\)?/iy;
const colonOffset = /(\s*)([+-−])(\d\d):(\d\d)(?::(\d\d))?/y;
const shortOffset = /(\s*)([+-−])(\d\d)(\d\d)?/y;
const place = /\s+\(?([a-z_]+(?:\/[a-z0-9_+-]+)+)\)?/iy;
const word = /\s*(?:\(([a-z]{2,5})\)|(?<![a-z])([a-z]{2,5}))/iy;

function offsetMsOf(sign: string | undefined, hours: string, minutes?: string, seconds?: string): number | null {
  // The widest offsets ever kept are Manila's -15:56 and Alaska's +15:02, both before 1900.
  if (Number(hours) > 15 || Number(minutes ?? 0) > 59 || Number(seconds ?? 0) > 59) return null;
  const size = Number(hours) * hourMs + Number(minutes ?? 0) * minuteMs + Number(seconds ?? 0) * secondMs;
  return sign === "+" ? size : 0 - size;
}

function scanColonOffset(text: string, index: number, before: BeforeZone): Scanned<TypedZone> | null {
  const match = matchAt(colonOffset, text, index);
  if (match === null) return null;
  const [all, space, sign, hours, minutes, seconds] = match;
  assert(hours !== undefined && minutes !== undefined);
  const offsetMs = offsetMsOf(sign, hours, minutes, seconds);
  if (offsetMs === null) return null;
  const isLater = Number(hours) * 60 + Number(minutes) > before.clock.hour * 60 + before.clock.minute;
  const isPrecise = before.isIso || (!before.inRange && (before.hasSeconds || seconds !== undefined));
  const mayEnd = isLater || before.inRange;
  const isLikeSpan = sign !== "+" && !isPrecise && mayEnd && (space === "" || !before.hasDate);
  // No zone of today is off by anything but whole quarters of an hour, so "10:25-10:55" is a span.
  if (isLikeSpan && Number(minutes) % 15 !== 0) return null;
  const mayBeSpan = !isLikeSpan ? "never" : space === "" ? "anywhere" : "elsewhere";
  return { value: { kind: "offset", offsetMs, mayBeSpan }, end: index + all.length };
}

/** "+0300" and "+03" are trusted where they are glued to the time, or end a time to the second as Git writes it. */
function scanShortOffset(text: string, index: number, before: BeforeZone): Scanned<TypedZone> | null {
  const match = matchAt(shortOffset, text, index);
  if (match === null) return null;
  const [all, space, sign, hours, minutes] = match;
  assert(hours !== undefined);
  const isLogStyle = before.hasDate && before.hasSeconds && minutes !== undefined;
  const isGlued = space === "" && (sign === "+" || before.isIso || before.hasSeconds);
  const offsetMs = isGlued || isLogStyle ? offsetMsOf(sign, hours, minutes) : null;
  return offsetMs === null
    ? null
    : { value: { kind: "offset", offsetMs, mayBeSpan: "never" }, end: index + all.length };
}

function scanUniversal(text: string, index: number): Scanned<TypedZone> | null {
  const match = matchAt(universal, text, index) ?? matchAt(zulu, text, index);
  if (match === null) return null;
  const offsetMs = match[2] === undefined ? 0 : offsetMsOf(match[1], match[2], match[3]);
  if (offsetMs === null) return null;
  return { value: { kind: "offset", offsetMs, mayBeSpan: "never" }, end: index + match[0].length };
}

function scanName(text: string, index: number): Scanned<TypedZone> | null {
  const named = matchAt(place, text, index);
  if (named?.[1] !== undefined && isTimeZone(named[1])) {
    return { value: { kind: "zone", zone: named[1] }, end: index + named[0].length };
  }
  const match = matchAt(word, text, index);
  const meanings = match === null ? null : abbreviationOf(match[1] ?? match[2] ?? "");
  if (match === null || meanings === null) return null;
  const value: TypedZone =
    typeof meanings === "string" ? { kind: "zone", zone: meanings } : { kind: "meanings", meanings };
  return { value, end: index + match[0].length };
}

/** The zone at `index`, spaces before it included, or null where the text goes on with something else. */
export function scanZone(text: string, index: number, before: BeforeZone): Scanned<TypedZone> | null {
  const offset = scanColonOffset(text, index, before) ?? scanShortOffset(text, index, before);
  if (offset !== null && endsTime(text, offset.end)) return offset;
  const named = scanUniversal(text, index) ?? scanName(text, index);
  return named !== null && endsWord(text, named.end) ? named : null;
}
