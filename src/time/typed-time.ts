// Reads the time that a person typed at the start of a line, and gives back the text after it byte for byte.
// Never guesses: what can mean two instants is asked about, what is not exact or has not come yet is refused, and
// words that are no time stay text. Each sentence says what is wrong and what to do; it is plain text, to be escaped
// by whoever shows it, because it repeats what was typed.

import assert from "node:assert/strict";
import { formatDuration } from "./duration.ts";
import { restAfter, skipSpace } from "./scan.ts";
import type { Gap, Moment } from "./typed-moment.ts";
import { momentsOf, ownOffsetFirst } from "./typed-moment.ts";
import type { Phrase } from "./typed-phrase.ts";
import { scanWhen } from "./typed-when.ts";
import { dayName, label, quote, skipped, type TypedTimeContext } from "./typed-wording.ts";
import { isTimeZone, offsetOf } from "./zone.ts";

/** A time that may have been meant: `label` ("2021-11-07 01:30 -07:00"), typed in its place, means it. */
export type TimeChoice = { label: string; at: number; rest: string };

/**
 * `at` is epoch ms and never later than now. `rest` is the text after the time, without the spaces and the one comma,
 * colon or dash between. `as` says what was understood, in the person's zone: "yesterday, 2021-09-14 23:50 -03:00".
 * `choices` has the times to choose from, oldest first (of a gap: the nearest time); empty where there are none.
 */
export type TypedTime =
  | { ok: true; at: number; rest: string; as: string }
  | { ok: false; code: "unreadable" | "ambiguous" | "future" | "gap"; sentence: string; choices: TimeChoice[] };

function unreadable(sentence: string): TypedTime {
  return { ok: false, code: "unreadable", sentence, choices: [] };
}

function understood(at: number, typed: string, rest: string, context: TypedTimeContext): TypedTime {
  const { now, zone } = context;
  const shown = label(Math.min(at, now), offsetOf(Math.min(at, now), zone));
  if (at <= now) return { ok: true, at, rest, as: `${at === now ? "now" : dayName(at, context)}, ${shown}` };
  const ahead = formatDuration(Math.max(1_000, at - now));
  return { ok: true, at: now, rest, as: `now, ${shown} (${quote(typed)} is ${ahead} ahead of Sitrep's clock)` };
}

type Candidate = Moment & { end: number };

function inFuture(typed: string, { at, reading }: Candidate, now: number): TypedTime {
  const shown = label(at, reading.offsetOf(at));
  const sentence =
    `${quote(typed)} is ${shown}, which is ${formatDuration(at - now)} in the future. ` +
    "Type a time that has passed, or “just now”.";
  return { ok: false, code: "future", sentence, choices: [] };
}

function inGap(text: string, typed: string, gap: Gap, end: number): TypedTime {
  const { jumpAt, reading } = gap;
  const choice = { label: label(jumpAt, reading.offsetOf(jumpAt)), at: jumpAt, rest: restAfter(text, end) };
  return { ok: false, code: "gap", sentence: skipped(typed, gap), choices: [choice] };
}

function ambiguous(text: string, typed: string, candidates: Candidate[], now: number): TypedTime {
  const named = candidates.map((one) => {
    const notes = [one.reading.name, one.isAhead ? "in the future" : null].filter((note) => note !== null);
    return label(one.at, one.reading.offsetOf(one.at)) + (notes.length > 0 ? ` (${notes.join(", ")})` : "");
  });
  const choices = candidates
    .filter((one) => !one.isAhead)
    .map(({ at, reading, end }) => ({
      label: label(at, reading.offsetOf(at)),
      at: Math.min(at, now),
      rest: restAfter(text, end),
    }));
  const sentence = `${quote(typed)} can mean ${named.join(" or ")}. Type the one you mean, written like that.`;
  return { ok: false, code: "ambiguous", sentence, choices };
}

/** One candidate for each instant. Where two readings agree on it, the one that leaves more of the text wins. */
function distinct(candidates: Candidate[]): Candidate[] {
  const byInstant = new Map<number, Candidate>();
  for (const one of candidates) {
    const known = byInstant.get(one.at);
    if (known === undefined || one.end < known.end) byInstant.set(one.at, one);
  }
  return [...byInstant.values()].sort((a, b) => a.at - b.at);
}

function choose(text: string, start: number, phrases: Phrase[], context: TypedTimeContext): TypedTime {
  const read = ownOffsetFirst(phrases, context).map((phrase) => ({
    end: phrase.end,
    ...momentsOf(phrase, context.zone, context.now),
  }));
  const candidates = distinct(read.flatMap(({ moments, end }) => moments.map((moment) => ({ ...moment, end }))));
  const typed = text.slice(start, Math.max(...read.map(({ end }) => end)));
  const past = candidates.filter((one) => !one.isAhead);
  const [first] = candidates;
  if (past.length > 0 && candidates.length > 1) return ambiguous(text, typed, candidates, context.now);
  const [only] = past;
  if (only !== undefined) {
    return understood(only.at, text.slice(start, only.end), restAfter(text, only.end), context);
  }
  for (const { gaps, end } of read) {
    if (gaps[0] !== undefined) return inGap(text, typed, gaps[0], end);
  }
  if (first !== undefined) return inFuture(typed, first, context.now);
  return unreadable(`${quote(typed)} is on a day that was another day of the week. Leave out one of the two.`);
}

function noTime(text: string, start: number): TypedTime {
  const examples = "Begin with one, for example: 10:25 or 20 min ago or yesterday 23:10.";
  if (start >= text.length) return unreadable(`There is no time here. ${examples}`);
  return unreadable(`There is no time at the start of ${quote(text.slice(start))}. ${examples}`);
}

/** Reads a time at the start of `text`; see the types above for what comes back. An unknown zone asserts. */
export function readTypedTime(text: string, context: TypedTimeContext): TypedTime {
  assert(isTimeZone(context.zone), `Not an IANA zone: ${context.zone}`);
  const start = skipSpace(text, 0);
  const when = scanWhen(text, start, context.now);
  if (when.kind === "none") return when.sentence === null ? noTime(text, start) : unreadable(when.sentence);
  if (when.kind === "phrases") return choose(text, start, when.phrases, context);
  return understood(when.at, text.slice(start, when.end), restAfter(text, when.end), context);
}
