// The outbox: effects become calls to Slack, in order within a lane, side by side across lanes.
// Carried out at the program's own pace; a lane that is stuck holds no other; nothing is done twice that can be seen.

import type { Effect } from "../incident/effects.ts";
import type { OutboxRow } from "../store/outbox.ts";
import { carryOut } from "./carry-out/carry-out.ts";
import type { Job } from "./carry-out/job.ts";
import { backoffMs, type EndingParts, writeEnding } from "./ending.ts";
import type { Incidents } from "./incidents.ts";
import { clocksApartMs, leaseMs, longestUnsureMs, lookAfterMs, maxFaults, maxInFlight } from "./limits.ts";

export type Outbox = {
  /** Claims what is due and starts carrying it out; does not wait for it. */
  drain(now: number): Promise<void>;
  inFlight(): number;
  /** No further call may begin until one under way has ended. */
  isFull(): boolean;
};

export type OutboxParts = EndingParts & { incidents: Incidents; onSettled: () => void };

/** From when on an attempt may have left its trace. */
function triedSince({ triedAt, createdAt }: OutboxRow, now: number): number {
  if (triedAt === null) return now;
  if (triedAt <= now + clocksApartMs) return triedAt;
  // By a clock that was ahead; what is looked for from then on is never found, and would be sent twice.
  return createdAt <= now ? createdAt : now - longestUnsureMs;
}

async function jobOf({ incidents, clock }: OutboxParts, row: OutboxRow): Promise<Job> {
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
    triedAt: triedSince(row, clock.now()),
  };
}

/**
 * Until when to leave an attempt alone that may have come through; null where it may be looked for now. A process that
 * was killed left no outcome behind, and its successor may be there before Slack is done.
 */
function leftAloneUntil({ openAttempts, triedAt }: OutboxRow, now: number): number | null {
  if (openAttempts <= 1 || triedAt === null) return null;
  // Tried in the future: the host's clock was set back, and says nothing about how long ago it was.
  return triedAt <= now && now < triedAt + lookAfterMs ? triedAt + lookAfterMs : null;
}

/** Parked for `doctor` to show. Without its channel an incident must at least be announced, and its declarer told. */
async function giveUpForFault({ store, clock, handle }: OutboxParts, row: OutboxRow, error: unknown): Promise<void> {
  if ((row.effect as Effect).do === "create-channel") {
    const hint = "Sitrep failed by a fault of its own: its log says how. Please report it.";
    await handle({
      teamId: row.teamId,
      incidentId: row.streamId,
      request: { type: "RecordChannelRefusal", code: "fault", hint },
      by: { kind: "sitrep" },
      source: "slack",
      occurredAt: clock.now(),
      key: null,
    });
  }
  await store.park(row.id, { error: String(error), at: clock.now() });
}

/** `faults` counts, for each row, those of our own in a row: a long outage of Slack's is none. */
async function run(parts: OutboxParts, row: OutboxRow, faults: Map<number, number>): Promise<void> {
  const { store, clock, log } = parts;
  try {
    const dueAt = leftAloneUntil(row, clock.now());
    if (dueAt !== null) {
      return await store.retry(row.id, { dueAt, error: "Slack may still be at it", nothingHappened: true });
    }
    const job = await jobOf(parts, row);
    await writeEnding(parts, job, row, await carryOut(job, parts));
    faults.delete(row.id);
  } catch (error) {
    // A fault of ours: this effect waits or is parked, all others go on.
    const count = (faults.get(row.id) ?? 0) + 1;
    log.error({ error, key: row.key, faults: count }, "An effect failed by a fault of Sitrep's own.");
    faults.set(row.id, count);
    const dueAt = clock.now() + backoffMs(count + 2);
    if (count < maxFaults) return await store.retry(row.id, { dueAt, error: String(error), nothingHappened: false });
    await giveUpForFault(parts, row, error);
    faults.delete(row.id);
  }
}

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, log, onSettled } = parts;
  const running = new Set<number>();
  const faults = new Map<number, number>();

  const start = (row: OutboxRow): void => {
    running.add(row.id);
    run(parts, row, faults)
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
    isFull: () => running.size >= maxInFlight,
  };
}
