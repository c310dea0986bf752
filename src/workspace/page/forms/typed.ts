// What was typed into a form and not yet sent. It is kept by block, action and kind of element, as Slack does: a view
// that is updated in the middle keeps it, a field that goes away loses it. Pure.

import type { FieldValue, FieldValues } from "../../client/protocol.ts";
import type { Json, SeenView } from "../../client/seen.ts";
import { heldValue, type Input, inputsOf, listOf, textOf } from "./value.ts";

/** Key of a field → what was typed; no key: nothing was. */
export type Typed = Readonly<Record<string, FieldValue>>;

export const keyOf = (blockId: string, element: Json): string =>
  [blockId, textOf(element.action_id), textOf(element.type)].join("\n");

/** Is it still there to be chosen? Menus of the app's own options may come back with others. */
function isStillOffered({ element }: Input, value: FieldValue): boolean {
  const groups = Array.isArray(element.option_groups) ? (element.option_groups as Json[]) : null;
  const own = Array.isArray(element.options) ? (element.options as Json[]) : null;
  if (groups === null && own === null) return true;
  const all = own ?? groups?.flatMap(({ options }) => (options ?? []) as Json[]) ?? [];
  return listOf(value).every((one) => all.some((option) => option.value === one));
}

/** Without what belonged to fields that are gone. The same object where all of them are still there. */
export function stillTyped(typed: Typed, blocks: readonly Json[]): Typed {
  const inputs = new Map(inputsOf(blocks).map((input) => [keyOf(input.blockId, input.element), input]));
  const kept = Object.entries(typed).filter(([key, value]) => {
    const input = inputs.get(key);
    return input !== undefined && isStillOffered(input, value);
  });
  return kept.length === Object.keys(typed).length ? typed : Object.fromEntries(kept);
}

/** What a field shows: what was typed here, else what the workspace kept, else what it began with. */
export function fieldValue(view: Pick<SeenView, "values">, typed: Typed, blockId: string, element: Json): FieldValue {
  const key = keyOf(blockId, element);
  if (Object.hasOwn(typed, key)) return typed[key] ?? null;
  return heldValue(element, view.values[blockId]?.[textOf(element.action_id)]);
}

function collected(inputs: readonly Input[], read: (input: Input) => FieldValue): FieldValues {
  const values: FieldValues = {};
  for (const input of inputs) {
    values[input.blockId] = { ...values[input.blockId], [input.actionId]: read(input) };
  }
  return values;
}

/** All fields, as a submission sends them. */
export function submittedValues(view: Pick<SeenView, "blocks" | "values">, typed: Typed): FieldValues {
  const inputs = inputsOf(view.blocks);
  return collected(inputs, ({ blockId, element }) => fieldValue(view, typed, blockId, element));
}

/**
 * What was typed, to be kept by the workspace. Fields that tell the app at once are not in it: keeping them would tell
 * it again.
 */
export function keptValues(view: Pick<SeenView, "blocks" | "values">, typed: Typed): FieldValues {
  const inputs = inputsOf(view.blocks).filter(
    (input) => input.block.dispatch_action !== true && Object.hasOwn(typed, keyOf(input.blockId, input.element)),
  );
  return collected(inputs, ({ blockId, element }) => fieldValue(view, typed, blockId, element));
}
