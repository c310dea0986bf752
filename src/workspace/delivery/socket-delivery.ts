// Delivery over Socket Mode: wraps payloads in envelopes and gives each its deadline.

import { nextUuid } from "../ids.ts";
import { lives } from "../limits.ts";
import { afterRealMs } from "../real-time.ts";
import { recordAttempt, recordEnd, recordEnvelope } from "../records.ts";
import type { Json, World } from "../world.ts";
import type { Ack, Delivery } from "./delivery.ts";
import { type Attempt, withRetries } from "./retries.ts";
import { awaited, forget, type SocketHub, sendEnvelope } from "./sockets.ts";

/** @param safetyMs real milliseconds after which an answer is given up, however still the clock stands. */
export function socketDelivery(world: World, hub: SocketHub, safetyMs: number): Delivery {
  const open = new Set<() => void>();
  return {
    event: (payload) => deliverEvent(world, hub, payload, open),
    request: (kind, payload, accepts) => deliverRequest(world, hub, safetyMs, kind, payload, accepts),
    inFlight: () => awaited(hub, safetyMs),
    stop: () => {
      for (const giveUp of open) giveUp();
    },
  };
}

function deliverEvent(world: World, hub: SocketHub, payload: Json, open: Set<() => void>): void {
  const id = nextUuid(world, "envelope");
  const record = recordEnvelope(world, "events_api", id, payload);
  const attemptOnce = (attempt: Attempt) => {
    const data = JSON.stringify({
      envelope_id: id,
      payload,
      type: "events_api",
      accepts_response_payload: false,
      retry_attempt: attempt.number,
      retry_reason: attempt.reason,
    });
    const settle = () => attempt.end(null);
    // A link that closes before the acknowledgement is seen by Slack only as silence: the schedule goes on at 3 s.
    const socket = sendEnvelope(world, hub, { kind: "events_api", id, data, settle, lost: () => forget(hub, id) });
    recordAttempt(world, record, { attempt: attempt.number, socket, size: data.length });
    if (socket === null) attempt.end("timeout");
  };
  const giveUp: () => void = withRetries(world, "timeout", attemptOnce, (failure) => {
    recordEnd(world, record, failure === null ? "acked" : "given up");
    forget(hub, id);
    open.delete(giveUp);
  });
  open.add(giveUp);
}

function deliverRequest(
  world: World,
  hub: SocketHub,
  safetyMs: number,
  kind: "interactive" | "slash_commands",
  payload: Json,
  accepts: boolean,
): Promise<Ack> {
  return new Promise((resolve) => {
    const id = nextUuid(world, "envelope");
    const record = recordEnvelope(world, kind, id, payload);
    const stops: (() => void)[] = [];
    const finish = (ack: Ack) => {
      recordEnd(world, record, ack.kind, ack.kind === "acked" ? ack.payload : null);
      forget(hub, id);
      for (const stop of stops) stop();
      resolve(ack);
    };
    const data = JSON.stringify({ envelope_id: id, payload, type: kind, accepts_response_payload: accepts });
    const timedOut = () => finish({ kind: "operation_timeout" });
    const settle = (answer: unknown) => finish({ kind: "acked", payload: answer });
    // No other link can acknowledge for a closed one, so the person need not wait the rest of the 3 s to be told.
    const socket = sendEnvelope(world, hub, { kind, id, data, settle, lost: timedOut });
    recordAttempt(world, record, { attempt: 0, socket, size: data.length });
    if (socket === null) {
      finish({ kind: "dispatch_failed" });
      return;
    }
    const { transportClock } = world;
    stops.push(transportClock.at(transportClock.now() + lives.ackMs, timedOut), afterRealMs(safetyMs, timedOut));
  });
}
