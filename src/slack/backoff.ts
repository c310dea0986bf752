// How long to wait before the n-th attempt: doubling, bounded, and spread by chance.

import type { Clock } from "../clock.ts";
import { firstBackoffMs, longestBackoffMs } from "./limits.ts";

/** Milliseconds after `failures` failures in a row: 0 after none, then 0.25 to 0.5 s, doubling up to 15 to 30 s. */
export function backoffMs(failures: number, clock: Pick<Clock, "random">): number {
  if (failures === 0) return 0;
  const longest = Math.min(firstBackoffMs * 2 ** (failures - 1), longestBackoffMs);
  return Math.round(longest * (0.5 + clock.random() / 2));
}
