// The contract of a store, run on every database that Sitrep can use. Says what the engine may rely on.

import { afterEach, beforeEach, describe } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { commitsContract } from "./store-commits.ts";
import { findingContract } from "./store-finding.ts";
import { impactsContract } from "./store-impacts.ts";
import { outboxContract } from "./store-outbox.ts";
import { surfacesContract } from "./store-surfaces.ts";

/** `open` gives an empty store; it is closed after each test. `current` is that of the test that runs. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`The store on ${name}`, () => {
    let store: Store | null = null;
    const current = (): Store => {
      if (store === null) throw new Error("There is a store only while a test runs.");
      return store;
    };
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store?.close();
      store = null;
    });
    commitsContract(current);
    outboxContract(current);
    surfacesContract(current);
    findingContract(current);
    impactsContract(current);
  });
}
