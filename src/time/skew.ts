// How a host's clock that is not Slack's is said to people.

import { formatDuration, secondMs } from "./duration.ts";

/** Up to this nothing needs to be said, nor done: it is about what a Date header of whole seconds can tell. */
export const quietSkewMs = 2_000;

/**
 * "1 h 5 s ahead of Slack's", "31 min behind Slack's", to the second; null where it is right, give or take 2 s.
 * `skewMs` is Slack's clock minus the host's.
 */
export function saidSkew(skewMs: number): string | null {
  if (Math.abs(skewMs) <= quietSkewMs) return null;
  const seconds = Math.round(Math.abs(skewMs) / secondMs);
  return `${formatDuration(seconds * secondMs)} ${skewMs < 0 ? "ahead of" : "behind"} Slack's`;
}
