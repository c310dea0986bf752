// The clock of a workspace as its page steers it.

import type { Clock } from "../../clock.ts";
import type { HostClock } from "../../workspace/client/host.ts";
import { CannotDo } from "../../workspace/people/cannot-do.ts";
import type { SteerableClock } from "../steerable-clock.ts";
import { jumpWithinMs, longestJumpMs, maxRate } from "./limits.ts";

export type HostClockParts = {
  clock: SteerableClock;
  hostClock: Clock;
  /** Waits until what fell due is done. */
  settle(): Promise<void>;
  /** False: the page only shows it. */
  isControllable(): boolean;
  /** The rate that is shown, where it is not the clock's own: null. */
  shownRate?(): number | null;
};

function check(what: string, value: number, most: number): void {
  if (!(value >= 0 && value <= most)) throw new CannotDo(`${what} goes from 0 to ${most}: ${value} is not possible.`);
}

/** Whoever waits for the workspace is told so, by an error of this name (workspace/changes.ts). */
const isStillUnderWay = (error: unknown): boolean => error instanceof Error && error.name === "NotSeen";

/** What a jump waits for at each of its steps. Where calls are tried again and again on the way, those are many. */
function inTime(settle: () => Promise<void>, hostClock: Clock): () => Promise<void> {
  let giveUpAt: number | null = null;
  return async () => {
    giveUpAt ??= hostClock.now() + jumpWithinMs;
    await settle();
    if (hostClock.now() < giveUpAt) return;
    throw new CannotDo("The clock came only a part of the way: very much falls due on it. Jump again to go on.");
  };
}

export function hostClockOf({ clock, hostClock, settle, isControllable, shownRate }: HostClockParts): HostClock {
  const steer = (): void => {
    if (!isControllable()) throw new CannotDo("The clock follows the replay: pause that, or choose its speed.");
  };
  return {
    state: () => ({
      now: clock.now(),
      realAt: hostClock.now(),
      rate: shownRate?.() ?? clock.rate(),
      isControllable: isControllable(),
    }),
    setRate(rate) {
      steer();
      check("The clock's speed", rate, maxRate);
      clock.setRate(rate);
    },
    async jump(byMs) {
      steer();
      check("A jump, in milliseconds,", byMs, longestJumpMs);
      try {
        await clock.jumpBy(byMs, inTime(settle, hostClock));
      } catch (error) {
        if (!isStillUnderWay(error)) throw error;
        throw new CannotDo(
          "The clock went no further: something is under way that does not end, such as a slow call. Try again soon.",
        );
      }
    },
  };
}
