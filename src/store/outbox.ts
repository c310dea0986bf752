// The outbox: effects that wait, and who is carrying them out. One effect at a time in each lane, in the order of their
// commits; a lane that is stuck holds back no other. Never carries anything out, and never gives up by itself.

import type { Driver } from "./driver.ts";
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, min, or, sql } from "./drizzle.ts";
import { plan, storable } from "./plan.ts";

/** Times in epoch ms. */
export type OutboxRow = {
  id: number;
  teamId: string;
  streamId: string;
  key: string;
  lane: string;
  effect: unknown;
  /** Null: carried out once. A number: the surface has to show at least this version. */
  version: number | null;
  dueAt: number;
  /** This attempt included. */
  attempts: number;
  /** Those of the attempts, this one included, of which it is not known that nothing happened. Above 1: look first. */
  openAttempts: number;
  /** When the first open attempt began. */
  triedAt: number | null;
  lockedUntil: number | null;
  doneAt: number | null;
  parkedAt: number | null;
  lastError: string | null;
  createdAt: number;
};

export type Outbox = {
  /**
   * Takes up to `limit` effects that are due: the head of each lane, where nothing of the lane is under way. They are
   * the caller's for `leaseMs`; after that anyone may take them again.
   */
  claim(now: number, leaseMs: number, limit: number): Promise<OutboxRow[]>;
  /** Tries again at `dueAt`. `nothingHappened`: the attempt is known to have left no trace (a 429, say). */
  retry(effectId: number, retry: { dueAt: number; error: string; nothingHappened: boolean }): Promise<void>;
  /** Gives up until somebody calls `unpark`; the lane goes on without it. */
  park(effectId: number, park: { error: string; at: number }): Promise<void>;
  /** Those given up, oldest first; of one team, or of all with null. */
  parked(teamId: string | null): Promise<OutboxRow[]>;
  unpark(effectId: number, at: number): Promise<void>;
  /**
   * Ends all leases at once. Only for the one process of an unshared database (`isShared` false), at its start: whoever
   * held them was killed, and a restart must not wait for them. On a shared database they may be another replica's.
   */
  releaseLeases(): Promise<void>;
  /** What is due or claimed beyond `until` (epoch ms) is so at `until`: a clock that was ahead put it there. */
  capWaits(until: number): Promise<void>;
  /** The earliest instant (it may have passed) at which `claim` or `dueDeadlines` could return something; or null. */
  nextDueAt(now: number): Promise<number | null>;
};

type Bindings = ReturnType<typeof conditions>;

function conditions({ tables: { outbox: t } }: Driver) {
  const now = sql.placeholder("now");
  const sameLane = sql`other.team_id = ${t.teamId} and other.lane = ${t.lane}`;
  return {
    isPending: sql`${t.doneAt} is null and ${t.parkedAt} is null`,
    // isLaneFree says so too, but of the moment at which the query began. PostgreSQL looks at the row itself again once
    // it has locked it: another replica may have taken it in between.
    isUnlocked: or(isNull(t.lockedUntil), lte(t.lockedUntil, now)),
    isHead: sql`not exists (select 1 from ${t} as other where ${sameLane} and other.id < ${t.id}
      and other.done_at is null and other.parked_at is null)`,
    // A surface that became due again stands before what is under way in its lane, and has to wait for it.
    isLaneFree: sql`not exists (select 1 from ${t} as other where ${sameLane}
      and other.locked_until > ${now} and other.locked_until is not null)`,
  };
}

function claimOn(driver: Driver, { isPending, isUnlocked, isHead, isLaneFree }: Bindings): Outbox["claim"] {
  const { db, tables, skipLocked } = driver;
  const { outbox: t } = tables;
  const dueHeads = db
    .select({ id: t.id })
    .from(t)
    .where(and(isPending, lte(t.dueAt, sql.placeholder("now")), isUnlocked, isHead, isLaneFree))
    .orderBy(asc(t.dueAt), asc(t.id))
    .limit(sql.placeholder("limit"));
  const look = dueHeads.prepare();
  const take = db
    .update(t)
    .set({
      lockedUntil: sql`cast(${sql.placeholder("until")} as bigint)`,
      attempts: sql`${t.attempts} + 1`,
      openAttempts: sql`${t.openAttempts} + 1`,
      triedAt: sql`case when ${t.openAttempts} > 0 then ${t.triedAt}
        else cast(${sql.placeholder("now")} as bigint) end`,
    })
    // Materialized, because a planner that ran the inner query twice would lock more rows than the limit.
    .where(
      inArray(t.id, sql`(with heads as materialized (${dueHeads.getSQL()} ${skipLocked}) select heads.id from heads)`),
    )
    .returning()
    .prepare();

  return async (now, leaseMs, limit) => {
    // Looking costs no write lock and, on a shared database, no writing transaction each tick.
    if ((await look.execute({ now, limit })).length === 0) return [];
    const rows = await take.execute({ now, limit, until: now + leaseMs });
    return rows.toSorted((a, b) => a.id - b.id);
  };
}

function nextDueAtOn(driver: Driver, { isPending, isUnlocked, isHead, isLaneFree }: Bindings): Outbox["nextDueAt"] {
  const { outbox: t, deadlines } = driver.tables;
  const firstHead = driver.db
    .select({ at: t.dueAt })
    .from(t)
    .where(and(isPending, isUnlocked, isHead, isLaneFree))
    .orderBy(asc(t.dueAt))
    .limit(1)
    .prepare();
  // A lane that is under way can be taken from when its lease ends, if it is not settled before.
  const firstLeaseEnd = driver.db
    .select({ at: min(t.lockedUntil) })
    .from(t)
    // Only what is pending is ever locked; asking for that as well leads SQLite to the wrong index.
    .where(and(isNotNull(t.lockedUntil), gt(t.lockedUntil, sql.placeholder("now"))))
    .prepare();
  const firstDeadline = driver.db
    .select({ at: min(deadlines.dueAt) })
    .from(deadlines)
    .prepare();
  return async (now) => {
    const rows = [
      ...(await firstHead.execute({ now })),
      ...(await firstLeaseEnd.execute({ now })),
      ...(await firstDeadline.execute()),
    ];
    const instants = rows.map(({ at }) => at).filter((at) => at !== null);
    return instants.length === 0 ? null : Math.min(...instants);
  };
}

function retryOn({ db, runAll, tables: { outbox: t } }: Driver): Pick<Outbox, "retry" | "park"> {
  const isOpen = and(eq(t.id, sql.placeholder("effectId")), isNull(t.doneAt), isNull(t.parkedAt));
  const error = sql.placeholder("error");
  const again = { dueAt: sql`${sql.placeholder("dueAt")}`, lastError: sql`${error}`, lockedUntil: null };
  const retryOpen = plan(db.update(t).set(again).where(isOpen));
  const retryClosed = plan(
    db
      .update(t)
      .set({
        ...again,
        openAttempts: sql`case when ${t.openAttempts} > 0 then ${t.openAttempts} - 1 else 0 end`,
        triedAt: sql`case when ${t.openAttempts} > 1 then ${t.triedAt} else null end`,
      })
      .where(isOpen),
  );
  const giveUp = plan(
    db
      .update(t)
      .set({ parkedAt: sql`${sql.placeholder("at")}`, lastError: sql`${error}`, lockedUntil: null })
      .where(isOpen),
  );
  return {
    retry: async (effectId, { dueAt, nothingHappened, ...failure }) => {
      const retry = nothingHappened ? retryClosed : retryOpen;
      await runAll([retry({ effectId, dueAt, error: storable(failure.error) })]);
    },
    park: async (effectId, { at, ...failure }) => {
      await runAll([giveUp({ effectId, at, error: storable(failure.error) })]);
    },
  };
}

function capWaitsOn({ db, runAll, tables: { outbox: t } }: Driver): Outbox["capWaits"] {
  const until = sql.placeholder("until");
  const set = sql`cast(${until} as bigint)`;
  const isPending = and(isNull(t.doneAt), isNull(t.parkedAt));
  const capDue = plan(
    db
      .update(t)
      .set({ dueAt: set })
      .where(and(isPending, gt(t.dueAt, until))),
  );
  const capLeases = plan(
    db
      .update(t)
      .set({ lockedUntil: set })
      .where(and(isNotNull(t.lockedUntil), gt(t.lockedUntil, until))),
  );
  return (at) => runAll([capDue({ until: at }), capLeases({ until: at })]);
}

export function outboxOn(driver: Driver): Outbox {
  const { db, runAll } = driver;
  const { outbox: t } = driver.tables;
  const bindings = conditions(driver);
  const comeBack = plan(
    db
      .update(t)
      .set({ parkedAt: null, dueAt: sql`${sql.placeholder("at")}`, attempts: 0, lastError: null })
      .where(and(eq(t.id, sql.placeholder("effectId")), isNotNull(t.parkedAt))),
  );
  const unlockAll = plan(db.update(t).set({ lockedUntil: null }).where(isNotNull(t.lockedUntil)));

  return {
    claim: claimOn(driver, bindings),
    nextDueAt: nextDueAtOn(driver, bindings),
    ...retryOn(driver),
    capWaits: capWaitsOn(driver),
    unpark: (effectId, at) => runAll([comeBack({ effectId, at })]),
    releaseLeases: () => runAll([unlockAll({})]),
    async parked(teamId) {
      const isOfTeam = teamId === null ? undefined : eq(t.teamId, teamId);
      return await db
        .select()
        .from(t)
        .where(and(isNotNull(t.parkedAt), isOfTeam))
        .orderBy(asc(t.id));
    },
  };
}
