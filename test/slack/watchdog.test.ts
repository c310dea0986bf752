import { describe, expect, it } from "vitest";
import { virtualClock } from "../../src/clock.ts";
import { afterStallMs, silenceMs } from "../../src/slack/limits.ts";
import { createWatchdog } from "../../src/slack/watchdog.ts";

const watched = () => {
  const clock = virtualClock(0);
  const silences: number[] = [];
  const watchdog = createWatchdog(clock, () => silences.push(clock.now()));
  return { clock, watchdog, silences };
};

describe("the watchdog of a connection", () => {
  it("tells of silence once, as soon as it has lasted long enough", () => {
    const { clock, silences } = watched();
    clock.advanceTo(silenceMs - 1);
    expect(silences).toEqual([]);
    clock.advanceTo(10 * silenceMs);
    expect(silences).toEqual([silenceMs]);
  });

  it("starts anew with each sign of life", () => {
    const { clock, watchdog, silences } = watched();
    for (let at = 4_000; at <= 40_000; at += 4_000) {
      clock.advanceTo(at);
      watchdog.heard();
    }
    expect(silences).toEqual([]);
    clock.advanceTo(60_000);
    expect(silences).toEqual([40_000 + silenceMs]);
  });

  it("does not take a stall of our own for the other side's silence: what piled up is read first", () => {
    const stalled = { now: 0, runs: [] as { dueAt: number; run: () => void }[] };
    const clock = {
      ...virtualClock(0),
      now: () => stalled.now,
      at(dueAt: number, run: () => void) {
        stalled.runs.push({ dueAt, run });
        return () => undefined;
      },
    };
    const wake = () => {
      for (const { run } of stalled.runs.splice(0)) run();
    };
    const silences: number[] = [];
    const watchdog = createWatchdog(clock, () => silences.push(stalled.now));
    stalled.now = silenceMs + 25_000;
    wake();
    expect(silences).toEqual([]);
    expect(stalled.runs.map(({ dueAt }) => dueAt)).toEqual([stalled.now + afterStallMs]);
    watchdog.heard();
    stalled.now += afterStallMs;
    wake();
    expect(silences).toEqual([]);
    // And when nothing had piled up, the other side is gone indeed.
    stalled.now += silenceMs + 25_000;
    wake();
    stalled.now += afterStallMs;
    wake();
    expect(silences).toEqual([stalled.now]);
  });

  it("is quiet when stopped", () => {
    const { clock, watchdog, silences } = watched();
    watchdog.stop();
    clock.advanceTo(10 * silenceMs);
    expect(silences).toEqual([]);
    expect(clock.nextTimerAt()).toBeNull();
  });
});
