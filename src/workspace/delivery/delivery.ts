// What the workspace asks of a way to reach the app: Socket Mode or HTTP. Which one is chosen at start.

import type { Json } from "../world.ts";

/**
 * How a click or command ended for the person: acknowledged (with what the app answered), or an error shown to them.
 */
export type Ack =
  | { kind: "acked"; payload: unknown }
  /** Nobody acknowledged within 3 s. */
  | { kind: "operation_timeout" }
  /** Nobody was there to be reached. */
  | { kind: "dispatch_failed" };

export type Delivery = {
  /** Sends an event and follows the retry schedule until it is acknowledged. */
  event: (payload: Json) => void;
  /** Sends a click, form or command once; these are never redelivered (FACTS 1.1). */
  request: (kind: "interactive" | "slash_commands", payload: Json, acceptsResponse: boolean) => Promise<Ack>;
  /** How many envelopes an answer may still come for. */
  inFlight: () => number;
  /** Gives up what is under way. For good. */
  stop: () => void;
};
