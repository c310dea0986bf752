// Composition objects: text, option, confirm, dispatch and filter settings (FACTS 3).

import type { Json } from "../world.ts";
import {
  bool,
  both,
  byType,
  type Check,
  listOf,
  matching,
  objectOf,
  oneOf,
  type Report,
  textOf,
  typeField,
} from "./check.ts";

/** An address that a person may be sent to by a click. */
export const link = both(textOf(3_000), matching(/^(https?|mailto|slack|tel):\S+$/i, "must be a valid URL"));

export function plainText(max: number, min = 1): Check {
  return objectOf({ required: { ...typeField("plain_text"), text: textOf(max, min) }, optional: { emoji: bool } });
}

function mrkdwn(max: number): Check {
  return objectOf({ required: { ...typeField("mrkdwn"), text: textOf(max) }, optional: { verbatim: bool } });
}

export function anyText(max: number): Check {
  return byType({ plain_text: plainText(max), mrkdwn: mrkdwn(max) });
}

/** @param text plain_text for menus, either for radio buttons and checkboxes. */
function option(text: Check, optional: Record<string, Check>): Check {
  return objectOf({ required: { text, value: textOf(150) }, optional });
}

export const menuOption = option(plainText(75), { description: plainText(75) });
export const overflowOption = option(plainText(75), { description: plainText(75), url: link });
export const listOption = option(anyText(75), { description: anyText(75) });

export const optionGroup: Check = objectOf({
  required: { label: plainText(75), options: listOf(menuOption, 1, 100) },
});

export const confirm: Check = objectOf({
  required: { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  optional: { style: oneOf("primary", "danger") },
});

export const dispatchConfig: Check = objectOf({
  optional: { trigger_actions_on: listOf(oneOf("on_enter_pressed", "on_character_entered"), 1, 2) },
});

export const conversationFilter: Check = objectOf(
  {
    optional: {
      include: listOf(oneOf("im", "mpim", "private", "public"), 1, 4),
      exclude_external_shared_channels: bool,
      exclude_bot_users: bool,
    },
  },
  (value, at, report) => {
    if (Object.keys(value).length === 0) report("must not be empty", at);
  },
);

/** All options of a menu, those in groups included. */
export function optionsOf(element: Json): Json[] {
  const groups = Array.isArray(element.option_groups) ? (element.option_groups as Json[]) : [];
  const grouped = groups.flatMap((group) => (group.options as Json[] | undefined) ?? []);
  return [...((element.options as Json[] | undefined) ?? []), ...grouped];
}

const sameOption = (a: Json, b: Json): boolean =>
  a.value === b.value && (a.text as Json | undefined)?.text === (b.text as Json | undefined)?.text;

/** What a menu starts with must be among its options, text and value alike; option values must differ. */
export function checkInitials(element: Json, at: string, report: Report): void {
  const options = optionsOf(element);
  const values = options.map((it) => it.value);
  if (new Set(values).size !== values.length) report("option values must be unique", `${at}/options`);
  const single = element.initial_option as Json | undefined;
  if (single !== undefined && !options.some((it) => sameOption(it, single))) {
    report("initial_option does not match any of the options", `${at}/initial_option`);
  }
  const several = (element.initial_options as Json[] | undefined) ?? [];
  for (const [i, initial] of several.entries()) {
    if (options.some((it) => sameOption(it, initial))) continue;
    report("initial_options do not match the options", `${at}/initial_options/${i}`);
  }
}

export function checkOptionSource(element: Json, at: string, report: Report): void {
  if ((element.options === undefined) === (element.option_groups === undefined)) {
    report("exactly one of options and option_groups is required", at);
  }
  checkInitials(element, at, report);
}
