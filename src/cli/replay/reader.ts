// Who reads the channel: the names they know, and the clock on their wall.

import { formatInstant } from "../../time/zone.ts";
import type { Workspace } from "../../workspace/workspace.ts";

export type Reader = {
  /** A person's name by id; the id where there is no such person. */
  person(userId: string): string;
  /** A channel's name by id, without `#`. */
  channel(channelId: string): string;
  zone: string;
  /** The story's present time (epoch ms). */
  now: number;
};

export function readerOf(workspace: Workspace, zone: string, now: number): Reader {
  return {
    person: (userId) => workspace.person(userId).name,
    channel: (channelId) => workspace.channel(channelId).name,
    zone,
    now,
  };
}

/** "2021-01-20". */
export const dayOf = (at: number, zone: string): string => formatInstant(at, zone, "minutes").slice(0, 10);
/** "10:25". */
export const clockOf = (at: number, zone: string): string => formatInstant(at, zone, "minutes").slice(11, 16);

/** The time alone where it is today's, else with its day. */
export function shownInstant(at: number, { zone, now }: Pick<Reader, "zone" | "now">): string {
  const day = dayOf(at, zone);
  return day === dayOf(now, zone) ? clockOf(at, zone) : `${day} ${clockOf(at, zone)}`;
}
