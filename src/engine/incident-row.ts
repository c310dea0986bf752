// The row by which an incident is found: derived from its state, never a truth of its own.

import type { Incident } from "../incident/incident.ts";
import type { IncidentRow } from "../store/incident-rows.ts";

export function incidentRow(incident: Incident): Omit<IncidentRow, "teamId" | "streamId"> {
  return {
    number: incident.number,
    channelId: incident.channel?.id ?? null,
    channelName: incident.channel?.name ?? null,
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    commanderId: incident.commanderId,
    declaredBy: incident.declaredById ?? "sitrep",
    declaredAt: incident.declaredAt,
    privateAt: incident.isPrivate ? incident.declaredAt : null,
    drillAt: incident.isDrill ? incident.declaredAt : null,
    endedAt: incident.endedAt,
    version: incident.version,
  };
}
