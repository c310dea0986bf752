// What an incident counts for in availability: its SLA-eligible impact, as far as it is known. Kept beside its row in
// the store, so that a month of ten thousand incidents is read without their logs.

import { z } from "zod";
import { degrees, impactWindows } from "./impact.ts";
import type { Incident } from "./incident.ts";

/** Epoch ms. */
const countedWindow = z.object({
  from: z.number(),
  /** Null while it lasts. */
  to: z.number().nullable(),
  components: z.array(z.string()),
  /** Null: not said; the component's usual one counts. */
  degree: z.enum(degrees).nullable(),
  /** The incident is over and nobody said when its impact was: it counts until the incident ended. */
  isEndAssumed: z.boolean(),
});

export type CountedWindow = z.infer<typeof countedWindow>;

const countedWindows = z.array(countedWindow);

/** Reads back what was stored. Throws where it is none of it. */
export const parseCountedWindows = (stored: unknown): CountedWindow[] => countedWindows.parse(stored);

/**
 * The windows that count. Drills and what was canceled count for nothing. Where impact has no end, it lasts as long as
 * the incident: a forgotten end must not take all months to come.
 */
export function windowsThatCount(incident: Incident): CountedWindow[] {
  const { isDrill, status, endedAt } = incident;
  if (isDrill || status === "canceled") return [];
  const eligible = impactWindows(incident).filter(({ isSlaEligible }) => isSlaEligible);
  return eligible.map(({ from, to, components, degree }) => {
    const isEndAssumed = to === null && endedAt !== null && from <= endedAt;
    return { from, to: isEndAssumed ? endedAt : to, components, degree, isEndAssumed };
  });
}

/** From the first to the last instant, null while it lasts; null where nothing counts. */
export function reachOf(windows: readonly CountedWindow[]): { from: number; to: number | null } | null {
  if (windows.length === 0) return null;
  const from = Math.min(...windows.map((window) => window.from));
  const ends = windows.map(({ to }) => to);
  return { from, to: ends.reduce((last, to) => (last === null || to === null ? null : Math.max(last, to)), from) };
}
