// What every interactive element has in common.

import type { Json } from "../world.ts";
import { bool, type Check, type Fields, objectOf, type Report, textOf, typeField } from "./check.ts";
import { confirm, plainText } from "./objects.ts";

export type Extra = (value: Json, at: string, report: Report) => void;

/** Every element has a type and may have an action_id. */
export function element(type: string, fields: Fields, extra?: Extra): Check {
  const required = { ...typeField(type), ...fields.required };
  return objectOf({ required, optional: { action_id: textOf(255), ...fields.optional } }, extra);
}

export const placeholder = plainText(150);

/** Of menus and pickers. */
export const chooser = { confirm, placeholder, focus_on_load: bool };
