// Blocks as the page is shown them: with what it cannot find out by itself. Only looks.

import { isObject } from "../blocks/check.ts";
import { fileOf } from "../blocks/within-world.ts";
import type { Json, World } from "../world.ts";
import { markdownTree } from "./markdown-tree.ts";
import { fileAddress, mayRead } from "./readable-file.ts";

/** Images stand in sections, contexts, cards and containers too: whatever names a file is given its address. */
function withAddresses(world: World, viewer: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => withAddresses(world, viewer, inner));
  if (!isObject(value)) return value;
  const inner = Object.entries(value).map(([key, part]) => [key, withAddresses(world, viewer, part)] as const);
  const same = Object.fromEntries(inner);
  const file = isObject(value.slack_file) ? fileOf(world, value.slack_file) : undefined;
  if (file === undefined || !mayRead(world, viewer, file)) return same;
  return { ...same, address: fileAddress(file.id, viewer) };
}

/**
 * A markdown block comes with its tree, since the page has no reader of Markdown; an image that is a file of the
 * workspace with an address, where this person may read that file.
 */
export function seenBlocks(world: World, blocks: Json[] | null, viewer: string): Json[] | null {
  if (blocks === null) return null;
  return blocks.map((block) => {
    if (block.type === "markdown") return { ...block, tree: markdownTree(String(block.text ?? "")) };
    // Most blocks have no image, and are sent as they are.
    return JSON.stringify(block).includes('"slack_file"') ? (withAddresses(world, viewer, block) as Json) : block;
  });
}
