// deadlines: what falls due for an incident if nothing happens. Replaced at each commit, so nothing is ever canceled.

import type { Incident } from "./incident.ts";
import { isOpenStatus } from "./words.ts";

export type DeadlineKind = "update-due";
/** `dueAt` in epoch ms. */
export type Deadline = { kind: DeadlineKind; dueAt: number };

export function deadlines({ status, nextUpdate }: Incident): Deadline[] {
  if (!isOpenStatus(status) || nextUpdate === null || nextUpdate.overdueNoted) return [];
  return [{ kind: "update-due", dueAt: nextUpdate.dueAt }];
}
