import { afterAll, beforeAll } from "vitest";
import { storeContract } from "../contract/store-contract.ts";
import { type Pglite, startPglite } from "../support/pglite.ts";

let database: Pglite;
beforeAll(async () => {
  database = await startPglite();
}, 60_000);
afterAll(() => database.close());

storeContract("PGlite", () => database.open());
