// Upkeep: what keeps the database small, and what proves that it can still be written.

import type { Driver } from "./driver.ts";
import { and, asc, inArray, isNull, lt, sql } from "./drizzle.ts";
import { rowsPerPrune } from "./limits.ts";
import { plan } from "./plan.ts";

export type Upkeep = {
  /**
   * Removes what was carried out once, and the receipts, from before `before` (epoch ms), oldest first, at most
   * `rowsPerPrune` of each. Gives the number of rows removed: 0 when there is no more. Rows of surfaces stay, since
   * they hold the gap; the log stays. An effect whose row is gone would be carried out again if it were committed
   * again, so `before` must lie further back than anything Slack still delivers (24 h).
   */
  prune(before: number): Promise<number>;
  /** Writes one row to the disk, for readiness; throws what the database says. `at` in epoch ms. */
  checkWritable(at: number): Promise<void>;
};

export function upkeepOn({ db, runAll, tables: { outbox, receipts } }: Driver): Upkeep {
  const touch = plan(
    db
      .insert(receipts)
      .values({ teamId: "", key: "readiness", streamId: "", version: 0, at: sql.placeholder("at") })
      .onConflictDoUpdate({ target: [receipts.teamId, receipts.key], set: { at: sql`excluded.at` } }),
  );
  return {
    async prune(before) {
      const oldEffects = db
        .select({ id: outbox.id })
        .from(outbox)
        .where(and(lt(outbox.doneAt, before), isNull(outbox.version)))
        .orderBy(asc(outbox.doneAt))
        .limit(rowsPerPrune);
      const oldReceipts = db
        .select({ teamId: receipts.teamId, key: receipts.key })
        .from(receipts)
        .where(lt(receipts.at, before))
        .orderBy(asc(receipts.at))
        .limit(rowsPerPrune);
      const effects = await db.delete(outbox).where(inArray(outbox.id, oldEffects)).returning({ id: outbox.id });
      const keys = await db
        .delete(receipts)
        .where(sql`(${receipts.teamId}, ${receipts.key}) in ${oldReceipts}`)
        .returning({ key: receipts.key });
      return effects.length + keys.length;
    },
    checkWritable: (at) => runAll([touch({ at })]),
  };
}
