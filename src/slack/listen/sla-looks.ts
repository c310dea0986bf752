// The answer about an incident's clocks, with what the month has left for its components and how right our clock is.

import { availabilityLines } from "../../blocks/availability-lines.ts";
import type { Message } from "../../blocks/message.ts";
import { slaMessage } from "../../blocks/sla.ts";
import type { Incident } from "../../incident/incident.ts";
import type { Asker, Desk } from "./desk.ts";

/** To this person alone: of the month it counts what they may know of. */
export async function slaOf(desk: Desk, asker: Asker, incident: Incident): Promise<Message> {
  const reports = await desk.engine.availability.ofIncident(asker.teamId, incident, asker);
  const availability = availabilityLines(reports);
  return slaMessage(incident, desk.clock.now(), { availability, skewMs: desk.skewMs() });
}
