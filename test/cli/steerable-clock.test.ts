// The clock that can be steered: on a virtual host, so that each test says what time it is.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type SteerableClock, steerableClock } from "../../src/cli/steerable-clock.ts";
import { type VirtualClock, virtualClock } from "../../src/clock.ts";
import { minuteMs } from "../../src/time/duration.ts";

const startAt = Date.UTC(2026, 2, 2, 9);

function given(): { host: VirtualClock; clock: SteerableClock } {
  const host = virtualClock(1_000_000);
  return { host, clock: steerableClock(host, startAt) };
}

const noWait = async (): Promise<void> => undefined;

describe("A clock that can be steered", () => {
  test("goes on with the host's, at its rate, and stands still at 0", () => {
    const { host, clock } = given();
    host.advanceBy(1_500);
    expect(clock.now()).toBe(startAt + 1_500);
    clock.setRate(60);
    host.advanceBy(1_000);
    expect(clock.now()).toBe(startAt + 61_500);
    clock.setRate(0);
    host.advanceBy(5_000);
    expect([clock.now(), clock.rate()]).toEqual([startAt + 61_500, 0]);
    clock.setRate(1);
    host.advanceBy(1);
    expect(clock.now()).toBe(startAt + 61_501);
  });

  test("leaves no timer with the host while it stands still, and takes them up again", () => {
    const { host, clock } = given();
    const ran: number[] = [];
    clock.at(startAt + 1_000, () => ran.push(clock.now()));
    clock.setRate(0);
    expect(host.nextTimerAt()).toBe(null);
    host.advanceBy(10_000);
    expect(ran).toEqual([]);
    clock.setRate(10);
    host.advanceBy(100);
    expect(ran).toEqual([startAt + 1_000]);
    expect(host.nextTimerAt()).toBe(null);
  });

  test("leaves no timer with the host for what was cancelled", () => {
    const { host, clock } = given();
    const cancelNear = clock.at(startAt + 1_000, () => undefined);
    const cancelFar = clock.at(startAt + 60_000, () => undefined);
    cancelNear();
    expect(host.nextTimerAt()).toBe(host.now() + 60_000);
    cancelFar();
    expect(host.nextTimerAt()).toBe(null);
  });

  test("runs what is due already, also while it stands still", () => {
    const { host, clock } = given();
    clock.setRate(0);
    let hasRun = false;
    clock.at(startAt, () => {
      hasRun = true;
    });
    expect(hasRun).toBe(false);
    host.advanceBy(0);
    expect(hasRun).toBe(true);
  });

  test("goes on from where it was when the host's is set back", () => {
    const { host, clock } = given();
    let hostNow = host.now();
    const shaken = steerableClock({ ...host, now: () => hostNow }, startAt);
    hostNow += 5_000;
    expect(shaken.now()).toBe(startAt + 5_000);
    hostNow -= 3_600_000;
    expect(shaken.now()).toBe(startAt + 5_000);
    hostNow += 7;
    expect(shaken.now()).toBe(startAt + 5_007);
    expect(clock.newId()).toHaveLength(26);
  });

  test("refuses to go back", () => {
    const { clock } = given();
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => clock.setRate(wrong)).toThrow(RangeError);
      expect(() => clock.jumpBy(wrong, noWait)).toThrow(RangeError);
    }
  });

  test("ids and chance are the host's", () => {
    const { clock } = given();
    const twin = virtualClock(1_000_000);
    expect([clock.newId(), clock.random()]).toEqual([twin.newId(), twin.random()]);
  });
});

const steering = fc.oneof(
  fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 100_000 }) }),
  fc.record({ kind: fc.constant("rate" as const), rate: fc.constantFrom(0, 0.1, 1, 3, 7, 60, 600) }),
  fc.record({ kind: fc.constant("jump" as const), ms: fc.integer({ min: 0, max: 5_000_000 }) }),
);

test("However it is steered, it never goes back, and runs each timer once, never early, in their order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -5_000, max: 10_000_000 }), { maxLength: 20 }),
      fc.array(steering, { maxLength: 20 }),
      async (offsets, moves) => {
        const { host, clock } = given();
        const ran: { dueAt: number; at: number }[] = [];
        for (const offset of offsets) {
          const dueAt = startAt + offset;
          clock.at(dueAt, () => ran.push({ dueAt, at: clock.now() }));
        }
        let before = clock.now();
        for (const move of moves) {
          if (move.kind === "wait") host.advanceBy(move.ms);
          else if (move.kind === "rate") clock.setRate(move.rate);
          else {
            await clock.jumpBy(move.ms, noWait);
            expect(clock.now()).toBe(before + move.ms);
          }
          expect(clock.now()).toBeGreaterThanOrEqual(before);
          before = clock.now();
          // What is overdue is run by the host at once.
          host.advanceBy(0);
          expect(ran.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b)).toEqual(
            offsets
              .map((offset) => startAt + offset)
              .filter((dueAt) => dueAt <= before)
              .toSorted((a, b) => a - b),
          );
        }
        for (const { dueAt, at } of ran) expect(at).toBeGreaterThanOrEqual(dueAt);
        expect(ran.map(({ dueAt }) => dueAt)).toEqual(ran.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b));
      },
    ),
  );
});

describe("A jump", () => {
  test("runs each timer at its own time, those too that are set on the way, and lets what follows settle", async () => {
    const { clock } = given();
    const told: string[] = [];
    const tell = (what: string) => () => void told.push(`${what} at ${(clock.now() - startAt) / minuteMs}`);
    clock.at(startAt + 20 * minuteMs, () => {
      tell("second")();
      clock.at(clock.now() + 5 * minuteMs, tell("third"));
    });
    clock.at(startAt + 10 * minuteMs, tell("first"));
    clock.at(startAt + 31 * minuteMs, tell("too late"));
    await clock.jumpBy(30 * minuteMs, async () => tell("settled")());
    expect(told.filter((line) => !line.startsWith("settled"))).toEqual(["first at 10", "second at 20", "third at 25"]);
    expect(told).toEqual([
      ...["settled at 0", "settled at 0", "first at 10", "settled at 10"],
      ...["second at 20", "settled at 20", "third at 25", "settled at 25", "settled at 30"],
    ]);
  });

  test("takes no time of its own: the clock stands still between its steps, and goes on afterwards", async () => {
    const { host, clock } = given();
    const readings: number[] = [];
    await clock.jumpBy(minuteMs, async () => {
      const from = clock.now();
      host.advanceBy(250);
      readings.push(clock.now() - from);
    });
    expect(readings).toEqual([0, 0, 0]);
    expect(clock.now()).toBe(startAt + minuteMs);
    host.advanceBy(3);
    expect(clock.now()).toBe(startAt + minuteMs + 3);
  });

  test("waits for the one before it, also where that fails", async () => {
    const { clock } = given();
    const failing = clock.jumpBy(minuteMs, async () => {
      throw new Error("Slack is away");
    });
    const next = clock.jumpBy(2 * minuteMs, noWait);
    await expect(failing).rejects.toThrow("Slack is away");
    await next;
    expect(clock.now()).toBe(startAt + 2 * minuteMs);
  });

  test("comes after one that is under way, and both are gone in full", async () => {
    const { clock } = given();
    const jumps = [clock.jumpBy(minuteMs, noWait), clock.jumpBy(minuteMs, noWait)];
    await Promise.all(jumps);
    expect(clock.now()).toBe(startAt + 2 * minuteMs);
  });

  test("is not hurried by a rate that is chosen meanwhile: that holds afterwards", async () => {
    const { host, clock } = given();
    await clock.jumpBy(minuteMs, async () => {
      clock.setRate(60);
      const from = clock.now();
      host.advanceBy(1_000);
      expect(clock.now()).toBe(from);
    });
    host.advanceBy(1_000);
    expect(clock.now()).toBe(startAt + 2 * minuteMs);
  });

  test("says each of its steps to whoever watches", async () => {
    const host = virtualClock(0);
    const seen: number[] = [];
    const clock: SteerableClock = steerableClock(host, startAt, () => void seen.push(clock.now() - startAt));
    clock.at(startAt + 4_000, () => undefined);
    await clock.jumpBy(10_000, noWait);
    expect([...new Set(seen)]).toEqual([0, 4_000, 10_000]);
  });

  test("gets past a timer that sets itself anew without end", async () => {
    const { clock } = given();
    let runs = 0;
    const again = (): void => {
      runs += 1;
      clock.at(clock.now(), again);
    };
    again();
    await clock.jumpBy(3, noWait);
    expect(clock.now()).toBe(startAt + 3);
    expect(runs).toBeLessThan(200);
  });
});
