// Takes a day, a clock and a zone together from the start of a line, in every way that the line can be read.
// Never eats text: a word that may be a day or may be text ("10:25 Monday deploy failed") gives both readings.

import type { Scanned } from "./scan.ts";
import { endsTime, matchAt, skipSpace } from "./scan.ts";
import type { TypedClock } from "./typed-clock.ts";
import { scanClock } from "./typed-clock.ts";
import type { TypedDate, TypedDay } from "./typed-date.ts";
import { scanDate } from "./typed-date.ts";
import type { TypedParts } from "./typed-moment.ts";
import type { BeforeZone, TypedZone } from "./typed-zone.ts";
import { scanZone } from "./typed-zone.ts";

/** One way to read the line, up to `end`. */
export type Phrase = TypedParts & { end: number };

const on = /on\s+/iy;
const afterDay = /(?:,|\s*[,@])?\s+|\s*(?=@)/y;
const isoJoint = /t(?=\d)/iy;

type Timed = { clock: TypedClock; zones: Scanned<TypedZone | null>[] };

/** The clock at `index` with the zone after it; two ways where "-11:00" may be a zone or the end of a span. */
function scanTimed(
  text: string,
  index: number,
  before: Pick<BeforeZone, "hasDate" | "isIso" | "inRange">,
): Timed | { hint: string | null } {
  const clock = scanClock(text, index);
  if ("hint" in clock) return clock;
  const zone = scanZone(text, clock.end, { ...clock.value, ...before });
  const bare: Scanned<null>[] = endsTime(text, clock.end) ? [{ value: null, end: clock.end }] : [];
  if (zone === null) return bare.length === 0 ? { hint: null } : { clock: clock.value, zones: bare };
  const mayBeSpan = zone.value.kind === "offset" && zone.value.mayBeSpan !== "never";
  return { clock: clock.value, zones: mayBeSpan ? [zone, ...bare] : [zone] };
}

function phrasesOf(days: (TypedDay | null)[], timed: Timed): Phrase[] {
  return days.flatMap((day) =>
    timed.zones.map(({ value, end }) => ({ day, clock: timed.clock.clock, zone: value, end })),
  );
}

/** The clock that follows a day which ended at `date.end`. */
export function scanAfterDay(
  text: string,
  date: Scanned<TypedDate>,
  inRange: boolean,
): Phrase[] | { hint: string | null } {
  const joint = matchAt(isoJoint, text, date.end);
  const gap = joint ?? matchAt(afterDay, text, date.end);
  const before = { hasDate: true, isIso: joint !== null, inRange };
  const timed = gap === null ? { hint: null } : scanTimed(text, date.end + gap[0].length, before);
  return "hint" in timed ? timed : phrasesOf(date.value.days, timed);
}

/** The readings in which a day follows the time ("10:25 yesterday", "10:25 on 15 Sep PDT"). */
function scanTrailingDay(text: string, timed: Timed): { phrases: Phrase[]; isSure: boolean } {
  const nothing = { phrases: [], isSure: false };
  const [first] = timed.zones;
  if (first === undefined || timed.zones.length > 1) return nothing;
  const gapEnd = skipSpace(text, first.end);
  if (gapEnd === first.end) return nothing;
  const said = matchAt(on, text, gapEnd);
  const date = scanDate(text, gapEnd + (said?.[0].length ?? 0));
  if (date === null || "hint" in date || !endsTime(text, date.end)) return nothing;
  const isSure = date.value.afterTime === "sure" || said !== null;
  if (!isSure && date.value.afterTime === "never") return nothing;
  const before = { ...timed.clock, hasDate: true, isIso: false, inRange: false };
  const zone = first.value === null ? scanZone(text, date.end, before) : null;
  const ending = zone ?? { value: first.value, end: date.end };
  return { phrases: phrasesOf(date.value.days, { clock: timed.clock, zones: [ending] }), isSure };
}

/**
 * Every way to read a time of day, with or without a day, at `index`; or a hint (null: nothing like a time). `inRange`:
 * it is the first of a range, and what follows may be the other.
 */
export function scanPhrases(text: string, index: number, inRange: boolean): Phrase[] | { hint: string | null } {
  const date = scanDate(text, index + (matchAt(on, text, index)?.[0].length ?? 0));
  if (date !== null && !("hint" in date)) {
    const read = scanAfterDay(text, date, inRange);
    if (!("hint" in read) || read.hint !== null || date.value.needsClock) return read;
    const typed = text.slice(index, date.end);
    return { hint: `“${typed}” names a day but no time of day. Put one after it, for example: ${typed} 10:25.` };
  }
  const timed = scanTimed(text, index, { hasDate: false, isIso: false, inRange });
  if ("hint" in timed) return timed.hint === null && date !== null ? date : timed;
  const trailing = scanTrailingDay(text, timed);
  return trailing.isSure ? trailing.phrases : [...phrasesOf([null], timed), ...trailing.phrases];
}
