// How SLA clocks are spoken of: a mark and a word for each state, and what a target asks for, in the settings' words.

import { type Policy, type TargetName, targetWords } from "../incident/policy.ts";
import type { ClockState } from "../incident/sla-clock.ts";
import { formatDuration, minuteMs } from "../time/duration.ts";

/** Beside the word, never instead of it. */
export const stateMarks: Record<ClockState, string> = {
  breached: "🚨",
  "at risk": "⚠️",
  missed: "❌",
  paused: "⏸️",
  running: "🟢",
  "not started": "⚪",
  met: "✅",
  "not applicable": "➖",
};

/** "mitigate within 1 h", "an update every 30 min"; `said` as the settings have it. */
export const promiseWords = (target: TargetName, said: string): string =>
  target === "updateEvery" ? `an update every ${said}` : `${targetWords[target]} within ${said}`;

/** To the minute, which is as exact as a message of what has just happened needs to be; null below one. */
export const roughly = (ms: number): string | null =>
  ms < minuteMs ? null : formatDuration(Math.floor(ms / minuteMs) * minuteMs);

/** What `/incident pause` would stop; empty where this severity promises nothing that may be paused. */
export const pausableTargets = (policy: Policy | undefined): TargetName[] =>
  policy === undefined ? [] : policy.pausable.filter((target) => policy.targets[target] !== null);
