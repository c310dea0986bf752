// Notices that a connection has gone silent, and does not take a stall of our own for the other side's silence.

import type { Clock } from "../clock.ts";
import { afterStallMs, silenceMs } from "./limits.ts";

export type Watchdog = { heard(): void; stop(): void };

/** Calls `silent` once when nothing was heard for `silenceMs`. @param clock the host's: sockets live in real time. */
export function createWatchdog(clock: Clock, silent: () => void): Watchdog {
  let heardAt = clock.now();
  let cancel = (): void => undefined;

  const sleepUntil = (dueAt: number, isSecondLook: boolean): void => {
    cancel = clock.at(dueAt, () => {
      const now = clock.now();
      if (now - heardAt < silenceMs) return sleepUntil(heardAt + silenceMs, false);
      // Woken late: the event loop stalled or the host slept. What has arrived meanwhile is read before judging.
      if (!isSecondLook && now - dueAt > afterStallMs) return sleepUntil(now + afterStallMs, true);
      silent();
    });
  };
  sleepUntil(heardAt + silenceMs, false);

  return {
    heard() {
      heardAt = clock.now();
    },
    stop: () => cancel(),
  };
}
