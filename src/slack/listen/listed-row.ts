// A found incident, as lists in Slack show it.

import type { Listed } from "../../blocks/listed.ts";
import { type Severity, type Status, severities, statedStatuses } from "../../incident/words.ts";
import type { IncidentRow } from "../../store/incident-rows.ts";

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
