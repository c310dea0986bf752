// A form or home as the person in front of it has it: they read, fill in, press, submit, close.
// The handle is live: what the app changes in the view is seen at once, and what was typed stays.

import { holdsValue, isEmptyValue, placesOf } from "../blocks/element-values.ts";
import { visibleText } from "../blocks/visible-text.ts";
import { notify } from "../changes.ts";
import { blocksOf, closeTop, newTrigger } from "../deeds/views.ts";
import type { Json, View, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import { chosen, type FieldValue } from "./choice.ts";
import { doDeed, type Outcome } from "./outcome.ts";
import { viewAction, viewClosed } from "./payloads.ts";
import { findPlace } from "./places.ts";
import { type SubmitResult, submitView } from "./submit.ts";

export type Form = {
  viewId: string;
  readonly title: string;
  readonly callbackId: string;
  readonly privateMetadata: string;
  /** The button's text; null for a view that cannot be submitted. */
  readonly submitLabel: string | null;
  readonly blocks: Json[];
  /** What can be read in it, one line per text. */
  readonly text: string;
  readonly isOpen: boolean;
  /** The errors shown at fields: block id → text. */
  readonly errors: Record<string, string>;
  /** What a field holds, named as in fill: {type, value} or {type, selected_option} … */
  value(field: string): Json;
  /** Fills fields named by label, block id or action id. Fields with dispatch_action tell the app at once. */
  fill(values: Record<string, FieldValue>): Promise<Form>;
  submit(): Promise<SubmitResult>;
  /** Presses a button, or chooses in a menu, outside the input blocks. */
  press(action: string, option?: FieldValue): Promise<Outcome>;
  /** Closes it with its close button. */
  close(): Promise<void>;
};

function viewOf(world: World, viewId: string): View {
  const view = world.views.get(viewId);
  if (view === undefined) throw new CannotDo(`There is no view ${viewId}.`);
  return view;
}

function openView(world: World, viewId: string): View {
  const view = viewOf(world, viewId);
  if (!view.isOpen) throw new CannotDo("This form is closed.");
  return view;
}

function plain(value: unknown): string | null {
  const text = (value as Json | null | undefined)?.text;
  return typeof text === "string" ? text : null;
}

async function act(world: World, view: View, name: string, option: FieldValue | undefined): Promise<Outcome> {
  const place = findPlace(blocksOf(view), name);
  const picks = option === undefined ? {} : chosen(world, place.element, option);
  const held = view.values[place.blockId]?.[place.actionId];
  if (held !== undefined) Object.assign(held, picks);
  const triggerId = newTrigger(world, view.userId, view.type === "modal" ? view.id : null);
  return doDeed(world, "interactive", viewAction(world, view, place, picks, triggerId), true, triggerId, null);
}

async function fill(world: World, viewId: string, values: Record<string, FieldValue>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const view = openView(world, viewId);
    const place = findPlace(blocksOf(view), name);
    if (!holdsValue(place.element)) throw new CannotDo(`"${name}" is not a field.`);
    if (!place.isInput || place.block.dispatch_action === true) {
      await act(world, view, place.actionId, value);
      continue;
    }
    const held = view.values[place.blockId]?.[place.actionId];
    if (held !== undefined) Object.assign(held, chosen(world, place.element, value));
    delete view.errors[place.blockId];
  }
  notify(world.changes);
}

async function close(world: World, viewId: string): Promise<void> {
  const view = openView(world, viewId);
  if (view.type === "home") throw new CannotDo("A home is not closed.");
  const payload = viewClosed(world, view);
  closeTop(world, view.userId);
  if (view.content.notify_on_close === true) await world.delivery.request("interactive", payload, false);
}

/** What is missing or too short: the client does not even send such a form. */
export function clientErrors(view: View): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const place of placesOf(blocksOf(view))) {
    const held = view.values[place.blockId]?.[place.actionId];
    if (!place.isInput || held === undefined) continue;
    const { min_length: min } = place.element;
    if (isEmptyValue(held)) {
      if (place.block.optional !== true) errors[place.blockId] = "Please complete this required field.";
    } else if (typeof min === "number" && typeof held.value === "string" && held.value.length < min) {
      errors[place.blockId] = `Must be at least ${min} characters.`;
    }
  }
  return errors;
}

export function formOf(world: World, viewId: string): Form {
  const view = () => viewOf(world, viewId);
  const form: Form = {
    viewId,
    get title() {
      return plain(view().content.title) ?? "";
    },
    get callbackId() {
      return String(view().content.callback_id ?? "");
    },
    get privateMetadata() {
      return String(view().content.private_metadata ?? "");
    },
    get submitLabel() {
      return plain(view().content.submit);
    },
    get blocks() {
      return blocksOf(view());
    },
    get text() {
      return visibleText(blocksOf(view()));
    },
    get isOpen() {
      return view().isOpen;
    },
    get errors() {
      return { ...view().errors };
    },
    value: (field) => heldBy(view(), field),
    fill: (values) => fill(world, viewId, values).then(() => form),
    submit: () => submitView(world, openView(world, viewId)),
    press: async (action, option) => act(world, openView(world, viewId), action, option),
    close: () => close(world, viewId),
  };
  return form;
}

function heldBy(view: View, field: string): Json {
  const place = findPlace(blocksOf(view), field);
  const held = view.values[place.blockId]?.[place.actionId];
  if (held === undefined) throw new CannotDo(`"${field}" is not a field.`);
  return held;
}
