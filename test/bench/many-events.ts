// An incident with ten thousand events, for the figures: updates, promises, severities, corrections and pauses, on a
// policy that counts working hours, over the best part of a year.

import type { IncidentEvent } from "../../src/incident/events.ts";
import { usualPolicy } from "../support/catalog.ts";

const incidentId = "01j00000000000000000000000";
/** Thursday, 23 January 2020, 11:08 UTC. */
const startsAt = Date.UTC(2020, 0, 23, 11, 8);
const everyMs = 47 * 60_000;

const facts: ((index: number, at: number) => Pick<IncidentEvent, "type" | "data">)[] = [
  (index, at) => ({
    type: "UpdatePosted",
    data: { number: index, text: "Work goes on.", status: null, nextUpdateAt: at + 30 * 60_000, alsoAnnounce: false },
  }),
  () => ({ type: "EntryAdded", data: { text: "Rolled back 4.2", message: null } }),
  (index) => ({ type: "MessagePosted", data: { ofEventId: `${incidentId}.${index}`, channelId: "C0", ts: "1.2" } }),
  () => ({ type: "ClocksPaused", data: { reason: "awaiting the vendor" } }),
  () => ({ type: "ClocksResumed", data: {} }),
  (_index, at) => ({
    type: "UpdatePosted",
    data: { number: 1, text: "More.", status: null, nextUpdateAt: null, alsoAnnounce: at < 0 },
  }),
  (index) => {
    const [from, to] = index % 2 === 0 ? ["SEV3", "SEV2"] : ["SEV2", "SEV3"];
    return { type: "SeverityChanged", data: { from: from ?? "", to: to ?? "", policy: usualPolicy(to ?? "") } };
  },
];

/** A log of so many events, as the store gives it back. */
export function logWithEvents(count: number): IncidentEvent[] {
  const stamp = (version: number, at: number) => ({
    id: `${incidentId}.${version}`,
    incidentId,
    version,
    occurredAt: at,
    recordedAt: at,
    by: { kind: "person", userId: "U0SAM00001" } as const,
    source: "command" as const,
  });
  const declaration: IncidentEvent = {
    ...stamp(1, startsAt),
    type: "IncidentDeclared",
    data: {
      number: 1,
      title: "Calls issues",
      severity: "SEV3",
      policy: usualPolicy("SEV3"),
      status: "investigating",
      summary: "",
      components: ["Voice", "API"],
      impactStartedAt: startsAt - 60_000,
      commanderId: null,
      isPrivate: false,
      isDrill: false,
      from: null,
    },
  };
  const rest = Array.from({ length: count - 1 }, (_, index) => {
    const at = startsAt + (index + 1) * everyMs;
    const fact = facts[index % facts.length]?.(Math.floor(index / facts.length), at);
    return { ...stamp(index + 2, at), ...fact } as IncidentEvent;
  });
  return [declaration, ...rest];
}
