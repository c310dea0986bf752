// Availability of a component over a period: how much of it customers could use, and what that means for a promise.
// Pure: which windows count (a drill's, a canceled incident's and those that are not SLA-eligible don't) is decided by
// whoever asks.

import { type Interval, intersect, measure, subtract, union } from "../time/intervals.ts";

/** A stretch of impact on the component; `weight` from 0 (still usable) to 1 (not at all). */
export type Outage = Interval & { readonly weight: number };

export type Availability = {
  /** Weighted, in ms; not rounded. */
  downtimeMs: number;
  /** How long the period is. */
  lengthMs: number;
  /** 0 to 1. */
  share: number;
};

/** Availability below `below` (0 to 1) earns `credit` (0 to 1 of the fee). */
export type CreditTier = { readonly below: number; readonly credit: number };

export type Budget = {
  /** What the target allows, what was used of it, what is left (negative: it is used up), all in ms. */
  allowedMs: number;
  usedMs: number;
  leftMs: number;
};

/**
 * Weighted downtime within the period: where outages of different weight overlap the heaviest counts, and none counts
 * twice. Those that reach beyond the period count for what lies in it.
 */
function downtimeMs(outages: readonly Outage[], period: Interval): number {
  const weights = [...new Set(outages.map(({ weight }) => weight))].sort((a, b) => b - a);
  let counted: Interval[] = [];
  let total = 0;
  for (const weight of weights) {
    const ofWeight = intersect(
      outages.filter((outage) => outage.weight === weight),
      [period],
    );
    total += weight * measure(subtract(ofWeight, counted));
    counted = union([...counted, ...ofWeight]);
  }
  return total;
}

export function availability(outages: readonly Outage[], period: Interval): Availability {
  const lengthMs = period.to - period.from;
  const down = downtimeMs(outages, period);
  return { downtimeMs: down, lengthMs, share: lengthMs === 0 ? 1 : 1 - down / lengthMs };
}

/** `target` from 0 to 1, as 0.999. The allowance is taken to the millisecond: 43 min 12 s of a month of 30 days. */
export function errorBudget({ downtimeMs: usedMs, lengthMs }: Availability, target: number): Budget {
  const allowedMs = Math.round((1 - target) * lengthMs);
  return { allowedMs, usedMs, leftMs: allowedMs - usedMs };
}

/** The highest credit that this availability earns; null for none. Exactly at a tier's edge is not below it. */
export function creditTier({ share }: Availability, tiers: readonly CreditTier[]): CreditTier | null {
  const earned = tiers.filter(({ below }) => share < below);
  return earned.reduce<CreditTier | null>(
    (best, tier) => (best === null || tier.credit > best.credit ? tier : best),
    null,
  );
}
