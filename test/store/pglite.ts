// PostgreSQL compiled to WebAssembly, in this process: the second dialect on every machine. One connection only.

import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import type { Db, Driver } from "../../src/store/driver.ts";
import { postgresTraits } from "../../src/store/postgres.ts";
import { type Store, storeOnMigrated } from "../../src/store/store.ts";

/** A store on an empty PGlite in memory. */
export async function openPglite(): Promise<Store> {
  const client = await PGlite.create();
  const driver: Driver = {
    ...postgresTraits,
    db: drizzle(client) as unknown as Db,
    async runAll(statements) {
      await client.transaction(async (transaction) => {
        for (const { sql, params } of statements) await transaction.query(sql, params);
      });
    },
    close: () => client.close(),
  };
  return storeOnMigrated(driver, { dialect: "postgres", shown: "PGlite", readOnly: false });
}
