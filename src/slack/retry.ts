// One attempt that is still to come: planning another puts off the first.

import type { Clock } from "../clock.ts";

export type Retry = {
  in(ms: number): void;
  isPending(): boolean;
  cancel(): void;
};

export function createRetry(clock: Clock, run: () => void): Retry {
  let planned: (() => void) | null = null;
  const cancel = (): void => {
    planned?.();
    planned = null;
  };
  return {
    in(ms) {
      cancel();
      planned = clock.at(clock.now() + ms, () => {
        planned = null;
        run();
      });
    },
    isPending: () => planned !== null,
    cancel,
  };
}
