// What a person can put into an element, and how Slack writes it down. Refuses what the client would not let them
// choose; what they typed wrong is told at the field when the form is sent (complaint.ts).

import { type Place, plainOption } from "../blocks/element-values.ts";
import { optionsOf } from "../blocks/objects.ts";
import { nextWord } from "../ids.ts";
import type { Json, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import type { FieldValue } from "./field-value.ts";
import { findUser } from "./places.ts";
import { conversationFor, publicChannelFor } from "./reachable.ts";
import { type Spot, valuesAt } from "./spot.ts";
import { isExternal, lastOffered, suggest } from "./suggestion.ts";
import { asRichText } from "./typed-text.ts";
import { uploaded } from "./uploaded.ts";

/** Everything a reader may look at. `options` are those of the menu, asked for where it is an external one. */
type Asked = { world: World; spot: Spot; element: Json; options: Json[]; value: FieldValue };

const named = (options: readonly Json[], wanted: string): Json | undefined =>
  options.find((it) => it.value === wanted) ?? options.find((it) => (it.text as Json).text === wanted);

function optionNamed({ options }: Asked, wanted: string): Json {
  const found = named(options, wanted);
  if (found !== undefined) return found;
  const labels = options.map((it) => `${String((it.text as Json).text)} (${String(it.value)})`);
  throw new CannotDo(`There is no option "${wanted}". There is: ${labels.join(", ") || "nothing"}.`);
}

function typed({ element, value }: Asked): string | null {
  if (value === null || value === "") return null;
  if (typeof value !== "string" && typeof value !== "number") throw new CannotDo("A text field takes text.");
  const text = String(value).toWellFormed();
  const isLong = element.type === "rich_text_input" || element.multiline === true;
  if (!isLong && text.includes("\n")) throw new CannotDo("A field of one line takes no line break.");
  return text;
}

function matching(value: FieldValue, pattern: RegExp, words: string): string | null {
  if (value === null || value === "") return null;
  if (typeof value !== "string" || !pattern.test(value)) throw new CannotDo(`Enter ${words}.`);
  return value;
}

function words(value: FieldValue): string {
  if (typeof value !== "string" && typeof value !== "number") throw new CannotDo("This field takes one value.");
  return String(value);
}

function several({ element, value }: Asked): string[] {
  const list: readonly unknown[] = value === null ? [] : Array.isArray(value) ? value : [value];
  const values = list.map((it) => words(it as FieldValue));
  const { max_selected_items: most } = element;
  if (typeof most === "number" && values.length > most) throw new CannotDo(`At most ${most} can be chosen here.`);
  return [...new Set(values)];
}

/** A page says "" for a menu in which nothing is chosen. */
const one = <T>({ value }: Asked, read: (text: string) => T): T | null =>
  value === null || value === "" ? null : read(words(value));

function epochSeconds(value: FieldValue): number | null {
  if (value === null) return null;
  if (typeof value !== "number" || !/^\d{10}$/.test(String(value)))
    throw new CannotDo("Enter epoch seconds (10 digits).");
  return value;
}

const isoDate = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;

function formatted(asked: Asked): Json | null {
  const text = typed(asked);
  if (text === null) return null;
  const [block] = asRichText(asked.world, text);
  return { ...block, block_id: nextWord(asked.world, "block") };
}

/** Which of the two thumbs: by its text or its value. */
function feedback({ element, value }: Asked): Json {
  const buttons = [element.positive_button, element.negative_button] as Json[];
  const pressed = named(buttons, words(value));
  if (pressed === undefined) throw new CannotDo(`There is no button "${words(value)}" here.`);
  return { text: pressed.text, value: pressed.value };
}

type Reader = (asked: Asked) => Json;

const text: Reader = (asked) => ({ value: typed(asked) });
const option: Reader = (asked) => ({
  selected_option: one(asked, (wanted) => plainOption(optionNamed(asked, wanted))),
});
const options: Reader = (asked) => ({
  selected_options: several(asked).map((wanted) => plainOption(optionNamed(asked, wanted))),
});

const readers: Record<string, Reader> = {
  plain_text_input: text,
  number_input: text,
  url_text_input: text,
  email_text_input: text,
  rich_text_input: (asked) => ({ rich_text_value: formatted(asked) }),
  file_input: ({ world, spot, element, value }) => ({ files: uploaded(world, spot.userId, element, value) }),
  static_select: option,
  external_select: option,
  multi_static_select: options,
  multi_external_select: options,
  overflow: (asked) => ({ selected_option: plainOption(optionNamed(asked, words(asked.value))) }),
  radio_buttons: (asked) => ({ selected_option: one(asked, (wanted) => optionNamed(asked, wanted)) }),
  checkboxes: (asked) => ({ selected_options: several(asked).map((wanted) => optionNamed(asked, wanted)) }),
  users_select: (asked) => ({ selected_user: one(asked, (name) => findUser(asked.world, name).id) }),
  multi_users_select: (asked) => ({ selected_users: several(asked).map((name) => findUser(asked.world, name).id) }),
  conversations_select: (asked) => ({
    selected_conversation: one(asked, (name) => conversationFor(asked.world, asked.spot.userId, asked.element, name)),
  }),
  multi_conversations_select: (asked) => ({
    selected_conversations: several(asked).map((name) =>
      conversationFor(asked.world, asked.spot.userId, asked.element, name),
    ),
  }),
  channels_select: (asked) => ({
    selected_channel: one(asked, (name) => publicChannelFor(asked.world, asked.spot.userId, name)),
  }),
  multi_channels_select: (asked) => ({
    selected_channels: several(asked).map((name) => publicChannelFor(asked.world, asked.spot.userId, name)),
  }),
  datepicker: ({ value }) => ({ selected_date: matching(value, isoDate, "a date as YYYY-MM-DD") }),
  timepicker: ({ value }) => ({ selected_time: matching(value, clockTime, "a time as HH:mm") }),
  datetimepicker: ({ value }) => ({ selected_date_time: epochSeconds(value) }),
  feedback_buttons: feedback,
};

/** What an external menu offers for these wishes: what it offered last or holds already, else what the app answers. */
async function offered(world: World, spot: Spot, place: Place, value: FieldValue): Promise<Json[]> {
  const held = valuesAt(world, spot)[place.blockId]?.[place.actionId] ?? {};
  const chosenBefore = [held.selected_option, ...((held.selected_options as unknown[] | undefined) ?? [])];
  const known = [...lastOffered(spot, place), ...(chosenBefore.filter((it) => it) as Json[])];
  const wishes = (value === null ? [] : Array.isArray(value) ? value : [value]).map(String);
  for (const wish of wishes) {
    if (named(known, wish) === undefined) known.push(...optionsOf(await suggest(world, spot, place, wish)));
  }
  return known;
}

/** The element's new value, without its type. Throws CannotDo for what Slack's client would not let them choose. */
export async function chosen(world: World, spot: Spot, place: Place, value: FieldValue): Promise<Json> {
  const { element } = place;
  const read = readers[String(element.type)];
  if (read === undefined) throw new CannotDo(`Nothing can be entered into a ${String(element.type)}.`);
  const all = isExternal(place) ? await offered(world, spot, place, value) : optionsOf(element);
  return read({ world, spot, element, options: all, value });
}
