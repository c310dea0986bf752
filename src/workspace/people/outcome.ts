// What a person sees after a command, click or shortcut: answers that only they get, an error, a form.

import { ApiRefusal } from "../api/refusal.ts";
import { isObject } from "../blocks/check.ts";
import { whenSeen } from "../changes.ts";
import { show } from "../deeds/responses.ts";
import type { Ack } from "../delivery/delivery.ts";
import type { Ephemeral, Json, ResponseUrl, World } from "../world.ts";
import { type Form, formOf } from "./form.ts";

export type Outcome = {
  /** What the app answered, in the acknowledgement or at the response_url, oldest first; goes on filling. */
  replies: Ephemeral[];
  /** Shown in the place of an answer: operation_timeout, dispatch_failed, or why Slack refused the answer. */
  error: string | null;
  /** The form that the app opened for this deed, so far. */
  readonly form: Form | null;
  /** The `at`-th answer (from 0), waited for up to 10 real seconds. */
  reply(at?: number): Promise<Ephemeral>;
  /** The form, waited for up to 10 real seconds. */
  openedForm(): Promise<Form>;
};

function outcomeFor(world: World, triggerId: string, record: ResponseUrl | null): Outcome {
  const form = () => {
    const id = world.triggers.get(triggerId)?.opened.at(-1);
    return id === undefined ? null : formOf(world, id);
  };
  const outcome: Outcome = {
    replies: record?.replies ?? [],
    error: null,
    get form() {
      return form();
    },
    reply: (at = 0) =>
      whenSeen(world.changes, `answer ${at}`, () => {
        if (outcome.error !== null) throw new Error(`The person was shown ${outcome.error} instead of an answer.`);
        return outcome.replies[at];
      }),
    openedForm: () => whenSeen(world.changes, "the form", form),
  };
  return outcome;
}

/** A slash command may be answered in its acknowledgement: text, or a message (FACTS 1.1). */
function showAck(world: World, record: ResponseUrl, payload: unknown): string | null {
  const message: Json | null = typeof payload === "string" ? { text: payload } : isObject(payload) ? payload : null;
  if (message === null || Object.keys(message).length === 0 || message.text === "") return null;
  try {
    show(world, record, message);
    return null;
  } catch (error) {
    if (error instanceof ApiRefusal) return error.code;
    throw error;
  }
}

/** Sends what the person did and waits until it is acknowledged, or they are told that it was not. */
export async function doDeed(
  world: World,
  kind: "interactive" | "slash_commands",
  payload: Json,
  accepts: boolean,
  triggerId: string,
  record: ResponseUrl | null,
): Promise<Outcome> {
  const outcome = outcomeFor(world, triggerId, record);
  const ack: Ack = await world.delivery.request(kind, payload, accepts);
  if (ack.kind !== "acked") outcome.error = ack.kind;
  else if (kind === "slash_commands" && record !== null) outcome.error = showAck(world, record, ack.payload);
  return outcome;
}
