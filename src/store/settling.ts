// Settling: what is written down when an effect was carried out. In the same transaction as the events that its answer
// brings, so that a crash leaves either both or neither.

import type { Driver, Statement } from "./driver.ts";
import { eq, sql } from "./drizzle.ts";
import { plan } from "./plan.ts";

export type Settle = {
  effectId: number;
  /**
   * The version that the surface shows now. A "keep" that by now wants a newer one is due again after its gap; with
   * null, and for what is carried out once, it is done whatever its version.
   */
  shownVersion: number | null;
  /** The message that shows the surface from now on; `digest` is of what it shows. */
  surface: { name: string; channelId: string; ts: string; version: number; digest: string } | null;
};

type Settled = { teamId: string; streamId: string; at: number; settle: Settle };

/**
 * An answer may come late, from a process whose lease had run out while another one showed something newer. Nobody
 * knows which of the two edits reached Slack last, so a late answer with an older version makes the surface due again:
 * it ends at the newest. What is carried out once stays done.
 */
function settledRow({ outbox: t }: Driver["tables"]) {
  const shown = sql`cast(${sql.placeholder("shownVersion")} as bigint)`;
  const at = sql`cast(${sql.placeholder("at")} as bigint)`;
  const isDone = sql`(${t.version} is null or ${shown} is null or ${t.version} <= ${shown})`;
  return {
    doneAt: sql`case when ${isDone} then coalesce(${t.doneAt}, ${at}) else null end`,
    dueAt: sql`case when ${isDone} then ${t.dueAt} else ${at} + ${t.gapMs} end`,
    attempts: sql`case when ${isDone} then ${t.attempts} else 0 end`,
    shownAt: at,
    openAttempts: 0,
    triedAt: null,
    lockedUntil: null,
    parkedAt: null,
    lastError: null,
  };
}

const surfaceColumns = ["teamId", "streamId", "name", "channelId", "ts", "version", "digest", "at"] as const;
type SurfaceColumn = (typeof surfaceColumns)[number];

/** The statements that settle an effect. */
export function settlePlan({ db, tables }: Driver): (settled: Settled) => Statement[] {
  const { outbox, surfaces } = tables;
  const settleRow = plan(
    db
      .update(outbox)
      .set(settledRow(tables))
      .where(eq(outbox.id, sql.placeholder("effectId"))),
  );
  const slots = Object.fromEntries(surfaceColumns.map((column) => [column, sql.placeholder(column)]));
  const showSurface = plan(
    db
      .insert(surfaces)
      .values(slots as Record<SurfaceColumn, ReturnType<typeof sql.placeholder>>)
      .onConflictDoUpdate({
        target: [surfaces.teamId, surfaces.streamId, surfaces.name],
        set: {
          channelId: sql`excluded.channel_id`,
          ts: sql`excluded.ts`,
          version: sql`excluded.version`,
          digest: sql`excluded.digest`,
          at: sql`excluded.at`,
        },
      }),
  );
  return ({ teamId, streamId, at, settle: { effectId, shownVersion, surface } }) => [
    settleRow({ effectId, shownVersion, at }),
    ...(surface === null ? [] : [showSurface({ ...surface, teamId, streamId, at })]),
  ];
}
