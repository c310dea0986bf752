// What Slack's client finds wrong with a form by itself, before the app hears of it. Pure.

import type { FieldValue } from "../../client/protocol.ts";
import type { Json } from "../../client/seen.ts";
import { type Input, inputsOf, isEmpty, listOf } from "./value.ts";

const number = (value: unknown): number | null => {
  const read = typeof value === "number" ? value : typeof value === "string" ? Number(value) : Number.NaN;
  return Number.isFinite(read) ? read : null;
};

/** How many characters fit into a text field (FACTS 3). */
export const maxLength = (element: Json): number => number(element.max_length) ?? 3_000;

function wrongLength(element: Json, text: string): string | null {
  const min = number(element.min_length) ?? 0;
  const max = maxLength(element);
  if (text.length < min) return `Must be at least ${min} characters.`;
  return text.length > max ? `Must be at most ${max} characters: ${text.length - max} less, please.` : null;
}

function wrongNumber(element: Json, text: string): string | null {
  const isDecimal = element.is_decimal_allowed === true;
  const shape = isDecimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!shape.test(text)) return isDecimal ? "Enter a number." : "Enter a whole number.";
  const [min, max, value] = [number(element.min_value), number(element.max_value), Number(text)];
  if (min !== null && value < min) return `Must be at least ${min}.`;
  return max !== null && value > max ? `Must be at most ${max}.` : null;
}

const checks: Record<string, (element: Json, text: string) => string | null> = {
  plain_text_input: wrongLength,
  number_input: wrongNumber,
  email_text_input: (_, text) => (/^\S+@\S+\.\S+$/.test(text) ? null : "Enter an e-mail address."),
  url_text_input: (_, text) => (/^https?:\/\/\S+$/.test(text) ? null : "Enter an address that begins with https://"),
};

/** Null: nothing wrong. */
export function problemOf({ block, element }: Input, value: FieldValue): string | null {
  if (isEmpty(value)) return block.optional === true ? null : "Please complete this required field.";
  const most = number(element.max_selected_items);
  if (most !== null && listOf(value).length > most) return `At most ${most} can be chosen here.`;
  return checks[String(element.type)]?.(element, String(value)) ?? null;
}

/** Block id → what is wrong there. */
export function formErrors(blocks: readonly Json[], read: (input: Input) => FieldValue): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const input of inputsOf(blocks)) {
    const problem = problemOf(input, read(input));
    if (problem !== null) errors[input.blockId] = problem;
  }
  return errors;
}
