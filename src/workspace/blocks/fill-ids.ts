// What Slack adds to blocks that an app sends: ids where none were given, and the defaults of text and inputs as they
// stand in every recorded message and view (extracted-from-tests/block_actions.button.view.json, view_submission.json).

import { nextWord } from "../ids.ts";
import type { Json, World } from "../world.ts";
import { heldBlocks, standingIn } from "./standing.ts";

type Counters = Pick<World, "counters">;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `emoji` and `verbatim` of text objects, however deep; rich text has neither. */
function withTextDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextDefaults);
  if (!isObject(value)) return value;
  if (value.type === "plain_text") return { ...value, emoji: value.emoji ?? true };
  if (value.type === "mrkdwn") return { ...value, verbatim: value.verbatim ?? false };
  if (value.type === "rich_text") return { ...value };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTextDefaults(inner)]));
}

/** The images beside which elements stand have no action_id. */
const isActing = (element: Json) => typeof element.type === "string" && element.type !== "image";

const dispatching = new Set(["plain_text_input", "email_text_input", "url_text_input", "number_input"]);

function fillElement(world: Counters, element: Json): void {
  if (!isActing(element)) return;
  if (typeof element.action_id !== "string") element.action_id = nextWord(world, "action");
  if (dispatching.has(String(element.type)))
    element.dispatch_action_config ??= { trigger_actions_on: ["on_enter_pressed"] };
}

/** In place: `block` is a copy already. */
function fillBlock(world: Counters, block: Json): void {
  if (typeof block.block_id !== "string" || block.block_id === "") block.block_id = nextWord(world, "block");
  if (block.type === "input") {
    block.optional ??= false;
    block.dispatch_action ??= false;
  }
  for (const { holder, element } of standingIn(block)) if (holder === block) fillElement(world, element);
  for (const { inner } of heldBlocks(block)) fillBlock(world, inner);
}

/**
 * A copy in which every block has a block_id, every interactive element an action_id, and everything else its default.
 * Blocks must be valid already.
 */
export function fillIds(world: Counters, blocks: readonly Json[]): Json[] {
  return blocks.map((block) => {
    const filled = withTextDefaults(block) as Json;
    fillBlock(world, filled);
    return filled;
  });
}

/** The same for a whole view. Its title and buttons are recorded with `emoji: false` where the app did not ask. */
export function fillView(world: Counters, view: Json): Json {
  const filled: Json = { ...view };
  for (const key of ["title", "submit", "close"]) {
    const text = filled[key];
    if (isObject(text)) filled[key] = { ...text, emoji: text.emoji ?? false };
  }
  return { ...filled, blocks: fillIds(world, (view.blocks as Json[] | undefined) ?? []) };
}
