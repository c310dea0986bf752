// A found incident, as lists in Slack show it.

import { type Listed, listed } from "../../blocks/listed.ts";
import { type Severity, type Status, severities, statedStatuses } from "../../incident/words.ts";
import type { IncidentRow } from "../../store/incident-rows.ts";
import type { Desk } from "./desk.ts";

const severityOf = (word: string): Severity => severities.find((severity) => severity === word) ?? "SEV4";
const statusOf = (word: string): Status => statedStatuses.find((status) => status === word) ?? "canceled";

export const listedRow = (row: IncidentRow): Listed => ({
  id: row.streamId,
  number: row.number,
  title: row.title,
  severity: severityOf(row.severity),
  status: statusOf(row.status),
  isPrivate: row.privateAt !== null,
  isDrill: row.drillAt !== null,
  channelId: row.channelId,
  commanderId: row.commanderId,
  declaredAt: row.declaredAt,
  endedAt: row.endedAt,
  nextUpdateAt: null,
});

/** With what only a log knows: the next update promised, a channel that is lost. Only the first `shown` are seen. */
export const upToDate = (
  { engine }: Pick<Desk, "engine">,
  { teamId }: { teamId: string },
  found: Listed[],
  shown: number,
): Promise<Listed[]> =>
  Promise.all(
    found.map(async (one, index) => {
      const told = index < shown ? await engine.find.byId(teamId, one.id) : null;
      return told === null ? one : listed(told.incident);
    }),
  );
