// Impact: when customers were affected, of what, and how badly. Windows are [from, to) and may overlap; what is
// measured is their union, per component and in all: never the sum, never the span.

import { type Interval, measure, union } from "../time/intervals.ts";
import type { Incident } from "./incident.ts";

/** From the lightest to the heaviest (PRODUCT.md, "Words"). */
export const degrees = ["degraded", "partial outage", "major outage"] as const;
export type Degree = (typeof degrees)[number];

/** Epoch ms. */
export type ImpactWindow = {
  /** Null: nobody wrote it down; it is what the declaration and the resolving say. */
  id: number | null;
  from: number;
  /** Null while it lasts. */
  to: number | null;
  /** Never empty where the incident names any. */
  components: string[];
  /** Null: not said; the component's usual one counts. */
  degree: Degree | null;
  isSlaEligible: boolean;
  note: string;
};

/** A start that was corrected beyond the end leaves nothing between them. */
const endOf = (from: number, to: number | null): number | null => (to === null ? null : Math.max(from, to));

/** The windows that were written down, else the one that the declaration and the resolving tell of, if they do. */
export function impactWindows({ windows, components, impactStartedAt, impactEndedAt }: Incident): ImpactWindow[] {
  const named = (of: string[]): string[] => (of.length === 0 ? components : of);
  const written = windows.map((window) => ({ ...window, components: named(window.components) }));
  if (written.length > 0) return written.sort((one, other) => one.from - other.from || (one.id ?? 0) - (other.id ?? 0));
  if (impactStartedAt === null) return [];
  const told = { id: null, from: impactStartedAt, to: endOf(impactStartedAt, impactEndedAt), components, degree: null };
  return [{ ...told, isSlaEligible: true, note: "" }];
}

/** One that lasts reaches to `now`. */
export const spanOf = ({ from, to }: Pick<ImpactWindow, "from" | "to">, now: number): Interval => ({
  from,
  to: to ?? Math.max(from, now),
});

export type ImpactMeasures = {
  /** The union of all windows, in ms; null where none is known. */
  allMs: number | null;
  /** Whether one of them still lasts: then the measures are "so far". */
  isOpen: boolean;
  /** The union per component, in the order in which they are first named. */
  components: { name: string; ms: number }[];
  /** The SLA-eligible union. */
  eligible: Interval[];
};

export function impactMeasures(incident: Incident, now: number): ImpactMeasures {
  const windows = impactWindows(incident);
  const names = [...new Set(windows.flatMap(({ components }) => components))];
  const spans = (some: readonly ImpactWindow[]): Interval[] => some.map((window) => spanOf(window, now));
  return {
    allMs: windows.length === 0 ? null : measure(spans(windows)),
    isOpen: windows.some(({ to }) => to === null),
    components: names.map((name) => ({
      name,
      ms: measure(spans(windows.filter(({ components }) => components.includes(name)))),
    })),
    eligible: union(spans(windows.filter(({ isSlaEligible }) => isSlaEligible))),
  };
}
