// Delivery over Socket Mode: wraps payloads in envelopes and gives each its deadline.

import { nextUuid } from "../ids.ts";
import { lives } from "../limits.ts";
import { afterRealMs } from "../real-time.ts";
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
  const envelopeId = nextUuid(world, "envelope");
  const attemptOnce = (attempt: Attempt) => {
    const envelope = {
      envelope_id: envelopeId,
      payload,
      type: "events_api",
      accepts_response_payload: false,
      retry_attempt: attempt.number,
      retry_reason: attempt.reason,
    };
    const acked = () => attempt.end(null);
    // A link that closes before the acknowledgement is seen by Slack only as silence: the schedule goes on at 3 s.
    const isSent = sendEnvelope(world, hub, "events_api", envelope, acked, () => forget(hub, envelopeId));
    if (!isSent) attempt.end("timeout");
  };
  const giveUp: () => void = withRetries(world, attemptOnce, () => {
    forget(hub, envelopeId);
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
    const envelopeId = nextUuid(world, "envelope");
    const stops: (() => void)[] = [];
    const finish = (ack: Ack) => {
      forget(hub, envelopeId);
      for (const stop of stops) stop();
      resolve(ack);
    };
    const envelope = { envelope_id: envelopeId, payload, type: kind, accepts_response_payload: accepts };
    const timedOut = () => finish({ kind: "operation_timeout" });
    // No other link can acknowledge for a closed one, so the person need not wait the rest of the 3 s to be told.
    const isSent = sendEnvelope(
      world,
      hub,
      kind,
      envelope,
      (answer) => finish({ kind: "acked", payload: answer }),
      timedOut,
    );
    if (!isSent) {
      resolve({ kind: "dispatch_failed" });
      return;
    }
    stops.push(world.clock.at(world.clock.now() + lives.ackMs, timedOut), afterRealMs(safetyMs, timedOut));
  });
}
