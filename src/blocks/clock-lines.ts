// One SLA clock in a line, and in a second, small one what it is made of: from when to when, on which calendar, and
// what does not count between.

import type { Clock } from "../incident/clocks.ts";
import type { Incident, Pause } from "../incident/incident.ts";
import { counted } from "../incident/measure-words.ts";
import type { MilestoneFact } from "../incident/milestones.ts";
import { type TargetName, targetWords } from "../incident/policy.ts";
import { type Milestone, milestoneWords } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { type Interval, intersect, measure } from "../time/intervals.ts";
import { stateMarks } from "./clock-words.ts";
import { maxReasonInLine } from "./limits.ts";
import { ago, bold, clock, clockAfter, type Line, type Part, reasonLine, words } from "./line.ts";
import { capitalized, who } from "./wording.ts";

/** The worst first; of those that run the one that is due first. */
const ranks: Record<Clock["state"], number> = {
  breached: 0,
  "at risk": 1,
  missed: 2,
  paused: 3,
  running: 4,
  "not started": 5,
  met: 6,
  "not applicable": 7,
};

const dueOr = ({ dueAt }: Clock): number => dueAt ?? Number.MAX_SAFE_INTEGER;
const isLive = ({ state }: Clock): boolean => ranks[state] <= ranks["at risk"] || state === "running";

export const worstFirst = (clocks: readonly Clock[]): Clock[] =>
  clocks.toSorted(
    (one, other) =>
      ranks[one.state] - ranks[other.state] || (isLive(one) && isLive(other) ? dueOr(one) - dueOr(other) : 0),
  );

const ask = ({ target, said }: Clock): string => `${target === "updateEvery" ? "every" : "within"} ${said}`;

function when({ state, dueAt, elapsedMs, withinMs, calendarName }: Clock): Line {
  const said = (ms: number): string => counted(ms, calendarName !== "always");
  if (state === "paused")
    return [words(`${said(elapsedMs)} so far, ${said(Math.max(0, (withinMs ?? 0) - elapsedMs))} left`)];
  const due: Line = dueAt === null ? [] : [words("due "), clock(dueAt)];
  const live: Line = dueAt === null ? [] : [words(" ("), ago(dueAt), words(")")];
  return state === "running" || state === "at risk" ? [...due, ...live] : due;
}

/** "🚨 Breached: mitigate · due 11:30 (12 minutes ago) · within 1 h · 1 h 12 min so far" */
export function clockLine(one: Clock): Line {
  const { state, target, elapsedMs, calendarName } = one;
  const lead = [words(`${stateMarks[state]} `), bold(`${capitalized(state)}: ${targetWords[target]}`)];
  const elapsed = counted(elapsedMs, calendarName !== "always");
  const took = state === "met" || state === "missed" ? `took ${elapsed}` : `${elapsed} so far`;
  if (state === "not started") return [...lead, words(` · ${ask(one)} of the resolution`)];
  const parts: Line[] = [when(one), [words(ask(one))], ...(state === "paused" ? [] : [[words(took)]])];
  return [...lead, ...parts.flatMap((part): Line => (part.length === 0 ? [] : [words(" · "), ...part]))];
}

const begins: Record<TargetName, Milestone | null> = {
  acknowledge: "declared",
  firstUpdate: "declared",
  updateEvery: null,
  mitigate: "declared",
  resolve: "declared",
  postmortem: "resolved",
};
const ends: Record<TargetName, Milestone | null> = {
  acknowledge: "acknowledged",
  firstUpdate: null,
  updateEvery: null,
  mitigate: "mitigated",
  resolve: "resolved",
  postmortem: "postmortemPublished",
};

/** One end of a clock: the milestone where it is one, and what it is called otherwise. */
type End = { milestone: Milestone | null; other: string; at: number; shown: Part };

const factOf = ({ milestone, at }: End, { milestones }: Incident): MilestoneFact | null => {
  const fact = milestone === null ? null : milestones[milestone];
  return fact?.at === at ? fact : null;
};

/** "declared 10:00" */
const endLine = (end: End, incident: Incident): Line => [
  words(`${end.milestone !== null && factOf(end, incident) !== null ? milestoneWords[end.milestone] : end.other} `),
  end.shown,
];

/**
 * " · declared set by", who, why: where somebody set or corrected it. Last, since each typed word is an element of its
 * own in small print, where a bracket of ours would stand alone.
 */
function setBy(end: End, incident: Incident): Line {
  const fact = factOf(end, incident);
  if (end.milestone === null || fact === null || fact.reason === null) return [];
  const why = fact.reason === "" ? [] : [words(" "), ...reasonLine(fact.reason, maxReasonInLine)];
  return [words(` · ${milestoneWords[end.milestone]} set by `), who(fact.by, incident), ...why];
}

function excludedMs({ startedAt, stoppedAt }: Clock, spans: readonly Interval[], now: number): number {
  const whole = { from: startedAt ?? now, to: Math.max(startedAt ?? now, stoppedAt ?? now) };
  return measure(intersect([whole], spans));
}

const spanOf = ({ from, to }: Pick<Pause, "from" | "to">, now: number): Interval => ({
  from,
  to: to ?? Math.max(from, now),
});

/** How much of its time does not count, and why in a word. */
function leftOut(one: Clock, { rests }: Incident, now: number): Line {
  const over = one.excluded.filter((pause) => rests.includes(pause));
  const paused = one.excluded.filter((pause) => !rests.includes(pause));
  const sums: [string, Pause[]][] = [
    ["paused", paused],
    ["while it was over", over],
  ];
  return sums.flatMap(([why, spans]): Line => {
    const ms = excludedMs(
      one,
      spans.map((span) => spanOf(span, now)),
      now,
    );
    return ms === 0 ? [] : [words(` · without ${formatDuration(ms)} ${why}`)];
  });
}

/** "From declared 10:00 to acknowledged 10:04 · 24×7". Nothing where it has not started. */
export function clockReasons(one: Clock, incident: Incident, now: number): Line {
  const { target, startedAt, stoppedAt, calendarName } = one;
  if (startedAt === null) return [];
  const isOver = stoppedAt !== null && stoppedAt === incident.endedAt;
  const from: End = {
    milestone: begins[target],
    other: target === "updateEvery" ? "the last update" : "",
    at: startedAt,
    shown: clock(startedAt),
  };
  const to: End | null =
    stoppedAt === null
      ? null
      : {
          milestone: ends[target],
          other: isOver ? "the end" : "the update",
          at: stoppedAt,
          shown: clockAfter(startedAt, stoppedAt),
        };
  const calendar = calendarName === "always" ? "24×7" : `on the calendar “${calendarName}”`;
  return [
    words("From "),
    ...endLine(from, incident),
    words(" to "),
    ...(to === null ? [words("now")] : endLine(to, incident)),
    words(` · ${calendar}`),
    ...leftOut(one, incident, now),
    ...setBy(from, incident),
    ...(to === null ? [] : setBy(to, incident)),
  ];
}

/** Each pause with its reason and who made it, the newest last. */
export function pauseLine({ from, to, reason, byId }: Pause, incident: Incident): Line {
  const until: Line = to === null ? [] : [words(" to "), clockAfter(from, to)];
  const by: Line = byId === null ? [] : [words(", by "), who({ kind: "person", userId: byId }, incident)];
  return [
    words(to === null ? "since " : ""),
    clock(from),
    ...until,
    words(": "),
    ...reasonLine(reason, maxReasonInLine),
    ...by,
  ];
}
