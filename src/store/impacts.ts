// The impact of incidents beside their rows: replaced at each commit, so that a month is read without any log. What it
// says is made by whoever commits. That of rows older than it, or changed by a program older than it, is unknown until
// somebody fills it in: the row's version tells.

import type { SQL } from "drizzle-orm";
import type { Driver } from "./driver.ts";
import { and, asc, eq, gt, inArray, isNull, lt, sql } from "./drizzle.ts";
import { type IncidentRow, rowFields } from "./incident-rows.ts";
import { plan } from "./plan.ts";

/** Epoch ms. */
export type Impact = {
  /** From the first to the last instant, null while it lasts; null where there is none. */
  reach: { from: number; to: number | null } | null;
  /** Its windows, as JSON; the store never looks into them. */
  windows: object;
};

/** `windows`: as committed, not yet checked; null where they are unknown. */
export type ImpactRow = IncidentRow & { windows: unknown };

export type Impacts = {
  /** Of the team: the incidents whose impact has a part of [from, to) (epoch ms), and those of which it is unknown. */
  impacts(teamId: string, span: { from: number; to: number }): Promise<ImpactRow[]>;
  /** Incidents of any team whose impact is unknown, at most `limit`. */
  unknownImpacts(limit: number): Promise<IncidentRow[]>;
  /** Says what the impact is at this version; nothing happens where the incident has gone on meanwhile. */
  fillImpact(row: Pick<IncidentRow, "teamId" | "streamId" | "version">, impact: Impact): Promise<void>;
};

/** The columns of a row of this version. */
export const impactValues = (impact: Impact | null, version: number) => ({
  impactVersion: impact === null ? null : version,
  impactFrom: impact?.reach?.from ?? null,
  impactTo: impact?.reach?.to ?? null,
  // Never null: as JSON that would be the text "null".
  impact: impact?.windows ?? [],
});

export function impactsOn({ db, runAll, tables }: Driver): Impacts {
  const { incidents } = tables;
  const fields = { ...rowFields(tables), windows: incidents.impact, impactVersion: incidents.impactVersion };
  const slot = sql.placeholder;
  // Unqualified and word for word as in the partial index: else SQLite would not use it.
  const isUnknown = sql`(impact_version is null or impact_version <> version)`;
  const isOfTeam = eq(incidents.teamId, slot("teamId"));
  const isBegun = lt(incidents.impactFrom, slot("to"));
  const streams = (condition: SQL | undefined) =>
    db.select({ streamId: incidents.streamId }).from(incidents).where(and(isOfTeam, condition));
  // Each by an index of its own, and one statement: an incident that moves from one to another is in one of them.
  const reached = streams(and(isBegun, gt(incidents.impactTo, slot("from"))))
    .unionAll(streams(and(isBegun, isNull(incidents.impactTo))))
    .unionAll(streams(isUnknown));
  const find = db
    .select(fields)
    .from(incidents)
    .where(inArray(incidents.streamId, reached))
    .orderBy(asc(incidents.number))
    .prepare();
  const fill = plan(
    db
      .update(incidents)
      .set({
        impactVersion: sql`${slot("impactVersion")}`,
        impactFrom: sql`${slot("impactFrom")}`,
        impactTo: sql`${slot("impactTo")}`,
        impact: sql`${slot("impact")}`,
      })
      .where(and(isOfTeam, eq(incidents.streamId, slot("streamId")), eq(incidents.version, slot("version")))),
  );
  return {
    async impacts(teamId, span) {
      const rows = await find.execute({ teamId, ...span });
      return rows.map(({ impactVersion, windows, ...row }) => ({
        ...row,
        windows: impactVersion === row.version ? windows : null,
      }));
    },
    unknownImpacts: async (limit) =>
      await db.select(rowFields(tables)).from(incidents).where(isUnknown).orderBy(asc(incidents.number)).limit(limit),
    fillImpact: ({ teamId, streamId, version }, impact) => {
      const values = impactValues(impact, version);
      return runAll([fill({ teamId, streamId, version, ...values, impact: JSON.stringify(values.impact) })]);
    },
  };
}
