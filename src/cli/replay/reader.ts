// Who reads the channel: the names they know, and the clock on their wall.

import { formatDuration, minuteMs } from "../../time/duration.ts";
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

/** "in 15 min", "1 h 3 min ago", as Slack renders {ago}: to the minute. */
function shownAgo(at: number, { now }: Pick<Reader, "now">): string {
  const minutes = Math.round(Math.abs(now - at) / minuteMs);
  if (minutes === 0) return "just now";
  const lasts = formatDuration(minutes * minuteMs);
  return at > now ? `in ${lasts}` : `${lasts} ago`;
}

/** A time as the token that holds it asks for it. */
export const shownDate = (at: number, format: string, reader: Reader): string =>
  format.includes("{ago}") ? shownAgo(at, reader) : shownInstant(at, reader);

/** The time alone where it is today's, else with its day. */
function shownInstant(at: number, { zone, now }: Pick<Reader, "zone" | "now">): string {
  const day = dayOf(at, zone);
  return day === dayOf(now, zone) ? clockOf(at, zone) : `${day} ${clockOf(at, zone)}`;
}
