// What counts between one instant and the next, for thousands of them at once: the calendar is listed a single time
// and walked along with them, so that a long timeline costs no more than its own length.

import assert from "node:assert/strict";
import { type Calendar, countedWithin } from "./calendar.ts";
import { type Interval, subtract } from "./intervals.ts";

/**
 * Of n instants (epoch ms, none earlier than the one before it) the n − 1 spans between them: each is
 * `elapsed({from: one, to: next}, calendar, pauses)`.
 */
export function elapsedEach(instants: readonly number[], calendar: Calendar, pauses: readonly Interval[]): number[] {
  const [first] = instants;
  const last = instants.at(-1);
  if (first === undefined || last === undefined) return [];
  const counted = subtract(countedWithin({ from: first, to: last }, calendar), pauses);
  let at = 0;
  return instants.slice(1).map((to, index) => {
    const from = instants[index] ?? first;
    assert(from <= to, "The instants are not in the order of time.");
    let sum = 0;
    for (; ; at++) {
      const span = counted[at];
      if (span === undefined || span.from >= to) return sum;
      sum += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
      // It may reach into the next pair too.
      if (span.to > to) return sum;
    }
  });
}
