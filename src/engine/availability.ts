// Availability of a month out of the database, for those who ask. A private incident counts only where all who read the
// figure may know of it: else the figure would tell of it.

import type { Clock } from "../clock.ts";
import { parseCountedWindows } from "../incident/downtime.ts";
import type { Incident } from "../incident/incident.ts";
import { monthsOf, ofItsComponents } from "../incident/incident-availability.ts";
import {
  type IncidentImpact,
  type MonthlyAvailability,
  monthlyAvailability,
  type Terms,
} from "../incident/monthly-availability.ts";
import type { Log } from "../log.ts";
import type { ImpactRow } from "../store/impacts.ts";
import type { IncidentRow } from "../store/incident-rows.ts";
import type { Store } from "../store/store.ts";
import type { Interval } from "../time/intervals.ts";
import { type Month, monthInterval } from "../time/month.ts";
import { maySee, type Onlooker } from "./finder.ts";
import { impactFromLog } from "./impact.ts";

export type Availabilities = {
  /** Over what the onlooker may know; null: over what everybody may. */
  ofMonth(teamId: string, month: Month, onlooker: Onlooker | null): Promise<MonthlyAvailability>;
  /**
   * Of the incident's components in the months that its impact reaches, in their order; months without any are left
   * out. Of a public incident over the public ones. Of a private one over itself and the public ones, and what the
   * onlooker may know besides; null: it is read by all who are in the incident.
   */
  ofIncident(teamId: string, incident: Incident, onlooker: Onlooker | null): Promise<MonthlyAvailability[]>;
};

export type ImpactsAsked = {
  teamId: string;
  span: Interval;
  isKnown: (row: IncidentRow) => boolean;
  /** Called for an incident whose log can't be read: it is left out. */
  onUnreadable: (row: IncidentRow, error: unknown) => void;
};

/** One statement, and beside it the logs of those alone whose impact is not known with their row. */
export async function readImpacts(
  store: Pick<Store, "impacts" | "read">,
  { teamId, span, isKnown, onUnreadable }: ImpactsAsked,
): Promise<IncidentImpact[]> {
  const windowsOf = async (row: ImpactRow): Promise<unknown> => {
    if (row.windows !== null) return row.windows;
    try {
      return (await impactFromLog(store, row)).windows;
    } catch (error) {
      onUnreadable(row, error);
      return [];
    }
  };
  const impacts: IncidentImpact[] = [];
  for (const row of (await store.impacts(teamId, span)).filter(isKnown)) {
    const { streamId: incidentId, number, privateAt } = row;
    const windows = parseCountedWindows(await windowsOf(row));
    impacts.push({ incidentId, number, isPrivate: privateAt !== null, windows });
  }
  return impacts;
}

export type AvailabilityParts = { store: Pick<Store, "impacts" | "read">; clock: Clock; log: Log; terms: Terms };

export function createAvailabilities({ store, clock, log, terms }: AvailabilityParts): Availabilities {
  const onUnreadable: ImpactsAsked["onUnreadable"] = ({ streamId }, error) =>
    log.warn({ error, incidentId: streamId }, "An incident is missing in availability: its log can't be read.");
  const read = async (teamId: string, month: Month, isKnown: ImpactsAsked["isKnown"]): Promise<MonthlyAvailability> => {
    const span = monthInterval(month, terms.availability.zone);
    const impacts = await readImpacts(store, { teamId, span, isKnown, onUnreadable });
    return monthlyAvailability(impacts, { month, now: clock.now(), terms });
  };
  const mayKnow = (row: IncidentRow, onlooker: Onlooker | null): boolean =>
    onlooker === null ? row.privateAt === null : maySee(row, onlooker);

  return {
    ofMonth: (teamId, month, onlooker) => read(teamId, month, (row) => mayKnow(row, onlooker)),
    async ofIncident(teamId, incident, onlooker) {
      const reader = incident.isPrivate ? onlooker : null;
      const months = monthsOf(incident, clock.now(), terms.availability.zone);
      const reports = await Promise.all(
        months.map((month) => read(teamId, month, (row) => row.streamId === incident.id || mayKnow(row, reader))),
      );
      return reports
        .map((report) => ofItsComponents(report, incident))
        .filter(({ components }) => components.length > 0);
    },
  };
}
