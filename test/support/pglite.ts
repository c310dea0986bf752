// PostgreSQL compiled to WebAssembly, in this process: the second dialect on every machine. One connection only.

import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import type { Db, Driver } from "../../src/store/driver.ts";
import { migrate } from "../../src/store/migrations.ts";
import { postgresTraits } from "../../src/store/postgres.ts";
import { type Store, storeOn } from "../../src/store/store.ts";

/** Empties every table; each test starts as on a new database, without paying for one. */
export const emptyTables = "truncate events, receipts, outbox, deadlines, surfaces, incidents restart identity";

export type Pglite = {
  /** The store, emptied. Closing it does nothing: `close` closes the database. */
  open(): Promise<Store>;
  close(): Promise<void>;
};

export async function startPglite(): Promise<Pglite> {
  const client = await PGlite.create();
  const driver: Driver = {
    ...postgresTraits,
    db: drizzle(client) as unknown as Db,
    async runAll(statements) {
      await client.transaction(async (transaction) => {
        for (const { sql, params } of statements) await transaction.query(sql, params);
      });
    },
    close: async () => undefined,
  };
  await migrate(driver, { dialect: "postgres", shown: "PGlite", readOnly: false });
  return {
    async open() {
      await client.exec(emptyTables);
      return storeOn(driver);
    },
    close: () => client.close(),
  };
}
