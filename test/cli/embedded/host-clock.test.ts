// The clock that a page steers, where it cannot go on.

import { expect, test } from "vitest";
import { hostClockOf } from "../../../src/cli/embedded/host-clock.ts";
import { steerableClock } from "../../../src/cli/steerable-clock.ts";
import { virtualClock } from "../../../src/clock.ts";
import { noChanges, whenSeen } from "../../../src/workspace/changes.ts";
import { CannotDo } from "../../../src/workspace/people/cannot-do.ts";

const startAt = Date.parse("2026-03-02T10:00:00Z");

test("a jump that waits for what does not end says so, and the clock goes on from where it is", async () => {
  const hostClock = virtualClock(startAt);
  const clock = steerableClock(hostClock, startAt);
  let settle = (): Promise<void> => whenSeen(noChanges(), "an idle workspace", () => undefined, 1);
  const steered = hostClockOf({ clock, hostClock, settle: () => settle(), isControllable: () => true });
  await expect(steered.jump(60_000)).rejects.toThrow(CannotDo);
  await expect(steered.jump(60_000)).rejects.toThrow("something is under way");
  hostClock.advanceBy(1_000);
  expect(clock.now()).toBe(startAt + 1_000);
  settle = async () => undefined;
  await steered.jump(60_000);
  expect(clock.now()).toBe(startAt + 61_000);
  settle = () => Promise.reject(new Error("a defect"));
  await expect(steered.jump(60_000)).rejects.toThrow("a defect");
});

test("a jump with very much on its way ends after a while, and the next goes on from there", async () => {
  const hostClock = virtualClock(startAt);
  const clock = steerableClock(hostClock, startAt);
  const settle = async (): Promise<void> => hostClock.advanceBy(1_000);
  const steered = hostClockOf({ clock, hostClock, settle, isControllable: () => true });
  let rings = 0;
  const again = (): void => {
    rings += 1;
    clock.at(clock.now() + 10_000, again);
  };
  clock.at(startAt + 10_000, again);
  await expect(steered.jump(3_600_000)).rejects.toThrow("Jump again to go on");
  const reached = clock.now();
  expect(reached).toBeGreaterThan(startAt);
  expect(reached).toBeLessThan(startAt + 600_000);
  const before = rings;
  await expect(steered.jump(3_600_000)).rejects.toThrow(CannotDo);
  expect([clock.now() > reached, rings > before]).toEqual([true, true]);
});
