// deadlines: the instants at which something is due if nothing happens. Replaced at each commit, so nothing is ever
// canceled.

import type { Incident } from "./incident.ts";
import { pendingNotices } from "./notices.ts";

export type DeadlineKind = "time";
/** `dueAt` in epoch ms. */
export type Deadline = { kind: DeadlineKind; dueAt: number };

/** One for all: what falls due then is decided on the state of that moment, and the next is set with that commit. */
export function deadlines(incident: Incident): Deadline[] {
  const instants = pendingNotices(incident).map(({ at }) => at);
  return instants.length === 0 ? [] : [{ kind: "time", dueAt: Math.min(...instants) }];
}
