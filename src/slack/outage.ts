// One outage, one line in the log when it begins and one when it ends, however often is tried in between.

import type { Log } from "../log.ts";

export type Outage = {
  /** Slack can't be used; `why` in Slack's or the network's words. Said once until `over`. */
  begins(why: string): void;
  over(): void;
};

export function createOutage(log: Log): Outage {
  let isOut = false;
  return {
    begins(why) {
      const fields = { why };
      if (isOut) return log.debug(fields, "Slack still can't be reached.");
      isOut = true;
      log.warn(fields, "Slack can't be reached. Sitrep goes on trying; what is declared meanwhile is kept.");
    },
    over() {
      if (isOut) log.info({}, "Slack is reached again.");
      isOut = false;
    },
  };
}
