// What is said when people correct a time, write down impact, or pause the clocks.

import type { EventOf } from "../incident/events.ts";
import { milestoneWords } from "../incident/words.ts";
import { bold, clock, type Line, words } from "./line.ts";
import { type Saying, saying } from "./saying.ts";
import { capitalized } from "./wording.ts";

export function milestoneSet({ data }: EventOf<"MilestoneSet">): Saying {
  const { milestone, at, previousAt, reason } = data;
  const lead: Line = [
    bold(capitalized(milestoneWords[milestone])),
    words(" "),
    at === null ? words("unknown") : clock(at),
  ];
  const was: Line = previousAt === null ? [] : [words("Was "), clock(previousAt)];
  return saying(lead, { body: reason, small: [was] });
}

export function impactWindowSet({ data }: EventOf<"ImpactWindowSet">): Saying {
  const until: Line = data.to === null ? [words(" on")] : [words(" to "), clock(data.to)];
  return saying([bold("Impact"), words(" "), clock(data.from), ...until], { body: data.note });
}

export const impactWindowRemoved = ({ data }: EventOf<"ImpactWindowRemoved">): Saying =>
  saying([bold("Impact window removed")], { body: data.reason });

export const clocksPaused = ({ data }: EventOf<"ClocksPaused">): Saying =>
  saying([bold("SLA clocks paused")], { body: data.reason });

export const clocksResumed = (): Saying => saying([bold("SLA clocks resumed")]);
