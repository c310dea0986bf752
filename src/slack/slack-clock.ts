// Slack's time as a Clock: the host's, corrected by the skew. Everything that is written into a log, promised to people
// or due at an instant goes by it, so that a wrong clock of the host's changes nothing but the host's own log lines.
// Never fires a timer before its time has come in Slack.

import type { Clock } from "../clock.ts";
import { stillMs } from "./limits.ts";
import type { Skew } from "./skew.ts";

/**
 * A correction back by little, as an estimate gets better, lets the clock stand still until it is made up for: what is
 * written down later must not seem to be from before. One by more is taken at once: what was shown before was wrong.
 */
export function createSlackClock(host: Clock, skew: Pick<Skew, "skewMs" | "onChange">): Clock {
  const waiting = new Set<() => void>();
  let latest = Number.NEGATIVE_INFINITY;

  const now = (): number => {
    const corrected = host.now() + skew.skewMs();
    if (corrected >= latest || latest - corrected > stillMs) latest = corrected;
    return latest;
  };

  skew.onChange(() => {
    for (const arm of [...waiting]) arm();
  });

  return {
    now,
    wallAheadMs: () => host.wallAheadMs() - skew.skewMs(),
    newId: host.newId,
    random: host.random,
    at(dueAt, run) {
      let cancel = (): void => undefined;
      const arm = (): void => {
        cancel();
        cancel = host.at(dueAt - skew.skewMs(), () => {
          // The skew may have changed in this very turn.
          if (host.now() + skew.skewMs() < dueAt) return arm();
          waiting.delete(arm);
          run();
        });
      };
      waiting.add(arm);
      arm();
      return () => {
        waiting.delete(arm);
        cancel();
      };
    },
  };
}
