// The tables, written once for both dialects. Times are epoch milliseconds; there are no booleans (a nullable time says
// when); each table has its team. Indexes cover only the rows that are looked for, so that old rows cost nothing.

import type { ColumnKit } from "./columns.ts";
import { sql } from "./drizzle.ts";

/** The names of the unique indexes that a commit can run into; `commits.ts` tells them apart. */
export const uniqueIndexes = {
  streamVersion: "events_stream_version",
  eventId: "events_event_id",
  receiptKey: "receipts_key",
  incidentNumber: "incidents_number",
} as const;

// Unqualified: SQLite refuses a table's name in a partial index.
const isPending = sql`done_at is null and parked_at is null`;

function eventsTable(kit: ColumnKit) {
  return kit.table(
    "events",
    {
      /** Never to be followed as a feed: PostgreSQL's serials become visible out of order. */
      position: kit.serial("position"),
      teamId: kit.text("team_id").notNull(),
      streamId: kit.text("stream_id").notNull(),
      version: kit.whole("version").notNull(),
      eventId: kit.text("event_id").notNull(),
      type: kit.text("type").notNull(),
      occurredAt: kit.whole("occurred_at").notNull(),
      recordedAt: kit.whole("recorded_at").notNull(),
      body: kit.json("body").notNull(),
    },
    (t) => [
      kit.uniqueIndex(uniqueIndexes.streamVersion).on(t.teamId, t.streamId, t.version),
      kit.uniqueIndex(uniqueIndexes.eventId).on(t.eventId),
    ],
  );
}

function receiptsTable(kit: ColumnKit) {
  return kit.table(
    "receipts",
    {
      teamId: kit.text("team_id").notNull(),
      key: kit.text("key").notNull(),
      streamId: kit.text("stream_id").notNull(),
      version: kit.whole("version").notNull(),
      at: kit.whole("at").notNull(),
    },
    (t) => [kit.uniqueIndex(uniqueIndexes.receiptKey).on(t.teamId, t.key), kit.index("receipts_at").on(t.at)],
  );
}

function outboxTable(kit: ColumnKit) {
  return kit.table(
    "outbox",
    {
      id: kit.serial("id"),
      teamId: kit.text("team_id").notNull(),
      streamId: kit.text("stream_id").notNull(),
      key: kit.text("key").notNull(),
      lane: kit.text("lane").notNull(),
      effect: kit.json("effect").notNull(),
      /** Null: carried out once. A number: the surface has to show at least this version. */
      version: kit.whole("version"),
      /** The least time between two showings of a surface. */
      gapMs: kit.whole("gap_ms").notNull(),
      /** When it was last carried out. Kept while a surface is due again, so that the gap is held over many changes. */
      shownAt: kit.whole("shown_at"),
      dueAt: kit.whole("due_at").notNull(),
      attempts: kit.whole("attempts").notNull().default(0),
      /** Attempts of which it is not known that nothing happened. */
      openAttempts: kit.whole("open_attempts").notNull().default(0),
      /** When the first open attempt began. */
      triedAt: kit.whole("tried_at"),
      lockedUntil: kit.whole("locked_until"),
      doneAt: kit.whole("done_at"),
      parkedAt: kit.whole("parked_at"),
      lastError: kit.text("last_error"),
      createdAt: kit.whole("created_at").notNull(),
    },
    (t) => [
      kit.uniqueIndex("outbox_key").on(t.teamId, t.key),
      kit.index("outbox_due").on(t.dueAt).where(isPending),
      kit.index("outbox_lane").on(t.teamId, t.lane, t.id).where(isPending),
      kit.index("outbox_locked").on(t.teamId, t.lane, t.lockedUntil).where(sql`locked_until is not null`),
      kit.index("outbox_parked").on(t.teamId, t.id).where(sql`parked_at is not null`),
      kit.index("outbox_done").on(t.doneAt).where(sql`done_at is not null and version is null`),
    ],
  );
}

function deadlinesTable(kit: ColumnKit) {
  return kit.table(
    "deadlines",
    {
      teamId: kit.text("team_id").notNull(),
      streamId: kit.text("stream_id").notNull(),
      kind: kit.text("kind").notNull(),
      dueAt: kit.whole("due_at").notNull(),
    },
    (t) => [kit.uniqueIndex("deadlines_kind").on(t.teamId, t.streamId, t.kind), kit.index("deadlines_due").on(t.dueAt)],
  );
}

function surfacesTable(kit: ColumnKit) {
  return kit.table(
    "surfaces",
    {
      teamId: kit.text("team_id").notNull(),
      streamId: kit.text("stream_id").notNull(),
      name: kit.text("name").notNull(),
      channelId: kit.text("channel_id").notNull(),
      ts: kit.text("ts").notNull(),
      version: kit.whole("version").notNull(),
      /** Of what is shown, so that an edit that would change nothing is left out. */
      digest: kit.text("digest").notNull(),
      at: kit.whole("at").notNull(),
    },
    (t) => [kit.uniqueIndex("surfaces_name").on(t.teamId, t.streamId, t.name)],
  );
}

function incidentsTable(kit: ColumnKit) {
  return kit.table(
    "incidents",
    {
      teamId: kit.text("team_id").notNull(),
      streamId: kit.text("stream_id").notNull(),
      number: kit.whole("number").notNull(),
      channelId: kit.text("channel_id"),
      channelName: kit.text("channel_name"),
      title: kit.text("title").notNull(),
      severity: kit.text("severity").notNull(),
      status: kit.text("status").notNull(),
      commanderId: kit.text("commander_id"),
      declaredBy: kit.text("declared_by").notNull(),
      declaredAt: kit.whole("declared_at").notNull(),
      privateAt: kit.whole("private_at"),
      drillAt: kit.whole("drill_at"),
      endedAt: kit.whole("ended_at"),
      version: kit.whole("version").notNull(),
      /** The version that the three below were made from: another than the row's, or none, and they hold no more. */
      impactVersion: kit.whole("impact_version"),
      /** From the first to the last instant; both null where there is none, the last alone where it lasts. */
      impactFrom: kit.whole("impact_from"),
      impactTo: kit.whole("impact_to"),
      impact: kit.json("impact"),
    },
    (t) => [
      kit.uniqueIndex(uniqueIndexes.incidentNumber).on(t.teamId, t.number),
      kit.uniqueIndex("incidents_stream").on(t.streamId),
      kit.index("incidents_channel").on(t.teamId, t.channelId, t.number),
      kit.index("incidents_impact_to").on(t.teamId, t.impactTo).where(sql`impact_from is not null`),
      kit
        .index("incidents_impact_unknown")
        .on(t.teamId)
        .where(sql`impact_version is null or impact_version <> version`),
      kit.index("incidents_open").on(t.teamId, t.number).where(sql`ended_at is null`),
    ],
  );
}

export function defineTables(kit: ColumnKit) {
  return {
    events: eventsTable(kit),
    receipts: receiptsTable(kit),
    outbox: outboxTable(kit),
    deadlines: deadlinesTable(kit),
    surfaces: surfacesTable(kit),
    incidents: incidentsTable(kit),
  };
}

export type Tables = ReturnType<typeof defineTables>;
