// Milestones: the instants that an incident's measures and clocks are made of. Set by what happens and corrected by
// people; what is not known is null: never zero, never guessed.

import type { Actor } from "./events.ts";
import type { Incident } from "./incident.ts";
import { type Milestone, milestoneNames } from "./words.ts";

/** Who set it, and why where that was said; `at` is epoch ms. */
export type MilestoneFact = {
  at: number;
  by: Actor;
  /** Null: it followed from what was done; else the words of whoever corrected it. */
  reason: string | null;
};
export type MilestoneFacts = Record<Milestone, MilestoneFact | null>;

export const noMilestones = (): MilestoneFacts =>
  Object.fromEntries(milestoneNames.map((name) => [name, null])) as MilestoneFacts;

/**
 * Epoch ms. Impact started with its first window, unless somebody set another time: what the declaration said of it
 * was the form's "now" as often as not, and windows take its place.
 */
export function milestoneAt({ milestones, windows }: Incident, name: Milestone): number | null {
  const known = milestones[name];
  const isSet = known !== null && known.reason !== null;
  if (isSet || name !== "impactStarted" || windows.length === 0) return known?.at ?? null;
  return Math.min(...windows.map(({ from }) => from));
}

/** Who the milestone is from; null where it is unknown, or follows from a window. */
export function milestoneFact(incident: Incident, name: Milestone): MilestoneFact | null {
  const known = incident.milestones[name];
  return known?.at === milestoneAt(incident, name) ? known : null;
}

export type Times = Record<Milestone, number | null>;

export const timesOf = (incident: Incident): Times =>
  Object.fromEntries(milestoneNames.map((name) => [name, milestoneAt(incident, name)])) as Times;

type Pair = readonly [earlier: Milestone, later: Milestone];

/** What cannot come the other way round. */
const firm: readonly Pair[] = [
  ["declared", "acknowledged"],
  ["declared", "resolved"],
  ["resolved", "closed"],
  ["resolved", "postmortemPublished"],
];

/** What mostly comes in this order: the other way round is true sometimes, and then worth a word. */
const usual: readonly Pair[] = [
  ["impactStarted", "detected"],
  ["impactStarted", "mitigated"],
  ["impactStarted", "resolved"],
  ["detected", "declared"],
  ["declared", "identified"],
  ["identified", "mitigated"],
  ["mitigated", "resolved"],
];

/** Two milestones in the other order than theirs, and by how much (ms). */
export type Inversion = { earlier: Milestone; later: Milestone; byMs: number };

function inverted(pairs: readonly Pair[], times: Times): Inversion[] {
  return pairs.flatMap(([earlier, later]) => {
    const [one, other] = [times[earlier], times[later]];
    return one === null || other === null || other >= one ? [] : [{ earlier, later, byMs: one - other }];
  });
}

/** Orders that cannot be. */
export const impossibleOrders = (times: Times): Inversion[] => inverted(firm, times);
/** Orders that are odd: to be said in words, never hidden in a number. */
export const oddOrders = (times: Times): Inversion[] => inverted(usual, times);
