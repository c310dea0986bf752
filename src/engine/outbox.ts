// The outbox: effects become calls to Slack, in order within a lane, side by side across lanes.
// Carried out at the program's own pace; a lane that is stuck holds no other; nothing is done twice that can be seen.

import type { Effect } from "../incident/effects.ts";
import type { ChannelLoss } from "../incident/events.ts";
import type { OutboxRow } from "../store/outbox.ts";
import { carryOut, whatFailed } from "./carry-out/carry-out.ts";
import type { Ending, Job, Surroundings } from "./carry-out/job.ts";
import type { Ask, Handle } from "./handle.ts";
import type { Incidents } from "./incidents.ts";
import { firstWaitMs, leaseMs, longestWaitMs, lookAfterMs, maxFaults, maxInFlight } from "./limits.ts";

export type Outbox = {
  /** Claims what is due and starts carrying it out; does not wait for it. */
  drain(now: number): Promise<void>;
  inFlight(): number;
};

export type OutboxParts = Surroundings & { handle: Handle; incidents: Incidents; onSettled: () => void };

/** Slack's way of saying that the incident's channel can't be used, whatever the call was. */
const losses: Record<string, ChannelLoss> = {
  is_archived: "archived",
  is_inactive: "archived",
  channel_not_found: "deleted",
  not_in_channel: "removed",
};

const backoffMs = (attempts: number): number => Math.min(firstWaitMs * 2 ** Math.max(0, attempts - 1), longestWaitMs);

const isAtChannel = (effect: Effect): boolean =>
  effect.do === "say" ? effect.place === "channel" : effect.do !== "tell" && effect.do !== "name-person";

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, clock, log, handle, incidents, onSettled } = parts;
  const running = new Set<number>();

  const askOf = (job: Job, request: Ask["request"]): Ask => ({
    teamId: job.teamId,
    incidentId: job.incident.id,
    request,
    by: { kind: "sitrep" },
    source: "slack",
    occurredAt: clock.now(),
    key: null,
  });

  const finish = async (job: Job, { answer, surface, followUps }: Extract<Ending, { ending: "done" }>) => {
    const shownVersion = job.effect.do === "keep" ? job.incident.version : null;
    const settle = { effectId: job.effectId, shownVersion, surface };
    // One transaction for Slack's answer and the effect that it answers, so that neither is known without the other.
    const handled = answer === null ? null : await handle({ ...askOf(job, answer), settle });
    if (handled?.result === "committed" && followUps.length === 0) return;
    await store.settle({ teamId: job.teamId, streamId: job.incident.id, settle, effects: followUps, at: clock.now() });
  };

  /** It will never work: note it once for whoever can mend it, and let everything else go on. */
  const giveUp = async (job: Job, { code, hint, followUps }: Extract<Ending, { ending: "never" }>) => {
    const { effect, incident, effectId, teamId } = job;
    const loss = losses[code];
    if (effect.do === "create-channel") {
      await handle(askOf(job, { type: "RecordChannelRefusal", code, hint }));
    } else if (loss !== undefined && isAtChannel(effect) && incident.channel?.isUsable) {
      await handle(askOf(job, { type: "RecordChannelLoss", why: loss }));
    } else if (loss === undefined && effect.do !== "tell") {
      await handle(askOf(job, { type: "RecordGivingUp", what: whatFailed(effect), code, hint }));
    }
    if (followUps.length > 0) {
      const settle = { effectId, shownVersion: null, surface: null };
      await store.settle({ teamId, streamId: incident.id, settle, effects: followUps, at: clock.now() });
    } else {
      await store.park(effectId, { error: code, at: clock.now() });
    }
    log.warn({ effect: effect.do, incident: incident.number, code, hint }, "An effect was given up for good.");
  };

  const end = async (job: Job, row: OutboxRow, ending: Ending): Promise<void> => {
    const now = clock.now();
    switch (ending.ending) {
      case "done":
        return await finish(job, ending);
      case "never":
        return await giveUp(job, ending);
      case "later": {
        const waitMs = Math.max(ending.afterMs, row.attempts > 3 ? backoffMs(row.attempts - 3) : 0);
        await store.retry(row.id, { dueAt: now + waitMs, error: ending.why, nothingHappened: true });
        return;
      }
      case "unknown": {
        const waitMs = Math.max(lookAfterMs, backoffMs(row.openAttempts));
        await store.retry(row.id, { dueAt: now + waitMs, error: ending.why, nothingHappened: false });
      }
    }
  };

  const jobOf = async (row: OutboxRow): Promise<Job> => {
    const told = await incidents.load(row.teamId, row.streamId);
    if (told === null) throw new Error(`The outbox has an effect of ${row.streamId}, which has no log.`);
    const { id: effectId, teamId, key } = row;
    const isUnsure = row.openAttempts > 1;
    return {
      ...told,
      teamId,
      effectId,
      key,
      effect: row.effect as Effect,
      isUnsure,
      triedAt: row.triedAt ?? clock.now(),
    };
  };

  const run = async (row: OutboxRow): Promise<void> => {
    try {
      const job = await jobOf(row);
      await end(job, row, await carryOut(job, parts));
    } catch (error) {
      // A fault of ours: this effect waits or is parked, all others go on.
      const dueAt = clock.now() + backoffMs(row.attempts + 2);
      log.error({ error, key: row.key, attempts: row.attempts }, "An effect failed by a fault of Sitrep's own.");
      if (row.attempts >= maxFaults) await store.park(row.id, { error: String(error), at: clock.now() });
      else await store.retry(row.id, { dueAt, error: String(error), nothingHappened: false });
    }
  };

  const start = (row: OutboxRow): void => {
    running.add(row.id);
    run(row)
      .catch((error: unknown) => log.error({ error, key: row.key }, "The outcome of an effect could not be stored."))
      .finally(() => {
        running.delete(row.id);
        onSettled();
      });
  };

  return {
    async drain(now) {
      const free = maxInFlight - running.size;
      if (free <= 0) return;
      const rows = await store.claim(now, leaseMs, free);
      for (const row of rows) if (!running.has(row.id)) start(row);
    },
    inFlight: () => running.size,
  };
}
