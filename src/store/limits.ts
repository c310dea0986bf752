// The limits of the store: what it takes in one go, and how long it waits for its database.

/** Rows of one INSERT. Its SQL is built once per number of rows, so this bounds the cache too. */
export const rowsPerInsert = 32;
/** PostgreSQL cannot index a text longer than about 2,700 bytes, and an id is never near this. */
export const longestKey = 500;
/** Rows that one call of `prune` removes, so that it never holds the database for long. */
export const rowsPerPrune = 5000;
/** How long a write to SQLite waits for another process (the CLI) that is writing. */
export const busyTimeoutMs = 5000;
export const connectTimeoutMs = 10_000;
/** A statement that takes longer is given up; the connection may be half-open. */
export const statementTimeoutMs = 30_000;
export const postgresConnections = 8;
/** How often a transaction that PostgreSQL sacrificed to another one (deadlock, serialization) is run again. */
export const sacrificedRuns = 10;
