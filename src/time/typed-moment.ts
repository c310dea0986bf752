// From a typed day, clock and zone to the instants that they can mean.
// Never drops a meaning quietly, but for one: the second pass of a repeated hour that has not come yet.

import type { CivilClock, CivilDate } from "./civil.ts";
import { addDays, isCivilDate, weekdayOf } from "./civil.ts";
import { bareTimeAheadMs, datedTimeAheadMs } from "./limits.ts";
import type { TypedDay } from "./typed-date.ts";
import type { TypedTimeContext } from "./typed-wording.ts";
import type { TypedZone, ZoneReading } from "./typed-zone.ts";
import { atOffset, inZone } from "./typed-zone.ts";
import { offsetOf } from "./zone.ts";
import { isSpokenIn } from "./zone-abbreviations.ts";

/** What was typed; a `day` of null was not said, a `zone` of null is the person's own. */
export type TypedParts = { day: TypedDay | null; clock: CivilClock; zone: TypedZone | null };

/** `isAhead`: in the future, by more than clocks can differ. */
export type Moment = { at: number; isAhead: boolean; reading: ZoneReading };
export type Gap = { date: CivilDate; jumpAt: number; reading: ZoneReading };
export type Moments = { moments: Moment[]; gaps: Gap[] };

const none: Moments = { moments: [], gaps: [] };

function weekdayDates(day: TypedDay & { kind: "weekday" }, today: CivilDate): CivilDate[] {
  if (day.weeksBack === 1 && weekdayOf(today) === day.weekday) return [];
  const back = day.last ? [1, 2, 3, 4, 5, 6, 7] : [-1, 0, 1, 2, 3, 4, 5, 6, 7];
  return back
    .map((days) => addDays(today, -days - 7 * day.weeksBack))
    .filter((date) => weekdayOf(date) === day.weekday);
}

/** The days that can be meant, the latest first. The first of them whose time has come is the one. */
function datesOf(day: TypedDay | null, today: CivilDate): CivilDate[] {
  if (day === null) return [addDays(today, 1), today, addDays(today, -1)];
  if (day.kind === "back") return [addDays(today, -day.days)];
  if (day.kind === "weekday") return weekdayDates(day, today);
  // Eight years back hold a 29 February even around 1900 and 2100.
  const years = day.year === null ? Array.from({ length: 10 }, (_, back) => today.year + 1 - back) : [day.year];
  return years
    .map((year) => ({ year, month: day.month, day: day.day }))
    .filter((date) => isCivilDate(date) && (day.weekday === null || weekdayOf(date) === day.weekday));
}

function momentsIn(reading: ZoneReading, day: TypedDay | null, clock: CivilClock, now: number): Moments {
  const latest = now + (day === null ? bareTimeAheadMs : datedTimeAheadMs);
  let ahead = none;
  for (const date of datesOf(day, reading.dateOf(now))) {
    const instants = reading.instantsOf(date, clock);
    if (instants.kind === "gap") {
      const gap = { moments: [], gaps: [{ date, jumpAt: instants.jumpAt, reading }] };
      if (instants.jumpAt <= now) return gap;
      ahead = { moments: [{ at: instants.jumpAt, isAhead: true, reading }], gaps: [] };
      continue;
    }
    const strictlyPast = instants.at.filter((at) => at <= now);
    const past = strictlyPast.length > 0 ? strictlyPast : instants.at.filter((at) => at <= latest);
    if (past.length > 0) return { moments: past.map((at) => ({ at, isAhead: false, reading })), gaps: [] };
    ahead = { moments: instants.at.slice(0, 1).map((at) => ({ at, isAhead: true, reading })), gaps: [] };
  }
  return ahead;
}

function merge(all: Moments[]): Moments {
  return { moments: all.flatMap((one) => one.moments), gaps: all.flatMap((one) => one.gaps) };
}

/**
 * All instants that the parts can mean at `now` (epoch ms) for a person in `ownZone`. An abbreviation that the person's
 * own zone goes by at that instant is that one; else each of its meanings counts, and where nobody goes by it on that
 * day ("10:25 PST" in July) so does what the clocks there really showed.
 */
export function momentsOf({ day, clock, zone }: TypedParts, ownZone: string, now: number): Moments {
  if (zone === null) return momentsIn(inZone(ownZone, null), day, clock, now);
  if (zone.kind === "zone") return momentsIn(inZone(zone.zone, null), day, clock, now);
  if (zone.kind === "offset") return momentsIn(atOffset(zone.offsetMs, null), day, clock, now);
  const own = momentsIn(inZone(ownZone, null), day, clock, now).moments;
  const spoken = own.filter(({ at }) => isSpokenIn(ownZone, at, zone.meanings));
  if (spoken.length > 0) return { moments: spoken, gaps: [] };
  return merge(
    zone.meanings
      .filter((meaning) => !meaning.homeOnly)
      .flatMap((meaning) => {
        const literal = momentsIn(atOffset(meaning.offsetMs, meaning.name), day, clock, now);
        const isKept = literal.moments.every(({ at }) => offsetOf(at, meaning.zone) === meaning.offsetMs);
        const actual = inZone(meaning.zone, `the clocks of ${meaning.zone}`);
        return isKept ? [literal] : [literal, momentsIn(actual, day, clock, now)];
      }),
  );
}

/**
 * "02:25 -03:00" from a person whose clocks keep -03:00 is that offset, and no span: then that phrase alone, else all.
 */
export function ownOffsetFirst<T extends TypedParts>(phrases: T[], { now, zone }: TypedTimeContext): T[] {
  const own = phrases.find((phrase) => {
    const typed = phrase.zone;
    if (typed?.kind !== "offset" || typed.mayBeSpan !== "elsewhere") return false;
    return momentsOf(phrase, zone, now).moments.every(({ at }) => offsetOf(at, zone) === typed.offsetMs);
  });
  return own === undefined ? phrases : [own];
}
