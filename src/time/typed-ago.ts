// Reads "20 min ago", "1h20m ago", "an hour and a half ago", "two hours, 5 min ago", "3 days ago".
// Never takes what is not exact. This is why chrono-node 2.10 is not used here: it takes "a few" for 3, reads
// "0.1 days" as 2 h, and after a comma loses units ("2 h, 1 min, 30 s ago" is read without its seconds).

import assert from "node:assert/strict";
import { dayMs, hourMs, minuteMs, secondMs } from "./duration.ts";
import { agoPhraseLength } from "./limits.ts";
import type { Scanned } from "./scan.ts";
import { endsWord, matchAt } from "./scan.ts";

/** `days` is set where the phrase counts whole days only, and so names a day and no time. */
export type Ago = { ms: number; days: number | null };

export type AgoResult = Scanned<Ago> | { hint: string } | null;

const numberWords = new Map(
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
const unit = "(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?!\\p{L})";
const count = `(?:(\\d{1,6}(?:\\.\\d{1,3})?)\\s*|(${[...numberWords.keys()].join("|")})(?:\\s+an?)?\\s+)`;
const part = new RegExp(`${count}${unit}(\\s+and\\s+a\\s+half)?(?:\\s*,?\\s*(?:and\\s+)?(?=[\\da-z]))?`, "iuy");
const ago = /\s*ago/iy;

/** With one of these a length of time is not exact: months and years have no fixed length. */
const vagueWords = new Set([
  ..."about around roughly some few several couple of while".split(" "),
  ..."mo mon mons mos month months quarter quarters qtr y yr yrs year years".split(" "),
]);
const unitWord = new RegExp(`^${unit}$`, "iu");

/** A sentence for a length of time that is not exact, else null. */
function hintOf(text: string, index: number): { hint: string } | null {
  const phrase = /^.+?\bago\b/is.exec(text.slice(index, index + agoPhraseLength))?.[0];
  if (phrase === undefined || !endsWord(text, index + phrase.length)) return null;
  const words = phrase.toLowerCase().match(/[\p{L}-]+/gu) ?? [];
  const others = words.filter(
    (word) => word !== "ago" && word !== "and" && !numberWords.has(word) && !unitWord.test(word),
  );
  if (others.length === 0 || !others.every((word) => vagueWords.has(word))) return null;
  return { hint: `“${phrase}” is not exact. Say how many minutes, hours or days, for example: 20 min ago.` };
}

/** The phrase at `index`; null where there is none, a hint where there is one that is not exact. */
export function scanAgo(text: string, index: number): AgoResult {
  let end = index;
  let ms = 0;
  const lengths = new Set<number>();
  for (let match = matchAt(part, text, end); match !== null; match = matchAt(part, text, end)) {
    const [all, digits, word, name, half] = match;
    const length = unitMs.get((name ?? "").charAt(0).toLowerCase());
    assert(length !== undefined);
    // "5 min 3 min ago" is a slip: which of the two was meant is not ours to say.
    if (lengths.has(length)) return null;
    lengths.add(length);
    const number = digits === undefined ? numberWords.get((word ?? "").toLowerCase()) : Number(digits);
    const thousandths = Math.round((number ?? 0) * 1_000) + (half === undefined ? 0 : 500);
    // Every unit is a multiple of 1,000 ms, so this stays a whole number.
    ms += thousandths * (length / 1_000);
    end += all.length;
  }
  const said = lengths.size === 0 ? null : matchAt(ago, text, end);
  if (said === null || !endsWord(text, end + said[0].length)) return hintOf(text, index);
  const countsDays = [...lengths].every((length) => length >= dayMs) && ms % dayMs === 0;
  return { value: { ms, days: countsDays ? ms / dayMs : null }, end: end + said[0].length };
}
