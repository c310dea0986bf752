// The SLA clocks of one incident: each target of its policy with the times that it is made of, and how it stands.
// Pure: the log says when a clock started, stopped and was paused, the policy that it carries what it asks for.
//
// Where PRODUCT.md is silent: acknowledge, first update, mitigate and resolve count from the declaration; what was
// resolved was mitigated by then; while an incident was over nothing counted, should it be reopened.

import type { Interval } from "../time/intervals.ts";
import type { Incident, Mark, Pause } from "./incident.ts";
import { milestoneAt } from "./milestones.ts";
import { calendarOf, type Policy, type TargetName, targetNames } from "./policy.ts";
import { type ClockFacts, type ClockReading, readClock } from "./sla-clock.ts";

/** `id` tells the waits for an update apart: "acknowledge", "updateEvery/3". */
export type ClockName = { id: string; target: TargetName };

/** A clock with what it is made of: the times, and what does not count between them. */
export type Clock = ClockName &
  ClockReading & {
    severity: string;
    /** What it asks for, as the settings have it ("3 days working"); null where nothing is promised. */
    said: string | null;
    withinMs: number | null;
    /** "always", or the calendar on which it counts. */
    calendarName: string;
    startedAt: number | null;
    stoppedAt: number | null;
    /** What people paused, and the time in which it was over. */
    excluded: Pause[];
  };

const spanOf = ({ from, to }: Pick<Pause, "from" | "to">): Interval => ({ from, to: to ?? Number.POSITIVE_INFINITY });

const updateClock = "updateEvery/";
/** The mark at which a wait for an update begins; null for the id of another clock. */
const waitOf = (id: string): number | null =>
  id.startsWith(updateClock) ? Number(id.slice(updateClock.length)) : null;

/** A wait for an update ends with the next one, or with the incident. */
function updateFacts({ marks }: Incident, index: number): { startedAt: number | null; stoppedAt: number | null } {
  const mark = marks[index];
  if (mark === undefined || mark.kind === "ended") return { startedAt: null, stoppedAt: null };
  return { startedAt: mark.at, stoppedAt: marks[index + 1]?.at ?? null };
}

/** Epoch ms; null where that has not happened. */
export function startAndStop(
  incident: Incident,
  { id, target }: ClockName,
): { startedAt: number | null; stoppedAt: number | null } {
  const at = (milestone: Parameters<typeof milestoneAt>[1]) => milestoneAt(incident, milestone);
  const startedAt = at("declared");
  switch (target) {
    case "acknowledge":
      return { startedAt, stoppedAt: at("acknowledged") ?? incident.endedAt };
    case "firstUpdate":
      return { startedAt, stoppedAt: incident.firstUpdateAt ?? incident.endedAt };
    case "updateEvery":
      return updateFacts(incident, waitOf(id) ?? -1);
    case "mitigate":
      return { startedAt, stoppedAt: at("mitigated") ?? incident.endedAt };
    case "resolve":
      return { startedAt, stoppedAt: at("resolved") };
    case "postmortem":
      return { startedAt: at("resolved"), stoppedAt: at("postmortemPublished") };
  }
}

/** Only the wait for a postmortem goes on when an incident is over, and only it is not stopped by that. */
const excludedOf = ({ pauses, rests }: Incident, { target }: ClockName, { pausable }: Policy): Pause[] => {
  const paused = pausable.includes(target) ? pauses : [];
  return target === "postmortem" ? paused : [...rests.filter(({ to }) => to !== null), ...paused];
};

/** Whether it ended without what the clock waited for: then in time is not met, but no longer asked for. */
function isUnanswered(incident: Incident, { id, target }: ClockName, stoppedAt: number | null): boolean {
  if (stoppedAt === null) return false;
  if (target === "acknowledge") return milestoneAt(incident, "acknowledged") === null;
  if (target === "firstUpdate") return incident.firstUpdateAt === null;
  return target === "updateEvery" && incident.marks[(waitOf(id) ?? -1) + 1]?.kind === "ended";
}

/** How one clock stands at `now` under this policy, with its reasons. */
export function clockUnder(incident: Incident, name: ClockName, policy: Policy, now: number): Clock {
  const asked = incident.status === "canceled" ? null : policy.targets[name.target];
  const times = startAndStop(incident, name);
  const excluded = excludedOf(incident, name, policy);
  const facts: ClockFacts = { ...times, pauses: excluded.map(spanOf) };
  const target = asked === null ? null : { withinMs: asked.withinMs, calendar: calendarOf(policy, asked) };
  const reading = readClock(target, facts, now);
  const isMoot = reading.state === "met" && isUnanswered(incident, name, times.stoppedAt);
  return {
    ...name,
    ...reading,
    state: isMoot ? "not applicable" : reading.state,
    severity: incident.severity,
    said: asked?.said ?? null,
    withinMs: asked?.withinMs ?? null,
    calendarName: asked?.isWorking ? policy.calendarName : "always",
    ...times,
    excluded,
  };
}

/** The wait for an update that is under way, or the last that there was; null before the first update. */
function lastWait({ marks }: Incident): number | null {
  const index = marks.findLastIndex(({ kind }) => kind !== "ended");
  return index < 0 ? null : index;
}

/** The clocks that stand for this incident now. */
export function clockNames(incident: Incident): ClockName[] {
  const wait = lastWait(incident);
  return targetNames.flatMap((target): ClockName[] => {
    if (target !== "updateEvery") return [{ id: target, target }];
    return wait === null ? [] : [{ id: `${updateClock}${wait}`, target }];
  });
}

/** Every clock of the policy that holds now, in the order in which people read them; none in logs without policies. */
export function clocks(incident: Incident, now: number): Clock[] {
  const policy = incident.policies.at(-1);
  if (policy === undefined) return [];
  return clockNames(incident).map((name) => clockUnder(incident, name, policy, now));
}

/** The waits for an update that are over, each under the policy in force when it ended. */
export const pastWaits = ({ marks }: Pick<Incident, "marks">): { from: Mark; to: Mark; index: number }[] =>
  marks.slice(1).flatMap((to, index) => {
    const from = marks[index];
    return from === undefined || from.kind === "ended" ? [] : [{ from, to, index }];
  });
