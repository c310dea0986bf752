// Durations and counts of one incident. Each is `to − from`; what has no end yet is null, never a guess.

import type { EventOf, IncidentEvent } from "./events.ts";
import type { Incident } from "./incident.ts";

/** Milliseconds; null where one of the two times is not known. */
export type Measures = {
  declaredToResolved: number | null;
  declaredToFirstUpdate: number | null;
  largestGapBetweenUpdates: number | null;
  updateCount: number;
  /** Impact as declared and as ended in the resolve form; windows come on top of it. */
  impact: number | null;
};

export function measures(log: readonly IncidentEvent[], incident: Incident): Measures {
  const updates = log
    .filter((event): event is EventOf<"UpdatePosted"> => event.type === "UpdatePosted")
    .map((event) => event.occurredAt)
    .sort((one, other) => one - other);
  const first = updates[0];
  const gaps = updates.slice(1).map((at, index) => at - (updates[index] ?? at));
  const { declaredAt, endedAt, status, impactStartedAt, impactEndedAt } = incident;
  return {
    declaredToResolved: status === "resolved" && endedAt !== null ? endedAt - declaredAt : null,
    declaredToFirstUpdate: first === undefined ? null : first - declaredAt,
    largestGapBetweenUpdates: gaps.length === 0 ? null : Math.max(...gaps),
    updateCount: updates.length,
    impact: impactStartedAt === null || impactEndedAt === null ? null : Math.max(0, impactEndedAt - impactStartedAt),
  };
}
