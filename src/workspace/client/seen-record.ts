// What the inspector is shown. Types alone, as in protocol.ts.

import type { Json } from "./seen.ts";

/** One thing that went over the wire. Real times are milliseconds of a monotonic clock: only differences count. */
export type SeenRecord = {
  id: number;
  /** The click, command or form in whose wake it happened: the id of that envelope's record; null: of none. */
  gestureId: number | null;
  at: number;
  realStartMs: number;
  /** Null: still under way. */
  realEndMs: number | null;
  /** "ok", an error code, a fault's name, "acked", "operation_timeout" …; null: still under way. */
  outcome: string | null;
} & (
  | { kind: "call"; method: string; args: Json; answer: Json | null }
  | {
      kind: "envelope";
      /** What it is about, short: "/incident declare", "click post_update", "form declare", "event pin_added". */
      what: string;
      envelopeType: "events_api" | "interactive" | "slash_commands";
      envelopeId: string;
      payload: Json;
      answer: Json | null;
      /** From 0. */
      attempt: number;
      /** Which connection got it (from 0); null over HTTP, or when there was none. */
      socket: number | null;
      /** Of a click, command or form: what it has cost so far. */
      cost: { calls: number; waves: number; ms: number } | null;
    }
);
