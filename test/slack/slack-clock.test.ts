// Slack's time as the bot has it, on hosts whose clocks are wrong: pure, with time made by hand.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type VirtualClock, virtualClock } from "../../src/clock.ts";
import { createSkew } from "../../src/slack/skew.ts";
import { createSlackClock } from "../../src/slack/slack-clock.ts";
import { type Host, type HostOptions, hostOn } from "../support/host.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const year = 365 * 24 * hour;
const startsAt = Date.UTC(2026, 2, 2, 9);
/** A Date header is cut to the second, and a call takes some time. */
const resolutionMs = second + 300;

/** Slack's true time, a host beside it, and calls between the two. */
function world(options: HostOptions = {}) {
  const time: VirtualClock = virtualClock(startsAt);
  const host: Host = hostOn(time, options);
  const skew = createSkew();
  const clock = createSlackClock(host.clock, skew);
  return {
    time,
    host,
    clock,
    errorMs: () => clock.now() - time.now(),
    /** A call that Slack answers in the middle of the time that it takes. */
    call(tookMs = 100, isPost = false) {
      const sentAt = host.clock.now();
      time.advanceBy(tookMs / 2);
      const slackNow = time.now();
      time.advanceBy(tookMs / 2);
      const answeredAt = host.clock.now();
      skew.learnDate(new Date(slackNow).toUTCString(), sentAt, answeredAt);
      if (isPost) skew.learnPost(slackNow, sentAt, answeredAt);
    },
  };
}

describe("Slack's time", () => {
  test.each([year, -year, hour, -hour, 5 * second])("is right after one answer on a host %i ms ahead", (aheadMs) => {
    const { time, call, errorMs } = world({ aheadMs });
    call();
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(second);
    call(100, true);
    // A correction back is made up for by standing still.
    time.advanceBy(second);
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(100);
  });

  test("is the host's own, to the millisecond, where the two may agree", () => {
    const { time, call, errorMs } = world();
    for (let n = 0; n < 200; n++) {
      call(n % 3 === 0 ? 0 : 80, n % 5 === 0);
      time.advanceBy(n * 37);
      expect(errorMs()).toBe(0);
    }
  });

  test.each([year, -hour])("is not touched by a wall clock that is set by %i ms amid an incident", (byMs) => {
    const { time, host, clock, call, errorMs } = world();
    call();
    const fired: number[] = [];
    clock.at(startsAt + 30 * minute, () => fired.push(time.now()));
    time.advanceTo(startsAt + 10 * minute);
    host.set(byMs);
    time.advanceTo(startsAt + 20 * minute);
    call();
    expect(errorMs()).toBe(0);
    time.advanceTo(startsAt + 2 * hour);
    expect(fired).toHaveLength(1);
    expect(Math.abs((fired[0] ?? 0) - startsAt - 30 * minute)).toBeLessThanOrEqual(1);
  });

  test("follows a clock that drifts, and one of a machine that was paused without noticing, at the next answer", () => {
    const { time, host, call, errorMs } = world({ fasterPpm: 100, countsSleep: false });
    for (let n = 0; n < 100; n++) {
      call();
      time.advanceBy(10 * minute);
      expect(Math.abs(errorMs())).toBeLessThanOrEqual(resolutionMs);
    }
    host.fallAsleep();
    time.advanceBy(3 * hour);
    host.wakeUp();
    call();
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(resolutionMs);
  });

  test("stands still for a correction back by little, and takes one by more", () => {
    const host = virtualClock(startsAt);
    let skewMs = 0;
    const changed: (() => void)[] = [];
    const clock = createSlackClock(host, { skewMs: () => skewMs, onChange: (run) => void changed.push(run) });
    const correct = (ms: number): void => {
      skewMs = ms;
      for (const run of changed) run();
    };
    const from = clock.now();
    correct(-1_500);
    expect(clock.now()).toBe(from);
    host.advanceBy(1_000);
    expect(clock.now()).toBe(from);
    host.advanceBy(1_000);
    expect(clock.now()).toBe(from + 500);
    correct(-hour);
    expect(clock.now()).toBe(from + 2_000 - hour);
    const fired: number[] = [];
    clock.at(from, () => fired.push(clock.now()));
    const cancel = clock.at(from, () => fired.push(Number.NaN));
    correct(0);
    cancel();
    host.advanceBy(0);
    expect(fired).toEqual([from + 2_000]);
  });

  test("fires what waits neither early nor twice nor never, whatever is done to the host", () => {
    const deed = fc.record({
      do: fc.constantFrom("set", "sleep", "pass", "call", "post" as const),
      ms: fc.integer({ min: 1, max: 20 * minute }),
      isBack: fc.boolean(),
    });
    const host = fc.record({
      aheadMs: fc.constantFrom(0, 700, -hour, year),
      fasterPpm: fc.constantFrom(0, 50, -200),
      countsSleep: fc.boolean(),
    });
    const waits = fc.array(fc.integer({ min: 0, max: 2 * hour }), { maxLength: 5 });
    fc.assert(
      fc.property(host, fc.array(deed, { maxLength: 15 }), waits, (options, deeds, inMs) => {
        const { time, host, clock, call, errorMs } = world(options);
        call();
        const fired = inMs.map((ms) => {
          const times: number[] = [];
          clock.at(startsAt + ms, () => times.push(time.now()));
          return { dueAt: startsAt + ms, times };
        });
        for (const { do: what, ms, isBack } of deeds) {
          if (what === "set") host.set(isBack ? -ms : ms);
          if (what === "sleep") host.fallAsleep();
          if (what === "sleep" || what === "pass") time.advanceBy(ms);
          if (what === "sleep") host.wakeUp();
          if (what === "call" || what === "post") {
            call(100, what === "post");
            expect(Math.abs(errorMs())).toBeLessThanOrEqual(resolutionMs);
          }
        }
        call();
        time.advanceTo(Math.max(time.now(), startsAt + 2 * hour) + 10 * second);
        for (const { dueAt, times } of fired) {
          expect(times).toHaveLength(1);
          // Between two answers a clock that runs fast gains a little more.
          expect(times[0]).toBeGreaterThanOrEqual(dueAt - resolutionMs - second);
        }
      }),
    );
  });
});
