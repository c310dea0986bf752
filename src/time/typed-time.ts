// Reads the time that a person typed at the start of a line, and gives back the text after it byte for byte.
// Never guesses: what can mean two instants is asked about, what is not exact or has not come yet is refused, and
// words that are no time stay text. Each sentence says what is wrong and what to do; it is plain text, to be escaped
// by whoever shows it, because it repeats what was typed.

import assert from "node:assert/strict";
import { civilDateOf, daysBetween, isoDate, weekdayOf } from "./civil.ts";
import { formatDuration, minuteMs } from "./duration.ts";
import { quotedLength } from "./limits.ts";
import { endsWord, matchAt, restAfter, skipSpace } from "./scan.ts";
import { scanAgo } from "./typed-ago.ts";
import type { Gap, Moment } from "./typed-moment.ts";
import { momentsOf } from "./typed-moment.ts";
import type { Phrase } from "./typed-phrase.ts";
import { scanAfterDay, scanPhrases } from "./typed-phrase.ts";
import { formatAtOffset, isTimeZone, offsetOf } from "./zone.ts";

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

/** `now` is epoch ms, `zone` the person's own IANA zone. */
export type TypedTimeContext = { now: number; zone: string };

const justNow = /(?:just\s+|right\s+)?now/iy;
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function quote(typed: string): string {
  const characters = Array.from(typed.trim());
  return characters.length <= quotedLength
    ? `“${characters.join("")}”`
    : `“${characters.slice(0, quotedLength - 1).join("")}…”`;
}

function unreadable(sentence: string): TypedTime {
  return { ok: false, code: "unreadable", sentence, choices: [] };
}

function label(at: number, offsetMs: number): string {
  return formatAtOffset(at, offsetMs, (at + offsetMs) % minuteMs === 0 ? "minutes" : "seconds");
}

function dayName(at: number, { now, zone }: TypedTimeContext): string {
  const date = civilDateOf(at, zone);
  const ago = daysBetween(date, civilDateOf(now, zone));
  return (ago === 0 ? "today" : ago === 1 ? "yesterday" : weekdays[weekdayOf(date)]) ?? "";
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

function inGap(text: string, typed: string, { jumpAt, reading, date }: Gap, end: number): TypedTime {
  const [before, after] = [label(jumpAt, reading.offsetOf(jumpAt - 1)), label(jumpAt, reading.offsetOf(jumpAt))];
  const sentence =
    `${quote(typed)} did not exist on ${isoDate(date)}: the clocks went from ${before} straight to ${after}. ` +
    `The nearest time is ${after}; type that, or the time with its UTC offset.`;
  return { ok: false, code: "gap", sentence, choices: [{ label: after, at: jumpAt, rest: restAfter(text, end) }] };
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

/** "02:25 -03:00" from a person whose clocks keep -03:00 is that offset, and no span. */
function isOwnOffset({ zone }: Phrase, moments: Moment[], ownZone: string): boolean {
  if (zone?.kind !== "offset" || zone.mayBeSpan !== "elsewhere") return false;
  return moments.every(({ at }) => offsetOf(at, ownZone) === zone.offsetMs);
}

function choose(text: string, start: number, phrases: Phrase[], context: TypedTimeContext): TypedTime {
  const all = phrases.map((phrase) => ({ phrase, end: phrase.end, ...momentsOf(phrase, context.zone, context.now) }));
  const own = all.find(({ phrase, moments }) => isOwnOffset(phrase, moments, context.zone));
  const read = own === undefined ? all : [own];
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
  if (text.startsWith("<!date", start)) {
    return unreadable("Slack's own date tokens cannot be read here. Type the time itself, for example: 10:25.");
  }
  const nowWord = matchAt(justNow, text, start);
  if (nowWord !== null && endsWord(text, start + nowWord[0].length)) {
    const end = start + nowWord[0].length;
    return understood(context.now, nowWord[0], restAfter(text, end), context);
  }
  const ago = scanAgo(text, start);
  if (ago !== null && "hint" in ago) return unreadable(ago.hint);
  if (ago !== null && ago.value.days === null) {
    const typed = text.slice(start, ago.end);
    return understood(context.now - ago.value.ms, typed, restAfter(text, ago.end), context);
  }
  const days = ago?.value.days ?? null;
  const phrases =
    ago === null || days === null
      ? scanPhrases(text, start)
      : scanAfterDay(text, {
          value: { days: [{ kind: "back", days }], afterTime: "never", needsClock: false },
          end: ago.end,
        });
  if (!("hint" in phrases)) return choose(text, start, phrases, context);
  if (phrases.hint !== null) return unreadable(phrases.hint);
  if (ago === null) return noTime(text, start);
  const typed = text.slice(start, ago.end);
  return unreadable(`“${typed}” names a day but no time of day. Put one after it, for example: ${typed} 10:25.`);
}
