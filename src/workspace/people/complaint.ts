// What the client says at a field by itself, before anything is sent. The sentence about required fields is Slack's;
// the others are not documented, and say what the field's rule is.

import { isEmptyValue, placesOf } from "../blocks/element-values.ts";
import { blocksOf } from "../deeds/views.ts";
import type { Json, View } from "../world.ts";

const characters = (count: number) => `${count} character${count === 1 ? "" : "s"}`;

function ofLength(element: Json, text: string): string | null {
  const { min_length: min, max_length: max } = element;
  const most = typeof max === "number" ? max : 3_000;
  if (typeof min === "number" && text.length < min) return `Must be at least ${characters(min)}.`;
  return text.length > most ? `Must be at most ${characters(most)}.` : null;
}

function ofNumber(element: Json, text: string): string | null {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return "Please enter a number.";
  if (element.is_decimal_allowed !== true && text.includes(".")) return "Please enter a whole number.";
  const { min_value: min, max_value: max } = element;
  if (min !== undefined && Number(text) < Number(min)) return `Must be at least ${String(min)}.`;
  return max !== undefined && Number(text) > Number(max) ? `Must be at most ${String(max)}.` : null;
}

const rules: Record<string, (element: Json, text: string) => string | null> = {
  plain_text_input: ofLength,
  number_input: ofNumber,
  email_text_input: (_, text) => (/^\S+@\S+\.\S+$/.test(text) ? null : "Please enter a valid email address."),
  url_text_input: (_, text) => (/^https?:\/\/\S+$/i.test(text) ? null : "Please enter a valid URL."),
};

/** What is wrong with what was typed, or null. An empty field has nothing wrong typed into it. */
export function complaintOf(element: Json, held: Json): string | null {
  const { value } = held;
  const rule = rules[String(element.type)];
  return rule === undefined || typeof value !== "string" || value === "" ? null : rule(element, value);
}

/** Block id → what is missing or wrong: the client does not even send such a form. */
export function clientErrors(view: View): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, element, blockId, actionId, isInput } of placesOf(blocksOf(view))) {
    const held = view.values[blockId]?.[actionId];
    if (!isInput || held === undefined) continue;
    const isMissing = isEmptyValue(held) && block.optional !== true;
    const complaint = isMissing ? "Please complete this required field." : complaintOf(element, held);
    if (complaint !== null) errors[blockId] = complaint;
  }
  return errors;
}
