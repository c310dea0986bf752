// The last resort for promises that nobody handled: told in full, and the process goes on. An incident bot that ends
// because of one forgotten promise in a library fails when it is needed.

import type { Log } from "../log.ts";

/** For `process.on("unhandledRejection", …)`, which main installs. */
export const unhandledRejectionReporter =
  (log: Log) =>
  (reason: unknown): void => {
    const error = reason instanceof Error ? reason : new Error(String(reason));
    log.error({ error }, "A failure was handled by nobody. Sitrep goes on; please report this line.");
  };
