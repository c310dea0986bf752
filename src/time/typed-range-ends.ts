// Takes the two ends of a range apart: "11:07 to 11:54", "from 11:07", "yesterday 23:50–00:20". Says where each was
// typed and in which ways it can be read.
// Never takes a dash of the text for the middle of a range: a time has to follow it.

import { endsWord, matchAt, restAfter, skipSpace } from "./scan.ts";
import { scanWhen, type When } from "./typed-when.ts";
import { quote } from "./typed-wording.ts";

type Read = Exclude<When, { kind: "none" }>;

/** `first` was typed up to `firstEnd`. `second` began at `secondStart`; its ways to be read end where each says. */
export type Closed = { kind: "closed"; first: Read; firstEnd: number; second: Read; secondStart: number };
/** It has not ended. Ways to read the one time may end in several places; `rest` is what each leaves of the text. */
export type Open = { kind: "open"; first: Read; restFrom: (end: number) => string };
export type Ends = { start: number } & (Closed | Open);

const opener = /(from|since|between)\s+/iy;
const middle = /\s*(?:,\s*)?(?:to|until|till?|through)\s+(?=\S)/iy;
const and = /\s*and\s+(?=\S)/iy;
const dash = /\s*[–—-]\s*(?=\S)/y;
const onwards = /\s+(?:and\s+)?on(?:wards?)?/iy;

/** What follows the first time; of several, the one with the highest rank was meant. */
type Going =
  | { rank: 3; kind: "to"; secondStart: number; second: When }
  | { rank: 1; kind: "dash"; secondStart: number; second: Read }
  | { rank: 2; kind: "on"; end: number };

/** `word`: what opened the range, in lower case. After "since" a dash is one of the text, or of a zone. */
function goingOn(text: string, end: number, word: string, now: number): Going | null {
  const joint = matchAt(middle, text, end) ?? (word === "between" ? matchAt(and, text, end) : null);
  if (joint !== null) {
    const secondStart = end + joint[0].length;
    const second = scanWhen(text, secondStart, now);
    if (second.kind !== "none" || word !== "since") return { rank: 3, kind: "to", secondStart, second };
  }
  const on = matchAt(onwards, text, end);
  if (on !== null && endsWord(text, end + on[0].length)) return { rank: 2, kind: "on", end: end + on[0].length };
  const line = word === "since" ? null : matchAt(dash, text, end);
  if (line === null) return null;
  const second = scanWhen(text, end + line[0].length, now);
  return second.kind === "none" ? null : { rank: 1, kind: "dash", secondStart: end + line[0].length, second };
}

/** Those of its ways to be read that end here. */
function endingAt(first: Read, end: number): Read {
  if (first.kind === "instant") return first;
  return { kind: "phrases", phrases: first.phrases.filter((phrase) => phrase.end === end) };
}

const examples = "for example: 11:07 to 11:54, or since 11:07 while it lasts.";

function noStart(text: string, start: number): { sentence: string } {
  if (start >= text.length) return { sentence: `There is no time here. Write when it began and ended, ${examples}` };
  const typed = quote(text.slice(start));
  return { sentence: `There is no time at the start of ${typed}. Write when it began and ended, ${examples}` };
}

/** The range at the start of `text`; a sentence where there is none, or a half of one. */
export function scanEnds(text: string, now: number): Ends | { sentence: string } {
  const before = skipSpace(text, 0);
  const opened = matchAt(opener, text, before);
  const word = (opened?.[1] ?? "").toLowerCase();
  const start = before + (opened?.[0].length ?? 0);
  const first = scanWhen(text, start, now, word !== "since");
  if (first.kind === "none") return first.sentence === null ? noStart(text, before) : { sentence: first.sentence };
  const ends = first.kind === "instant" ? [first.end] : [...new Set(first.phrases.map(({ end }) => end))];
  const best = ends
    .map((end) => ({ end, going: goingOn(text, end, word, now) }))
    .sort((a, b) => (b.going?.rank ?? 0) - (a.going?.rank ?? 0) || b.end - a.end)[0];
  const typed = quote(text.slice(start, best?.end));
  if (best === undefined || best.going === null) {
    if (word === "since" || word === "from")
      return { start, kind: "open", first, restFrom: (end) => restAfter(text, end) };
    return { sentence: `There is no end after ${typed}. Write it there, ${examples}` };
  }
  const { end: firstEnd, going } = best;
  const known = endingAt(first, firstEnd);
  if (going.kind === "on") return { start, kind: "open", first: known, restFrom: () => restAfter(text, going.end) };
  const { second, secondStart } = going;
  if (second.kind !== "none") return { start, kind: "closed", first: known, firstEnd, second, secondStart };
  const none = `${quote(text.slice(secondStart))} after ${typed} is no time. Write when it ended, ${examples}`;
  return { sentence: second.sentence ?? none };
}
