// Fields that people type into: text, number, e-mail, address, formatted text; and the one that takes files.

import type { Json } from "../world.ts";
import { element, placeholder } from "./actionable.ts";
import { bool, type Check, listOf, matching, type Report, textOf, whole } from "./check.ts";
import { fileInputLimits } from "./limits.ts";
import { dispatchConfig } from "./objects.ts";
import { richText } from "./rich-text.ts";

const typed = { dispatch_action_config: dispatchConfig, focus_on_load: bool, placeholder };
const numeric = matching(/^-?\d+(\.\d+)?$/, "must be a number as a string");

function lengths(value: Json, at: string, report: Report): void {
  const { min_length: min, max_length: max, initial_value: initial } = value;
  if (typeof min === "number" && typeof max === "number" && min > max)
    report("must not be over max_length", `${at}/min_length`);
  const most = typeof max === "number" ? max : 3_000;
  if (typeof initial === "string" && initial.length > most)
    report(`must be less than ${most + 1} characters`, `${at}/initial_value`);
}

function range(value: Json, at: string, report: Report): void {
  const { min_value: min, max_value: max } = value;
  if (min !== undefined && max !== undefined && Number(min) > Number(max))
    report("must not be over max_value", `${at}/min_value`);
  if (value.is_decimal_allowed === true) return;
  for (const key of ["initial_value", "min_value", "max_value"]) {
    if (String(value[key] ?? "").includes(".")) report("must be a whole number", `${at}/${key}`);
  }
}

function lines(value: Json, at: string, report: Report): void {
  const { min_lines: min, max_lines: max } = value;
  if (typeof min === "number" && typeof max === "number" && min > max)
    report("must not be over max_lines", `${at}/min_lines`);
}

export const typedInputs = {
  plain_text_input: element(
    "plain_text_input",
    {
      optional: {
        ...typed,
        initial_value: textOf(3_000, 0),
        multiline: bool,
        min_length: whole(0, 3_000),
        max_length: whole(1, 3_000),
      },
    },
    lengths,
  ),
  rich_text_input: element(
    "rich_text_input",
    { optional: { ...typed, initial_value: richText, min_lines: whole(1, 100), max_lines: whole(1, 100) } },
    lines,
  ),
} as const satisfies Record<string, Check>;

/** Only modals hold these (FACTS 3). */
export const modalInputs = {
  email_text_input: element("email_text_input", { optional: { ...typed, initial_value: textOf(3_000, 0) } }),
  url_text_input: element("url_text_input", { optional: { ...typed, initial_value: textOf(3_000, 0) } }),
  number_input: element(
    "number_input",
    {
      required: { is_decimal_allowed: bool },
      optional: { ...typed, initial_value: numeric, min_value: numeric, max_value: numeric },
    },
    range,
  ),
  file_input: element("file_input", {
    optional: { filetypes: listOf(textOf(20), 1, 100), max_files: whole(1, fileInputLimits.files) },
  }),
} as const satisfies Record<string, Check>;
