// Deadlines: what falls due for a stream if nothing happens. Each commit replaces its stream's, so none is ever
// canceled. Decides nothing: what a deadline leads to is its reader's affair.

import type { Driver } from "./driver.ts";
import { and, asc, eq, lte, sql } from "./drizzle.ts";
import { plan } from "./plan.ts";

/** `dueAt` in epoch ms. */
export type StoredDeadline = { teamId: string; streamId: string; kind: string; dueAt: number };

export type Deadlines = {
  /** Those that are due, the longest overdue first. They stay until a commit replaces them or they are dropped. */
  dueDeadlines(now: number, limit: number): Promise<StoredDeadline[]>;
  /** Removes a deadline that led to nothing; one that a commit has moved since it was read stays. */
  dropDeadline(deadline: StoredDeadline): Promise<void>;
};

export function deadlinesOn({ db, runAll, tables: { deadlines: t } }: Driver): Deadlines {
  const findDue = db
    .select()
    .from(t)
    .where(lte(t.dueAt, sql.placeholder("now")))
    .orderBy(asc(t.dueAt))
    .limit(sql.placeholder("limit"))
    .prepare();
  const remove = plan(
    db
      .delete(t)
      .where(
        and(
          eq(t.teamId, sql.placeholder("teamId")),
          eq(t.streamId, sql.placeholder("streamId")),
          eq(t.kind, sql.placeholder("kind")),
          eq(t.dueAt, sql.placeholder("dueAt")),
        ),
      ),
  );
  return {
    dueDeadlines: async (now, limit) => await findDue.execute({ now, limit }),
    dropDeadline: (deadline) => runAll([remove(deadline)]),
  };
}
