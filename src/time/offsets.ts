// When a zone's clocks change, and the stretches between in which they do not: within one of those civil time runs
// as straight as instants do.

import { dayMs } from "./duration.ts";
import type { Interval } from "./intervals.ts";
import { offsetOf } from "./zone.ts";

/** The first instant after `low` at which `zone` no longer has the offset it had at `low`; it has changed by `high`. */
export function changeBetween(low: number, high: number, zone: string): number {
  const before = offsetOf(low, zone);
  let from = low;
  let to = high;
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (offsetOf(middle, zone) === before) from = middle;
    else to = middle;
  }
  return to;
}

/** How far ahead of UTC the zone's clocks are (ms) throughout [from, to). */
export type Stretch = Interval & { readonly offsetMs: number };

/**
 * The stretches of equal offset that make up [from, to), in order. It looks once a day, so a zone that changed there
 * and back within 24 h is not noticed; none is known to have.
 */
export function stretchesOf({ from, to }: Interval, zone: string): Stretch[] {
  const stretches: Stretch[] = [];
  let start = from;
  let offsetMs = offsetOf(from, zone);
  for (let at = from; at < to; at += dayMs) {
    const next = Math.min(at + dayMs, to);
    const after = offsetOf(next, zone);
    if (after === offsetMs) continue;
    const change = changeBetween(at, next, zone);
    stretches.push({ from: start, to: change, offsetMs });
    start = change;
    offsetMs = after;
  }
  return start < to ? [...stretches, { from: start, to, offsetMs }] : stretches;
}
