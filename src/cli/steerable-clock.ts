// A clock that people steer: faster, stopped, or ahead in one jump, in the embedded workspace and in replays.
// Never goes back, and never fires a timer early.

import { type Clock, timerQueue } from "../clock.ts";

export type SteerableClock = Clock & {
  /** Its milliseconds for one of the host's; 0 stands still. */
  rate(): number;
  /** From now on. Throws RangeError below 0. */
  setRate(rate: number): void;
  /**
   * Moves `ms` ahead, stopping wherever a timer falls due: it runs at its own time, and `settle` is waited for before
   * the clock goes on. Between its steps the clock stands still. Jumps wait for each other; where `settle` rejects, the
   * jump ends there and rejects too. Throws RangeError below 0.
   */
  jumpBy(ms: number, settle: () => Promise<void>): Promise<void>;
};

/** A timer that sets itself anew for the present instant is given this many turns before a jump goes on. */
const roundsAtOneInstant = 20;

function checkForward(what: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`${what} is ${value}: give 0 or more.`);
}

/** Time as it goes by, so many milliseconds for one of the host's, and the timers that wait for it. */
function createFlow(host: Clock, startAt: number) {
  const timers = timerQueue();
  let base = { at: startAt, hostAt: host.now() };
  let latest = base;
  let speed = 1;
  let cancelWake = (): void => undefined;

  const now = (): number => {
    const hostAt = host.now();
    if (hostAt < latest.hostAt) base = { at: latest.at, hostAt };
    latest = { at: Math.floor(base.at + (hostAt - base.hostAt) * speed), hostAt };
    return latest.at;
  };
  const nextDueAt = (): number => timers.next()?.dueAt ?? Number.POSITIVE_INFINITY;
  const arm = (): void => {
    cancelWake();
    const waitMs = Math.max(0, nextDueAt() - now());
    if (waitMs === Number.POSITIVE_INFINITY || (waitMs > 0 && speed === 0)) return;
    cancelWake = host.at(host.now() + (waitMs === 0 ? 0 : Math.ceil(waitMs / speed)), runDue);
  };
  function runDue(): void {
    try {
      timers.runDue(now());
    } finally {
      arm();
    }
  }
  return {
    now,
    nextDueAt,
    runDue,
    add(dueAt: number, run: () => void): () => void {
      const cancel = timers.add(dueAt, run);
      arm();
      // The host is not to wait for nobody: its timer would hold up the end of the program.
      return () => {
        cancel();
        arm();
      };
    },
    setSpeed(next: number): void {
      base = { at: now(), hostAt: latest.hostAt };
      speed = next;
      arm();
    },
    /** Ahead, without what lies between. */
    moveTo(at: number): void {
      base = { at, hostAt: host.now() };
    },
  };
}

type Flow = ReturnType<typeof createFlow>;

/** Jumps from due time to due time, while the clock stands still. */
async function jump({ now, moveTo, nextDueAt }: Flow, to: number, runAndSettle: () => Promise<void>): Promise<void> {
  const stop = async (): Promise<void> => {
    for (let round = 0; round < roundsAtOneInstant; round += 1) {
      await runAndSettle();
      if (nextDueAt() > now()) return;
    }
  };
  for (await stop(); now() < to; await stop()) moveTo(Math.min(to, Math.max(Math.ceil(nextDueAt()), now() + 1)));
}

/**
 * A clock that begins at `startAt` and goes on with the host's, `rate` times as fast. It never goes back, also where
 * the host's is set back. Ids and chance are the host's. `steered` is called when its rate changed and at each step of
 * a jump.
 */
export function steerableClock(host: Clock, startAt: number, steered: () => void = () => undefined): SteerableClock {
  const flow = createFlow(host, startAt);
  let rate = 1;
  let isJumping = false;
  let queue = Promise.resolve();

  const go = (isJump: boolean): void => {
    isJumping = isJump;
    flow.setSpeed(isJump ? 0 : rate);
    steered();
  };

  const jumpNow = async (ms: number, settle: () => Promise<void>): Promise<void> => {
    go(true);
    try {
      await settle();
      await jump(flow, flow.now() + ms, async () => {
        flow.runDue();
        steered();
        await settle();
      });
    } finally {
      go(false);
    }
  };

  return {
    now: flow.now,
    wallAheadMs: () => 0,
    newId: host.newId,
    random: host.random,
    at: flow.add,
    rate: () => rate,
    setRate(next) {
      checkForward("The rate", next);
      rate = next;
      if (!isJumping) go(false);
    },
    jumpBy(ms, settle) {
      checkForward("The jump", ms);
      const jumped = queue.then(() => jumpNow(ms, settle));
      queue = jumped.then(
        () => undefined,
        () => undefined,
      );
      return jumped;
    },
  };
}
