// The host's clock, over readings that are made by hand: set, asleep, drifting.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { virtualClock } from "../src/clock.ts";
import { hostOn } from "./support/host.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const year = 365 * 24 * hour;
const startsAt = Date.UTC(2026, 2, 2, 9);

describe("The host's clock", () => {
  test.each([year, -hour, 3 * second, -90 * minute])("goes on evenly when the wall clock is set by %i ms", (byMs) => {
    const time = virtualClock(startsAt);
    const { clock, set } = hostOn(time);
    time.advanceBy(minute);
    set(byMs);
    expect(clock.now()).toBe(startsAt + minute);
    expect(clock.wallAheadMs()).toBe(byMs);
    time.advanceBy(hour);
    expect(clock.now()).toBe(startsAt + minute + hour);
  });

  test("counts the time that the machine has slept, to the millisecond where the wall clock tells", () => {
    const time = virtualClock(startsAt);
    const { clock, fallAsleep, wakeUp } = hostOn(time);
    expect(clock.now()).toBe(startsAt);
    for (const ms of [8 * hour + 1_234, 2_500, 40 * minute]) {
      fallAsleep();
      time.advanceBy(ms);
      wakeUp();
      expect(clock.now()).toBe(time.now());
    }
  });

  test("tells sleep from a clock that was set, also where both happened, to a second", () => {
    for (const byMs of [year, -hour, 20 * second]) {
      const time = virtualClock(startsAt + 300);
      const { clock, fallAsleep, wakeUp, set } = hostOn(time);
      fallAsleep();
      time.advanceBy(2 * hour + 700);
      set(byMs);
      wakeUp();
      expect(Math.abs(clock.now() - time.now())).toBeLessThanOrEqual(second);
    }
  });

  test("does not fire when the wall clock jumps past the time, and fires when that has come; once", () => {
    const time = virtualClock(startsAt);
    const { clock, set } = hostOn(time);
    const fired: number[] = [];
    clock.at(startsAt + 30 * minute, () => fired.push(time.now()));
    time.advanceBy(10 * minute);
    set(year);
    time.advanceBy(10 * minute);
    set(-year - hour);
    time.advanceBy(9 * minute);
    expect(fired).toEqual([]);
    time.advanceBy(year);
    expect(fired).toHaveLength(1);
    expect(Math.abs((fired[0] ?? 0) - startsAt - 30 * minute)).toBeLessThanOrEqual(1);
  });

  test("fires within five seconds of waking up what fell due while the machine slept", () => {
    const time = virtualClock(startsAt);
    const { clock, fallAsleep, wakeUp } = hostOn(time);
    const fired: number[] = [];
    clock.at(startsAt + 30 * minute, () => fired.push(time.now()));
    time.advanceBy(minute);
    fallAsleep();
    time.advanceBy(8 * hour);
    wakeUp();
    expect(fired).toEqual([]);
    time.advanceBy(5 * second + 1);
    expect(fired).toHaveLength(1);
  });

  test("fires nothing early and forgets nothing, beyond the 24.8 days of the system's timers too", () => {
    const time = virtualClock(startsAt);
    const { clock } = hostOn(time);
    const dueAt = startsAt + 30 * 24 * hour;
    const fired: number[] = [];
    clock.at(dueAt, () => fired.push(time.now()));
    time.advanceTo(dueAt - 1);
    expect(fired).toEqual([]);
    time.advanceTo(dueAt + 1);
    expect(fired).toHaveLength(1);
  });

  test("never goes back and never fires early, whatever is done to the machine", () => {
    const step = fc.record({
      do: fc.constantFrom("set", "sleep", "pass" as const),
      ms: fc.integer({ min: 1, max: 3 * hour }),
      isBack: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.integer({ min: 0, max: 6 * hour }), (steps, inMs) => {
        const time = virtualClock(startsAt);
        const { clock, set, fallAsleep, wakeUp } = hostOn(time);
        let isEarly = false;
        let latest = clock.now();
        clock.at(startsAt + inMs, () => {
          isEarly = clock.now() < startsAt + inMs;
        });
        for (const { do: deed, ms, isBack } of steps) {
          if (deed === "set") set(isBack ? -ms : ms);
          if (deed === "sleep") fallAsleep();
          if (deed !== "set") time.advanceBy(ms);
          if (deed === "sleep") wakeUp();
          expect(clock.now()).toBeGreaterThanOrEqual(latest);
          latest = clock.now();
        }
        expect(isEarly).toBe(false);
      }),
    );
  });
});
