// Waiting that ends.

import type { Clock } from "../../clock.ts";

/** Resolves when `done` does, or after `ms` of the clock; says whether it was done. Rejects where `done` does. */
export async function within(done: Promise<unknown>, ms: number, clock: Clock): Promise<boolean> {
  let cancel = (): void => undefined;
  const timeUp = new Promise<boolean>((resolve) => {
    cancel = clock.at(clock.now() + ms, () => resolve(false));
  });
  try {
    return await Promise.race([done.then(() => true), timeUp]);
  } finally {
    cancel();
  }
}
