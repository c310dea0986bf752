// The records of the wire put together as a person thinks of them: a click, a command or a form with all that followed
// from it, and between those what nobody asked for. Pure.

import type { SeenRecord } from "../../client/seen-record.ts";

export type EnvelopeRecord = Extract<SeenRecord, { kind: "envelope" }>;

/** From the click to the last answer in its wake: real milliseconds of the server's monotonic clock. */
export type Axis = { startMs: number; endMs: number };

export type GestureGroup = {
  /** The id of its first record, which never changes. */
  id: number;
  /** Null: this record belongs to no click, command or form. */
  head: EnvelopeRecord | null;
  /** In the order in which they began, without the head. */
  members: readonly SeenRecord[];
  axis: Axis;
};

export const isHead = (record: SeenRecord): record is EnvelopeRecord =>
  record.kind === "envelope" && record.envelopeType !== "events_api";

function axisOf(head: SeenRecord, members: readonly SeenRecord[]): Axis {
  const all = [head, ...members];
  const endMs = Math.max(...all.map(({ realStartMs, realEndMs }) => realEndMs ?? realStartMs));
  return { startMs: Math.min(...all.map(({ realStartMs }) => realStartMs)), endMs };
}

/**
 * In the order in which they began; what belongs to a click stands under it, even if something else came between. A
 * record whose click has been dropped from the list stands alone.
 */
export function gestureGroups(records: readonly SeenRecord[]): GestureGroup[] {
  const members = new Map<number, SeenRecord[]>();
  for (const record of records) if (isHead(record)) members.set(record.id, []);
  const alone: SeenRecord[] = [];
  for (const record of records) {
    if (isHead(record)) continue;
    const siblings = record.gestureId === null ? undefined : members.get(record.gestureId);
    (siblings ?? alone).push(record);
  }
  const groups: GestureGroup[] = alone.map((record) => ({
    id: record.id,
    head: null,
    members: [record],
    axis: axisOf(record, []),
  }));
  for (const head of records) {
    if (!isHead(head)) continue;
    const wake = (members.get(head.id) ?? []).sort((a, b) => a.realStartMs - b.realStartMs || a.id - b.id);
    groups.push({ id: head.id, head, members: wake, axis: axisOf(head, wake) });
  }
  return groups.sort((a, b) => a.id - b.id);
}

/**
 * Which wave each call of a click belongs to, from 1: those of one wave began before any of them was answered, so the
 * number of waves is the number of round trips that somebody had to wait for. The same rule as the workspace's own.
 */
export function waveNumbers(members: readonly SeenRecord[]): Map<number, number> {
  const numbers = new Map<number, number>();
  let wave = 0;
  let firstEndMs = Number.NEGATIVE_INFINITY;
  for (const record of members) {
    if (record.kind !== "call") continue;
    const endMs = record.realEndMs ?? Number.POSITIVE_INFINITY;
    const isNew = record.realStartMs >= firstEndMs;
    if (isNew) wave += 1;
    firstEndMs = isNew ? endMs : Math.min(firstEndMs, endMs);
    numbers.set(record.id, wave);
  }
  return numbers;
}

/** Where a record's bar lies on its click's axis, both as shares of it (0 to 1); `shareWide` null: still under way. */
export function barOf(record: SeenRecord, { startMs, endMs }: Axis): { shareFrom: number; shareWide: number | null } {
  const spanMs = Math.max(endMs - startMs, 0.001);
  const shareFrom = (record.realStartMs - startMs) / spanMs;
  const shareWide = record.realEndMs === null ? null : (record.realEndMs - record.realStartMs) / spanMs;
  return { shareFrom, shareWide };
}
