// An incident's impact beside its row, so that a month is read without any log; and how it is filled in where it is
// not known: rows of an older Sitrep have none, until upkeep gives them theirs.

import { reachOf, windowsThatCount } from "../incident/downtime.ts";
import { parseEvent } from "../incident/events.ts";
import { fold, type Incident } from "../incident/incident.ts";
import type { Impact } from "../store/impacts.ts";
import type { IncidentRow } from "../store/incident-rows.ts";
import type { Store } from "../store/store.ts";

export function impactOfIncident(incident: Incident): Impact {
  const windows = windowsThatCount(incident);
  return { reach: reachOf(windows), windows };
}

/** Out of the log. Throws where it can't be read. */
export async function impactFromLog(store: Pick<Store, "read">, row: IncidentRow): Promise<Impact> {
  const log = await store.read(row.teamId, row.streamId);
  // As the row has it: what was committed meanwhile has written its own.
  const incident = fold(log.filter(({ version }) => version <= row.version).map(({ body }) => parseEvent(body)));
  if (incident === null) throw new Error(`The log of ${row.streamId} is empty.`);
  return impactOfIncident(incident);
}

/** Fills in at most `limit`; gives how many it did. One whose log can't be read is told of, and stops no other. */
export async function fillImpacts(
  store: Pick<Store, "read" | "unknownImpacts" | "fillImpact">,
  { limit, onUnreadable }: { limit: number; onUnreadable: (row: IncidentRow, error: unknown) => void },
): Promise<number> {
  let filled = 0;
  for (const row of await store.unknownImpacts(limit)) {
    try {
      await store.fillImpact(row, await impactFromLog(store, row));
      filled += 1;
    } catch (error) {
      onUnreadable(row, error);
    }
  }
  return filled;
}
