// What is under way, so that a stop can wait for it.

import type { Clock } from "../clock.ts";

export type Draining = {
  /** Counts `work` as under way for `owner` until it settles. */
  add(owner: object, work: Promise<unknown>): void;
  /** Resolves when nothing of `owner` (of anybody, where null) is under way, or after `withinMs`. True: nothing is. */
  drained(owner: object | null, withinMs: number): Promise<boolean>;
};

export function createDraining(clock: Clock): Draining {
  const underWay = new Map<Promise<unknown>, object>();

  const worksOf = (owner: object | null): Promise<unknown>[] =>
    [...underWay].flatMap(([work, its]) => (owner === null || its === owner ? [work] : []));

  return {
    add(owner, work) {
      const settled = work.finally(() => underWay.delete(settled));
      underWay.set(settled, owner);
    },
    async drained(owner, withinMs) {
      let isOver = false;
      let cancel = (): void => undefined;
      const timeUp = new Promise<void>((resolve) => {
        cancel = clock.at(clock.now() + withinMs, () => {
          isOver = true;
          resolve();
        });
      });
      for (let works = worksOf(owner); works.length > 0 && !isOver; works = worksOf(owner)) {
        await Promise.race([Promise.allSettled(works), timeUp]);
      }
      cancel();
      return worksOf(owner).length === 0;
    },
  };
}
