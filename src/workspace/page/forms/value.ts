// What an element holds, in the page's words: from the element itself, from the workspace's state, and back. Pure.

import type { FieldValue } from "../../client/protocol.ts";
import type { Json } from "../../client/seen.ts";

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The text of a text object, or "". */
export const plainOf = (value: unknown): string => (isObject(value) ? textOf(value.text) : "");

const orNull = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
const valuesOf = (options: unknown): string[] => objects(options).map(({ value }) => textOf(value));

/** The characters of a rich text, as far as they were typed. */
function richTextOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(richTextOf).join("");
  if (!isObject(value)) return "";
  return textOf(value.text) + richTextOf(value.elements);
}

type Reading = { initial: (element: Json) => FieldValue; held: (state: Json) => FieldValue };

const text: Reading = {
  initial: ({ initial_value: it }) => orNull(it),
  held: ({ value }) => (typeof value === "number" ? String(value) : orNull(value)),
};
const option: Reading = {
  initial: ({ initial_option: it }) => (isObject(it) ? orNull(it.value) : null),
  held: ({ selected_option: it }) => (isObject(it) ? orNull(it.value) : null),
};
const options: Reading = {
  initial: ({ initial_options: it }) => valuesOf(it),
  held: ({ selected_options: it }) => valuesOf(it),
};
const one = (initial: string, held: string): Reading => ({
  initial: (element) => orNull(element[initial]),
  held: (state) => orNull(state[held]),
});
const several = (initial: string, held: string): Reading => ({
  initial: (element) => strings(element[initial]),
  held: (state) => strings(state[held]),
});
const seconds = (value: unknown): FieldValue => (typeof value === "number" ? value : null);

const readings: Record<string, Reading> = {
  plain_text_input: text,
  email_text_input: text,
  url_text_input: text,
  number_input: text,
  rich_text_input: {
    initial: ({ initial_value: it }) => orNull(richTextOf(it)),
    held: ({ rich_text_value: it }) => orNull(richTextOf(it)),
  },
  static_select: option,
  external_select: option,
  radio_buttons: option,
  checkboxes: options,
  multi_static_select: options,
  multi_external_select: options,
  users_select: one("initial_user", "selected_user"),
  conversations_select: one("initial_conversation", "selected_conversation"),
  channels_select: one("initial_channel", "selected_channel"),
  multi_users_select: several("initial_users", "selected_users"),
  multi_conversations_select: several("initial_conversations", "selected_conversations"),
  multi_channels_select: several("initial_channels", "selected_channels"),
  datepicker: one("initial_date", "selected_date"),
  timepicker: one("initial_time", "selected_time"),
  file_input: {
    initial: () => [],
    held: ({ files }) => objects(files).map(({ id }) => textOf(id)),
  },
  datetimepicker: {
    initial: ({ initial_date_time: it }) => seconds(it),
    held: ({ selected_date_time: it }) => seconds(it),
  },
};

const readingOf = (element: Json): Reading | null =>
  typeof element.type === "string" && Object.hasOwn(readings, element.type) ? (readings[element.type] ?? null) : null;

/** What it begins with. */
const initialValue = (element: Json): FieldValue => readingOf(element)?.initial(element) ?? null;

/** @param state its part of `state.values`; that of another kind of element counts for nothing. */
export function heldValue(element: Json, state: Json | undefined): FieldValue {
  const reading = readingOf(element);
  if (reading === null || state === undefined || state.type !== element.type) return initialValue(element);
  return reading.held(state);
}

export const isEmpty = (value: FieldValue): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

export const listOf = (value: FieldValue): readonly string[] =>
  Array.isArray(value) ? value : value === null || value === "" ? [] : [String(value)];

export type Input = { block: Json; element: Json; blockId: string; actionId: string };

/** The fields of a form: the elements of its input blocks, those in containers included. */
export function inputsOf(blocks: readonly Json[]): Input[] {
  return blocks.flatMap((block): Input[] => {
    if (block.type === "container") return inputsOf(objects(block.child_blocks));
    const { element } = block;
    if (block.type !== "input" || !isObject(element)) return [];
    return [{ block, element, blockId: textOf(block.block_id), actionId: textOf(element.action_id) }];
  });
}
