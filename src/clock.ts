// The only source of time and chance. Everything else is handed a Clock, so the whole bot runs on a virtual one.
// Never reads the wall clock anywhere but in realClock; never goes back; never fires a timer early.

import { randomBytes } from "node:crypto";
import { uptime } from "node:os";

/**
 * A timer looks at the clock again at least this often. The system's timers stand still while the machine sleeps, and
 * this is how late one may be after that. Far below the 24.8 days beyond which setTimeout fires at once.
 */
const lookAgainMs = 5_000;
/** The wall clock and the monotonic one moving apart by more than this means that one was set, or the machine slept. */
const apartMs = 1_000;
/** How exactly `sinceBoot` is known: macOS counts whole seconds. */
const bootResolutionMs = 2_000;

export type Clock = {
  /** Epoch milliseconds. Goes on evenly, whatever people or NTP do to the wall clock meanwhile. */
  now(): number;
  /** By how much the host's wall clock is ahead of `now()`, where it was set: only to tell people that it is wrong. */
  wallAheadMs(): number;
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

/** What a host tells of time, in milliseconds. */
export type HostReadings = {
  /** Since the epoch. May be set, ahead or back, at any moment. */
  wall(): number;
  /** Since some instant. Never set, but it stands still while the machine sleeps. */
  monotonic(): number;
  /** Since some instant, sleep included. Coarse, and dear to read. */
  sinceBoot(): number;
  /** Calls `run` after about `ms`, sleep not included. Returns what cancels. */
  wait(ms: number, run: () => void): () => void;
};

/**
 * A clock that took the host's wall clock at its word once, at the start, and has counted for itself since. Whether the
 * two move apart because the wall clock was set or because the machine slept is told by the time since its boot: sleep
 * is time that has passed, a clock that was set is not.
 */
export function hostClock(host: HostReadings): Omit<Clock, "newId" | "random"> {
  const epoch = host.wall() - host.monotonic();
  const awakeSinceBoot = host.sinceBoot() - host.monotonic();
  let seenApartMs = 0;
  let sleptMs = 0;

  const lookApart = (wallApartMs: number): void => {
    const wallMovedMs = wallApartMs - seenApartMs;
    const sleptNowMs = host.sinceBoot() - host.monotonic() - awakeSinceBoot - sleptMs;
    seenApartMs = wallApartMs;
    if (sleptNowMs < apartMs) return;
    // Where nobody set the wall clock as well, it says more exactly how long the sleep was.
    const isWallRight = Math.abs(wallMovedMs - sleptNowMs) <= bootResolutionMs;
    sleptMs += Math.max(0, isWallRight ? wallMovedMs : sleptNowMs);
  };

  const now = (): number => {
    const monotonic = host.monotonic();
    const wallApartMs = host.wall() - monotonic - epoch;
    if (Math.abs(wallApartMs - seenApartMs) > apartMs) lookApart(wallApartMs);
    return Math.floor(epoch + monotonic + sleptMs);
  };

  return {
    now,
    wallAheadMs: () => Math.round(host.wall() - now()),
    at(dueAt, run) {
      let cancel: () => void;
      const arm = () => {
        const waitMs = dueAt - now();
        cancel = waitMs <= 0 ? host.wait(0, run) : host.wait(Math.min(waitMs, lookAgainMs), arm);
      };
      arm();
      return () => cancel();
    },
  };
}

/** The host's clock. */
export function realClock(): Clock {
  const clock = hostClock({
    wall: () => Date.now(),
    monotonic: () => performance.now(),
    sinceBoot: () => uptime() * 1_000,
    wait(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  return { ...clock, newId: () => encodeId(clock.now(), randomBytes(16)), random: () => Math.random() };
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
    wallAheadMs: () => 0,
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
