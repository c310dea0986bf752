// Availability as one incident asks for it: the months that its impact reaches, of its own components.

import { type Month, monthOf, monthsIn } from "../time/month.ts";
import { reachOf, windowsThatCount } from "./downtime.ts";
import { impactWindows } from "./impact.ts";
import type { Incident } from "./incident.ts";
import {
  type IncidentImpact,
  keyOf,
  type MonthlyAvailability,
  monthlyAvailability,
  type Terms,
} from "./monthly-availability.ts";

/** Impact that nobody ended may reach back for years; the last ones are what is still talked of. */
const maxMonths = 3;

export const impactOf = (incident: Incident): IncidentImpact => ({
  incidentId: incident.id,
  number: incident.number,
  isPrivate: incident.isPrivate,
  windows: windowsThatCount(incident),
});

/**
 * The months that the incident's impact reaches, in their order, at most the last three; where none counts yet, that of
 * its end or of now. None for a drill, or what was canceled.
 */
export function monthsOf(incident: Incident, now: number, zone: string): Month[] {
  if (incident.isDrill || incident.status === "canceled") return [];
  const reach = reachOf(windowsThatCount(incident));
  const months = reach === null ? [] : monthsIn({ from: reach.from, to: reach.to ?? now }, zone);
  return months.length === 0 ? [monthOf(incident.endedAt ?? now, zone)] : months.slice(-maxMonths);
}

/** The same month, of the incident's components alone. */
export function ofItsComponents(report: MonthlyAvailability, incident: Incident): MonthlyAvailability {
  const named = [...incident.components, ...impactWindows(incident).flatMap(({ components }) => components)];
  const keys = new Set(named.map(keyOf));
  return { ...report, components: report.components.filter(({ name }) => keys.has(keyOf(name))) };
}

/** What the incident alone has made of its months: a function of its log, so that an export stays the same. */
export const ownAvailability = (
  incident: Incident,
  { now, terms }: { now: number; terms: Terms },
): MonthlyAvailability[] =>
  monthsOf(incident, now, terms.availability.zone).map((month) =>
    ofItsComponents(monthlyAvailability([impactOf(incident)], { month, now, terms }), incident),
  );
