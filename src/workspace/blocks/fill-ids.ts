// Slack gives a block_id and an action_id to each block and element that came without one.

import { nextWord } from "../ids.ts";
import type { Json, World } from "../world.ts";

const withAction = new Set([
  "button",
  "checkboxes",
  "channels_select",
  "conversations_select",
  "datepicker",
  "datetimepicker",
  "email_text_input",
  "external_select",
  "file_input",
  "multi_channels_select",
  "multi_conversations_select",
  "multi_external_select",
  "multi_static_select",
  "multi_users_select",
  "number_input",
  "overflow",
  "plain_text_input",
  "radio_buttons",
  "rich_text_input",
  "static_select",
  "timepicker",
  "url_text_input",
  "users_select",
]);

type Counters = Pick<World, "counters">;

function fillElement(world: Counters, element: unknown): unknown {
  if (typeof element !== "object" || element === null) return element;
  const { type, action_id: actionId } = element as Json;
  if (typeof type !== "string" || !withAction.has(type) || typeof actionId === "string") return element;
  return { action_id: nextWord(world, "action"), ...element };
}

/**
 * A copy in which every block has a block_id and every interactive element an action_id. Blocks must be valid already.
 */
export function fillIds(world: Counters, blocks: readonly Json[]): Json[] {
  return blocks.map((block) => {
    const filled: Json = { ...block };
    if (typeof block.block_id !== "string" || block.block_id === "") filled.block_id = nextWord(world, "block");
    if (block.type === "actions" && Array.isArray(block.elements)) {
      filled.elements = block.elements.map((element) => fillElement(world, element));
    }
    if (block.accessory !== undefined) filled.accessory = fillElement(world, block.accessory);
    if (block.element !== undefined) filled.element = fillElement(world, block.element);
    return filled;
  });
}
