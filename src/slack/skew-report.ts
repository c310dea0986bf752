// Says in the log when the host's clock is not Slack's, once per change, with the fix; and when it is right again.

import type { Log } from "../log.ts";
import { quietSkewMs, saidSkew } from "../time/skew.ts";

/** Looks whether there is something to say. `skewMs` is Slack's clock minus what the host's shows. */
export type SkewReport = (skewMs: number) => void;

export function createSkewReport(log: Log): SkewReport {
  let saidMs = 0;
  return (skewMs) => {
    // Not each second of a drift, but each time that it is another matter than what was said.
    if (Math.abs(skewMs - saidMs) <= quietSkewMs) return;
    const hostIs = saidSkew(skewMs);
    if (hostIs === null && saidMs === 0) return;
    saidMs = hostIs === null ? 0 : skewMs;
    if (hostIs === null) return log.info({ skewMs }, "The host's clock agrees with Slack's again.");
    const fix = "What Sitrep writes down and reminds of goes by Slack's. Set the host's clock, e.g. with NTP.";
    log.warn({ skewMs, hostIs }, `The host's clock is wrong, going by Slack's. ${fix}`);
  };
}
