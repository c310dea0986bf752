// The retry schedule of events, the same for sockets and HTTP: 3 s to acknowledge, then at once, after 1 min, after
// 5 min.

import { lives } from "../limits.ts";
import type { World } from "../world.ts";

export type Attempt = {
  /** 0 for the first, then 1 to 3. */
  number: number;
  /** Slack's word for why the one before failed; "" for the first. */
  reason: string;
  /** Ends this attempt; only the first call counts. `failure` is null for an acknowledged event. */
  end: (failure: string | null) => void;
};

/**
 * Calls `attempt` until one ends without failure or the schedule is through. An attempt that has not ended after 3 s of
 * the transport's clock has failed with `timeout`. Then `whenOver` is called, with null or the last failure. Answers a
 * function that gives the event up.
 */
export function withRetries(
  world: Pick<World, "clock" | "transportClock">,
  timeout: "timeout" | "http_timeout",
  attempt: (it: Attempt) => void,
  whenOver: (failure: string | null) => void,
): () => void {
  let cancel = () => {};
  let isOver = false;
  const next = (number: number, reason: string) => {
    if (isOver) return;
    let hasEnded = false;
    const end = (failure: string | null) => {
      if (hasEnded || isOver) return;
      hasEnded = true;
      cancel();
      const wait = lives.eventRetryDelaysMs[number];
      if (failure === null || wait === undefined) {
        isOver = true;
        whenOver(failure);
        return;
      }
      const again = () => next(number + 1, failure);
      if (wait === 0) again();
      else cancel = world.clock.at(world.clock.now() + wait, again);
    };
    const { transportClock } = world;
    cancel = transportClock.at(transportClock.now() + lives.ackMs, () => end(timeout));
    attempt({ number, reason, end });
  };
  next(0, "");
  return () => {
    isOver = true;
    cancel();
  };
}
