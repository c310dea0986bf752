// The engine: requests become commits (handle), commits become calls to Slack (outbox), deadlines become requests
// (timers). Everything moves in `tick`; it has no timer of its own but the one that wakes it at the next due time,
// so it runs on a virtual clock as on the real one. It never answers a person and never talks to Slack but through
// the gateway.

import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import { type Availabilities, createAvailabilities } from "./availability.ts";
import type { Ways } from "./carry-out/job.ts";
import { createFinder, type Finder } from "./finder.ts";
import type { Gateway } from "./gateway.ts";
import { createHandle, type Handle } from "./handle.ts";
import { createIncidents } from "./incidents.ts";
import { longestPendingMs, stopWithinMs, tickAgainMs } from "./limits.ts";
import { createLoop } from "./loop.ts";
import { createOutbox } from "./outbox.ts";
import { createTimers } from "./timers.ts";

export type Engine = {
  handle: Handle;
  find: Finder;
  availability: Availabilities;
  /** Does what is due now. Returns the next due time (epoch ms), or null where nothing waits. */
  tick(): Promise<number | null>;
  /** Ticks whenever something is due or committed, from when it is ready until it is stopped. */
  start(): Promise<void>;
  /** Looks anew at what is due: the clock was corrected. */
  wake(): void;
  /** Takes up nothing more and waits for the calls under way, 10 s at most, less what the stop has taken so far. */
  stop(spentMs?: number): Promise<void>;
  /** Resolves when nothing is under way and nothing is due at the clock's present time. */
  idle(): Promise<void>;
};

export type EngineParts = Ways & {
  store: Store;
  gateway: Gateway;
  /** Slack's time. */
  clock: Clock;
  log: Log;
  /** Until it resolves nothing is taken up: it is not known what time it is. Without it, ready from the start. */
  ready?: Promise<void> | null;
  /** Called after each commit of this process. Must not throw. */
  onCommit?: () => void;
};

export function createEngine(parts: EngineParts): Engine {
  const { store, clock, log, ready = null } = parts;
  const incidents = createIncidents(store);
  const onCommit = (): void => {
    loop.wake();
    parts.onCommit?.();
  };
  const handle = createHandle({ store, incidents, clock, catalog: parts.catalog, onCommit });
  const outbox = createOutbox({ ...parts, handle, incidents, onSettled: () => loop.wake() });
  const timers = createTimers({ store, handle, clock });

  let tickedAt = Number.POSITIVE_INFINITY;
  let isStopped = false;

  const tick = async (): Promise<number | null> => {
    const now = clock.now();
    // The first time, and after a clock that was ahead: what it had put off must not wait until its time comes again.
    if (now < tickedAt) await store.capWaits(now + longestPendingMs);
    tickedAt = now;
    const failure = await timers.fire(now).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    await outbox.drain(clock.now());
    // Told and tried again by the loop, once a second; the calls to Slack do not wait for it.
    if (failure !== null) throw failure.error;
    const nextAt = await store.nextDueAt(clock.now());
    // With as many calls under way as may be, what is due waits for the end of one, which wakes the loop.
    return nextAt !== null && outbox.isFull() ? Math.max(nextAt, clock.now() + tickAgainMs) : nextAt;
  };
  const loop = createLoop({ tick, isBusy: () => outbox.inFlight() > 0, clock, log });

  return {
    handle,
    find: createFinder(store, incidents),
    availability: createAvailabilities({ store, clock, log, terms: parts.catalog }),
    tick,
    async start() {
      // What a crash left claimed is taken up at once, where no other process can be at it.
      if (!store.isShared) await store.releaseLeases();
      if (ready === null) return loop.start();
      void ready.then(() => {
        if (!isStopped) loop.start();
      });
    },
    wake: loop.wake,
    async stop(spentMs = 0) {
      isStopped = true;
      loop.stop();
      let giveUp = (): void => undefined;
      const timeUp = new Promise<void>((resolve) => {
        giveUp = clock.at(clock.now() + Math.max(0, stopWithinMs - spentMs), resolve);
      });
      await Promise.race([loop.idle(), timeUp]);
      giveUp();
    },
    idle: loop.idle,
  };
}
