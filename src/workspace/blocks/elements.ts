// Interactive elements that are neither menus nor fields to type into, and the list of them all (FACTS 3).

import { chooser, element } from "./actionable.ts";
import { bool, byType, type Check, listOf, matching, objectOf, oneOf, textOf, whole } from "./check.ts";
import { menus, multiMenus } from "./menus.ts";
import { checkInitials, confirm, link, listOption, overflowOption, plainText } from "./objects.ts";
import { modalInputs, typedInputs } from "./typed-inputs.ts";

const date = matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "must be a date as YYYY-MM-DD");
const time = matching(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time as HH:mm");

const zone: Check = (value, at, report) => {
  if (typeof value === "string" && Intl.supportedValuesOf("timeZone").includes(value)) return;
  // Aliases such as Etc/UTC and US/Pacific are valid, but not in that list.
  if (typeof value !== "string" || !/^([A-Z][\w+-]*\/[\w+/-]+|UTC|GMT)$/.test(value))
    report("must be a timezone in the IANA format", at);
};

const labelled = { accessibility_label: textOf(75) };

export const button: Check = element("button", {
  required: { text: plainText(75) },
  optional: { ...labelled, url: link, value: textOf(2_000), style: oneOf("primary", "danger"), confirm },
});

const feedback = objectOf({ required: { text: plainText(75), value: textOf(2_000) }, optional: labelled });

/** The elements of a context_actions block. */
export const contextActions: Check = byType({
  feedback_buttons: element("feedback_buttons", {
    required: { positive_button: feedback, negative_button: feedback },
  }),
  icon_button: element("icon_button", {
    // trash is the only icon that is documented.
    required: { icon: oneOf("trash"), text: plainText(75) },
    optional: { ...labelled, value: textOf(2_000), confirm, visible_to_user_ids: listOf(textOf(50), 1, 100) },
  }),
});

const choices = (type: string, initial: Record<string, Check>) =>
  element(
    type,
    { required: { options: listOf(listOption, 1, 10) }, optional: { ...initial, confirm, focus_on_load: bool } },
    checkInitials,
  );

const elements = {
  button,
  overflow: element(
    "overflow",
    { required: { options: listOf(overflowOption, 1, 5) }, optional: { confirm } },
    checkInitials,
  ),
  checkboxes: choices("checkboxes", { initial_options: listOf(listOption, 1, 10) }),
  radio_buttons: choices("radio_buttons", { initial_option: listOption }),
  datepicker: element("datepicker", { optional: { ...chooser, initial_date: date } }),
  timepicker: element("timepicker", { optional: { ...chooser, initial_time: time, timezone: zone } }),
  datetimepicker: element("datetimepicker", {
    optional: { initial_date_time: whole(1_000_000_000, 9_999_999_999), confirm, focus_on_load: bool },
  }),
  ...menus,
  ...multiMenus,
  ...typedInputs,
  ...modalInputs,
} as const satisfies Record<string, Check>;

export type ElementKind = keyof typeof elements;

/** A check that takes only these kinds of element. */
export function elementOf(...kinds: readonly ElementKind[]): Check {
  return byType(Object.fromEntries(kinds.map((kind) => [kind, elements[kind]])));
}
