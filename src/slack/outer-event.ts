// Events without an inner event: news about the app itself (FACTS 1.2).

import type { Log } from "../log.ts";

export function reportOuter(log: Log, { type, minute_rate_limited: minute }: Record<string, unknown>): void {
  if (type === "app_rate_limited") {
    const fix = "Take Sitrep out of the busiest channels.";
    log.error({ type, minute }, `Slack holds back events: there are more than 30,000 an hour. ${fix}`);
  } else {
    log.warn({ type }, "Slack sent an event of an unknown kind; it is left out.");
  }
}
