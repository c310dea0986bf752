// Reading what was committed: a stream's events, a receipt, a surface. Changes nothing but to forget a surface.

import type { Driver } from "./driver.ts";
import { and, asc, eq, gt, sql } from "./drizzle.ts";
import { plan } from "./plan.ts";

/** Times in epoch ms. `body` is what was committed, not yet checked. */
export type StoredEvent = {
  id: string;
  streamId: string;
  version: number;
  type: string;
  occurredAt: number;
  recordedAt: number;
  body: unknown;
};

/** What a key led to: the stream, and its version after that commit. `at` in epoch ms. */
export type Receipt = { streamId: string; version: number; at: number };

/** The message in Slack that shows something of a stream; `at` in epoch ms. */
export type StoredSurface = {
  name: string;
  channelId: string;
  ts: string;
  version: number;
  digest: string;
  at: number;
};

export type LogReading = {
  /** The events after `afterVersion` (default 0: all), in their order. */
  read(teamId: string, streamId: string, afterVersion?: number): Promise<StoredEvent[]>;
  receipt(teamId: string, key: string): Promise<Receipt | null>;
  surface(teamId: string, streamId: string, name: string): Promise<StoredSurface | null>;
  surfaces(teamId: string, streamId: string): Promise<StoredSurface[]>;
  /** Somebody deleted the message: the next showing posts a new one. */
  forgetSurface(teamId: string, streamId: string, name: string): Promise<void>;
};

export function logReadingOn({ db, runAll, tables: { events, receipts, surfaces } }: Driver): LogReading {
  const teamId = sql.placeholder("teamId");
  const streamId = sql.placeholder("streamId");
  const isAfter = gt(events.version, sql.placeholder("afterVersion"));
  const readEvents = db
    .select({
      id: events.eventId,
      streamId: events.streamId,
      version: events.version,
      type: events.type,
      occurredAt: events.occurredAt,
      recordedAt: events.recordedAt,
      body: events.body,
    })
    .from(events)
    .where(and(eq(events.teamId, teamId), eq(events.streamId, streamId), isAfter))
    .orderBy(asc(events.version))
    .prepare();
  const findReceipt = db
    .select({ streamId: receipts.streamId, version: receipts.version, at: receipts.at })
    .from(receipts)
    .where(and(eq(receipts.teamId, teamId), eq(receipts.key, sql.placeholder("key"))))
    .prepare();
  const isOfStream = and(eq(surfaces.teamId, teamId), eq(surfaces.streamId, streamId));
  const isNamed = and(isOfStream, eq(surfaces.name, sql.placeholder("name")));
  const fields = {
    name: surfaces.name,
    channelId: surfaces.channelId,
    ts: surfaces.ts,
    version: surfaces.version,
    digest: surfaces.digest,
    at: surfaces.at,
  };
  const findSurface = db.select(fields).from(surfaces).where(isNamed).prepare();
  const listSurfaces = db.select(fields).from(surfaces).where(isOfStream).orderBy(asc(surfaces.name)).prepare();
  const removeSurface = plan(db.delete(surfaces).where(isNamed));

  return {
    read: async (team, stream, afterVersion = 0) =>
      await readEvents.execute({ teamId: team, streamId: stream, afterVersion }),
    receipt: async (team, key) => (await findReceipt.execute({ teamId: team, key }))[0] ?? null,
    surface: async (team, stream, name) =>
      (await findSurface.execute({ teamId: team, streamId: stream, name }))[0] ?? null,
    surfaces: async (team, stream) => await listSurfaces.execute({ teamId: team, streamId: stream }),
    forgetSurface: (team, stream, name) => runAll([removeSurface({ teamId: team, streamId: stream, name })]),
  };
}
