// The loop: ticks when woken and at the next due time, one tick at a time. Its one timer is the clock's.

import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { tickAgainMs } from "./limits.ts";

export type Loop = {
  start(): void;
  /** No further tick begins. */
  stop(): void;
  /** Asks for a tick as soon as the present one is over. */
  wake(): void;
  /** Resolves when no tick is under way or asked for and nothing is busy. */
  idle(): Promise<void>;
};

export type LoopParts = {
  /** Does what is due and gives the next due time (epoch ms), or null. */
  tick(): Promise<number | null>;
  isBusy(): boolean;
  clock: Clock;
  log: Log;
};

export function createLoop({ tick, isBusy, clock, log }: LoopParts): Loop {
  let isStarted = false;
  let isWoken = false;
  let turning: Promise<void> | null = null;
  let cancelWake = (): void => undefined;
  const waiting = new Set<() => void>();

  const isIdle = (): boolean => turning === null && !isBusy();

  const tellIdle = (): void => {
    if (!isIdle()) return;
    for (const resolve of waiting) resolve();
    waiting.clear();
  };

  const tickOnce = async (): Promise<void> => {
    cancelWake();
    try {
      const nextAt = await tick();
      if (nextAt !== null && isStarted) cancelWake = clock.at(nextAt, wake);
    } catch (error) {
      // The store may be busy or full: what is on disk waits there, and the next tick takes it up.
      log.error({ error }, "A tick failed; it is tried again in a second.");
      if (isStarted) cancelWake = clock.at(clock.now() + tickAgainMs, wake);
    }
  };

  const turn = async (): Promise<void> => {
    while (isWoken && isStarted) {
      isWoken = false;
      await tickOnce();
    }
    turning = null;
    tellIdle();
  };

  function wake(): void {
    isWoken = true;
    if (isStarted && turning === null) turning = turn();
    else tellIdle();
  }

  return {
    start() {
      isStarted = true;
      wake();
    },
    stop() {
      isStarted = false;
      cancelWake();
    },
    wake,
    idle: () => new Promise((resolve) => (isIdle() ? resolve() : waiting.add(resolve))),
  };
}
