// Availability of a component over a period: how much of it customers could use, and what that means for a promise.
// Pure: which windows count (a drill's, a canceled incident's and those that are not SLA-eligible don't) is decided by
// whoever asks.

import { type Interval, measure, subtract, union } from "../time/intervals.ts";

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

/** What weighs anything of the outages, within the period, in order of time. */
function weighing(outages: readonly Outage[], period: Interval): Outage[] {
  const within: Outage[] = [];
  for (const { from, to, weight } of outages) {
    const cut = { from: Math.max(from, period.from), to: Math.min(to, period.to), weight };
    if (weight > 0 && cut.from < cut.to) within.push(cut);
  }
  return within.length < 2 ? within : within.sort((one, other) => one.from - other.from);
}

/**
 * Weighted downtime within the period: where outages of different weight overlap the heaviest counts, and none counts
 * twice. Those that reach beyond the period count for what lies in it.
 */
function downtimeMs(outages: readonly Outage[], period: Interval): number {
  const inOrder = weighing(outages, period);
  // Mostly they are few and apart: ten thousand incidents have tens of thousands of these to be summed up.
  if (inOrder.every(({ to }, index) => to <= (inOrder[index + 1]?.from ?? to))) {
    return inOrder.reduce((sum, { from, to, weight }) => sum + weight * (to - from), 0);
  }
  let counted: Interval[] = [];
  let total = 0;
  for (const weight of [...new Set(inOrder.map((outage) => outage.weight))].sort((a, b) => b - a)) {
    const ofWeight = inOrder.filter((outage) => outage.weight === weight);
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

const allowanceMs = (target: number, lengthMs: number): number => Math.round((1 - target) * lengthMs);

/** `target` from 0 to 1, as 0.999. All is taken to the millisecond: 43 min 12 s of a month of 30 days. */
export function errorBudget({ downtimeMs: down, lengthMs }: Availability, target: number): Budget {
  const allowedMs = allowanceMs(target, lengthMs);
  const usedMs = Math.round(down);
  return { allowedMs, usedMs, leftMs: allowedMs - usedMs };
}

/**
 * The highest credit that this availability earns; null for none. Exactly at a tier's edge is not below it; what is
 * finer than a millisecond says nothing, as in the budget: so the two never contradict each other.
 */
export function creditTier(
  { downtimeMs: down, lengthMs }: Availability,
  tiers: readonly CreditTier[],
): CreditTier | null {
  const earned = tiers.filter(({ below }) => Math.round(down) > allowanceMs(below, lengthMs));
  return earned.reduce<CreditTier | null>(
    (best, tier) => (best === null || tier.credit > best.credit ? tier : best),
    null,
  );
}

/** "99.8925": of availability, to ten thousandths of a percent (half a minute of a year is two of them). */
export const availablePercent = (share: number): string => (share * 100).toFixed(4);

/** 99.9, 10: of what a contract says, as it was written. */
export const contractPercent = (share: number): number => Number((share * 100).toFixed(6));
