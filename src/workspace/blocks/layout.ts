// Layout blocks and their limits, and on which surface each is allowed (FACTS 3).

import type { Extra } from "./actionable.ts";
import { card, carousel, containerOf, plan, taskCard } from "./cards.ts";
import {
  bool,
  both,
  byType,
  type Check,
  type Fields,
  isObject,
  listOf,
  matching,
  objectOf,
  oneOf,
  textOf,
  typeField,
} from "./check.ts";
import { contextActions, type ElementKind, elementOf } from "./elements.ts";
import { imageAddress, imageElement, imageFields, imageSource } from "./images.ts";
import { menus, multiMenus } from "./menus.ts";
import { anyText, plainText } from "./objects.ts";
import { richTextElements } from "./rich-text.ts";
import { chartFields, checkDataTable, dataTableFields, tableFields } from "./tables.ts";
import { modalInputs, typedInputs } from "./typed-inputs.ts";

export type Surface = "message" | "modal" | "home";

function block(type: string, fields: Fields, extra?: Extra): Check {
  const required = { ...typeField(type), ...fields.required };
  return objectOf({ required, optional: { block_id: textOf(255, 0), ...fields.optional } }, extra);
}

const kindsOf = (kinds: object) => Object.keys(kinds) as ElementKind[];

const chosen: readonly ElementKind[] = [
  ...kindsOf(menus),
  ...kindsOf(multiMenus),
  "checkboxes",
  "radio_buttons",
  "datepicker",
  "timepicker",
];

/** A date and time in one is for messages and modals. */
const dateTime = (surface: Surface): ElementKind[] => (surface === "home" ? [] : ["datetimepicker"]);

function accessory(): Check {
  const interactive = elementOf("button", "overflow", ...chosen);
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

const image = block(
  "image",
  { required: { alt_text: textOf(2_000) }, optional: { ...imageFields, title: plainText(2_000) } },
  imageSource,
);

const secure = both(textOf(3_000), matching(/^https:\/\/\S+$/i, "must be a valid HTTPS URL"));

const video = block("video", {
  required: {
    video_url: secure,
    thumbnail_url: imageAddress,
    alt_text: textOf(2_000),
    title: plainText(199),
  },
  optional: {
    title_url: secure,
    author_name: textOf(49),
    provider_name: textOf(3_000),
    provider_icon_url: imageAddress,
    description: plainText(3_000),
  },
});

function input(surface: Surface): Check {
  const inModals = surface === "modal" ? kindsOf(modalInputs) : [];
  const allowed = elementOf(...kindsOf(typedInputs), ...chosen, ...dateTime(surface), ...inModals);
  return block("input", {
    required: { label: plainText(2_000), element: allowed },
    optional: { hint: plainText(2_000), optional: bool, dispatch_action: bool },
  });
}

function common(surface: Surface): Record<string, Check> {
  const acting = elementOf("button", "overflow", "rich_text_input", ...chosen, ...dateTime(surface));
  return {
    section,
    header: block("header", { required: { text: plainText(150) } }),
    context: block("context", { required: { elements: listOf(contextElement, 1, 10) } }),
    actions: block("actions", { required: { elements: listOf(acting, 1, 25) } }),
    divider: block("divider", {}),
    image,
    input: input(surface),
    rich_text: block("rich_text", { required: { elements: richTextElements } }),
    video,
  };
}

/** What messages and homes hold, modals not. */
function wide(surface: Surface): Record<string, Check> {
  const table = block("table", tableFields);
  const { input: field, actions, context, divider, header, rich_text, section: text } = common(surface);
  const inside = { input: field, actions, context, divider, header, image, rich_text, section: text, table, video };
  return {
    table,
    data_table: block("data_table", dataTableFields, checkDataTable),
    container: containerOf(byType(inside as Record<string, Check>), {
      title: plainText(150),
      subtitle: anyText(150),
      width: oneOf("narrow", "standard", "wide", "full"),
      is_collapsible: bool,
      default_collapsed: bool,
      has_header_divider: bool,
    }),
  };
}

const inMessages: Record<string, Check> = {
  markdown: block("markdown", { required: { text: textOf(12_000) } }),
  context_actions: block("context_actions", { required: { elements: listOf(contextActions, 1, 5) } }),
  data_visualization: block("data_visualization", chartFields),
  card,
  carousel,
  task_card: taskCard,
  plan,
};

const alert = block("alert", {
  required: { text: anyText(200) },
  optional: { level: oneOf("default", "info", "warning", "error", "success") },
});

const surfaces: Record<Surface, Check> = {
  message: byType({ ...common("message"), ...wide("message"), ...inMessages }),
  modal: byType({ ...common("modal"), alert }),
  home: byType({ ...common("home"), ...wide("home") }),
};

/** A check of one block as it may stand on this surface. */
export function blockOn(surface: Surface): Check {
  return surfaces[surface];
}
