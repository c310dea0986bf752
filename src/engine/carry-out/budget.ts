// What a resolved incident used of its components' error budgets, for the message that tells that it is resolved.

import { budgetLines } from "../../blocks/availability-lines.ts";
import type { IncidentEvent } from "../../incident/events.ts";
import type { Incident } from "../../incident/incident.ts";
import { createAvailabilities } from "../availability.ts";
import type { Job, Surroundings } from "./job.ts";

const resolves = (event: IncidentEvent): boolean =>
  (event.type === "UpdatePosted" && event.data.status === "resolved") ||
  (event.type === "StatusChanged" && event.data.to === "resolved");

/**
 * Lines for the incident's own channel: all who are in it read them. None for an event that does not resolve it. A
 * figure that fails is logged and left out: that it is resolved is told all the same.
 */
export async function budgetOf(
  { teamId }: Pick<Job, "teamId">,
  { event, incident }: { event: IncidentEvent; incident: Incident },
  { store, clock, log, catalog }: Pick<Surroundings, "store" | "clock" | "log" | "catalog">,
): Promise<string[]> {
  if (!resolves(event)) return [];
  try {
    const availabilities = createAvailabilities({ store, clock, log, terms: catalog });
    return budgetLines(incident.id, await availabilities.ofIncident(teamId, incident, null));
  } catch (error) {
    log.warn({ error, incidentId: incident.id }, "What an incident used of its budgets could not be read.");
    return [];
  }
}
