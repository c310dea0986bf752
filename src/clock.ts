// The only source of time and chance. Everything else is handed a Clock, so the whole bot runs on a virtual one.
// Never reads the wall clock anywhere but in realClock; never fires a timer early.

import { randomBytes } from "node:crypto";

/**
 * No timer waits longer before it looks at the clock again: the clock may have been set meanwhile, or the machine may
 * have slept, which the host's timers do not count. And setTimeout's delay is a signed 32-bit number of milliseconds:
 * one of more than 24.8 days fires at once.
 */
const longestWaitMs = 60_000;

export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** A fresh id, unique and sorting by time of creation (26 lowercase characters of Crockford's base 32, as a ULID). */
  newId(): string;
  /** A number in [0, 1), for jitter. */
  random(): number;
  /** Calls `run` once `now() >= dueAt` (epoch milliseconds), never early. Returns a function that cancels. */
  at(dueAt: number, run: () => void): () => void;
};

export type VirtualClock = Clock & {
  /** Moves to `at`, running the timers that fall due on the way in their order, each at its own time. */
  advanceTo(at: number): void;
  advanceBy(ms: number): void;
  /** The due time of the next timer, or null. */
  nextTimerAt(): number | null;
};

const base32 = "0123456789abcdefghjkmnpqrstvwxyz";

function encodeId(now: number, entropy: Uint8Array): string {
  let time = now;
  let head = "";
  for (let i = 0; i < 10; i++) {
    head = base32.charAt(time % 32) + head;
    time = Math.floor(time / 32);
  }
  return head + Array.from(entropy, (byte) => base32.charAt(byte % 32)).join("");
}

/** What a clock needs of its host. `wait` calls `run` after so many ms of its own; what it returns cancels that. */
export type Host = { now(): number; wait(run: () => void, ms: number): () => void };

/** Timers by a host's clock, which may be set forward and back at any time: they go by what it shows. */
export function timersOn({ now, wait }: Host): Pick<Clock, "now" | "at"> {
  return {
    now,
    at(dueAt, run) {
      let cancel = (): void => undefined;
      const arm = (): void => {
        const left = dueAt - now();
        cancel = left <= 0 ? wait(run, 0) : wait(arm, Math.min(left, longestWaitMs));
      };
      arm();
      return () => cancel();
    },
  };
}

/** The host's clock. */
export function realClock(): Clock {
  const timers = timersOn({
    now: () => Date.now(),
    wait(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  return { ...timers, newId: () => encodeId(Date.now(), randomBytes(16)), random: () => Math.random() };
}

export type Timer = { id: number; dueAt: number; run: () => void };

/** Timers that wait, to be run in the order in which they fall due. */
export function timerQueue() {
  let sequence = 0;
  const timers = new Map<number, Timer>();
  return {
    add(dueAt: number, run: () => void): () => void {
      const id = ++sequence;
      timers.set(id, { id, dueAt, run });
      return () => void timers.delete(id);
    },
    next(): Timer | null {
      let first: Timer | null = null;
      for (const timer of timers.values()) if (first === null || timer.dueAt < first.dueAt) first = timer;
      return first;
    },
    /** Runs those that wait at this moment and are due by `at`; not those that they add, and none that they cancel. */
    runDue(at: number): void {
      const due = [...timers.values()].filter(({ dueAt }) => dueAt <= at);
      due.sort((one, other) => one.dueAt - other.dueAt || one.id - other.id);
      for (const { id, run } of due) if (timers.delete(id)) run();
    },
    /** Takes the first out, where it is due by `at`. */
    take(at: number): Timer | null {
      const first = this.next();
      if (first === null || first.dueAt > at) return null;
      timers.delete(first.id);
      return first;
    },
  };
}

/** A clock that stands still until it is moved. `seed` makes its chance repeatable; time alone never moves it. */
export function virtualClock(startAt: number, seed = 1): VirtualClock {
  let now = startAt;
  let state = seed >>> 0;
  const timers = timerQueue();

  /** mulberry32, a small well-spread generator: chance in tests has to repeat, not to be secret. */
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };

  const advanceTo = (at: number): void => {
    for (let due = timers.take(at); due !== null; due = timers.take(at)) {
      now = Math.max(now, due.dueAt);
      due.run();
    }
    now = at;
  };

  return {
    now: () => now,
    newId: () =>
      encodeId(
        now,
        Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256)),
      ),
    random,
    at: timers.add,
    advanceTo,
    advanceBy: (ms) => advanceTo(now + ms),
    nextTimerAt: () => timers.next()?.dueAt ?? null,
  };
}
