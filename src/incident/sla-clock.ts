// One SLA clock: one target on one incident, and how it stands at an instant. Pure: when it started, stopped and was
// paused is read from the log by whoever asks, and what it asks for comes from the policy.
//
// The law: elapsed = |[start, stop or now) ∩ calendar − pauses|; due is the instant at which elapsed reaches it.
// People are shown when it is due, so that instant decides: stopped by then is met, after it missed; not stopped, it is
// breached from the first millisecond after it, also where the calendar does not count just then.

import { type Calendar, due, elapsed } from "../time/calendar.ts";
import { type Interval, intersect } from "../time/intervals.ts";

/** From this share of the target on a running clock is at risk. */
const riskShare = 0.8;

export type SlaTarget = { readonly withinMs: number; readonly calendar: Calendar };

/** Epoch ms. A pause that has not ended goes to Infinity. */
export type ClockFacts = {
  /** Null: what starts it has not happened. */
  readonly startedAt: number | null;
  /** Null: what stops it has not happened. */
  readonly stoppedAt: number | null;
  readonly pauses: readonly Interval[];
};

export type ClockState =
  | "not applicable"
  | "not started"
  | "running"
  | "at risk"
  | "paused"
  | "breached"
  | "met"
  | "missed";

export type ClockReading = {
  state: ClockState;
  /** What has counted so far, or until it stopped; 0 where it has not started. */
  elapsedMs: number;
  /** When 80 % of the target will have elapsed, and all of it; null while that is not known (not started, paused). */
  atRiskAt: number | null;
  dueAt: number | null;
};

const still = (state: ClockState): ClockReading => ({ state, elapsedMs: 0, atRiskAt: null, dueAt: null });

function runningState({ atRiskAt, dueAt }: Pick<ClockReading, "atRiskAt" | "dueAt">, isPaused: boolean, now: number) {
  // A breach that has happened stays one, whatever is paused after it.
  if (dueAt !== null && now > dueAt) return "breached";
  if (isPaused) return "paused";
  return atRiskAt !== null && now >= atRiskAt ? "at risk" : "running";
}

/**
 * How the clock stands at `now`. A target of null does not apply to this incident. A clock that stopped before it
 * started (an update older than the declaration) has counted nothing and is met.
 */
export function readClock(target: SlaTarget | null, facts: ClockFacts, now: number): ClockReading {
  if (target === null) return still("not applicable");
  const { startedAt, stoppedAt, pauses } = facts;
  if (startedAt === null || startedAt > now) return still(stoppedAt === null ? "not started" : "met");
  const { withinMs, calendar } = target;
  const isOver = stoppedAt !== null && stoppedAt <= now;
  const end = Math.max(startedAt, isOver ? stoppedAt : now);
  // What was paused after it had stopped is no longer its own: it is due when it was due then.
  const counted = isOver ? intersect(pauses, [{ from: Number.NEGATIVE_INFINITY, to: end }]) : pauses;
  const elapsedMs = elapsed({ from: startedAt, to: end }, calendar, counted);
  const dueAt = due(startedAt, withinMs, calendar, counted);
  const atRiskAt = due(startedAt, Math.ceil(withinMs * riskShare), calendar, counted);
  const times = { elapsedMs, atRiskAt, dueAt };
  if (isOver) {
    return { state: dueAt === null || stoppedAt <= dueAt ? "met" : "missed", ...times };
  }
  const isPaused = pauses.some(({ from, to }) => from <= now && now < to);
  return { state: runningState(times, isPaused, now), ...times };
}

/** The instants from `now` on at which its state will change by itself, in order: at risk, then breached. */
export function comingChanges({ state, atRiskAt, dueAt }: ClockReading, now: number): number[] {
  if (state !== "running" && state !== "at risk") return [];
  const breachedAt = dueAt === null ? null : dueAt + 1;
  return [atRiskAt, breachedAt].filter((at): at is number => at !== null && at > now);
}
