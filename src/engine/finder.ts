// Finding incidents for those who ask: a private one is found only from inside it, or by those who run it.

import type { IncidentRow } from "../store/incident-rows.ts";
import type { Store } from "../store/store.ts";
import type { Incidents, Told } from "./incidents.ts";

/** Who looks, and from which channel. */
export type Onlooker = { teamId: string; userId: string; channelId: string | null };

export type Finder = {
  byNumber(number: number, onlooker: Onlooker): Promise<Told | null>;
  /** The incident whose channel this is. */
  byChannel(teamId: string, channelId: string): Promise<Told | null>;
  byId(teamId: string, incidentId: string): Promise<Told | null>;
  /** Newest first; private ones only where the onlooker may know of them. */
  list(filter: { open: boolean | null; limit: number }, onlooker: Onlooker): Promise<IncidentRow[]>;
};

/**
 * A private incident is known in its own channel, to its commander and to the one who declared it. One whose channel is
 * still to be made is in none, and so is who looks from no channel.
 */
export const maySee = (row: IncidentRow, { userId, channelId }: Onlooker): boolean =>
  row.privateAt === null ||
  (channelId !== null && row.channelId === channelId) ||
  row.commanderId === userId ||
  row.declaredBy === userId;

export function createFinder(store: Store, incidents: Incidents): Finder {
  const tell = async (row: IncidentRow | null): Promise<Told | null> =>
    row === null ? null : await incidents.load(row.teamId, row.streamId);
  return {
    async byNumber(number, onlooker) {
      const row = await store.incidentByNumber(onlooker.teamId, number);
      return row !== null && maySee(row, onlooker) ? await tell(row) : null;
    },
    byChannel: async (teamId, channelId) => await tell(await store.incidentByChannel(teamId, channelId)),
    byId: (teamId, incidentId) => incidents.load(teamId, incidentId),
    async list({ open, limit }, onlooker) {
      // Read beyond the limit, so that private ones left out don't shorten the list.
      const rows = await store.incidents(onlooker.teamId, { open, ids: null, limit: limit * 4 });
      return rows.filter((row) => maySee(row, onlooker)).slice(0, limit);
    },
  };
}
