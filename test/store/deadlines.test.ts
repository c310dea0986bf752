// What looking for deadlines costs: it must go by what is due, not by what waits.

import { afterAll, expect, test } from "vitest";
import { openStore, type Store } from "../../src/store/store.ts";
import { aCommit, noon } from "../contract/store-fixtures.ts";
import { realNow } from "../support/until.ts";

const opened: Store[] = [];
afterAll(async () => {
  for (const store of opened) await store.close();
});

async function storeWith(pending: number): Promise<Store> {
  const store = await openStore(":memory:");
  opened.push(store);
  const perStream = 1_000;
  for (let from = 0; from < pending; from += perStream) {
    const count = Math.min(perStream, pending - from);
    const deadlines = Array.from({ length: count }, (_, index) => ({ kind: `${index}`, dueAt: noon + from + index }));
    await store.commit(aCommit({ streamId: `inc-${from}`, deadlines }));
  }
  return store;
}

/** The best of several rounds: the others tell how busy the machine is. */
async function lookMs(store: Store): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 200; round++) {
    const from = realNow();
    expect(await store.dueDeadlines(noon - 1, 100)).toEqual([]);
    expect(await store.nextDueAt(noon - 1)).toBe(noon);
    best = Math.min(best, realNow() - from);
  }
  return best;
}

test("A look that finds nothing due costs no more with fifty thousand pending than with ten", async () => {
  const [few, many] = [await storeWith(10), await storeWith(50_000)];
  const [fewMs, manyMs] = [await lookMs(few), await lookMs(many)];
  // Looking at each of them would take a hundred times as long.
  expect(manyMs).toBeLessThan(5 * fewMs);
  expect(await many.dueDeadlines(noon + 2, 100)).toHaveLength(3);
});
