// Slack's SDK speaks through our log, at our levels: each failure comes back to us as an outcome or a lost link,
// and is told there once, in a sentence. So what the SDK says of it goes to debug.

import { type Logger, LogLevel } from "@slack/web-api";
import { type Log, slackLogger } from "../log.ts";

/** The words of the SDK's warnings about a failure that it also throws. */
const alsoThrown = /^http request failed|rate limit|^Authorization of incoming event/i;

/** @param part what of the SDK speaks: "web-api", "socket-mode", "bolt". */
export function sdkLogger(log: Log, part: string): Logger {
  const named = log.child({ sdk: part });
  // What becomes of a socket is told by its line.
  const isToldByUs = (message: string): boolean => part === "socket-mode" || alsoThrown.test(message);
  const quiet: Log = {
    ...named,
    debug: () => undefined,
    info: (fields, message) => named.debug(fields, message),
    // A message without text, a warning of Slack's in response_metadata: for whoever works on Sitrep.
    warn: (fields, message) =>
      isToldByUs(message) ? named.debug(fields, message) : named.warn(fields, `Slack's SDK warns: ${message}`),
    error: (fields, message) => named.debug(fields, message),
    child: () => quiet,
  };
  // At INFO the SDK leaves out most of what it would write only for debugging.
  return slackLogger(quiet, LogLevel.INFO);
}
