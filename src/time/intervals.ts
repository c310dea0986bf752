// Half-open intervals on the line of instants: [from, to) holds `from` and not `to`, so that two that touch share
// nothing and leave nothing out. Whatever is given may be unsorted, overlapping or empty; what comes back is sorted,
// disjoint and not empty. Never rounds.

import assert from "node:assert/strict";

/** Epoch ms. `from` >= `to` is empty. `to` may be Infinity: it has not ended. */
export type Interval = { readonly from: number; readonly to: number };

/** Their union: sorted by time, those that overlap or touch joined into one. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const joined: Interval[] = [];
  for (const next of sorted) {
    const last = joined.at(-1);
    if (last === undefined || next.from > last.to) joined.push(next);
    else if (next.to > last.to) joined[joined.length - 1] = { from: last.from, to: next.to };
  }
  return joined;
}

/** What is in both. */
export function intersect(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  const left = union(some);
  const right = union(others);
  const shared: Interval[] = [];
  for (let i = 0, j = 0; ; ) {
    const a = left[i];
    const b = right[j];
    if (a === undefined || b === undefined) return shared;
    const from = Math.max(a.from, b.from);
    const to = Math.min(a.to, b.to);
    if (from < to) shared.push({ from, to });
    if (a.to <= b.to) i++;
    else j++;
  }
}

/** What is in `some` and not in `others`. */
export function subtract(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  const holes = union(others);
  const left: Interval[] = [];
  let first = 0;
  for (const { from, to } of union(some)) {
    let start = from;
    while (first < holes.length && (holes[first]?.to ?? 0) <= from) first++;
    for (let at = first; ; at++) {
      const hole = holes[at];
      if (hole === undefined || hole.from >= to) break;
      if (hole.from > start) left.push({ from: start, to: hole.from });
      start = Math.max(start, hole.to);
    }
    if (start < to) left.push({ from: start, to });
  }
  return left;
}

/** The length of their union in ms: never the sum, never the span. Infinity where one has not ended. */
export function measure(intervals: readonly Interval[]): number {
  return union(intervals).reduce((sum, { from, to }) => sum + (to - from), 0);
}

/** The union of the intervals, cut at each of the `boundaries` (epoch ms, in any order) that lies within one. */
export function splitAt(intervals: readonly Interval[], boundaries: readonly number[]): Interval[] {
  assert(!boundaries.some(Number.isNaN), "A boundary is an instant.");
  const cuts = [...new Set(boundaries)].sort((a, b) => a - b);
  return union(intervals).flatMap(({ from, to }) => {
    const edges = [from, ...cuts.filter((cut) => cut > from && cut < to), to];
    return edges.slice(1).map((edge, index) => ({ from: edges[index] ?? from, to: edge }));
  });
}
