// A record as the inspector is shown it. What costs time, parsing and counting waves, is done only when somebody looks.

import { wavesOf } from "./calls.ts";
import type { SeenRecord } from "./client/seen-record.ts";
import type { EnvelopeRecord, WireRecord } from "./records.ts";
import { whatOf } from "./what.ts";
import type { Json } from "./world.ts";

function jsonOf(value: unknown): Json | null {
  if (value === null || value === undefined) return null;
  return typeof value === "object" && !Array.isArray(value) ? (value as Json) : { text: value };
}

function bodyOf(body: string | null): Json | null {
  if (body === null) return null;
  try {
    return jsonOf(JSON.parse(body));
  } catch (error) {
    // An error page or the upload's "OK" is text and no JSON.
    if (error instanceof SyntaxError) return { text: body };
    throw error;
  }
}

function costOf({ wake, realStartMs, realEndMs }: EnvelopeRecord): { calls: number; waves: number; ms: number } | null {
  if (wake === null) return null;
  const end = Math.max(realEndMs ?? realStartMs, ...wake.map((span) => span.realEndMs ?? span.realStartMs));
  return { calls: wake.length, waves: wavesOf(wake).length, ms: end - realStartMs };
}

/** As the inspector shows it. */
export function seenOf(record: WireRecord): SeenRecord {
  const { id, gestureId, at, realStartMs, realEndMs, outcome } = record;
  const base = { id, gestureId, at, realStartMs, realEndMs, outcome };
  if (record.kind === "call") {
    return { ...base, kind: "call", method: record.method, args: record.args, answer: bodyOf(record.body) };
  }
  const { type, envelopeId, payload, attempt, socket } = record;
  const rest = { envelopeType: type, envelopeId, payload, answer: jsonOf(record.answer), attempt, socket };
  return { ...base, kind: "envelope", what: whatOf(type, payload), ...rest, cost: costOf(record) };
}
