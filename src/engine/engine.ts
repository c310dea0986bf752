// The engine: requests become commits (handle), commits become calls to Slack (outbox), deadlines become requests
// (timers). Everything moves in `tick`; it has no timer of its own but the one that wakes it at the next due time,
// so it runs on a virtual clock as on the real one. It never answers a person and never talks to Slack but through
// the gateway.

import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import { createFinder, type Finder } from "./finder.ts";
import type { Gateway } from "./gateway.ts";
import { createHandle, type Handle } from "./handle.ts";
import { createIncidents } from "./incidents.ts";
import { stopWithinMs } from "./limits.ts";
import { createOutbox } from "./outbox.ts";
import { createTimers } from "./timers.ts";

export type Engine = {
  handle: Handle;
  find: Finder;
  /** Does what is due now. Returns the next due time (epoch ms), or null where nothing waits. */
  tick(): Promise<number | null>;
  /** Ticks whenever something is due or committed, until stopped. */
  start(): Promise<void>;
  /** Takes up nothing more and waits for the calls under way, 10 s at most. */
  stop(): Promise<void>;
  /** Resolves when nothing is under way and nothing is due at the clock's present time. */
  idle(): Promise<void>;
};

export type EngineParts = { store: Store; gateway: Gateway; clock: Clock; log: Log; exportZone: string };

export function createEngine(parts: EngineParts): Engine {
  const { store, clock, log } = parts;
  let isRunning = false;
  let loop: Promise<void> | null = null;
  let isWoken = false;
  let cancelWake = (): void => undefined;
  const waiting = new Set<() => void>();

  const incidents = createIncidents(store);
  const handle = createHandle({ store, incidents, clock, onCommit: () => wake() });
  const outbox = createOutbox({ ...parts, handle, incidents, onSettled: () => wake() });
  const timers = createTimers({ store, handle, clock });

  const tick = async (): Promise<number | null> => {
    await timers.fire(clock.now());
    await outbox.drain(clock.now());
    return await store.nextDueAt(clock.now());
  };

  const isIdle = (): boolean => loop === null && outbox.inFlight() === 0;

  const tellIdle = (): void => {
    if (!isIdle()) return;
    for (const resolve of waiting) resolve();
    waiting.clear();
  };

  /** Ticks until no wake-up came in meanwhile, then sleeps until the next due time. */
  const turn = async (): Promise<void> => {
    while (isWoken && isRunning) {
      isWoken = false;
      cancelWake();
      try {
        const nextAt = await tick();
        if (nextAt !== null) cancelWake = clock.at(nextAt, () => wake());
      } catch (error) {
        // The store may be busy or full: what is on disk waits there, and the next tick takes it up.
        log.error({ error }, "A tick failed; it is tried again in a second.");
        cancelWake = clock.at(clock.now() + 1_000, () => wake());
      }
    }
    loop = null;
    tellIdle();
  };

  const wake = (): void => {
    isWoken = true;
    if (isRunning && loop === null) loop = turn();
    else tellIdle();
  };

  const idle = (): Promise<void> => new Promise((resolve) => (isIdle() ? resolve() : waiting.add(resolve)));

  return {
    handle,
    find: createFinder(store, incidents),
    tick,
    async start() {
      // What a crash left claimed is taken up at once, where no other process can be at it.
      if (!store.isShared) await store.releaseLeases();
      isRunning = true;
      wake();
    },
    async stop() {
      isRunning = false;
      cancelWake();
      let giveUp = (): void => undefined;
      const timeUp = new Promise<void>((resolve) => {
        giveUp = clock.at(clock.now() + stopWithinMs, resolve);
      });
      await Promise.race([idle(), timeUp]);
      giveUp();
    },
    idle,
  };
}
