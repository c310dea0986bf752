// Slack's ways of writing time: `ts` is text, seconds with six decimals (FACTS 8). All of it is Slack's time.

import { createdMarginMs } from "./limits.ts";

const tsOf = (epochMs: number): string => `${Math.floor(Math.max(0, epochMs) / 1_000)}.000000`;

/** Slack's "1234567890.123456" in epoch ms; NaN for what is none. */
export const instantOf = (ts: string): number => Math.floor(Number(ts) * 1_000);

/** The `oldest` from which to look for what an attempt at `since` (epoch ms) may have left in a history. */
export const oldestFor = (since: number, marginMs: number): string => tsOf(since - marginMs);

/** Whether a channel's `created` (epoch s) is not before an attempt at `since` (epoch ms). */
export const isCreatedSince = (created: number, since: number): boolean => created * 1_000 >= since - createdMarginMs;
