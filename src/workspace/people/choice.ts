// What a person can put into an element, and how Slack writes it down. Refuses what the client would not let them
// enter.

import { plainOption } from "../blocks/element-values.ts";
import { optionsOf } from "../blocks/objects.ts";
import type { Json, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import { findChannel, findUser } from "./places.ts";

/**
 * A test's value for a field: text, an option's value or label, a person's handle, epoch seconds; lists for multi
 * menus.
 */
export type FieldValue = string | number | readonly string[] | null;

function optionNamed(element: Json, wanted: string): Json {
  const options = optionsOf(element);
  const byLabel = (it: Json) => (it.text as Json).text === wanted;
  const found = options.find((it) => it.value === wanted) ?? options.find(byLabel);
  if (found !== undefined) return found;
  const labels = options.map((it) => `${String((it.text as Json).text)} (${String(it.value)})`);
  throw new CannotDo(`There is no option "${wanted}". There is: ${labels.join(", ")}.`);
}

function typed(element: Json, value: FieldValue): string | null {
  if (value === null || value === "") return null;
  if (typeof value !== "string" && typeof value !== "number") throw new CannotDo("A text field takes text.");
  const text = String(value).toWellFormed();
  const most = typeof element.max_length === "number" ? element.max_length : 3_000;
  if (text.length > most) throw new CannotDo(`${text.length} characters are over the field's limit of ${most}.`);
  if (element.type === "plain_text_input" && element.multiline !== true && text.includes("\n")) {
    throw new CannotDo("A field of one line takes no line break.");
  }
  return text;
}

function matching(value: FieldValue, pattern: RegExp, words: string): string | null {
  if (value === null) return null;
  if (typeof value !== "string" || !pattern.test(value)) throw new CannotDo(`Enter ${words}.`);
  return value;
}

function several(element: Json, value: FieldValue): string[] {
  const values = value === null ? [] : Array.isArray(value) ? [...value] : [String(value)];
  const { max_selected_items: most } = element;
  if (typeof most === "number" && values.length > most) throw new CannotDo(`At most ${most} can be chosen here.`);
  return values;
}

const one = <T>(value: FieldValue, read: (text: string) => T): T | null =>
  value === null ? null : read(String(value));

function epochSeconds(value: FieldValue): number | null {
  if (value === null) return null;
  if (typeof value !== "number" || !/^\d{10}$/.test(String(value)))
    throw new CannotDo("Enter epoch seconds (10 digits).");
  return value;
}

const isoDate = /^\d{4}-\d\d-\d\d$/;
const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;

type Reader = (world: World, element: Json, value: FieldValue) => Json;

const readers: Record<string, Reader> = {
  plain_text_input: (_, element, value) => ({ value: typed(element, value) }),
  number_input: (_, element, value) => {
    const text = typed(element, value);
    const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
    return { value: matching(text, pattern, "a number") };
  },
  url_text_input: (_, element, value) => ({ value: matching(typed(element, value), /^https?:\/\/\S+$/, "an address") }),
  email_text_input: (_, element, value) => ({
    value: matching(typed(element, value), /^\S+@\S+\.\S+$/, "an e-mail address"),
  }),
  static_select: (_, element, value) => ({
    selected_option: one(value, (wanted) => plainOption(optionNamed(element, wanted))),
  }),
  overflow: (_, element, value) => ({ selected_option: plainOption(optionNamed(element, String(value))) }),
  radio_buttons: (_, element, value) => ({ selected_option: one(value, (wanted) => optionNamed(element, wanted)) }),
  multi_static_select: (_, element, value) => ({
    selected_options: several(element, value).map((wanted) => plainOption(optionNamed(element, wanted))),
  }),
  checkboxes: (_, element, value) => ({
    selected_options: several(element, value).map((wanted) => optionNamed(element, wanted)),
  }),
  users_select: (world, _, value) => ({ selected_user: one(value, (name) => findUser(world, name).id) }),
  multi_users_select: (world, element, value) => ({
    selected_users: several(element, value).map((name) => findUser(world, name).id),
  }),
  conversations_select: (world, _, value) => ({
    selected_conversation: one(value, (name) => findChannel(world, name).id),
  }),
  multi_conversations_select: (world, element, value) => ({
    selected_conversations: several(element, value).map((name) => findChannel(world, name).id),
  }),
  channels_select: (world, _, value) => ({ selected_channel: one(value, (name) => findChannel(world, name).id) }),
  multi_channels_select: (world, element, value) => ({
    selected_channels: several(element, value).map((name) => findChannel(world, name).id),
  }),
  datepicker: (_, __, value) => ({ selected_date: matching(value, isoDate, "a date as YYYY-MM-DD") }),
  timepicker: (_, __, value) => ({ selected_time: matching(value, clockTime, "a time as HH:mm") }),
  datetimepicker: (_, __, value) => ({ selected_date_time: epochSeconds(value) }),
};

/** The element's new value, without its type. Throws CannotDo for what Slack's client refuses. */
export function chosen(world: World, element: Json, value: FieldValue): Json {
  const read = readers[String(element.type)];
  if (read === undefined) throw new CannotDo(`Nothing can be entered into a ${String(element.type)}.`);
  return read(world, element, value);
}
