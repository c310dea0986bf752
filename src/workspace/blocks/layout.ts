// Layout blocks and their limits, and on which surface each is allowed (FACTS 3).

import type { Json } from "../world.ts";
import {
  bool,
  byType,
  type Check,
  type Fields,
  isObject,
  listOf,
  objectOf,
  oneOf,
  type Report,
  textOf,
  typeField,
} from "./check.ts";
import { elementOf } from "./elements.ts";
import { anyText, plainText } from "./objects.ts";
import { richTextElements } from "./rich-text.ts";

export type Surface = "message" | "modal" | "home";

type Extra = (value: Json, at: string, report: Report) => void;

function block(type: string, fields: Fields, extra?: Extra): Check {
  const required = { ...typeField(type), ...fields.required };
  return objectOf({ required, optional: { block_id: textOf(255, 0), ...fields.optional } }, extra);
}

const slackFile = objectOf({ optional: { id: textOf(50), url: textOf(3_000) } }, (value, at, report) => {
  if ((value.id === undefined) === (value.url === undefined)) report("exactly one of id and url is required", at);
});

function imageSource(value: Json, at: string, report: Report): void {
  if ((value.image_url === undefined) === (value.slack_file === undefined)) {
    report("exactly one of image_url and slack_file is required", at);
  }
}

const image = { image_url: textOf(3_000), slack_file: slackFile };

const imageElement = objectOf(
  { required: { ...typeField("image"), alt_text: textOf(2_000) }, optional: image },
  imageSource,
);

const pickers = ["datepicker", "timepicker"] as const;
const menus = ["static_select", "users_select", "conversations_select", "channels_select"] as const;
const multi = [
  "multi_static_select",
  "multi_users_select",
  "multi_conversations_select",
  "multi_channels_select",
] as const;
const choices = ["checkboxes", "radio_buttons"] as const;
const typed = ["email_text_input", "url_text_input", "number_input"] as const;

function accessory(): Check {
  const interactive = elementOf("button", "overflow", ...menus, ...multi, ...choices, ...pickers);
  return (value, at, report) => {
    if (isObject(value) && value.type === "image") imageElement(value, at, report);
    else interactive(value, at, report);
  };
}

const section = block(
  "section",
  {
    optional: { text: anyText(3_000), fields: listOf(anyText(2_000), 1, 10), accessory: accessory(), expand: bool },
  },
  (value, at, report) => {
    if (value.text === undefined && value.fields === undefined) report("missing required field: text", at);
  },
);

const contextElement: Check = (value, at, report) => {
  if (isObject(value) && value.type === "image") imageElement(value, at, report);
  else anyText(3_000)(value, at, report);
};

/** action_ids have to differ within a block: Slack refuses the message otherwise. */
const distinctActions: Extra = (value, at, report) => {
  const seen = new Set<unknown>();
  for (const [i, element] of (value.elements as Json[]).entries()) {
    if (element.action_id !== undefined && seen.has(element.action_id)) {
      report(`action_id "${String(element.action_id)}" already exists`, `${at}/elements/${i}/action_id`);
    }
    seen.add(element.action_id);
  }
};

function actions(surface: Surface): Check {
  const dateTime = surface === "home" ? [] : (["datetimepicker"] as const);
  const allowed = elementOf("button", "overflow", ...menus, ...choices, ...pickers, ...dateTime);
  return block("actions", { required: { elements: listOf(allowed, 1, 25) } }, distinctActions);
}

function input(surface: Surface): Check {
  const dateTime = surface === "home" ? [] : (["datetimepicker"] as const);
  const inModals = surface === "modal" ? typed : [];
  const allowed = elementOf("plain_text_input", ...menus, ...multi, ...choices, ...pickers, ...dateTime, ...inModals);
  return block("input", {
    required: { label: plainText(2_000), element: allowed },
    optional: { hint: plainText(2_000), optional: bool, dispatch_action: bool },
  });
}

function common(surface: Surface): Record<string, Check> {
  return {
    section,
    header: block("header", { required: { text: plainText(150) } }),
    context: block("context", { required: { elements: listOf(contextElement, 1, 10) } }),
    actions: actions(surface),
    divider: block("divider", {}),
    image: block(
      "image",
      { required: { alt_text: textOf(2_000) }, optional: { ...image, title: plainText(2_000) } },
      imageSource,
    ),
    input: input(surface),
    rich_text: block("rich_text", { required: { elements: richTextElements } }),
  };
}

const alert = block("alert", {
  required: { text: anyText(200) },
  optional: { level: oneOf("default", "info", "warning", "error", "success") },
});

const surfaces: Record<Surface, Check> = {
  message: byType({ ...common("message"), markdown: block("markdown", { required: { text: textOf(12_000) } }) }),
  modal: byType({ ...common("modal"), alert }),
  home: byType(common("home")),
};

/** A check of one block as it may stand on this surface. */
export function blockOn(surface: Surface): Check {
  return surfaces[surface];
}
