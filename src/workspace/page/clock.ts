// The workspace's time as the page knows it: the last reading from the feed, carried on at its rate. The browser's own
// clock may be wrong by hours, so only differences of it are used.

import type { SeenClock } from "../client/seen.ts";
import { realNow } from "./real-time.ts";

/** A reading of the workspace's clock, and when it arrived by this browser's clock. */
export type HeldClock = SeenClock & { arrivedAt: number };

export const holdClock = (clock: SeenClock): HeldClock => ({ ...clock, arrivedAt: realNow() });

/** Epoch milliseconds of the workspace. */
export const workspaceNow = (clock: HeldClock): number => clock.now + (realNow() - clock.arrivedAt) * clock.rate;
