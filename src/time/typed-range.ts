// Reads the range that a person typed at the start of a line ("11:07 to 11:54 Voice, API"), and gives back the text
// after it byte for byte. As with a single time (typed-time.ts) nothing is guessed: what can mean two ranges is asked
// about, and what has not come yet, never was or runs backwards is refused, in plain text that its reader escapes.

import assert from "node:assert/strict";
import { formatDuration, secondMs } from "./duration.ts";
import { restAfter } from "./scan.ts";
import { type Ends, scanEnds } from "./typed-range-ends.ts";
import { type Meant, type MeantRange, rangesOf } from "./typed-range-moments.ts";
import { dayName, label, quote, skipped, type TypedTimeContext } from "./typed-wording.ts";
import { isTimeZone, offsetOf } from "./zone.ts";

/** A range that may have been meant: `label`, typed in its place, means it. `to` is null where it has not ended. */
export type RangeChoice = { label: string; from: number; to: number | null; rest: string };

/**
 * Epoch ms, `from` <= `to`, neither later than now; a `to` of null has not ended. `rest` is the text after the range,
 * without the spaces and the one comma, colon or dash between. `as` says what was understood, in the person's zone:
 * "today, 2021-09-15 11:07 -03:00 to 11:54 -03:00 (47 min)". `choices` as of a time, oldest first.
 */
export type TypedRange =
  | { ok: true; from: number; to: number | null; rest: string; as: string }
  | {
      ok: false;
      code: "unreadable" | "ambiguous" | "future" | "gap" | "order";
      sentence: string;
      choices: RangeChoice[];
    };

type Reading = { text: string; ends: Ends; context: TypedTimeContext };

const refused = (
  code: Extract<TypedRange, { ok: false }>["code"],
  sentence: string,
  choices: RangeChoice[] = [],
): TypedRange => ({ ok: false, code, sentence, choices });

const shown = ({ at, reading }: Meant): string => label(at, reading.offsetOf(at));

const firstTyped = ({ text, ends }: Reading, { end }: MeantRange): string =>
  text.slice(ends.start, ends.kind === "closed" ? ends.firstEnd : end);
const secondTyped = ({ text, ends }: Reading, { end }: MeantRange): string =>
  ends.kind === "closed" ? text.slice(ends.secondStart, end) : "";

function restOf({ text, ends }: Reading, { end }: MeantRange): string {
  return ends.kind === "closed" ? restAfter(text, end) : ends.restFrom(end);
}

const labelOf = ({ from, to }: MeantRange): string =>
  to === null ? `since ${shown(from)}` : `${shown(from)} to ${shown(to)}`;

/** To the second, as its label has it. */
function choiceOf(reading: Reading, range: MeantRange): RangeChoice {
  const whole = (at: number): number => Math.floor(at / secondMs) * secondMs;
  const known = (at: number): number => Math.min(whole(at), reading.context.now);
  const { from, to } = range;
  return {
    label: labelOf(range),
    from: known(from.at),
    to: to === null ? null : known(to.at),
    rest: restOf(reading, range),
  };
}

function understood(reading: Reading, range: MeantRange): TypedRange {
  const { now, zone } = reading.context;
  const from = Math.min(range.from.at, now);
  const inOwn = (at: number): string => label(at, offsetOf(at, zone));
  const rest = restOf(reading, range);
  const began = `${dayName(from, reading.context)}, ${inOwn(from)}`;
  if (range.to === null) return { ok: true, from, to: null, rest, as: `since ${began}` };
  const to = Math.min(range.to.at, now);
  const day = inOwn(from).slice(0, inOwn(from).indexOf(" ") + 1);
  const ended = inOwn(to).startsWith(day) ? inOwn(to).slice(day.length) : inOwn(to);
  const ahead = formatDuration(Math.max(secondMs, range.to.at - now));
  const note = range.to.at > now ? `; ${quote(secondTyped(reading, range))} is ${ahead} ahead of Sitrep's clock` : "";
  return { ok: true, from, to, rest, as: `${began} to ${ended} (${formatDuration(to - from)}${note})` };
}

function ambiguous(reading: Reading, ranges: MeantRange[]): TypedRange {
  const named = ranges.map((range) => {
    const notes = [range.from.reading.name, range.to?.reading.name ?? null, isAhead(range) ? "in the future" : null];
    const said = [...new Set(notes)].filter((note) => note !== null);
    return labelOf(range) + (said.length > 0 ? ` (${said.join(", ")})` : "");
  });
  const typed = reading.text.slice(0, Math.max(...ranges.map(({ end }) => end)));
  const sentence = `${quote(typed)} can mean ${named.join(" or ")}. Type the one you mean, written like that.`;
  const choices = ranges.filter((range) => !isAhead(range)).map((range) => choiceOf(reading, range));
  return refused("ambiguous", sentence, choices);
}

function inFuture(reading: Reading, range: MeantRange): TypedRange {
  const { now } = reading.context;
  const begun = firstTyped(reading, range);
  const isFirst = range.from.isAhead || range.to === null;
  const late = isFirst ? range.from : (range.to ?? range.from);
  const typed = isFirst ? begun : secondTyped(reading, range);
  const instead = isFirst
    ? "Type a start that has passed."
    : `Type an end that has passed, or ${quote(`since ${begun}`)} while it lasts.`;
  const ahead = formatDuration(Math.max(secondMs, late.at - now));
  return refused("future", `${quote(typed)} is ${shown(late)}, which is ${ahead} in the future. ${instead}`);
}

function backwards(reading: Reading, range: MeantRange, to: Meant): TypedRange {
  const before = formatDuration(Math.max(secondMs, range.from.at - to.at));
  const sentence =
    `${quote(secondTyped(reading, range))} is ${shown(to)}, which is ${before} before the start, ` +
    `${shown(range.from)}. Type the earlier time first.`;
  return refused("order", sentence);
}

function skippedIn(reading: Reading, range: MeantRange): TypedRange | null {
  const [first, second] = [range.from.gap, range.to?.gap ?? null];
  const isEmpty = range.to !== null && range.from.at === range.to.at;
  const choices = isEmpty ? [] : [choiceOf(reading, range)];
  if (first !== null) return refused("gap", skipped(firstTyped(reading, range), first), choices);
  return second === null ? null : refused("gap", skipped(secondTyped(reading, range), second), choices);
}

const isAhead = ({ from, to }: MeantRange): boolean => from.isAhead || to?.isAhead === true;

/** One of each meaning. Where two readings agree on it, the one that leaves more of the text wins. */
function distinct(ranges: MeantRange[]): MeantRange[] {
  const byInstants = new Map<string, MeantRange>();
  for (const one of ranges) {
    const key = `${one.from.at} ${one.to?.at}`;
    const known = byInstants.get(key);
    if (known === undefined || one.end < known.end) byInstants.set(key, one);
  }
  return [...byInstants.values()].sort((a, b) => a.from.at - b.from.at || (a.to?.at ?? 0) - (b.to?.at ?? 0));
}

/** Reads a range at the start of `text`; see the types above for what comes back. An unknown zone asserts. */
export function readTypedRange(text: string, context: TypedTimeContext): TypedRange {
  assert(isTimeZone(context.zone), `Not an IANA zone: ${context.zone}`);
  const ends = scanEnds(text, context.now);
  if ("sentence" in ends) return refused("unreadable", ends.sentence);
  const reading: Reading = { text, ends, context };
  const all = distinct(rangesOf(ends, context));
  const ordered = all.filter(({ from, to }) => to === null || from.at <= to.at);
  const whole = ordered.filter(({ from, to }) => from.gap === null && (to?.gap ?? null) === null);
  const past = whole.filter((range) => !isAhead(range));
  const [only] = past;
  if (only !== undefined) return whole.length > 1 ? ambiguous(reading, whole) : understood(reading, only);
  const [inGap] = ordered.filter((range) => !isAhead(range));
  const gap = inGap === undefined ? null : skippedIn(reading, inGap);
  if (gap !== null) return gap;
  const [late] = ordered;
  if (late !== undefined) return inFuture(reading, late);
  const [wrong] = all;
  if (wrong !== undefined && wrong.to !== null) return backwards(reading, wrong, wrong.to);
  const typed = quote(text.slice(ends.start));
  return refused("unreadable", `The day in ${typed} was another day of the week. Leave out one of the two.`);
}
