// Submitting a form: what the client checks by itself, what it sends, and what the app's answer makes of it.

import { isObject } from "../blocks/check.ts";
import { placesOf } from "../blocks/element-values.ts";
import { problemsOfView } from "../blocks/validate.ts";
import { newResponseUrl } from "../deeds/responses.ts";
import { blocksOf, changeView, closeAll, closeTop, newTrigger, pushModal, stackOf, touchView } from "../deeds/views.ts";
import type { Ack } from "../delivery/delivery.ts";
import { viewLimits } from "../limits.ts";
import type { Json, View, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import { clientErrors } from "./complaint.ts";
import { type Form, formOf } from "./form.ts";
import { viewSubmission } from "./payloads.ts";

export type SubmitResult = {
  /** The form is gone. */
  closed: boolean;
  /** Errors at fields: block id → text. The form stays, with all that was typed. */
  errors: Record<string, string> | null;
  /** The form now shows another content. */
  updated: Form | null;
  /** Another form lies on top. */
  pushed: Form | null;
  /** Shown at the top of the form: it was not acknowledged, or the answer is one that Slack refuses. The form stays. */
  error: string | null;
};

const nothing: SubmitResult = { closed: false, errors: null, updated: null, pushed: null, error: null };

/** The words of Slack's client for an app that did not answer, or not sensibly. */
const trouble = "We had some trouble connecting. Try again?";

/** Shows errors at fields; nothing was sent. */
export function refuseAt(world: World, view: View, errors: Record<string, string>): SubmitResult {
  view.errors = errors;
  touchView(world, view);
  return { ...nothing, errors };
}

function takeErrors(world: World, view: View, errors: unknown): SubmitResult {
  const inputs = new Set(blocksOf(view).flatMap((block) => (block.type === "input" ? [block.block_id] : [])));
  const isSound =
    isObject(errors) &&
    Object.keys(errors).length > 0 &&
    Object.entries(errors).every(([id, text]) => inputs.has(id) && typeof text === "string" && text !== "");
  // Errors at a block that is no input of this view are refused by Slack: the person sees only that it failed.
  if (!isSound) return { ...nothing, error: trouble };
  return refuseAt(world, view, errors as Record<string, string>);
}

function takeView(world: World, view: View, action: "update" | "push", content: unknown): SubmitResult {
  const isTaken =
    isObject(content) &&
    JSON.stringify(content).length <= viewLimits.json &&
    problemsOfView(world, content, ["modal"]).length === 0;
  if (!isTaken) return { ...nothing, error: trouble };
  if (action === "update") {
    changeView(world, view, content);
    return { ...nothing, updated: formOf(world, view.id) };
  }
  if (stackOf(world, view.userId).length >= viewLimits.stack) return { ...nothing, error: trouble };
  return { ...nothing, pushed: formOf(world, pushModal(world, view.userId, content).id) };
}

function takeAnswer(world: World, view: View, payload: unknown): SubmitResult {
  // Closed while the app thought, or sent twice: what this person has open now is another form, and stays.
  if (!view.isOpen) return { ...nothing, closed: true };
  const answer: Json | null = isObject(payload) ? payload : null;
  if (answer === null || Object.keys(answer).length === 0) {
    // A text, or anything else that is not empty, is not an answer to a submission (FACTS 1.1).
    if (payload !== undefined && payload !== null && payload !== "" && answer === null)
      return { ...nothing, error: trouble };
    if (view.content.clear_on_close === true) closeAll(world, view.userId);
    else closeTop(world, view.userId);
    return { ...nothing, closed: true };
  }
  const { response_action: action, errors, view: content } = answer;
  if (action === "errors") return takeErrors(world, view, errors);
  if (action === "update" || action === "push") return takeView(world, view, action, content);
  if (action !== "clear") return { ...nothing, error: trouble };
  closeAll(world, view.userId);
  return { ...nothing, closed: true };
}

/** An address for each conversation that a menu with response_url_enabled names (FACTS 5). */
function responseUrls(world: World, view: View): Json[] {
  return placesOf(blocksOf(view)).flatMap(({ element, blockId, actionId, isInput }) => {
    const held = view.values[blockId]?.[actionId];
    const channelId = held?.selected_conversation ?? held?.selected_channel;
    if (!isInput || element.response_url_enabled !== true || typeof channelId !== "string") return [];
    const { address } = newResponseUrl(world, view.userId, channelId, null);
    return [{ block_id: blockId, action_id: actionId, channel_id: channelId, response_url: address }];
  });
}

export async function submitView(world: World, view: View): Promise<SubmitResult> {
  const { submit } = view.content;
  if (view.type !== "modal" || submit === undefined || submit === null)
    throw new CannotDo("This view has no submit button.");
  const missing = clientErrors(view);
  if (Object.keys(missing).length > 0) return refuseAt(world, view, missing);
  view.errors = {};
  touchView(world, view);
  const triggerId = newTrigger(world, view.userId, view.id);
  const payload = viewSubmission(world, view, triggerId, responseUrls(world, view));
  const ack: Ack = await world.delivery.request("interactive", payload, true);
  if (ack.kind !== "acked") return { ...nothing, error: trouble };
  return takeAnswer(world, view, ack.payload);
}
