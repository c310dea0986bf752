// Reads "20 min ago", "1h20m ago", "an hour and 20 minutes ago", "half an hour ago", "3 days ago".
// Never lets chrono-node guess: it takes "a few" for 3 and "several" for 7, drops a unit that is said twice, and finds
// phrases anywhere in a line. It sees only a phrase made wholly of exact numbers and units, and must read all of it.

import { casual } from "chrono-node/en";
import { dayMs } from "./duration.ts";
import { agoPhraseLength, longestAgoMs } from "./limits.ts";
import type { Scanned } from "./scan.ts";
import { endsWord } from "./scan.ts";

/** `days` is set where the phrase counts whole days only, and so names a day and no time. */
export type Ago = { ms: number; days: number | null };

export type AgoResult = Scanned<Ago> | { hint: string } | null;

const units = new Map([
  ...["s", "sec", "second", "seconds"].map((word) => [word, "second"] as const),
  ...["m", "min", "mins", "minute", "minutes"].map((word) => [word, "minute"] as const),
  ...["h", "hr", "hrs", "hour", "hours"].map((word) => [word, "hour"] as const),
  ...["d", "day", "days"].map((word) => [word, "day"] as const),
  ...["w", "week", "weeks"].map((word) => [word, "week"] as const),
]);
const numbers = "a an half one two three four five six seven eight nine ten eleven twelve and".split(" ");
const exactWords = new Set([...numbers, ...units.keys(), "ago"]);

/** With these a phrase is still an "ago", but not an exact one: months and years have no fixed length. */
const vagueWords = new Set([
  ..."about around roughly some few several couple of while".split(" "),
  ..."mo mon mos month months quarter quarters qtr y yr year years".split(" "),
]);

/** What chrono-node reads is counted back from here, in UTC, so that no zone's clock changes come into it. */
const reference = { instant: new Date(Date.UTC(2001, 0, 1)), timezone: 0 };

/** The exact length of `phrase` in ms, or null where it is none. */
function lengthOf(phrase: string): number | null {
  const [read, ...others] = casual.parse(phrase, reference);
  if (read === undefined || others.length > 0 || read.index !== 0 || read.text !== phrase) return null;
  const ms = reference.instant.getTime() - read.start.date().getTime();
  return Number.isInteger(ms) && ms >= 0 && ms <= longestAgoMs ? ms : null;
}

/** The phrase at `index`; null where there is none, a hint where there is one that is not exact. */
export function scanAgo(text: string, index: number): AgoResult {
  const match = /^.+?\bago\b/is.exec(text.slice(index, index + agoPhraseLength));
  if (match === null || !endsWord(text, index + match[0].length)) return null;
  const phrase = match[0];
  const words = phrase.toLowerCase().match(/\p{L}+/gu) ?? [];
  const named = words.flatMap((word) => units.get(word) ?? []);
  const isExact =
    words.every((word) => exactWords.has(word)) &&
    /^[\p{L}\d\s,.]+$/u.test(phrase) &&
    new Set(named).size === named.length;
  const ms = isExact ? lengthOf(phrase) : null;
  if (ms === null) {
    const isVague = words.some((word) => vagueWords.has(word));
    if (!isVague || !words.every((word) => vagueWords.has(word) || exactWords.has(word))) return null;
    return { hint: `“${phrase}” is not exact. Say how many minutes, hours or days, for example: 20 min ago.` };
  }
  const countsDays = named.every((unit) => unit === "day" || unit === "week") && ms % dayMs === 0;
  return { value: { ms, days: countsDays ? ms / dayMs : null }, end: index + phrase.length };
}
