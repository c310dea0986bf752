// A stop of the delivery that holds. Calls and deeds that were under way go on after it, as in Slack; what comes of
// them reaches nobody any more, and must not plan a retry: that would hold up the end of the program.

import type { Delivery } from "./delivery.ts";

/** The same delivery until it is stopped; after that events are told to nobody, and a request finds nobody there. */
export function untilStopped(delivery: Delivery): Delivery {
  let isStopped = false;
  return {
    ...delivery,
    event: (payload) => {
      if (!isStopped) delivery.event(payload);
    },
    request: async (kind, payload, accepts) =>
      isStopped ? { kind: "dispatch_failed" } : delivery.request(kind, payload, accepts),
    stop: () => {
      isStopped = true;
      delivery.stop();
    },
  };
}
