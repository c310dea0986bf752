// The figures of an incident in the words that people read, the same wherever they are shown.

import { formatDuration, formatHours } from "../time/duration.ts";
import type { Lasting } from "./impact.ts";
import type { Point, Span, SpanName } from "./measures.ts";
import { milestoneWords } from "./words.ts";

export const spanWords: Record<SpanName, string> = {
  timeToDetect: "Time to detect",
  timeToAcknowledge: "Time to acknowledge",
  timeToFirstUpdate: "Time to first update",
  timeToMitigate: "Time to mitigate",
  timeToResolve: "Time to resolve",
  total: "Total",
  declaredToResolved: "Declared → resolved",
  declaredToFirstUpdate: "Declared → first update",
  firstUpdateToResolved: "First update → resolved",
};

/** "impact started", "first update". */
export const pointWords: Record<Point, string> = {
  ...milestoneWords,
  firstUpdate: "first update",
  canceled: "canceled",
};

/** After "before": "before impact started", "before it was declared". */
const afterBefore: Record<Point, string> = {
  impactStarted: "impact started",
  detected: "it was detected",
  declared: "it was declared",
  acknowledged: "it was acknowledged",
  identified: "it was identified",
  mitigated: "it was mitigated",
  resolved: "it was resolved",
  closed: "it was closed",
  postmortemPublished: "the postmortem was published",
  firstUpdate: "the first update",
  canceled: "it was canceled",
};

/** "detected 5 min before impact started": an order that is not the usual one. `byMs` is positive. */
export const beforehand = (early: Point, late: Point, byMs: number): string =>
  `${pointWords[early]} ${formatDuration(byMs)} before ${afterBefore[late]}`;

/** What a calendar counted: in hours where its days are not 24 h long. */
export const counted = (ms: number, isWorking: boolean): string => (isWorking ? formatHours(ms) : formatDuration(ms));

export function lastingInWords({ ms, isOpen }: Lasting): string {
  if (ms === null) return "unknown";
  return isOpen ? `${formatDuration(ms)} so far` : formatDuration(ms);
}

/** "16 min", "16 min so far", "detected 5 min before impact started", "unknown". */
export const spanInWords = ({ from, to, ms, isOpen }: Span): string =>
  ms !== null && ms < 0 ? beforehand(to, from, -ms) : lastingInWords({ ms, isOpen });
