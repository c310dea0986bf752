// What went over the wire, for the inspector: a bounded ring of calls and envelopes, and which click or command each
// belongs to. It only looks on: nothing of the workspace depends on it, and nothing is ever read back from it.

import type { SeenRecord } from "./client/seen-record.ts";
import type { EnvelopeKind } from "./faults.ts";
import { recordLimits } from "./limits.ts";
import { realNowMs } from "./real-time.ts";
import { seenOf } from "./record-view.ts";
import type { Json } from "./world.ts";

type Span = { realStartMs: number; realEndMs: number | null };

type Base = Span & {
  id: number;
  gestureId: number | null;
  /** Epoch milliseconds of the workspace's clock. */
  at: number;
  outcome: string | null;
  /** About as many characters of JSON as it holds. */
  size: number;
};

export type CallRecord = Base & {
  kind: "call";
  method: string;
  args: Json;
  /** The body as it was sent; parsed only when somebody looks. */
  body: string | null;
};

export type EnvelopeRecord = Base & {
  kind: "envelope";
  type: EnvelopeKind;
  envelopeId: string;
  payload: Json;
  answer: unknown;
  attempt: number;
  socket: number | null;
  /** The times of the calls in its wake; null for an event. */
  wake: Span[] | null;
};

export type WireRecord = CallRecord | EnvelopeRecord;

/** The click, command or form that calls are counted to, as long as something goes on. */
type Wake = { envelope: EnvelopeRecord; underWay: number; lastStirMs: number };

export type Records = {
  /** By id, which is the order in which they began. */
  ring: Map<number, WireRecord>;
  size: number;
  lastId: number;
  wake: Wake | null;
  listeners: Set<(record: SeenRecord) => void>;
};

/** All that is needed of the world, so that a test can do without one. */
type Holder = { records: Records; clock: { now(): number } };

export function noRecords(): Records {
  return { ring: new Map(), size: 0, lastId: 0, wake: null, listeners: new Set() };
}

/**
 * The gesture in whose wake something begins at `now` (real ms). Slack tells no app which click a call is for, so it is
 * guessed: the last click, command or form, if it began less than 5 s ago and the wire has not been silent for 1.5 s
 * since. Two people who click at once have their calls counted to whoever came last.
 */
function currentWake(records: Records, now: number): Wake | null {
  const { wake } = records;
  if (wake === null) return null;
  const isOld = now - wake.envelope.realStartMs >= recordLimits.wakeMs;
  const isOver = wake.underWay <= 0 && now - wake.lastStirMs >= recordLimits.silenceMs;
  if (!isOld && !isOver) return wake;
  records.wake = null;
  return null;
}

function keep(records: Records, record: WireRecord): void {
  records.ring.set(record.id, record);
  grow(records, record, record.size);
}

/** Counts what a record has grown by, and lets the oldest go beyond the bounds; the newest stays however large. */
function grow(records: Records, record: WireRecord, by: number): void {
  if (!records.ring.has(record.id)) return;
  records.size += by;
  for (const oldest of records.ring.values()) {
    const isFull = records.ring.size > recordLimits.count || records.size > recordLimits.size;
    if (!isFull || records.ring.size === 1) return;
    records.ring.delete(oldest.id);
    records.size -= oldest.size;
  }
}

function tell(records: Records, record: WireRecord): void {
  if (records.listeners.size === 0) return;
  const seen = seenOf(record);
  for (const listener of [...records.listeners]) listener(seen);
}

/** The cost of a click, as it grows; not of a flood, which would have to be sorted anew at each call. */
function tellGesture(records: Records, id: number | null): void {
  const gesture = id === null ? undefined : records.ring.get(id);
  if (gesture?.kind !== "envelope" || (gesture.wake?.length ?? 0) > recordLimits.costedCalls) return;
  tell(records, gesture);
}

/** @param size characters of the request's body. */
export function recordCall(holder: Holder, method: string, args: Json, size: number, realStartMs: number): CallRecord {
  const { records } = holder;
  const wake = currentWake(records, realStartMs);
  records.lastId += 1;
  const record: CallRecord = {
    kind: "call",
    id: records.lastId,
    gestureId: wake?.envelope.id ?? null,
    at: holder.clock.now(),
    realStartMs,
    realEndMs: null,
    outcome: null,
    size,
    method,
    args,
    body: null,
  };
  if (wake !== null) {
    wake.underWay += 1;
    wake.lastStirMs = realStartMs;
    wake.envelope.wake?.push(record);
  }
  keep(records, record);
  tell(records, record);
  return record;
}

/** @param body what was answered; null where the connection was cut instead. */
export function recordAnswer({ records }: Holder, record: CallRecord, outcome: string, body: string | null): void {
  record.outcome = outcome;
  record.realEndMs = realNowMs();
  record.body = body;
  record.size += body?.length ?? 0;
  grow(records, record, body?.length ?? 0);
  const { wake } = records;
  if (wake !== null && wake.envelope.id === record.gestureId) {
    wake.underWay -= 1;
    wake.lastStirMs = record.realEndMs;
  }
  tell(records, record);
  tellGesture(records, record.gestureId);
}

/** Notes that a click, command or event is sent for the first time. */
export function recordEnvelope(holder: Holder, type: EnvelopeKind, envelopeId: string, payload: Json): EnvelopeRecord {
  const { records } = holder;
  const realStartMs = realNowMs();
  const isGesture = type !== "events_api";
  const wake = isGesture ? null : currentWake(records, realStartMs);
  records.lastId += 1;
  const record: EnvelopeRecord = {
    kind: "envelope",
    id: records.lastId,
    gestureId: isGesture ? records.lastId : (wake?.envelope.id ?? null),
    at: holder.clock.now(),
    realStartMs,
    realEndMs: null,
    outcome: null,
    size: 0,
    type,
    envelopeId,
    payload,
    answer: null,
    attempt: 0,
    socket: null,
    wake: isGesture ? [] : null,
  };
  if (isGesture) records.wake = { envelope: record, underWay: 1, lastStirMs: realStartMs };
  keep(records, record);
  return record;
}

type Attempt = { attempt: number; socket: number | null; size: number };

/** Notes an attempt to deliver: which one (from 0), over which connection (null: none), of how many characters. */
export function recordAttempt({ records }: Holder, record: EnvelopeRecord, at: Attempt): void {
  Object.assign(record, { attempt: at.attempt, socket: at.socket });
  const grown = at.size - record.size;
  record.size = at.size;
  grow(records, record, grown);
  tell(records, record);
}

/** Notes how it ended: "acked", "operation_timeout", "dispatch_failed", or why an event was given up. */
export function recordEnd({ records }: Holder, record: EnvelopeRecord, outcome: string, answer: unknown = null): void {
  record.outcome = outcome;
  record.answer = answer ?? null;
  record.realEndMs = realNowMs();
  const { wake } = records;
  if (wake !== null && wake.envelope === record) {
    wake.underWay -= 1;
    wake.lastStirMs = record.realEndMs;
  }
  tell(records, record);
}

/** All that is kept, oldest first. */
export function seenRecords({ records }: Pick<Holder, "records">): SeenRecord[] {
  return [...records.ring.values()].map(seenOf);
}

/** Calls `listener` with each new or changed record. The function returned ends it. */
export function onRecord({ records }: Pick<Holder, "records">, listener: (record: SeenRecord) => void): () => void {
  records.listeners.add(listener);
  return () => void records.listeners.delete(listener);
}
