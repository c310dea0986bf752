// Commits: what a click changes, and what settling an effect changes, in one transaction each.
// The statements are known before it begins; two racing commits are told apart by the unique index that one runs into.
// Never decides anything, and never leaves a part of a commit behind.

import type { Driver, Statement } from "./driver.ts";
import { sql } from "./drizzle.ts";
import { effectsPlan, type NewEffect } from "./effects.ts";
import type { Impact } from "./impacts.ts";
import { type IncidentRow, incidentPlan } from "./incident-rows.ts";
import { longestKey } from "./limits.ts";
import { plan, rowsPlan } from "./plan.ts";
import { type Settle, settlePlan } from "./settling.ts";
import { uniqueIndexes } from "./tables.ts";

/** Times in epoch ms. `body` is the whole event as JSON; the store never looks into it. */
export type NewEvent = { id: string; type: string; occurredAt: number; recordedAt: number; body: object };

/** Something that falls due for the stream; `dueAt` in epoch ms. Its kind is unique within the stream. */
export type NewDeadline = { kind: string; dueAt: number };

export type Commit = {
  teamId: string;
  streamId: string;
  /** The version of the newest event that the decision was made on; 0 for a stream that is not there yet. */
  expectedVersion: number;
  events: readonly NewEvent[];
  /** What asked for this change, such as an envelope: the same key makes one change. Null for the bot's own changes. */
  receipt: { key: string } | null;
  effects: readonly NewEffect[];
  /** They replace all of the stream's deadlines. Null leaves them as they are. */
  deadlines: readonly NewDeadline[] | null;
  /** The row by which the incident is found from now on. Null leaves it as it is. */
  incident: Omit<IncidentRow, "teamId" | "streamId"> | null;
  /** The incident's impact from now on, beside its row. Null: unknown, until `fillImpact` says it. */
  impact: Impact | null;
  /** The effect that this commit is the answer of. */
  settle: Settle | null;
  /** Now, in epoch ms. */
  at: number;
};

/** An effect whose answer changes no log: the same as a commit, without events. */
export type Settlement = Pick<Commit, "teamId" | "streamId" | "effects" | "at"> & { settle: Settle };

/**
 * `conflict`: somebody else appended to the stream, or took the incident's number: read again, decide again.
 * `duplicate`: a commit with this receipt is there already. Neither leaves anything behind.
 */
export type CommitOutcome = "committed" | "conflict" | "duplicate";

export type Commits = {
  /** Throws for everything but these three outcomes, such as a disk that is full. */
  commit(commit: Commit): Promise<CommitOutcome>;
  settle(settlement: Settlement): Promise<void>;
};

function checkKeys(commit: Pick<Commit, "effects"> & { receipt: { key: string } | null }): void {
  for (const key of [commit.receipt?.key ?? "", ...commit.effects.flatMap((effect) => [effect.key, effect.lane])]) {
    if (key.length > longestKey) throw new Error(`A key is longer than ${longestKey} characters: ${key.slice(0, 80)}…`);
  }
}

const eventColumns = ["teamId", "streamId", "version", "eventId", "type", "occurredAt", "recordedAt", "body"] as const;
const deadlineColumns = ["teamId", "streamId", "kind", "dueAt"] as const;

/** The statements of a commit that concern the log alone, in the order in which `duplicate` comes before `conflict`. */
function logPlan({ db, tables: { events, receipts } }: Driver): (commit: Commit) => Statement[] {
  const slot = sql.placeholder;
  const insertReceipt = plan(
    db.insert(receipts).values({
      teamId: slot("teamId"),
      key: slot("key"),
      streamId: slot("streamId"),
      version: slot("version"),
      at: slot("at"),
    }),
  );
  const insertEvents = rowsPlan(eventColumns, (rows) => db.insert(events).values(rows));
  return ({ teamId, streamId, expectedVersion, receipt, at, ...commit }) => {
    const version = expectedVersion + commit.events.length;
    const rows = commit.events.map(({ id, ...event }, index) => {
      return { ...event, teamId, streamId, eventId: id, version: expectedVersion + index + 1 };
    });
    const first = receipt === null ? [] : [insertReceipt({ teamId, streamId, version, at, key: receipt.key })];
    return [...first, ...insertEvents(rows)];
  };
}

function deadlinesPlan({ db, tables: { deadlines } }: Driver): (commit: Commit) => Statement[] {
  const isOfStream = sql`${deadlines.teamId} = ${sql.placeholder("teamId")}
    and ${deadlines.streamId} = ${sql.placeholder("streamId")}`;
  const removeAll = plan(db.delete(deadlines).where(isOfStream));
  const insert = rowsPlan(deadlineColumns, (rows) => db.insert(deadlines).values(rows));
  return ({ teamId, streamId, ...commit }) => {
    if (commit.deadlines === null) return [];
    const rows = commit.deadlines.map((deadline) => ({ ...deadline, teamId, streamId }));
    return [removeAll({ teamId, streamId }), ...insert(rows)];
  };
}

/**
 * The id of an event is taken only when the very same commit ran before and its answer was lost; then the version is
 * taken too, and which of the two indexes is looked at first is the database's own affair.
 */
const conflicts = new Set<string | null>([
  uniqueIndexes.streamVersion,
  uniqueIndexes.eventId,
  uniqueIndexes.incidentNumber,
]);

export function commitsOn(driver: Driver): Commits {
  const planLog = logPlan(driver);
  const planSettle = settlePlan(driver);
  const planEffects = effectsPlan(driver);
  const planDeadlines = deadlinesPlan(driver);
  const planIncident = incidentPlan(driver);

  return {
    async commit(commit) {
      checkKeys(commit);
      const { teamId, streamId, incident, settle } = commit;
      // All commits take the tables in this one order, so that on PostgreSQL they seldom wait for each other in a ring.
      const statements = [
        ...planLog(commit),
        ...(settle === null ? [] : planSettle({ ...commit, settle })),
        ...planEffects(commit),
        ...planDeadlines(commit),
        ...(incident === null ? [] : planIncident({ ...incident, teamId, streamId }, commit.impact)),
      ];
      try {
        await driver.runAll(statements);
        return "committed";
      } catch (error) {
        const index = driver.violatedIndex(error);
        if (index === uniqueIndexes.receiptKey) return "duplicate";
        if (conflicts.has(index)) return "conflict";
        throw error;
      }
    },

    async settle(settlement) {
      checkKeys({ ...settlement, receipt: null });
      await driver.runAll([...planSettle(settlement), ...planEffects(settlement)]);
    },
  };
}
