// What every listener works with, and the two moves that they share: asking the engine, and answering one person.
// A listener commits before it acknowledges, and does nothing to Slack itself but what dies with its trigger:
// opening a form, errors in a form, an ephemeral answer.

import type { RespondFn } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Message } from "../../blocks/message.ts";
import { refusalMessage } from "../../blocks/refusal.ts";
import type { Clock } from "../../clock.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Ask, Handled } from "../../engine/handle.ts";
import type { Catalog } from "../../incident/catalog.ts";
import type { Log } from "../../log.ts";
import type { Homes } from "../homes.ts";
import type { People } from "../people.ts";
import { instantOf } from "../slack-time.ts";

export type Desk = {
  engine: Engine;
  catalog: Catalog;
  people: People;
  homes: Homes;
  /** Slack's time: what Slack gave no time with (commands, forms) is dated by it, and typed times are read by it. */
  clock: Clock;
  /** Slack's clock minus what the host's shows, in ms; null before it is known. Said above 2 s (time/skew.ts). */
  skewMs(): number | null;
  log: Log;
};

/** Who stands before us, and where. `channelId` is null where there is no channel (a global shortcut, a form). */
export type Asker = { teamId: string; userId: string; channelId: string | null };

/** Shows a message to one person only. */
export type Answer = (message: Message) => Promise<void>;

export const byPerson = ({ teamId, userId }: Asker): Pick<Ask, "teamId" | "by"> => ({
  teamId,
  by: { kind: "person", userId },
});

/** The time of a click, by Slack's clock; what we take it to be where Slack gave none. */
export const occurredAt = (ts: string | undefined, clock: Clock): number =>
  ts === undefined || !/^\d+\.\d+$/.test(ts) ? clock.now() : instantOf(ts);

/** Answers through a response_url: never in the channel, and never over the message that was clicked. */
export const answerBy =
  (respond: RespondFn): Answer =>
  async (message) => {
    await respond({ response_type: "ephemeral", replace_original: false, ...message });
  };

/** Tells a person what was refused; what was done shows itself in the channel. */
export async function answerRefusal(handled: Handled, answer: Answer): Promise<void> {
  if (handled.result === "refused") await answer(refusalMessage(handled.refusal));
}

/**
 * Opens a form at once: a trigger lasts three seconds (FACTS 1.1). Where that fails the person is told, in words, and
 * the log says why.
 */
export async function openForm(
  { log }: Desk,
  { client, triggerId, view, answer }: { client: WebClient; triggerId: string; view: ModalView; answer: Answer | null },
): Promise<void> {
  try {
    await client.views.open({ trigger_id: triggerId, view });
  } catch (error) {
    log.warn({ error, form: view.callback_id }, "A form could not be opened; the person was told to try again.");
    await answer?.({ text: "Slack was too slow to open the form: try it again.", blocks: [] });
  }
}
