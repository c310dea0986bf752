// The figures of one incident (PRODUCT.md, "Measures"). A span is `to − from` over two times that it names; what is not
// known is null, never zero and never a guess. One that runs backwards is negative: whoever shows it says so in words.

import type { IncidentEvent } from "./events.ts";
import { type ImpactTotals, impactTotals, type Lasting } from "./impact.ts";
import type { Incident } from "./incident.ts";
import { milestoneAt } from "./milestones.ts";
import { type Cadence, cadenceOf, largestGapOf, type Promises, promisesOf, type UpdateGap } from "./update-measures.ts";
import { isOpenStatus, type Milestone, type Status } from "./words.ts";

/** What a span reaches from and to. */
export type Point = Milestone | "firstUpdate" | "canceled";

export const spanNames = [
  "timeToDetect",
  "timeToAcknowledge",
  "timeToFirstUpdate",
  "timeToMitigate",
  "timeToResolve",
  "total",
  "declaredToResolved",
  "declaredToFirstUpdate",
  "firstUpdateToResolved",
] as const;
export type SpanName = (typeof spanNames)[number];

/** Epoch ms and ms. */
export type Span = {
  from: Point;
  to: Point;
  fromAt: number | null;
  toAt: number | null;
  /** Null: unknown. */
  ms: number | null;
  /** Its end has not come: `ms` is so far. */
  isOpen: boolean;
};

export type Measures = {
  spans: Record<SpanName, Span>;
  /** How long it was in each open status, in the order in which it first was. */
  inStatus: (Lasting & { status: Status })[];
  largestGap: UpdateGap | null;
  updateCount: number;
  impact: ImpactTotals;
  promises: Promises;
  cadence: Cadence;
};

function pointAt(incident: Incident, point: Point): number | null {
  if (point === "firstUpdate") return incident.firstUpdateAt;
  if (point === "canceled") return incident.status === "canceled" ? incident.endedAt : null;
  return milestoneAt(incident, point);
}

function spanBetween(incident: Incident, from: Point, to: Point, now: number): Span {
  const fromAt = pointAt(incident, from);
  const toAt = pointAt(incident, to);
  // Whatever is worked on was detected: without its time that stays unknown, and does not go on.
  const isOpen = fromAt !== null && toAt === null && to !== "detected" && isOpenStatus(incident.status);
  const ends = toAt ?? (isOpen ? Math.max(now, fromAt) : null);
  return { from, to, fromAt, toAt, ms: fromAt === null || ends === null ? null : ends - fromAt, isOpen };
}

function earliest(incident: Incident): Point {
  const points: Point[] = ["impactStarted", "detected", "declared"];
  return points.reduce<Point>((first, point) => {
    const at = pointAt(incident, point);
    return at !== null && at < (pointAt(incident, first) ?? at) ? point : first;
  }, "declared");
}

function lastPoint(incident: Incident): Point {
  if (incident.status === "canceled") return "canceled";
  return pointAt(incident, "closed") === null ? "resolved" : "closed";
}

function spansOf(incident: Incident, now: number): Measures["spans"] {
  const between = (from: Point, to: Point): Span => spanBetween(incident, from, to, now);
  const begin: Point = pointAt(incident, "impactStarted") === null ? "declared" : "impactStarted";
  return {
    timeToDetect: between("impactStarted", "detected"),
    timeToAcknowledge: between("declared", "acknowledged"),
    timeToFirstUpdate: between(begin, "firstUpdate"),
    timeToMitigate: between(begin, "mitigated"),
    timeToResolve: between(begin, "resolved"),
    total: between(earliest(incident), lastPoint(incident)),
    declaredToResolved: between("declared", "resolved"),
    declaredToFirstUpdate: between("declared", "firstUpdate"),
    firstUpdateToResolved: between("firstUpdate", "resolved"),
  };
}

/** Each status that was entered, and when; corrected times of the declaration and of the end count. */
function statusesOf(log: readonly IncidentEvent[], incident: Incident): { status: Status; at: number }[] {
  return log.flatMap((event): { status: Status; at: number }[] => {
    switch (event.type) {
      case "IncidentDeclared":
        return [{ status: event.data.status, at: incident.declaredAt }];
      case "StatusChanged":
        return [{ status: event.data.to, at: event.occurredAt }];
      case "IncidentReopened":
        return [{ status: event.data.status, at: event.occurredAt }];
      case "IncidentCanceled":
        return [{ status: "canceled", at: event.occurredAt }];
      default:
        return [];
    }
  });
}

/** What was said later and happened earlier takes no time from what came before it: the parts make up the whole. */
function inStatus(log: readonly IncidentEvent[], incident: Incident, now: number): Measures["inStatus"] {
  const entered = statusesOf(log, incident);
  const end = incident.endedAt ?? now;
  const lasted = new Map<Status, number>();
  let at = incident.declaredAt;
  for (const [index, { status }] of entered.entries()) {
    const next = entered[index + 1];
    const to = Math.min(Math.max(at, next?.at ?? end), end);
    if (isOpenStatus(status)) lasted.set(status, (lasted.get(status) ?? 0) + Math.max(0, to - at));
    at = Math.max(at, next?.at ?? end);
  }
  return [...lasted].map(([status, ms]) => ({ status, ms, isOpen: status === incident.status }));
}

/** All of it as known at `now` (epoch ms). `log` is the whole log, and `incident` its fold. */
export function measures(log: readonly IncidentEvent[], incident: Incident, now: number): Measures {
  return {
    spans: spansOf(incident, now),
    inStatus: inStatus(log, incident, now),
    largestGap: largestGapOf(incident),
    updateCount: incident.updateCount,
    impact: impactTotals(incident, now),
    promises: promisesOf(incident, now),
    cadence: cadenceOf(log, incident, now),
  };
}
