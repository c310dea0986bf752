// A host whose clocks go wrong, beside the time that really passes, which is Slack's.

import { type Clock, hostClock, type VirtualClock } from "../../src/clock.ts";

export type Host = {
  /** As the bot sees it: the program's own clock, over this host's readings. */
  clock: Clock;
  /** Sets the wall clock ahead by this much, or back where it is negative. */
  set(byMs: number): void;
  /** From now on the machine sleeps: time passes, and none of its timers runs. */
  fallAsleep(): void;
  wakeUp(): void;
};

export type HostOptions = {
  /** By how much the wall clock is ahead of Slack's when the program starts. */
  aheadMs?: number;
  /** Parts of a million by which it runs faster than Slack's. */
  fasterPpm?: number;
  /** False: as for a virtual machine that was paused, nothing tells that time has passed. */
  countsSleep?: boolean;
};

export function hostOn(time: VirtualClock, { aheadMs = 0, fasterPpm = 0, countsSleep = true }: HostOptions = {}): Host {
  const startedAt = time.now();
  let aheadNowMs = aheadMs;
  let sleptMs = 0;
  let asleepAt: number | null = null;

  const ran = (): number => (time.now() - startedAt) * (1 + fasterPpm / 1_000_000);
  const slept = (): number => sleptMs + (asleepAt === null ? 0 : time.now() - asleepAt);
  const monotonic = (): number => ran() - slept();

  const wait = (ms: number, run: () => void): (() => void) => {
    const dueAt = monotonic() + ms;
    let cancel = (): void => undefined;
    const arm = (): void => {
      cancel = time.at(time.now() + Math.max(1, Math.ceil(dueAt - monotonic())), () =>
        asleepAt === null && monotonic() >= dueAt ? run() : arm(),
      );
    };
    if (ms <= 0) cancel = time.at(time.now(), run);
    else arm();
    return () => cancel();
  };

  const own = hostClock({
    wall: () => startedAt + aheadNowMs + ran() - (countsSleep ? 0 : slept()),
    monotonic,
    sinceBoot: () => Math.floor((countsSleep ? ran() : monotonic()) / 1_000) * 1_000,
    wait,
  });

  return {
    clock: { ...own, newId: time.newId, random: time.random },
    set(byMs) {
      aheadNowMs += byMs;
    },
    fallAsleep() {
      asleepAt = time.now();
    },
    wakeUp() {
      sleptMs = slept();
      asleepAt = null;
    },
  };
}
