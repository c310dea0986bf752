// Timers: a deadline that falls due becomes a command. What it means is decided on the state of that moment.

import type { Clock } from "../clock.ts";
import type { DeadlineKind } from "../incident/deadlines.ts";
import type { StoredDeadline } from "../store/deadlines.ts";
import type { Store } from "../store/store.ts";
import type { Asking, Handle } from "./handle.ts";
import { deadlinesPerTick } from "./limits.ts";

/** "update-due" stands in databases of before there was one deadline for all. */
const requests: Record<DeadlineKind | "update-due", Asking> = {
  time: { type: "NoteTime" },
  "update-due": { type: "NoteTime" },
};

const isKnown = (kind: string): kind is keyof typeof requests => Object.hasOwn(requests, kind);

export type Timers = {
  /** Meets all that is due, then throws what failed: that stays due. */
  fire(now: number): Promise<void>;
};

export function createTimers({ store, handle, clock }: { store: Store; handle: Handle; clock: Clock }): Timers {
  /** Whether something was committed, which replaces the stream's deadlines. */
  const meet = async ({ teamId, streamId, kind }: StoredDeadline): Promise<boolean> => {
    if (!isKnown(kind)) return false;
    const by = { kind: "sitrep" } as const;
    const occurredAt = clock.now();
    const asked = { teamId, incidentId: streamId, request: requests[kind], by, source: "timer", occurredAt } as const;
    const handled = await handle({ ...asked, key: null });
    return handled.result === "committed" && handled.events.length > 0;
  };
  const fire = async (deadline: StoredDeadline): Promise<void> => {
    const isDue = (): boolean => clock.now() >= deadline.dueAt;
    if (!isDue() || (await meet(deadline))) return;
    // It stood for nothing any more. What was refused only because the clock was corrected meanwhile still stands, and
    // its time will come.
    if (isDue()) await store.dropDeadline(deadline);
  };

  return {
    async fire(now) {
      const failures: unknown[] = [];
      for (const deadline of await store.dueDeadlines(now, deadlinesPerTick)) {
        // One log that can't be read holds up no other incident's reminders.
        await fire(deadline).catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} deadlines could not be met.`);
    },
  };
}
