// How an incident's clocks stand by what its log says, for what is shown long before it is read: no time is asked, so
// a breach is one that was noted, and when a clock is due is right for as long as the log stays as it is.

import { clockNames, clockUnder } from "../incident/clocks.ts";
import type { Incident } from "../incident/incident.ts";
import type { TargetName } from "../incident/policy.ts";

/** In the order of what matters most. */
const states = ["breached", "at risk", "paused", "running"] as const;

export type StandingClock = {
  state: (typeof states)[number];
  target: TargetName;
  said: string;
  /** Epoch ms; null while it is paused. */
  dueAt: number | null;
};

/** The clocks that wait for something, the worst first: then the one that is due first. */
export function standingClocks(incident: Incident): StandingClock[] {
  const policy = incident.policies.at(-1);
  if (policy === undefined) return [];
  const isPaused = incident.pauses.at(-1)?.to === null;
  const found = clockNames(incident).flatMap((name): StandingClock[] => {
    const { startedAt } = clockUnder(incident, name, policy, 0);
    const clock = clockUnder(incident, name, policy, startedAt ?? 0);
    const { id, target, said, atRiskAt, dueAt, stoppedAt } = clock;
    if (said === null || startedAt === null || stoppedAt !== null) return [];
    const isBreached = incident.breaches.some(
      (known) => known.clock === id && known.withdrawnAt === null && dueAt !== null && known.notedAt >= dueAt,
    );
    const isAtRisk = incident.atRisk.some(
      (known) => known.clock === id && atRiskAt !== null && known.notedAt >= atRiskAt,
    );
    const isHeld = isPaused && policy.pausable.includes(target);
    const state = isBreached ? "breached" : isHeld ? "paused" : isAtRisk ? "at risk" : "running";
    return [{ state, target, said, dueAt }];
  });
  return found.sort(
    (one, other) =>
      states.indexOf(one.state) - states.indexOf(other.state) ||
      (one.dueAt ?? Number.MAX_SAFE_INTEGER) - (other.dueAt ?? Number.MAX_SAFE_INTEGER),
  );
}
