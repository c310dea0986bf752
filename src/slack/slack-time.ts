// Slack's ways of writing time: `ts` is text, seconds with six decimals (FACTS 8).

import { createdMarginMs } from "./limits.ts";

const tsOf = (epochMs: number): string => `${Math.floor(Math.max(0, epochMs) / 1_000)}.000000`;

/**
 * The `oldest` from which to look for what an attempt at `since` (host's epoch ms) may have left in a history, with
 * `marginMs` for what two clocks may differ by.
 */
export const oldestFor = (since: number, skewMs: number, marginMs: number): string => tsOf(since + skewMs - marginMs);

/** Whether a channel's `created` (Slack's epoch s) is not before an attempt at `since` (host's epoch ms). */
export const isCreatedSince = (created: number, since: number, skewMs: number): boolean =>
  created * 1_000 >= since + skewMs - createdMarginMs;
