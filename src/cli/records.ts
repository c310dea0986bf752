// The records as the shell reads them: straight from the database, also while the bot runs. Never writes.

import { readImpacts } from "../engine/availability.ts";
import type { IncidentEvent } from "../incident/events.ts";
import { parseEvent } from "../incident/events.ts";
import { fold, type Incident } from "../incident/incident.ts";
import type { IncidentImpact } from "../incident/monthly-availability.ts";
import { reference } from "../incident/words.ts";
import type { IncidentRow } from "../store/incident-rows.ts";
import { openStore } from "../store/store.ts";
import type { Interval } from "../time/intervals.ts";
import { UsageError } from "./usage-error.ts";

export type Told = { log: IncidentEvent[]; incident: Incident };

/** `INC-42`, `inc-42`, `INC42` or `42`. */
export function readReference(typed: string | undefined): number {
  const number = /^(?:inc-?)?([1-9]\d{0,8})$/i.exec(typed ?? "")?.[1];
  if (number === undefined) throw new UsageError(`"${typed ?? ""}" is no incident: name one as INC-42.`);
  return Number(number);
}

export type Records = {
  /** Newest first. */
  list(limit: number): Promise<IncidentRow[]>;
  /** Of all incidents, private ones too: whoever has the database may know them. */
  impacts(span: Interval): Promise<IncidentImpact[]>;
  /** Throws UsageError where there is no such incident. */
  find(number: number): Promise<Told>;
  close(): Promise<void>;
};

/** Opens the records for looking only. Throws StoreUnusable with the fix. */
export async function openRecords(databaseUrl: string): Promise<Records> {
  const store = await openStore(databaseUrl, { readOnly: true });
  return {
    async list(limit) {
      const teams = await store.teams();
      const rows = await Promise.all(teams.map((team) => store.incidents(team, { open: null, ids: null, limit })));
      return rows.flat();
    },
    async impacts(span) {
      const onUnreadable = ({ number }: IncidentRow): never => {
        const why = `npm run -s sitrep -- show ${reference(number)} says why`;
        throw new UsageError(`The log of ${reference(number)} can't be read, and no figure would be right: ${why}.`);
      };
      const teams = await store.teams();
      const all = teams.map((teamId) => readImpacts(store, { teamId, span, isKnown: () => true, onUnreadable }));
      return (await Promise.all(all)).flat();
    },
    async find(number) {
      for (const teamId of await store.teams()) {
        const row = await store.incidentByNumber(teamId, number);
        if (row === null) continue;
        const log = (await store.read(teamId, row.streamId)).map(({ body }) => parseEvent(body));
        const incident = fold(log);
        if (incident !== null) return { log, incident };
      }
      const how = "npm run -s sitrep -- list shows those that there are";
      throw new UsageError(`There is no ${reference(number)} in ${databaseUrl}: ${how}.`);
    },
    close: store.close,
  };
}
