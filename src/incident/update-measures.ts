// How often people heard of it: the largest gap between two updates, the promised updates kept and missed, and the
// cadence that the severity's policy asks for. Updates count in the order in which they occurred.

import type { Calendar } from "../time/calendar.ts";
import { elapsedEach } from "../time/elapsed-between.ts";
import { pastWaits } from "./clocks.ts";
import type { IncidentEvent } from "./events.ts";
import type { Incident, Mark } from "./incident.ts";
import { calendarOf, type Policy, type PolicyTarget } from "./policy.ts";

/** Between two updates that follow each other; epoch ms and ms. */
export type UpdateGap = { fromAt: number; toAt: number; ms: number };

export type Promises = {
  made: number;
  /** An update, or the end, came in time. */
  kept: number;
  missed: number;
  /** Neither yet. */
  pending: number;
  /** Those that were missed; `answeredAt` is null while nothing has come. */
  late: { dueAt: number; answeredAt: number | null }[];
};

/** One policy's "an update every …", and what came of it. `said` and `severity` are the settings' words. */
type CadenceOfPolicy = { severity: string; said: string; kept: number; missed: number };

/** A wait for the next update that was longer than the policy has it. `ms` is what its calendar counted. */
export type LongWait = {
  severity: string;
  said: string;
  isWorking: boolean;
  fromAt: number;
  /** Null while it lasts. */
  toAt: number | null;
  ms: number;
};

export type Cadence = { kept: number; missed: number; policies: CadenceOfPolicy[]; longWaits: LongWait[] };

const byTime = (one: { at: number }, other: { at: number }): number => one.at - other.at;

export function largestGapOf({ marks }: Incident): UpdateGap | null {
  const updates = marks.filter(({ kind }) => kind === "update").sort(byTime);
  return updates.slice(1).reduce<UpdateGap | null>((largest, { at: toAt }, index) => {
    const fromAt = updates[index]?.at ?? toAt;
    return largest === null || toAt - fromAt > largest.ms ? { fromAt, toAt, ms: toAt - fromAt } : largest;
  }, null);
}

export function promisesOf({ promises }: Incident, now: number): Promises {
  const late = promises.filter(({ dueAt, answeredAt }) => (answeredAt ?? now) > dueAt);
  const kept = promises.filter(({ dueAt, answeredAt }) => answeredAt !== null && answeredAt <= dueAt).length;
  const pending = promises.length - late.length - kept;
  return { made: promises.length, kept, missed: late.length, pending, late };
}

/** The severities' names, beside the incident's policies. */
const severitiesIn = (log: readonly IncidentEvent[]): string[] =>
  log.flatMap((event) => {
    if (event.type === "IncidentDeclared") return event.data.policy === null ? [] : [event.data.severity];
    return event.type === "SeverityChanged" && event.data.policy !== null ? [event.data.to] : [];
  });

/** What each wait counts on a policy's calendar: listed once for all waits, and once for policies that count alike. */
function countOn(incident: Incident, instants: readonly number[]) {
  const known = new Map<string, number[]>();
  const rests = incident.rests.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]));
  return (policy: Policy, target: PolicyTarget): number[] => {
    const isPausable = policy.pausable.includes("updateEvery");
    const key = `${isPausable}/${target.isWorking ? JSON.stringify(policy.calendar) : "always"}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const paused = isPausable ? incident.pauses : [];
    const pauses = [...rests, ...paused.map(({ from, to }) => ({ from, to: to ?? Number.POSITIVE_INFINITY }))];
    const calendar: Calendar = calendarOf(policy, target);
    const made = elapsedEach(instants, calendar, pauses);
    known.set(key, made);
    return made;
  };
}

/** A wait that goes on at `now` ends there for the time being. */
function marksUntil({ marks, policies, endedAt }: Incident, now: number): { marks: Mark[]; isOpen: boolean } {
  const sorted = [...marks].sort(byTime);
  const last = sorted.at(-1);
  if (last === undefined || last.kind === "ended" || endedAt !== null) return { marks: sorted, isOpen: false };
  const until: Mark = { at: Math.max(now, last.at), kind: "ended", policy: policies.length - 1 };
  return { marks: [...sorted, until], isOpen: true };
}

/** Each wait is judged by the policy in force when it ended; one that ended in time without an update is none. */
export function cadenceOf(log: readonly IncidentEvent[], incident: Incident, now: number): Cadence {
  const { marks, isOpen } = marksUntil(incident, now);
  const severities = severitiesIn(log);
  const count = countOn(
    incident,
    marks.map(({ at }) => at),
  );
  const found = new Map<string, CadenceOfPolicy>();
  const longWaits: LongWait[] = [];
  for (const { from, to, index } of pastWaits({ marks })) {
    const policy = incident.policies[to.policy];
    const target = policy?.targets.updateEvery ?? null;
    if (policy === undefined || target === null) continue;
    const ms = count(policy, target)[index] ?? 0;
    const isLong = ms > target.withinMs;
    if (!isLong && to.kind !== "update") continue;
    const { said } = target;
    const severity = severities[to.policy] ?? incident.severity;
    const one = found.get(`${severity}/${said}`) ?? { severity, said, kept: 0, missed: 0 };
    found.set(`${severity}/${said}`, { ...one, [isLong ? "missed" : "kept"]: one[isLong ? "missed" : "kept"] + 1 });
    const isLast = isOpen && index === marks.length - 2;
    const { isWorking } = target;
    if (isLong) longWaits.push({ severity, said, isWorking, fromAt: from.at, toAt: isLast ? null : to.at, ms });
  }
  const policies = [...found.values()];
  const sum = (of: "kept" | "missed"): number => policies.reduce((all, one) => all + one[of], 0);
  return { kept: sum("kept"), missed: sum("missed"), policies, longWaits };
}
