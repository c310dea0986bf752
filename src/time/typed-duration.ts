// Reads a span of time as people write it: "1 h 30 min", "90m", "1h20m", "45 minutes", "an hour and a half", "1.5 h".
// Never takes what is not exact: months and years have no fixed length, and of "5 min 3 min" nobody knows which.

import assert from "node:assert/strict";
import { dayMs, hourMs, minuteMs, secondMs } from "./duration.ts";
import type { Scanned } from "./scan.ts";
import { matchAt, skipSpace } from "./scan.ts";

export const numberWords = new Map(
  Object.entries({
    ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
    ...{ eleven: 11, twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, "forty-five": 45, fifty: 50 },
    ...{ ninety: 90, half: 0.5 },
  }),
);

/** By the first letter of the unit. Months and years have no fixed length and are refused. */
const unitMs = new Map([
  ["s", secondMs],
  ["m", minuteMs],
  ["h", hourMs],
  ["d", dayMs],
  ["w", 7 * dayMs],
]);
/** A pattern's source: a unit of fixed length, not the beginning of another word. */
export const unit = "(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?!\\p{L})";
const count = `(?:(\\d{1,6}(?:\\.\\d{1,3})?)\\s*|(${[...numberWords.keys()].join("|")})(?:\\s+an?)?\\s+)`;
const part = new RegExp(`${count}${unit}(\\s+and\\s+a\\s+half)?(?:\\s*(?:,\\s*)?(?:and\\s+)?(?=[\\da-z]))?`, "iuy");

/** `isInDays`: every unit of it is a day or longer. */
export type TypedSpan = { ms: number; isInDays: boolean };

/** The span at `index`, the spaces and the one comma after it included; null where there is none that is exact. */
export function scanSpan(text: string, index: number): Scanned<TypedSpan> | null {
  let end = index;
  let ms = 0;
  const lengths = new Set<number>();
  for (let match = matchAt(part, text, end); match !== null; match = matchAt(part, text, end)) {
    const [all, digits, word, name, half] = match;
    const length = unitMs.get((name ?? "").charAt(0).toLowerCase());
    assert(length !== undefined);
    // "5 min 3 min" is a slip: which of the two was meant is not ours to say.
    if (lengths.has(length)) return null;
    lengths.add(length);
    const number = digits === undefined ? numberWords.get((word ?? "").toLowerCase()) : Number(digits);
    const thousandths = Math.round((number ?? 0) * 1_000) + (half === undefined ? 0 : 500);
    // Every unit is a multiple of 1,000 ms, so this stays a whole number.
    ms += thousandths * (length / 1_000);
    end += all.length;
  }
  if (lengths.size === 0) return null;
  return { value: { ms, isInDays: [...lengths].every((length) => length >= dayMs) }, end };
}

/** Milliseconds of a text that is a span and nothing else; null where it is none. Days are exactly 24 h. */
export function readTypedDuration(text: string): number | null {
  const span = scanSpan(text, skipSpace(text, 0));
  return span !== null && skipSpace(text, span.end) === text.length ? span.value.ms : null;
}
