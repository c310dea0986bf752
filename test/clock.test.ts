// The real clock's timers, on a host made by hand: its clock can be set, its timers count their own time, and as those
// of Node they fire at once when they are asked to wait for longer than 24.8 days.

import { describe, expect, test } from "vitest";
import { type Host, realClock, timersOn } from "../src/clock.ts";
import { sleep } from "./support/until.ts";

const dayMs = 24 * 3_600_000;
const longestOfNode = 2 ** 31 - 1;
/** 400 days of minutes are some 600,000; timers that fire at once would go on for ever. */
const mostRuns = 1_000_000;

function handMadeHost() {
  let shown = 1_700_000_000_000;
  let passed = 0;
  let runs = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  const next = () => [...timers].sort((one, other) => one.at - other.at)[0];
  const host: Host = {
    now: () => shown,
    wait(run, ms) {
      const timer = { at: passed + (ms > longestOfNode ? 1 : ms), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  };
  return {
    host,
    waiting: () => timers.size,
    /** The clock is set: no time passes. */
    set: (byMs: number) => {
      shown += byMs;
    },
    pass(ms: number) {
      const end = passed + ms;
      for (let timer = next(); timer !== undefined && timer.at <= end; timer = next()) {
        shown += timer.at - passed;
        passed = timer.at;
        timers.delete(timer);
        if (++runs > mostRuns) throw new Error("Timers fire again and again.");
        timer.run();
      }
      shown += end - passed;
      passed = end;
    },
  };
}

function given(afterMs: number) {
  const made = handMadeHost();
  const start = made.host.now();
  const fired: number[] = [];
  const cancel = timersOn(made.host).at(start + afterMs, () => fired.push(made.host.now() - start));
  return { ...made, fired, cancel };
}

describe("A timer", () => {
  test.each([0, 1, 59_999, 60_000, 60_001, dayMs, 24 * dayMs, longestOfNode, longestOfNode + 1, 400 * dayMs])(
    "of %d ms fires then, and never early",
    (ms) => {
      const { pass, fired } = given(ms);
      if (ms > 0) pass(ms - 1);
      expect(fired).toEqual([]);
      pass(1);
      pass(dayMs);
      expect(fired).toHaveLength(1);
      expect(fired[0]).toBe(ms);
    },
  );

  test("waits on when the clock is set back", () => {
    const { pass, set, fired } = given(3_600_000);
    pass(3_599_000);
    set(-3_600_000);
    pass(3_600_999);
    expect(fired).toEqual([]);
    pass(1);
    expect(fired).toEqual([3_600_000]);
  });

  test("fires within a minute when the clock is set past it, as when the machine slept", () => {
    const { pass, set, fired } = given(3_600_000);
    pass(90_000);
    set(365 * dayMs);
    pass(60_000);
    expect(fired).toHaveLength(1);
  });

  test("that is canceled leaves nothing behind, at whatever moment", () => {
    for (const ms of [0, 30_000, 90_000, 40 * dayMs]) {
      const { pass, cancel, waiting, fired } = given(40 * dayMs + 1);
      pass(ms);
      cancel();
      expect(waiting()).toBe(0);
      pass(80 * dayMs);
      expect(fired).toEqual([]);
    }
  });

  test("of the real clock for longer than 24.8 days does not fire at once", async () => {
    const clock = realClock();
    let hasFired = false;
    const cancel = clock.at(clock.now() + longestOfNode + dayMs, () => {
      hasFired = true;
    });
    await sleep(30);
    cancel();
    expect(hasFired).toBe(false);
  });
});
