// How one carried-out effect is written down: settled with Slack's answer, put off, or given up for good.

import type { Effect } from "../incident/effects.ts";
import type { ChannelLoss } from "../incident/events.ts";
import type { OutboxRow } from "../store/outbox.ts";
import { whatFailed } from "./carry-out/carry-out.ts";
import type { Ending, Job, Surroundings } from "./carry-out/job.ts";
import type { Ask, Handle } from "./handle.ts";
import { firstWaitMs, longestWaitMs, lookAfterMs } from "./limits.ts";

/** Slack's way of saying that the incident's channel can't be used, whatever the call was. */
const losses: Record<string, ChannelLoss> = {
  is_archived: "archived",
  is_inactive: "archived",
  channel_not_found: "deleted",
  not_in_channel: "removed",
};

export type EndingParts = Surroundings & { handle: Handle };

/** Doubles from one second up to half a minute. */
export const backoffMs = (attempts: number): number =>
  Math.min(firstWaitMs * 2 ** Math.max(0, attempts - 1), longestWaitMs);

/** What is done in other places than the incident's channel. */
const elsewhere: readonly Effect["do"][] = [
  "tell",
  "escalate",
  "announce",
  "keep-announcement",
  "name-person",
  "quote",
];

function isAtChannel(effect: Effect): boolean {
  if (effect.do === "say") return effect.place === "channel";
  if (effect.do === "keep") return effect.surface !== "announcement";
  return !elsewhere.includes(effect.do);
}

const askOf = (job: Job, request: Ask["request"], now: number): Ask => ({
  teamId: job.teamId,
  incidentId: job.incident.id,
  request,
  by: { kind: "sitrep" },
  source: "slack",
  occurredAt: now,
  key: null,
});

async function finish(
  parts: EndingParts,
  job: Job,
  { answer, surface, followUps }: Extract<Ending, { ending: "done" }>,
) {
  const { store, handle, clock } = parts;
  const isKept = job.effect.do === "keep" || job.effect.do === "keep-announcement";
  const shownVersion = isKept ? job.incident.version : null;
  const settle = { effectId: job.effectId, shownVersion, surface };
  // One transaction for Slack's answer and the effect that it answers, so that neither is known without the other.
  const handled = answer === null ? null : await handle({ ...askOf(job, answer, clock.now()), settle });
  if (handled?.result === "committed" && followUps.length === 0) return;
  await store.settle({ teamId: job.teamId, streamId: job.incident.id, settle, effects: followUps, at: clock.now() });
}

/** What its failing means for the incident; null where nobody needs to know. */
function reportOf({ effect, incident }: Job, code: string, hint: string): Ask["request"] | null {
  // A private channel that Sitrep is not in looks to it as one that is not there (FACTS 4).
  const isHidden = code === "channel_not_found" && incident.isPrivate;
  const loss = isHidden ? "removed" : losses[code];
  if (effect.do === "create-channel") return { type: "RecordChannelRefusal", code, hint };
  if (loss !== undefined && isAtChannel(effect)) {
    return incident.channel?.isUsable ? { type: "RecordChannelLoss", why: loss } : null;
  }
  // A notice that can't be delivered must not bring forth another.
  return effect.do === "tell" ? null : { type: "RecordGivingUp", what: whatFailed(effect), code, hint };
}

/** It will never work: note it once for whoever can mend it, and let everything else go on. */
async function giveUp(parts: EndingParts, job: Job, { code, hint, followUps }: Extract<Ending, { ending: "never" }>) {
  const { store, handle, clock, log } = parts;
  const { effect, incident, effectId, teamId } = job;
  const report = reportOf(job, code, hint);
  if (report !== null) await handle(askOf(job, report, clock.now()));
  if (followUps.length > 0) {
    const settle = { effectId, shownVersion: null, surface: null };
    await store.settle({ teamId, streamId: incident.id, settle, effects: followUps, at: clock.now() });
  } else {
    await store.park(effectId, { error: code, at: clock.now() });
  }
  log.warn({ effect: effect.do, incident: incident.number, code, hint }, "An effect was given up for good.");
}

/** Writes down how it ended. Throws only where the store can't write: then the lease runs out and it is tried again. */
export async function writeEnding(parts: EndingParts, job: Job, row: OutboxRow, ending: Ending): Promise<void> {
  const now = parts.clock.now();
  switch (ending.ending) {
    case "done":
      return await finish(parts, job, ending);
    case "never":
      return await giveUp(parts, job, ending);
    case "later": {
      // Slack's own wait holds; an outage, which says nothing, is asked after less and less often.
      const waitMs = Math.max(ending.afterMs, row.attempts > 3 ? backoffMs(row.attempts - 3) : 0);
      return await parts.store.retry(row.id, { dueAt: now + waitMs, error: ending.why, nothingHappened: true });
    }
    case "unknown": {
      const waitMs = Math.max(lookAfterMs, backoffMs(row.openAttempts));
      return await parts.store.retry(row.id, { dueAt: now + waitMs, error: ending.why, nothingHappened: false });
    }
  }
}
