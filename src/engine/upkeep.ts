// Upkeep: what was carried out long ago, and the receipts of long ago, are removed, so that the database does not grow
// for ever; and rows of an older Sitrep are given what they lack, a few at a time. Never touches the log, and removes
// nothing while Slack's clock and the host's contradict each other: to go by one that is a year ahead would be to
// forget this morning's receipt, and a delivery that comes again counted twice.

import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import { fillImpacts } from "./impact.ts";
import { fillAgainMs, impactsPerFill, keepDoneMs, maxTrustedSkewMs, upkeepEveryMs } from "./limits.ts";

export type UpkeepParts = {
  store: Pick<Store, "prune" | "read" | "unknownImpacts" | "fillImpact">;
  /** Slack's time. */
  clock: Clock;
  log: Log;
  /** Slack's clock minus what the host's shows, in ms; null as long as that is not known. */
  skewMs(): number | null;
};

export type Upkeep = {
  start(): void;
  /** Resolves when nothing of it is under way any more. */
  stop(): Promise<void>;
};

export function createUpkeep({ store, clock, log, skewMs }: UpkeepParts): Upkeep {
  let cancel = (): void => undefined;
  let cancelFill = (): void => undefined;
  let underWay: Promise<void> = Promise.resolve();
  let isStopped = false;

  const prune = async (): Promise<void> => {
    const apartMs = skewMs();
    if (apartMs === null) return;
    if (Math.abs(apartMs) > maxTrustedSkewMs) {
      // Whoever can set it is told where it is measured.
      return log.info({ skewMs: apartMs }, "While the host's clock is not Slack's, nothing old is removed.");
    }
    const before = clock.now() - keepDoneMs;
    let removed = 0;
    for (let rows = 1; rows > 0 && !isStopped; removed += rows) rows = await store.prune(before);
    if (removed > 0) log.info({ removed }, "What was done long ago was removed from the outbox and the receipts.");
  };

  /** Few at a time: each log is read and folded, and people are waiting for their answers. */
  const fill = async (): Promise<void> => {
    const filled = await fillImpacts(store, {
      limit: impactsPerFill,
      onUnreadable: ({ streamId }, error) =>
        log.warn({ error, incidentId: streamId }, "An incident's impact can't be read from its log."),
    });
    if (filled === 0 || isStopped) return;
    cancelFill = clock.at(clock.now() + fillAgainMs, () => run(fill));
  };

  const run = (work: () => Promise<void>): void => {
    const failed = (error: unknown): void => log.error({ error }, "Upkeep failed; it is tried again in an hour.");
    underWay = Promise.all([underWay, work().catch(failed)]).then(() => undefined);
  };

  const schedule = (): void => {
    if (isStopped) return;
    cancel = clock.at(clock.now() + upkeepEveryMs, () => {
      run(prune);
      run(fill);
      schedule();
    });
  };

  return {
    start() {
      run(fill);
      schedule();
    },
    async stop() {
      isStopped = true;
      cancel();
      cancelFill();
      await underWay;
    },
  };
}
