// A month's availability of each component, and which incidents made it: out of the impact windows of all incidents and
// what the contract says. Pure: which incidents whoever asks may know is decided before.

import type { Interval } from "../time/intervals.ts";
import { type Month, monthInterval } from "../time/month.ts";
import {
  type Availability,
  availability,
  type Budget,
  type CreditTier,
  creditTier,
  errorBudget,
  type Outage,
} from "./availability.ts";
import type { Catalog, CatalogComponent } from "./catalog.ts";
import type { CountedWindow } from "./downtime.ts";

/** What one incident counts for. */
export type IncidentImpact = {
  incidentId: string;
  number: number;
  isPrivate: boolean;
  windows: readonly CountedWindow[];
};

/** An incident's share in a component's month. */
export type MonthlyCause = Omit<IncidentImpact, "windows"> & {
  /** Weighted, in ms, within the month, of this incident alone; two at the same time overlap. */
  downtimeMs: number;
  /** Its impact still lasts. */
  isOpen: boolean;
  /** When its impact ended is unknown: it counts until the incident ended. */
  isEndAssumed: boolean;
};

export type ComponentMonth = {
  name: string;
  availability: Availability;
  /** Of 1, as 0.999. Null: none is promised, and there is no budget. */
  target: number | null;
  budget: Budget | null;
  credit: CreditTier | null;
  /** Those with any downtime, by number. */
  causes: MonthlyCause[];
};

export type MonthlyAvailability = {
  month: Month;
  /** The contract's. */
  zone: string;
  /** The month, epoch ms. */
  from: number;
  to: number;
  /** Epoch ms; what lies beyond has not happened yet, and counts as available. */
  asOf: number;
  /** In the order of the settings, then those that only incidents name, by name. */
  components: ComponentMonth[];
  /** Incidents with impact in the month that name no component, so that they count for none. */
  unassigned: Omit<IncidentImpact, "windows">[];
};

export type Terms = Pick<Catalog, "components" | "availability">;

/** How names are compared: people type "api" for API. */
export const keyOf = (name: string): string => name.toLowerCase();

/** A window of one component, cut to the part of the month that has passed. */
type Stretch = { impact: IncidentImpact; window: CountedWindow; outage: Outage };
type Affected = CatalogComponent & { stretches: Stretch[] };

const within = ({ from, to }: CountedWindow, past: Interval): Interval => ({
  from: Math.max(from, past.from),
  to: Math.min(to ?? past.to, past.to),
});

const withoutWindows = ({ incidentId, number, isPrivate }: IncidentImpact) => ({ incidentId, number, isPrivate });

function causesOf(stretches: readonly Stretch[], period: Interval): MonthlyCause[] {
  const byIncident = Map.groupBy(stretches, ({ impact }) => impact);
  const causes = [...byIncident].map(([impact, own]) => ({
    ...withoutWindows(impact),
    downtimeMs: availability(
      own.map(({ outage }) => outage),
      period,
    ).downtimeMs,
    isOpen: own.some(({ window }) => window.to === null),
    isEndAssumed: own.some(({ window }) => window.isEndAssumed),
  }));
  return causes.filter(({ downtimeMs }) => downtimeMs > 0).sort((one, other) => one.number - other.number);
}

function monthOfComponent({ name, availabilityTarget: target, stretches }: Affected, period: Interval, terms: Terms) {
  const outages = stretches.map(({ outage }) => outage);
  const available = availability(outages, period);
  return {
    name,
    availability: available,
    target,
    budget: target === null ? null : errorBudget(available, target),
    credit: creditTier(available, terms.availability.creditTiers),
    causes: causesOf(stretches, period),
  };
}

type Piece = { impact: IncidentImpact; window: CountedWindow; span: Interval };

/** The windows' parts in the past of the month, the incidents in their order. */
function piecesOf(impacts: readonly IncidentImpact[], past: Interval): Piece[] {
  const inOrder = [...impacts].sort((one, other) => one.number - other.number);
  const pieces = inOrder.flatMap((impact) =>
    impact.windows.map((window) => ({ impact, window, span: within(window, past) })),
  );
  return pieces.filter(({ span }) => span.from < span.to);
}

/** Those of the settings, in their order, then those that only incidents name. */
function affectedBy(pieces: readonly Piece[], { components, availability: { weights, target } }: Terms): Affected[] {
  const known = new Map(components.map((one): [string, Affected] => [keyOf(one.name), { ...one, stretches: [] }]));
  const others = new Map<string, Affected>();
  const usual = { impact: "major outage", availabilityTarget: target } as const;
  for (const { impact, window, span } of pieces) {
    for (const name of window.components) {
      const key = keyOf(name);
      const component = known.get(key) ?? others.get(key) ?? { name, ...usual, stretches: [] };
      if (!known.has(key)) others.set(key, component);
      const outage = { ...span, weight: weights[window.degree ?? component.impact] };
      component.stretches.push({ impact, window, outage });
    }
  }
  return [...known.values(), ...[...others.keys()].sort().flatMap((key) => others.get(key) ?? [])];
}

/** `now` is epoch ms: impact that lasts reaches to it. */
export function monthlyAvailability(
  impacts: readonly IncidentImpact[],
  { month, now, terms }: { month: Month; now: number; terms: Terms },
): MonthlyAvailability {
  const { zone } = terms.availability;
  const period = monthInterval(month, zone);
  const pieces = piecesOf(impacts, { from: period.from, to: Math.min(now, period.to) });
  const nameless = pieces.filter(({ window }) => window.components.length === 0);
  return {
    month,
    zone,
    ...period,
    asOf: now,
    components: affectedBy(pieces, terms).map((component) => monthOfComponent(component, period, terms)),
    unassigned: [...new Set(nameless.map(({ impact }) => impact))].map(withoutWindows),
  };
}
