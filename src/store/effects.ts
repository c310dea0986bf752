// Effects on their way into the outbox. What is carried out once is put there once; what keeps a surface current has
// one row, which every change makes due again: ten quick changes make one edit.

import type { Driver, Statement } from "./driver.ts";
import { sql } from "./drizzle.ts";
import { rowsPlan } from "./plan.ts";

export type NewEffect = {
  /** Unique within the team: the same key is the same effect. */
  key: string;
  /** Within a lane one effect at a time, in the order in which they were committed. */
  lane: string;
  /** The effect as JSON; the store never looks into it. */
  effect: object;
  /** Not before this instant, in epoch ms. */
  dueAt: number;
  /** Null: carried out once ("say", "make"). A number ("keep"): the surface has to show at least this version. */
  version: number | null;
  /** The least time between two showings of a "keep"; 0 for what is carried out once. */
  gapMs: number;
};

/** PostgreSQL refuses two rows with one key in one INSERT, so those of one commit become one here. */
function mergeByKey(effects: readonly NewEffect[]): NewEffect[] {
  const merged = new Map<string, NewEffect>();
  for (const effect of effects) {
    const known = merged.get(effect.key);
    if (known === undefined) {
      merged.set(effect.key, effect);
    } else if (known.version !== null && effect.version !== null) {
      const newest = effect.version >= known.version ? effect : known;
      merged.set(effect.key, { ...newest, dueAt: Math.min(known.dueAt, effect.dueAt) });
    } else if (known.version !== effect.version) {
      throw new Error(`The effect ${effect.key} is both carried out once and kept current; a key is one or the other.`);
    }
  }
  return [...merged.values()];
}

/** What an effect does to the row that is there already; `excluded` is the new one. */
function changedRow({ outbox: t }: Driver["tables"]) {
  const isPending = sql`(${t.doneAt} is null and ${t.parkedAt} is null)`;
  const isNewer = sql`excluded.version >= ${t.version}`;
  const earlier = sql`case when excluded.due_at < ${t.dueAt} then excluded.due_at else ${t.dueAt} end`;
  const wanted = sql`(case when ${isPending} then ${earlier} else excluded.due_at end)`;
  // Shown in the future: the host's clock was set back, and a surface must not stand still until it has caught up.
  const afterGap = sql`(case when ${t.shownAt} <= excluded.created_at then ${t.shownAt} + excluded.gap_ms else 0 end)`;
  return {
    version: sql`case when ${isNewer} then excluded.version else ${t.version} end`,
    effect: sql`case when ${isNewer} then excluded.effect else ${t.effect} end`,
    lane: sql`case when ${isNewer} then excluded.lane else ${t.lane} end`,
    gapMs: sql`excluded.gap_ms`,
    // Slack said when to come back (last_error): a new change must not shorten that.
    dueAt: sql`case when ${isPending} and ${t.lastError} is not null then ${t.dueAt}
      when ${wanted} < ${afterGap} then ${afterGap} else ${wanted} end`,
    attempts: sql`case when ${isPending} then ${t.attempts} else 0 end`,
    lastError: sql`case when ${isPending} then ${t.lastError} else null end`,
    doneAt: null,
    parkedAt: null,
  };
}

const columns = ["teamId", "streamId", "key", "lane", "effect", "version", "gapMs", "dueAt", "createdAt"] as const;

type Committed = { teamId: string; streamId: string; effects: readonly NewEffect[]; at: number };

/** The statements that put the effects of a commit into the outbox, in their order. */
export function effectsPlan({ db, tables }: Driver): (committed: Committed) => Statement[] {
  const { outbox } = tables;
  const insert = rowsPlan(columns, (rows) =>
    db
      .insert(outbox)
      .values(rows)
      .onConflictDoUpdate({
        target: [outbox.teamId, outbox.key],
        set: changedRow(tables),
        // A row that is carried out once stays as it is, done or not.
        setWhere: sql`excluded.version is not null and ${outbox.version} is not null`,
      }),
  );
  return ({ teamId, streamId, effects, at }) =>
    insert(mergeByKey(effects).map((effect) => ({ ...effect, teamId, streamId, createdAt: at })));
}
