// What time alone will bring to an incident: a clock at risk, a breach, a promised update that is due. Each with the
// instant from which it holds, whether that has come or not. Pure, and complete: nothing is said of time but this.

import { type Clock, clockNames, clockUnder, startAndStop } from "./clocks.ts";
import type { Notice } from "./events.ts";
import type { Incident, PromisedUpdate } from "./incident.ts";
import { nudgesOf, type Policy } from "./policy.ts";

/** `at` in epoch ms. */
export type Pending = { at: number; notice: Notice };

/** From this share of a promise's time on it is warned of, unless `warnBeforeMs` is later. */
const riskShare = 0.8;

/** When a promise is warned of, due and long overdue; all in epoch ms. Due is the first instant that is too late. */
function promiseTimes({ promisedAt, dueAt }: PromisedUpdate, nudges: Policy["nudges"]) {
  const lasts = dueAt - promisedAt;
  return {
    warnAt: Math.max(dueAt - nudges.warnBeforeMs, promisedAt + Math.ceil(riskShare * lasts)),
    overdueAt: dueAt + 1,
    escalateAt: Math.max(dueAt + 1, promisedAt + Math.ceil(nudges.escalateAt * lasts)),
  };
}

function ofPromise(promise: PromisedUpdate, nudges: Policy["nudges"]): Pending[] {
  const { dueAt, snoozedUntil, isStopped } = promise;
  if (isStopped) return [];
  const { warnAt, overdueAt, escalateAt } = promiseTimes(promise, nudges);
  const later = (at: number): number => Math.max(at, snoozedUntil ?? at);
  const pending: Pending[] = [];
  if (!promise.warnedNoted && !promise.overdueNoted)
    pending.push({ at: later(warnAt), notice: { kind: "update-warned", dueAt } });
  // Asked for again where somebody put it off.
  if (!promise.overdueNoted || snoozedUntil !== null) {
    pending.push({ at: later(overdueAt), notice: { kind: "update-overdue", dueAt } });
  }
  if (!promise.escalationNoted) pending.push({ at: later(escalateAt), notice: { kind: "update-escalated", dueAt } });
  return pending;
}

/** One word about one update: where a promise falls due no later than the clock, its own warning comes first. */
const isWarnedOfByPromise = ({ target, dueAt }: Clock, { nextUpdate }: Incident): boolean =>
  target === "updateEvery" && nextUpdate !== null && dueAt !== null && nextUpdate.dueAt <= dueAt;

function ofClock(clock: Clock, incident: Incident): Pending[] {
  const { id, target, severity, said, dueAt, atRiskAt, stoppedAt } = clock;
  if (dueAt === null || said === null || stoppedAt !== null) return [];
  const ref = { clock: id, target, severity, dueAt, said };
  // Told already: a higher severity does not make a breach a second one, a lower one may bring another later.
  const isBreachNoted = incident.breaches.some(
    ({ clock: known, withdrawnAt, notedAt }) => known === id && withdrawnAt === null && notedAt >= dueAt,
  );
  if (isBreachNoted) return [];
  // A pause puts off when it is due, and a risk that was told stays told; a lower severity may bring another later.
  const isRiskNoted = incident.atRisk.some((known) => known.clock === id && known.notedAt >= (atRiskAt ?? 0));
  const isQuiet = isRiskNoted || atRiskAt === null || isWarnedOfByPromise(clock, incident);
  return [
    ...(isQuiet ? [] : [{ at: atRiskAt, notice: { kind: "at-risk" as const, ...ref } }]),
    { at: dueAt + 1, notice: { kind: "breached", ...ref } },
  ];
}

/**
 * Nothing nudges a drill, or what was canceled; of what is resolved only the postmortem is waited for. When a clock
 * falls due does not depend on when that is asked: each is read as it stood when it started.
 */
export function pendingNotices(incident: Incident): Pending[] {
  const policy = incident.policies.at(-1);
  if (incident.isDrill || incident.status === "canceled") return [];
  const promised = incident.nextUpdate === null ? [] : ofPromise(incident.nextUpdate, nudgesOf(incident.policies));
  if (policy === undefined) return promised;
  const clocks = clockNames(incident).flatMap((name) => {
    const { startedAt, stoppedAt } = startAndStop(incident, name);
    const isRunning = startedAt !== null && stoppedAt === null && policy.targets[name.target] !== null;
    return isRunning ? [clockUnder(incident, name, policy, startedAt)] : [];
  });
  return [...promised, ...clocks.flatMap((clock) => ofClock(clock, incident))];
}

/** What holds by `now`, each clock and promise by its worst alone: a breach says that there was a risk. */
export function noticesBy(incident: Incident, now: number): Notice[] {
  const come = pendingNotices(incident)
    .filter(({ at }) => at <= now)
    .map(({ notice }) => notice);
  const breached = new Set(come.map((notice) => (notice.kind === "breached" ? notice.clock : null)));
  const isOverdue = come.some(({ kind }) => kind === "update-overdue" || kind === "update-escalated");
  return come.filter((notice) => {
    if (notice.kind === "at-risk") return !breached.has(notice.clock);
    return notice.kind !== "update-warned" || !isOverdue;
  });
}
