// The incidents that the engine has at hand: each log with the state it folds to, brought up to date at every look.

import type { IncidentEvent } from "../incident/events.ts";
import { parseEvent } from "../incident/events.ts";
import { fold, type Incident } from "../incident/incident.ts";
import type { Store } from "../store/store.ts";
import { incidentsAtHand } from "./limits.ts";

/** A log in order of version and the state after it. */
export type Told = { log: readonly IncidentEvent[]; incident: Incident };

export type Incidents = {
  /** The incident as it is now, or null where there is none. Reads only what is new since the last look. */
  load(teamId: string, incidentId: string): Promise<Told | null>;
};

export function createIncidents(store: Store): Incidents {
  // A Map keeps its order of insertion: the first key is the one not looked at for longest.
  const atHand = new Map<string, Told>();

  const remember = (key: string, told: Told): void => {
    atHand.delete(key);
    atHand.set(key, told);
    const oldest = atHand.keys().next();
    if (atHand.size > incidentsAtHand && !oldest.done) atHand.delete(oldest.value);
  };

  return {
    async load(teamId, incidentId) {
      const key = `${teamId}/${incidentId}`;
      const known = atHand.get(key);
      const newer = await store.read(teamId, incidentId, known?.incident.version ?? 0);
      if (newer.length === 0) return known ?? null;
      const events = newer.map(({ body }) => parseEvent(body));
      const incident = fold(events, known?.incident ?? null);
      if (incident === null) return null;
      const told = { log: [...(known?.log ?? []), ...events], incident };
      remember(key, told);
      return told;
    },
  };
}

/** The state after the events that were committed together with this one: what a message about it may say. */
export function asOf({ log, incident }: Told, event: IncidentEvent): Incident {
  const after = log.findIndex(({ version, recordedAt }) => version > event.version && recordedAt !== event.recordedAt);
  // Mostly nothing has happened since, and the state at hand is that one.
  if (after === -1) return incident;
  return fold(log.slice(0, after)) ?? incident;
}
