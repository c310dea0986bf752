// Takes a time, in whichever way people say one, from one place of a line: "just now", "20 min ago", "yesterday 10:25".
// Never says which instant a time of day is: that needs the zone.

import { endsWord, matchAt } from "./scan.ts";
import { scanAgo } from "./typed-ago.ts";
import type { Phrase } from "./typed-phrase.ts";
import { scanAfterDay, scanPhrases } from "./typed-phrase.ts";

/**
 * An instant that was counted from now; or every way to read a time of day; or neither. The sentence says what looks
 * like a time and is none; it is null where nothing does.
 */
export type When =
  | { kind: "instant"; at: number; end: number }
  | { kind: "phrases"; phrases: Phrase[] }
  | { kind: "none"; sentence: string | null };

const justNow = /(?:just\s+|right\s+)?now/iy;

/** `inRange`: it is the first of a range, and what follows may be the other. */
export function scanWhen(text: string, index: number, now: number, inRange = false): When {
  if (text.startsWith("<!date", index)) {
    const sentence = "Slack's own date tokens cannot be read here. Type the time itself, for example: 10:25.";
    return { kind: "none", sentence };
  }
  const nowWord = matchAt(justNow, text, index);
  if (nowWord !== null && endsWord(text, index + nowWord[0].length)) {
    return { kind: "instant", at: now, end: index + nowWord[0].length };
  }
  const ago = scanAgo(text, index);
  if (ago !== null && "hint" in ago) return { kind: "none", sentence: ago.hint };
  if (ago === null) {
    const phrases = scanPhrases(text, index, inRange);
    return "hint" in phrases ? { kind: "none", sentence: phrases.hint } : { kind: "phrases", phrases };
  }
  const { ms, days } = ago.value;
  if (days === null) return { kind: "instant", at: now - ms, end: ago.end };
  const day = { days: [{ kind: "back" as const, days }], afterTime: "never" as const, needsClock: false };
  const phrases = scanAfterDay(text, { value: day, end: ago.end }, inRange);
  if (!("hint" in phrases)) return { kind: "phrases", phrases };
  const typed = text.slice(index, ago.end);
  const noClock = `“${typed}” names a day but no time of day. Put one after it, for example: ${typed} 10:25.`;
  return { kind: "none", sentence: phrases.hint ?? noClock };
}
