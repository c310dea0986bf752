// The rows by which incidents are found: derived from the log, replaced at each commit, rebuilt by a replay.
// Nothing is decided on them but the next number.

import type { Driver, Statement } from "./driver.ts";
import { and, desc, eq, inArray, isNotNull, isNull, max, sql } from "./drizzle.ts";
import { type Impact, impactValues } from "./impacts.ts";
import { plan, rowsPlan, storable } from "./plan.ts";
import type { Tables } from "./tables.ts";

/** Times in epoch ms; a nullable time says since when. `version` is that of the newest event the row was made from. */
export type IncidentRow = {
  teamId: string;
  streamId: string;
  number: number;
  channelId: string | null;
  channelName: string | null;
  title: string;
  severity: string;
  status: string;
  commanderId: string | null;
  declaredBy: string;
  declaredAt: number;
  privateAt: number | null;
  drillAt: number | null;
  endedAt: number | null;
  version: number;
};

export type IncidentFilter = {
  /** True: only those without an end; false: only those with one; null: both. */
  open: boolean | null;
  /** Only these streams; null for all. */
  ids: readonly string[] | null;
  limit: number;
};

export type IncidentRows = {
  /**
   * One more than the highest number so far. Two declarations may be given the same one; the commit of one wins, and
   * the other is answered with `conflict` and reads again. So numbers are consecutive and never given twice.
   */
  nextNumber(teamId: string): Promise<number>;
  incidentByNumber(teamId: string, number: number): Promise<IncidentRow | null>;
  /** The newest of the channel, should it ever have been given to a second incident. */
  incidentByChannel(teamId: string, channelId: string): Promise<IncidentRow | null>;
  incidentByStream(teamId: string, streamId: string): Promise<IncidentRow | null>;
  /** Newest first, by number. */
  incidents(teamId: string, filter: IncidentFilter): Promise<IncidentRow[]>;
  /** The teams that have incidents. */
  teams(): Promise<string[]>;
  /** Puts `rows` in the place of all the team's rows. Only while nothing else commits: a newer row would be lost. */
  replaceIncidents(teamId: string, rows: readonly Omit<IncidentRow, "teamId">[]): Promise<void>;
};

const columns = [
  "teamId",
  "streamId",
  "number",
  "channelId",
  "channelName",
  "title",
  "severity",
  "status",
  "commanderId",
  "declaredBy",
  "declaredAt",
  "privateAt",
  "drillAt",
  "endedAt",
  "version",
] as const satisfies (keyof IncidentRow)[];

const impactColumns = ["impactVersion", "impactFrom", "impactTo", "impact"] as const;

const withStorableText = (row: IncidentRow): IncidentRow => ({ ...row, title: storable(row.title) });

/** The row's own columns. */
export const rowFields = ({ incidents }: Tables): Pick<Tables["incidents"], keyof IncidentRow> =>
  Object.fromEntries(columns.map((name) => [name, incidents[name]])) as Pick<Tables["incidents"], keyof IncidentRow>;

/** The statement that makes or replaces the row of a stream; an older version never replaces a newer one. */
export function incidentPlan({
  db,
  tables: { incidents },
}: Driver): (row: IncidentRow, impact: Impact | null) => Statement[] {
  const upsert = rowsPlan([...columns, ...impactColumns], (rows) =>
    db
      .insert(incidents)
      .values(rows)
      .onConflictDoUpdate({
        target: incidents.streamId,
        set: {
          number: sql`excluded.number`,
          channelId: sql`excluded.channel_id`,
          channelName: sql`excluded.channel_name`,
          title: sql`excluded.title`,
          severity: sql`excluded.severity`,
          status: sql`excluded.status`,
          commanderId: sql`excluded.commander_id`,
          declaredBy: sql`excluded.declared_by`,
          declaredAt: sql`excluded.declared_at`,
          privateAt: sql`excluded.private_at`,
          drillAt: sql`excluded.drill_at`,
          endedAt: sql`excluded.ended_at`,
          version: sql`excluded.version`,
          impactVersion: sql`excluded.impact_version`,
          impactFrom: sql`excluded.impact_from`,
          impactTo: sql`excluded.impact_to`,
          impact: sql`excluded.impact`,
        },
        setWhere: sql`excluded.version >= ${incidents.version}`,
      }),
  );
  return (row, impact) => upsert([{ ...withStorableText(row), ...impactValues(impact, row.version) }]);
}

export function incidentRowsOn({ db, runAll, tables }: Driver): IncidentRows {
  const { incidents } = tables;
  const fields = rowFields(tables);
  const isOfTeam = eq(incidents.teamId, sql.placeholder("teamId"));
  const find = (column: "number" | "channelId" | "streamId") =>
    db
      .select(fields)
      .from(incidents)
      .where(and(isOfTeam, eq(incidents[column], sql.placeholder("value"))))
      .orderBy(desc(incidents.number))
      .limit(1)
      .prepare();
  const byNumber = find("number");
  const byChannel = find("channelId");
  const byStream = find("streamId");
  const highest = db
    .select({ number: max(incidents.number) })
    .from(incidents)
    .where(isOfTeam)
    .prepare();
  const removeAll = plan(db.delete(incidents).where(isOfTeam));
  const insert = rowsPlan(columns, (rows) => db.insert(incidents).values(rows));

  const first = async (found: IncidentRow[] | Promise<IncidentRow[]>) => (await found)[0] ?? null;

  return {
    nextNumber: async (teamId) => ((await highest.execute({ teamId }))[0]?.number ?? 0) + 1,
    incidentByNumber: (teamId, value) => first(byNumber.execute({ teamId, value })),
    incidentByChannel: (teamId, value) => first(byChannel.execute({ teamId, value })),
    incidentByStream: (teamId, value) => first(byStream.execute({ teamId, value })),

    async incidents(teamId, { open, ids, limit }) {
      const isEnded = open === true ? isNull(incidents.endedAt) : isNotNull(incidents.endedAt);
      const conditions = [eq(incidents.teamId, teamId)];
      if (open !== null) conditions.push(isEnded);
      if (ids !== null) conditions.push(inArray(incidents.streamId, [...ids]));
      return await db
        .select(fields)
        .from(incidents)
        .where(and(...conditions))
        .orderBy(desc(incidents.number))
        .limit(limit);
    },

    async teams() {
      const rows = await db.selectDistinct({ teamId: incidents.teamId }).from(incidents).orderBy(incidents.teamId);
      return rows.map((row) => row.teamId);
    },

    async replaceIncidents(teamId, rows) {
      await runAll([removeAll({ teamId }), ...insert(rows.map((row) => withStorableText({ ...row, teamId })))]);
    },
  };
}
