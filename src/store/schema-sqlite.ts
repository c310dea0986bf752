// The tables in SQLite's dialect. drizzle-kit reads this file, so each table is an export.

import { sqliteKit } from "./columns.ts";
import { defineTables } from "./tables.ts";

export const { events, receipts, outbox, deadlines, surfaces, incidents } = defineTables(sqliteKit);
