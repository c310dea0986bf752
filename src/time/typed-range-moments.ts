// From the two ends of a typed range to the instants that they can mean together: the end that has no day of its own
// takes the one nearest to the other, and a zone that only one of them names is that of both.

import { addDays, type CivilDate } from "./civil.ts";
import { bareTimeAheadMs } from "./limits.ts";
import { type Gap, type Moments, momentsOf, ownOffsetFirst, type TypedParts } from "./typed-moment.ts";
import type { Phrase } from "./typed-phrase.ts";
import type { Ends } from "./typed-range-ends.ts";
import type { TypedTimeContext } from "./typed-wording.ts";
import { inZone, type ZoneReading } from "./typed-zone.ts";

/** What an end can mean. A `gap` is not null where its clocks skipped it: `at` is then the nearest time. */
export type Meant = { at: number; isAhead: boolean; reading: ZoneReading; gap: Gap | null };

/** `end`: where its last time ends in the text. */
export type MeantRange = { from: Meant; to: Meant | null; end: number };

type Time = { kind: "instant"; at: number; end: number } | ({ kind: "phrase" } & Phrase);

function meantBy({ moments, gaps }: Moments): Meant[] {
  return [
    ...moments.map((moment) => ({ ...moment, gap: null })),
    ...gaps.map((gap) => ({ at: gap.jumpAt, isAhead: false, reading: gap.reading, gap })),
  ];
}

const instantIn = (at: number, zone: string): Meant => ({ at, isAhead: false, reading: inZone(zone, null), gap: null });

/**
 * What a time of day without a day means beside the other end: the nearest such time on its side, `at` itself included.
 * Of a zone with several meanings, that of each.
 */
function nearest(
  parts: TypedParts,
  side: "after" | "before",
  { at, reading }: Meant,
  context: TypedTimeContext,
): Meant[] {
  const found: Meant[] = [];
  const today: CivilDate = reading.dateOf(at);
  const sign = side === "after" ? 1 : -1;
  // From the day before on, since zones differ by up to a day; a day further for midnight, one more for a skipped day.
  for (const days of [-1, 0, 1, 2, 3]) {
    const date = addDays(today, days * sign);
    const dated = { ...parts, day: { kind: "date" as const, ...date, weekday: null } };
    const meant = meantBy(momentsOf(dated, context.zone, context.now)).filter((one) => (one.at - at) * sign >= 0);
    const names = new Set(found.map((one) => one.reading.name));
    found.push(...meant.filter((one) => !names.has(one.reading.name)));
  }
  const latest = context.now + bareTimeAheadMs;
  return found.map((one) => ({ ...one, isAhead: one.isAhead && one.at > latest }));
}

/** Where both ends are in the zone that was typed for one or both, an abbreviation means the same in both. */
function alike(ranges: MeantRange[]): MeantRange[] {
  const same = ranges.filter(({ from, to }) => from.reading.name === to?.reading.name);
  return same.length > 0 ? same : ranges;
}

function between(first: Time, second: Time, context: TypedTimeContext): MeantRange[] {
  const { zone, now } = context;
  const range = (from: Meant, to: Meant): MeantRange => ({ from, to, end: second.end });
  const meant = (parts: TypedParts): Meant[] => meantBy(momentsOf(parts, zone, now));
  if (second.kind === "instant") {
    const to = instantIn(second.at, zone);
    if (first.kind === "instant") return [range(instantIn(first.at, zone), to)];
    return meant(first).map((from) => range(from, to));
  }
  if (first.kind === "instant") {
    const from = instantIn(first.at, zone);
    const tos = second.day === null ? nearest(second, "after", from, context) : meant(second);
    return tos.map((to) => range(from, to));
  }
  const start = { ...first, zone: first.zone ?? second.zone };
  const stop = { ...second, zone: second.zone ?? first.zone };
  const isShared = JSON.stringify(start.zone) === JSON.stringify(stop.zone);
  const ranges =
    start.day === null && stop.day !== null
      ? meant(stop).flatMap((to) => nearest(start, "before", to, context).map((from) => range(from, to)))
      : meant(start).flatMap((from) => {
          const tos = stop.day === null ? nearest(stop, "after", from, context) : meant(stop);
          return tos.map((to) => range(from, to));
        });
  return isShared ? alike(ranges) : ranges;
}

function timesOf(ends: Ends["first"], context: TypedTimeContext): Time[] {
  if (ends.kind === "instant") return [ends];
  return ownOffsetFirst(ends.phrases, context).map((phrase) => ({ kind: "phrase", ...phrase }));
}

/** A minus after the end of a range is no other span: it is a zone's. */
const withItsZone = (ends: Ends["first"]): Ends["first"] => {
  if (ends.kind === "instant") return ends;
  const zoned = ends.phrases.filter(({ zone }) => zone?.kind === "offset" && zone.mayBeSpan !== "never");
  return zoned.length === 0 ? ends : { kind: "phrases", phrases: zoned };
};

/** All that the range can mean, in no order; some of it may be the wrong way round. */
export function rangesOf(ends: Ends, context: TypedTimeContext): MeantRange[] {
  const firsts = timesOf(ends.first, context);
  if (ends.kind === "closed") {
    const seconds = timesOf(withItsZone(ends.second), context);
    return firsts.flatMap((first) => seconds.flatMap((second) => between(first, second, context)));
  }
  return firsts.flatMap((first) => {
    const froms =
      first.kind === "instant"
        ? [instantIn(first.at, context.zone)]
        : meantBy(momentsOf(first, context.zone, context.now));
    return froms.map((from) => ({ from, to: null, end: first.end }));
  });
}
