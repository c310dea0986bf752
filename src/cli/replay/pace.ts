// The pace: how much real time a gap of the story takes.

import type { Clock } from "../../clock.ts";
import { frameMs } from "./limits.ts";

/**
 * `speed` is story-seconds per real second; null is as fast as can be. `longestMs` (real) shortens gaps that would
 * take longer; null leaves them as they are.
 */
export type Pace = { speed: number | null; longestMs: number | null };

/** Resolves after `ms` of the clock, or at once when `signal` is aborted. */
export function waitFor(clock: Clock, ms: number, signal: AbortSignal | null = null): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const cancel = clock.at(clock.now() + ms, finish);
    signal?.addEventListener("abort", finish);
    if (signal?.aborted) finish();
  });
}

/** Story-milliseconds in a real one over a gap of `gapMs`; Infinity: it takes no time at all. */
export function rateOver(gapMs: number, { speed, longestMs }: Pace): number {
  if (speed === null) return Number.POSITIVE_INFINITY;
  return longestMs === null ? speed : Math.max(speed, gapMs / longestMs);
}

export type Passing = {
  from: number;
  to: number;
  /** Story-milliseconds in a real one, asked for again and again: it may change on the way. 0 stands still. */
  rate: () => number;
  hostClock: Clock;
  signal: AbortSignal;
};

/** Lets the time pass, calling `move` with the story's time again and again, the last time with `to` itself. */
export async function pass(passing: Passing, move: (at: number) => Promise<void>): Promise<void> {
  const { from, to, hostClock, signal } = passing;
  let at = from;
  let seenAt = hostClock.now();
  for (let rate = passing.rate(); at < to && rate < Number.POSITIVE_INFINITY && !signal.aborted; ) {
    await move(Math.floor(at));
    const leftMs = rate === 0 ? frameMs : (to - at) / rate;
    await waitFor(hostClock, Math.min(frameMs, Math.ceil(leftMs)), signal);
    const now = hostClock.now();
    at += (now - seenAt) * rate;
    seenAt = now;
    rate = passing.rate();
  }
  if (!signal.aborted) await move(to);
}
