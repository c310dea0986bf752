// A form or home as the person in front of it has it: they read, fill in, press, submit, close.
// The handle is live: what the app changes in the view is seen at once, and what was typed stays.

import { holdsValue, type Place } from "../blocks/element-values.ts";
import { visibleText } from "../blocks/visible-text.ts";
import { blocksOf, closeAll, closeTop, stackOf, touchView } from "../deeds/views.ts";
import type { Json, View, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import { chosen } from "./choice.ts";
import { complaintOf } from "./complaint.ts";
import type { FieldValue, FieldValues } from "./field-value.ts";
import { actInView, type Confirming, keepValues, type Typing } from "./form-field.ts";
import type { Outcome } from "./outcome.ts";
import { viewClosed } from "./payloads.ts";
import { findPlace } from "./places.ts";
import { placeAt, tellsAtOnce, viewSpot } from "./spot.ts";
import { refuseAt, type SubmitResult, submitView } from "./submit.ts";
import { type Offer, suggest } from "./suggestion.ts";

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
  /**
   * Fills fields named by label, block id or action id. Fields with dispatch_action tell the app at once. Throws
   * CannotDo for what the field would not take, be it only when the form is sent.
   */
  fill(values: Record<string, FieldValue>): Promise<Form>;
  /**
   * Keeps what a page says its fields hold, by block id and action id; fields that the form no longer has are ignored.
   * A changed field with dispatch_action tells the app, as `typing` says. Answers what could not be entered: block id →
   * sentence.
   */
  keep(values: FieldValues, typing?: Typing): Promise<Record<string, string>>;
  /** @param values kept first, as `keep` does, but nothing is told to the app before the submission. */
  submit(values?: FieldValues): Promise<SubmitResult>;
  /** Presses a button, or chooses in a menu, outside the input blocks. Throws CannotDo when a dialog was denied. */
  press(action: string, option?: FieldValue, confirming?: Confirming): Promise<Outcome>;
  /** The same by block id and action id; null: nothing was sent, because it is a field that is sent with the form. */
  act(blockId: string, actionId: string, value: FieldValue | undefined): Promise<Outcome | null>;
  /** What an external menu offers for what was typed into it. */
  suggest(field: string, typed: string): Promise<Offer>;
  /** Closes it with its close button, or with × the whole stack. */
  close(how?: "one" | "all"): Promise<void>;
};

function viewOf(world: World, viewId: string): View {
  const view = world.views.get(viewId);
  if (view === undefined) throw new CannotDo(`There is no view ${viewId}.`);
  return view;
}

/** The view, which has to be the one in front. */
function openView(world: World, viewId: string): View {
  const view = viewOf(world, viewId);
  if (!view.isOpen) throw new CannotDo("This form is closed.");
  if (view.type === "modal" && stackOf(world, view.userId).at(-1) !== viewId)
    throw new CannotDo("Another form lies on top of this one: close that first.");
  return view;
}

function plain(value: unknown): string | null {
  const text = (value as Json | null | undefined)?.text;
  return typeof text === "string" ? text : null;
}

async function fill(world: World, viewId: string, values: Record<string, FieldValue>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const view = openView(world, viewId);
    const place = findPlace(blocksOf(view), name);
    if (!holdsValue(place.element)) throw new CannotDo(`"${name}" is not a field.`);
    const picks = await chosen(world, viewSpot(view), place, value);
    const complaint = complaintOf(place.element, picks);
    // What is too short may still grow: a person learns of that when they submit.
    if (complaint !== null && !isShort(place, picks)) throw new CannotDo(`${name}: ${complaint}`);
    if (tellsAtOnce(place)) {
      await actInView(world, view, place, picks);
      continue;
    }
    const held = view.values[place.blockId]?.[place.actionId];
    if (held !== undefined) Object.assign(held, picks);
    delete view.errors[place.blockId];
    touchView(world, view);
  }
}

function isShort({ element }: Place, picks: Json): boolean {
  return element.type === "plain_text_input" && String(picks.value).length < Number(element.min_length ?? 0);
}

async function press(
  world: World,
  view: View,
  place: Place,
  option: FieldValue | undefined,
  confirming: Confirming,
): Promise<Outcome> {
  const picks = option === undefined ? {} : await chosen(world, viewSpot(view), place, option);
  if (place.element.confirm !== undefined && confirming.confirm === "deny")
    throw new CannotDo("The confirm dialog was denied: nothing was sent.");
  return actInView(world, view, place, picks);
}

async function act(
  world: World,
  viewId: string,
  blockId: string,
  actionId: string,
  value: FieldValue | undefined,
): Promise<Outcome | null> {
  const view = openView(world, viewId);
  const place = placeAt(viewSpot(view), blockId, actionId);
  if (place === null) throw new CannotDo("This is no longer part of the form: look at it again.");
  if (tellsAtOnce(place)) return press(world, view, place, value, {});
  await keepValues(world, view, { [blockId]: { [actionId]: value ?? null } }, "silent");
  return null;
}

async function submit(world: World, viewId: string, values: FieldValues): Promise<SubmitResult> {
  const problems = await keepValues(world, openView(world, viewId), values, "silent");
  const view = openView(world, viewId);
  return Object.keys(problems).length > 0 ? refuseAt(world, view, problems) : submitView(world, view);
}

async function close(world: World, viewId: string, how: "one" | "all"): Promise<void> {
  const view = openView(world, viewId);
  if (view.type === "home") throw new CannotDo("A home is not closed.");
  const ids = how === "all" ? stackOf(world, view.userId).toReversed() : [viewId];
  const told = ids.map((id) => viewOf(world, id)).filter((it) => it.content.notify_on_close === true);
  const payloads = told.map((it) => viewClosed(world, it, how === "all"));
  if (how === "all") closeAll(world, view.userId);
  else closeTop(world, view.userId);
  for (const payload of payloads) await world.delivery.request("interactive", payload, false);
}

export function formOf(world: World, viewId: string): Form {
  const view = () => viewOf(world, viewId);
  const inFront = () => openView(world, viewId);
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
    keep: async (values, typing = "changed") => keepValues(world, inFront(), values, typing),
    submit: (values = {}) => submit(world, viewId, values),
    press: async (action, option, confirming = {}) =>
      press(world, inFront(), findPlace(blocksOf(inFront()), action), option, confirming),
    act: (blockId, actionId, value) => act(world, viewId, blockId, actionId, value),
    suggest: async (field, typed) => suggest(world, viewSpot(inFront()), findPlace(blocksOf(inFront()), field), typed),
    close: (how = "one") => close(world, viewId, how),
  };
  return form;
}

function heldBy(view: View, field: string): Json {
  const place = findPlace(blocksOf(view), field);
  const held = view.values[place.blockId]?.[place.actionId];
  if (held === undefined) throw new CannotDo(`"${field}" is not a field.`);
  return held;
}
