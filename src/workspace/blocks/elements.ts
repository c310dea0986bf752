// Interactive elements and their limits (FACTS 3). File, rich text and external menus are not part of this workspace
// yet.

import type { Json } from "../world.ts";
import {
  bool,
  byType,
  type Check,
  type Fields,
  listOf,
  matching,
  objectOf,
  oneOf,
  type Report,
  textOf,
  typeField,
  whole,
} from "./check.ts";
import {
  checkInitials,
  checkOptionSource,
  confirm,
  conversationFilter,
  dispatchConfig,
  listOption,
  menuOption,
  optionGroup,
  overflowOption,
  plainText,
} from "./objects.ts";

type Extra = (value: Json, at: string, report: Report) => void;

/** Every element has a type and may have an action_id. */
function element(type: string, fields: Fields, extra?: Extra): Check {
  const required = { ...typeField(type), ...fields.required };
  return objectOf({ required, optional: { action_id: textOf(255), ...fields.optional } }, extra);
}

const url = matching(/^(https?|mailto|slack|tel):\S{1,2990}$/i, "must be a valid URL");
const shared = { confirm, placeholder: plainText(150), focus_on_load: bool };
const userId = matching(/^[UW][A-Z0-9]+$/, "must be a user id");
const channelId = matching(/^C[A-Z0-9]+$/, "must be a channel id");
const conversationId = matching(/^[CDGUW][A-Z0-9]+$/, "must be a conversation id");
const date = matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "must be a date as YYYY-MM-DD");
const time = matching(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time as HH:mm");
const maxSelected = whole(1, 100);

const menu = {
  options: listOf(menuOption, 1, 100),
  option_groups: listOf(optionGroup, 1, 100),
};

function lengths(value: Json, at: string, report: Report): void {
  const { min_length: min, max_length: max, initial_value: initial } = value;
  if (typeof min === "number" && typeof max === "number" && min > max)
    report("must not be over max_length", `${at}/min_length`);
  const most = typeof max === "number" ? max : 3_000;
  if (typeof initial === "string" && initial.length > most)
    report(`must be less than ${most + 1} characters`, `${at}/initial_value`);
}

const button = element("button", {
  required: { text: plainText(75) },
  optional: {
    url,
    value: textOf(2_000),
    style: oneOf("primary", "danger"),
    confirm,
    accessibility_label: textOf(75),
  },
});

const plainTextInput = element(
  "plain_text_input",
  {
    optional: {
      initial_value: textOf(3_000, 0),
      multiline: bool,
      min_length: whole(0, 3_000),
      max_length: whole(1, 3_000),
      dispatch_action_config: dispatchConfig,
      focus_on_load: bool,
      placeholder: plainText(150),
    },
  },
  lengths,
);

function typedInput(type: string, optional: Record<string, Check>): Check {
  const common = { dispatch_action_config: dispatchConfig, focus_on_load: bool, placeholder: plainText(150) };
  return element(type, { optional: { ...common, ...optional } });
}

const numberInput = element("number_input", {
  required: { is_decimal_allowed: bool },
  optional: {
    initial_value: textOf(100),
    min_value: textOf(100),
    max_value: textOf(100),
    dispatch_action_config: dispatchConfig,
    focus_on_load: bool,
    placeholder: plainText(150),
  },
});

const staticSelect = element(
  "static_select",
  { optional: { ...menu, ...shared, initial_option: menuOption } },
  checkOptionSource,
);

const multiStaticSelect = element(
  "multi_static_select",
  { optional: { ...menu, ...shared, initial_options: listOf(menuOption, 1, 100), max_selected_items: maxSelected } },
  checkOptionSource,
);

const choices = (type: string, initial: Record<string, Check>) =>
  element(
    type,
    { required: { options: listOf(listOption, 1, 10) }, optional: { ...initial, confirm, focus_on_load: bool } },
    checkInitials,
  );

const conversation = {
  default_to_current_conversation: bool,
  response_url_enabled: bool,
  filter: conversationFilter,
};

const elements = {
  button,
  overflow: element(
    "overflow",
    { required: { options: listOf(overflowOption, 1, 5) }, optional: { confirm } },
    checkInitials,
  ),
  static_select: staticSelect,
  multi_static_select: multiStaticSelect,
  users_select: element("users_select", { optional: { ...shared, initial_user: userId } }),
  multi_users_select: element("multi_users_select", {
    optional: { ...shared, initial_users: listOf(userId, 0, 100), max_selected_items: maxSelected },
  }),
  conversations_select: element("conversations_select", {
    optional: { ...shared, ...conversation, initial_conversation: conversationId },
  }),
  multi_conversations_select: element("multi_conversations_select", {
    optional: {
      ...shared,
      default_to_current_conversation: bool,
      filter: conversationFilter,
      initial_conversations: listOf(conversationId, 0, 100),
      max_selected_items: maxSelected,
    },
  }),
  channels_select: element("channels_select", {
    optional: { ...shared, initial_channel: channelId, response_url_enabled: bool },
  }),
  multi_channels_select: element("multi_channels_select", {
    optional: { ...shared, initial_channels: listOf(channelId, 0, 100), max_selected_items: maxSelected },
  }),
  checkboxes: choices("checkboxes", { initial_options: listOf(listOption, 1, 10) }),
  radio_buttons: choices("radio_buttons", { initial_option: listOption }),
  datepicker: element("datepicker", { optional: { ...shared, initial_date: date } }),
  timepicker: element("timepicker", { optional: { ...shared, initial_time: time, timezone: textOf(100) } }),
  datetimepicker: element("datetimepicker", {
    optional: { initial_date_time: whole(1_000_000_000, 9_999_999_999), confirm, focus_on_load: bool },
  }),
  plain_text_input: plainTextInput,
  email_text_input: typedInput("email_text_input", { initial_value: textOf(3_000, 0) }),
  url_text_input: typedInput("url_text_input", { initial_value: textOf(3_000, 0) }),
  number_input: numberInput,
} as const satisfies Record<string, Check>;

type Kind = keyof typeof elements;

/** A check that takes only these kinds of element. */
export function elementOf(...kinds: readonly Kind[]): Check {
  return byType(Object.fromEntries(kinds.map((kind) => [kind, elements[kind]])));
}
