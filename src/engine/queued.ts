// A planned effect on its way into the outbox.

import type { PlannedEffect } from "../incident/effects.ts";
import type { NewEffect } from "../store/effects.ts";

/** Due when the changes that may still come have been gathered. `now` in epoch ms. */
export const queued = ({ gatherMs, ...planned }: PlannedEffect, now: number): NewEffect => ({
  ...planned,
  dueAt: now + gatherMs,
});
