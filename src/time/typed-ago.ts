// Reads "20 min ago", "1h20m ago", "an hour and a half ago", "two hours, 5 min ago", "3 days ago".
// Never takes what is not exact. This is why chrono-node 2.10 is not used here: it takes "a few" for 3, reads
// "0.1 days" as 2 h, and after a comma loses units ("2 h, 1 min, 30 s ago" is read without its seconds).

import { dayMs } from "./duration.ts";
import { agoPhraseLength } from "./limits.ts";
import type { Scanned } from "./scan.ts";
import { endsWord, matchAt } from "./scan.ts";
import { numberWords, scanSpan, unit } from "./typed-duration.ts";

/** `days` is set where the phrase counts whole days only, and so names a day and no time. */
export type Ago = { ms: number; days: number | null };

export type AgoResult = Scanned<Ago> | { hint: string } | null;

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
  const span = scanSpan(text, index);
  const said = span === null ? null : matchAt(ago, text, span.end);
  if (span === null || said === null || !endsWord(text, span.end + said[0].length)) return hintOf(text, index);
  const { ms, isInDays } = span.value;
  const days = isInDays && ms % dayMs === 0 ? ms / dayMs : null;
  return { value: { ms, days }, end: span.end + said[0].length };
}
