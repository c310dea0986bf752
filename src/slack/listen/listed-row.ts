// A found incident, as lists in Slack show it.

import { type Listed, listed } from "../../blocks/listed.ts";
import { unknownMark } from "../../blocks/wording.ts";
import { type Catalog, policyOf } from "../../incident/catalog.ts";
import { type Status, statedStatuses } from "../../incident/words.ts";
import type { IncidentRow } from "../../store/incident-rows.ts";
import type { Desk } from "./desk.ts";

const statusOf = (word: string): Status => statedStatuses.find((status) => status === word) ?? "canceled";

export const listedRow = (row: IncidentRow, catalog: Catalog): Listed => ({
  id: row.streamId,
  number: row.number,
  title: row.title,
  severity: row.severity,
  mark: policyOf(catalog, row.severity)?.mark ?? unknownMark,
  status: statusOf(row.status),
  isPrivate: row.privateAt !== null,
  isDrill: row.drillAt !== null,
  channelId: row.channelId,
  commanderId: row.commanderId,
  declaredAt: row.declaredAt,
  endedAt: row.endedAt,
  nextUpdateAt: null,
  alarm: null,
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
