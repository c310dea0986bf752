// One delivery of Slack's, given to Bolt; the same for both ways that it can come. Persist, then acknowledge: an event
// is acknowledged only after its listeners came back without error, for then what they took from it is on disk.
// Never rejects, and never lets a lost answer keep a listener from running (FACTS 1.4).

import type { App } from "@slack/bolt";
import type { Log } from "../log.ts";

export type Inbound = {
  body: Record<string, unknown>;
  /** Events wait for their listeners; all else is answered by the listener itself, with a payload of its own. */
  isEvent: boolean;
  retryNum: number | null;
  retryReason: string | null;
  /** Sends the acknowledgement; rejects where it can't be sent. */
  answer(payload?: unknown): Promise<void>;
};

/** acknowledged; or not: because a listener failed, or because none answered. */
export type Verdict = "acknowledged" | "failed" | "unanswered";

/** What came, for the log: kinds and ids, nothing that a person typed. */
function labelOf({ event, command, type, callback_id, event_id, actions }: Record<string, unknown>): string {
  const of = (part: unknown, key: string): unknown => (part as Record<string, unknown> | null | undefined)?.[key];
  const first = Array.isArray(actions) ? of(actions[0], "action_id") : undefined;
  const parts = [of(event, "type"), event_id, command, event === undefined ? type : undefined, callback_id, first];
  return parts.filter((part) => typeof part === "string").join(" ");
}

export async function deliver(app: App, inbound: Inbound, log: Log): Promise<Verdict> {
  const { body, isEvent, retryNum, retryReason } = inbound;
  const what = labelOf(body);
  let isAnswered = false;
  const answer = async (payload?: unknown): Promise<void> => {
    if (isAnswered) return log.debug({ what }, "A listener acknowledged twice; the second time is left out.");
    isAnswered = true;
    try {
      await inbound.answer(payload);
    } catch (error) {
      const then = isEvent ? "Slack sends the event again." : "The person sees that it failed, but it is done.";
      log.warn({ error, what }, `An acknowledgement did not reach Slack. ${then}`);
    }
  };
  try {
    await app.processEvent({
      body,
      // Bolt acknowledges events before it runs their listeners; ours goes out after them.
      ack: isEvent ? async () => undefined : answer,
      ...(retryNum === null ? {} : { retryNum }),
      ...(retryReason === null ? {} : { retryReason }),
    });
  } catch (error) {
    const then = isAnswered
      ? ""
      : isEvent
        ? " It is not acknowledged, so Slack sends it again."
        : " The person is told.";
    log.error({ error, what }, `A listener failed.${then}`);
    return isAnswered ? "acknowledged" : "failed";
  }
  if (isEvent) await answer();
  if (isAnswered) return "acknowledged";
  log.warn({ what }, "No listener acknowledged this, so Slack tells the person that it failed.");
  return "unanswered";
}
