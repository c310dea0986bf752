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

/** A length in ms; null where an end is not known. `isOpen`: so far. */
export type Lasting = { ms: number | null; isOpen: boolean };

export type ImpactTotals = Lasting & {
  components: (Lasting & { name: string })[];
  /** The SLA-eligible union; a window to Infinity has no known end. None of a drill, or of what was canceled. */
  eligible: Lasting & { windows: Interval[] };
};

/** A window that was open when the incident ended: that it is over is known, and nothing more. */
const hasUnknownEnd = ({ from, to }: ImpactWindow, { endedAt }: Incident): boolean =>
  to === null && endedAt !== null && from < endedAt;

function totalOf(windows: readonly ImpactWindow[], incident: Incident, now: number): Lasting {
  const isUnknown = windows.length === 0 || windows.some((window) => hasUnknownEnd(window, incident));
  const isOpen = !isUnknown && windows.some(({ to }) => to === null);
  return { ms: isUnknown ? null : measure(windows.map((window) => spanOf(window, now))), isOpen };
}

export function impactTotals(incident: Incident, now: number): ImpactTotals {
  const windows = impactWindows(incident);
  const names = [...new Set(windows.flatMap(({ components }) => components))];
  const isCounted = !incident.isDrill && incident.status !== "canceled";
  const eligible = isCounted ? windows.filter(({ isSlaEligible }) => isSlaEligible) : [];
  const none: Lasting = { ms: windows.length === 0 && isCounted ? null : 0, isOpen: false };
  return {
    ...totalOf(windows, incident, now),
    components: names.map((name) => ({
      name,
      ...totalOf(
        windows.filter(({ components }) => components.includes(name)),
        incident,
        now,
      ),
    })),
    eligible: {
      ...(eligible.length === 0 ? none : totalOf(eligible, incident, now)),
      windows: union(eligible.map(({ from, to }) => ({ from, to: to ?? Number.POSITIVE_INFINITY }))),
    },
  };
}
