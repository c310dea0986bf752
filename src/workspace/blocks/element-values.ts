// What an interactive element holds before anybody touched it, as view.state and block_actions show it.

import type { Json } from "../world.ts";
import { standingIn } from "./standing.ts";

/** Elements whose value is part of `state.values`; a button and an overflow menu hold none. */
const initials: Record<string, (element: Json) => Json> = {
  plain_text_input: (it) => ({ value: it.initial_value ?? null }),
  rich_text_input: (it) => ({ rich_text_value: it.initial_value ?? null }),
  file_input: () => ({ files: [] }),
  email_text_input: (it) => ({ value: it.initial_value ?? null }),
  url_text_input: (it) => ({ value: it.initial_value ?? null }),
  number_input: (it) => ({ value: it.initial_value ?? null }),
  static_select: (it) => ({ selected_option: plainOption(it.initial_option) }),
  external_select: (it) => ({ selected_option: plainOption(it.initial_option) }),
  multi_external_select: (it) => ({ selected_options: asList(it.initial_options).map(plainOption) }),
  radio_buttons: (it) => ({ selected_option: it.initial_option ?? null }),
  checkboxes: (it) => ({ selected_options: it.initial_options ?? [] }),
  multi_static_select: (it) => ({ selected_options: asList(it.initial_options).map(plainOption) }),
  users_select: (it) => ({ selected_user: it.initial_user ?? null }),
  multi_users_select: (it) => ({ selected_users: it.initial_users ?? [] }),
  conversations_select: (it) => ({ selected_conversation: it.initial_conversation ?? null }),
  multi_conversations_select: (it) => ({ selected_conversations: it.initial_conversations ?? [] }),
  channels_select: (it) => ({ selected_channel: it.initial_channel ?? null }),
  multi_channels_select: (it) => ({ selected_channels: it.initial_channels ?? [] }),
  datepicker: (it) => ({ selected_date: it.initial_date ?? null }),
  timepicker: (it) => ({
    selected_time: it.initial_time ?? null,
    ...(it.timezone === undefined ? {} : { timezone: it.timezone }),
  }),
  datetimepicker: (it) => ({ selected_date_time: it.initial_date_time ?? null }),
};

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A chosen option as Slack sends it back: its text and value, without its description. */
export function plainOption(option: unknown): Json | null {
  if (typeof option !== "object" || option === null) return null;
  const { text, value } = option as Json;
  return { text, value };
}

export function holdsValue(element: Json): boolean {
  return typeof element.type === "string" && element.type in initials;
}

function initialValue(element: Json): Json {
  const initial = initials[String(element.type)];
  return { type: element.type, ...(initial === undefined ? {} : initial(element)) };
}

/** Is this value "nothing chosen, nothing typed", so that a required input refuses it? */
export function isEmptyValue(value: Json): boolean {
  return Object.entries(value).every(
    ([key, held]) =>
      key === "type" ||
      key === "timezone" ||
      held === null ||
      held === "" ||
      (Array.isArray(held) && held.length === 0),
  );
}

/** An interactive element, in the innermost block that holds it. */
export type Place = { block: Json; element: Json; blockId: string; actionId: string; isInput: boolean };

/** Every interactive element of the blocks, with where it stands. The blocks must have their ids. */
export function placesOf(blocks: readonly Json[]): Place[] {
  return blocks.flatMap(standingIn).flatMap(({ holder: block, element }) => {
    const { action_id: actionId } = element;
    if (typeof actionId !== "string") return [];
    return [{ block, element, blockId: String(block.block_id), actionId, isInput: block.type === "input" }];
  });
}

export type StateValues = Record<string, Record<string, Json>>;

/**
 * The state of fresh blocks; `kept` is what was chosen before, which stays where block, action and kind are the same.
 * @param conversationId what the person was looking at, for menus that begin with it.
 */
export function stateOf(
  blocks: readonly Json[],
  kept: StateValues = {},
  conversationId: string | null = null,
): StateValues {
  const values: StateValues = {};
  for (const { element, blockId, actionId } of placesOf(blocks)) {
    if (!holdsValue(element)) continue;
    const before = kept[blockId]?.[actionId];
    const inBlock = values[blockId] ?? {};
    const isKept = before !== undefined && before.type === element.type;
    inBlock[actionId] = isKept ? before : { ...initialValue(element), ...current(element, conversationId) };
    values[blockId] = inBlock;
  }
  return values;
}

/** `default_to_current_conversation`: an initial conversation that is named goes before it, in a multi menu after. */
function current(element: Json, conversationId: string | null): Json {
  if (conversationId === null || element.default_to_current_conversation !== true) return {};
  if (element.type === "multi_conversations_select") return { selected_conversations: [conversationId] };
  return element.initial_conversation === undefined ? { selected_conversation: conversationId } : {};
}
