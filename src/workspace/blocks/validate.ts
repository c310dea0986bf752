// Says what Slack would refuse in a message's blocks or in a view, as texts with JSON pointers; an empty list is valid.

import { messageLimits, viewLimits } from "../limits.ts";
import type { Json, World } from "../world.ts";
import { anything, bool, isObject, listOf, objectOf, oneOf, type Report, textOf } from "./check.ts";
import { blockOn, type Surface } from "./layout.ts";
import { plainText } from "./objects.ts";
import { checkTogether } from "./together.ts";
import { checkInWorld } from "./within-world.ts";

function collect(run: (report: Report) => void): string[] {
  const problems: string[] = [];
  run((message, at) => {
    problems.push(`${message} [json-pointer:${at}]`);
  });
  return problems;
}

function checkBlocks(world: World, blocks: unknown, at: string, surface: Surface, max: number, report: Report): void {
  listOf(blockOn(surface), 0, max)(blocks, at, report);
  if (!Array.isArray(blocks)) return;
  checkTogether(blocks, at, surface, report);
  checkInWorld(world, blocks, at, report);
}

export function problemsOfMessageBlocks(world: World, blocks: unknown): string[] {
  return collect((report) => checkBlocks(world, blocks, "/blocks", "message", messageLimits.blocks, report));
}

const id = textOf(viewLimits.id, 0);
const ids = { private_metadata: textOf(viewLimits.privateMetadata, 0), callback_id: id, external_id: id };

const modal = objectOf(
  {
    required: { type: oneOf("modal"), title: plainText(viewLimits.title), blocks: anything },
    optional: {
      ...ids,
      submit: plainText(viewLimits.title),
      close: plainText(viewLimits.title),
      clear_on_close: bool,
      notify_on_close: bool,
      submit_disabled: bool,
    },
  },
  (value, at, report) => {
    const blocks = Array.isArray(value.blocks) ? (value.blocks as Json[]) : [];
    const hasInput = blocks.some((block) => isObject(block) && block.type === "input");
    if (hasInput && value.submit === undefined) report("missing required field: submit", at);
  },
);

const home = objectOf({ required: { type: oneOf("home"), blocks: anything }, optional: ids });

/** @param types which types of view the method takes. */
export function problemsOfView(world: World, view: Json, types: readonly string[]): string[] {
  const { type, blocks } = view;
  if (type !== "modal" && type !== "home") return ["unsupported type [json-pointer:/view/type]"];
  if (!types.includes(type)) return [`must be one of ${types.join(", ")} [json-pointer:/view/type]`];
  // null stands for "not given" where the SDK's types allow it.
  const given = Object.fromEntries(Object.entries(view).filter(([, value]) => value !== null));
  return collect((report) => {
    (type === "modal" ? modal : home)(given, "/view", report);
    if (blocks !== undefined) checkBlocks(world, blocks, "/view/blocks", type, viewLimits.blocks, report);
  });
}
