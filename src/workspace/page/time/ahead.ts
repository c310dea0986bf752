// How far the workspace's time is from the real one.

import type { HeldClock } from "../clock.ts";
import { realNow } from "../real-time.ts";

/**
 * Milliseconds that the workspace is ahead of its host's real time; negative: behind. The browser's own clock may be
 * wrong by hours, so only what has gone by since the reading is taken from it.
 */
export function aheadMs({ now, realAt, rate, arrivedAt }: HeldClock): number {
  return now - realAt + (realNow() - arrivedAt) * (rate - 1);
}
