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

export function realMsOf(gapMs: number, { speed, longestMs }: Pace): number {
  if (speed === null) return 0;
  return Math.min(gapMs / speed, longestMs ?? Number.POSITIVE_INFINITY);
}

export type Passing = { from: number; to: number; realMs: number; hostClock: Clock; signal: AbortSignal };

/** Lets `realMs` go by, calling `move` with the story's time again and again, the last time with `to` itself. */
export async function pass(passing: Passing, move: (at: number) => Promise<void>): Promise<void> {
  const { from, to, realMs, hostClock, signal } = passing;
  const startedAt = hostClock.now();
  for (let gone = 0; gone < realMs && !signal.aborted; gone = hostClock.now() - startedAt) {
    await move(from + Math.floor(((to - from) * gone) / realMs));
    await waitFor(hostClock, Math.min(frameMs, realMs - gone), signal);
  }
  if (!signal.aborted) await move(to);
}
