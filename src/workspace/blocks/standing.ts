// Where interactive elements stand in a block, those of blocks within blocks included.

import type { Json } from "../world.ts";

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** `holder` is the innermost block, whose block_id goes with the element; `at` is a JSON pointer from the outer one. */
export type Standing = { holder: Json; element: Json; at: string };

/** The blocks that a block holds, each with its place. */
export function heldBlocks(block: Json): { inner: Json; at: string }[] {
  const key = block.type === "container" ? "child_blocks" : block.type === "carousel" ? "elements" : null;
  return key === null ? [] : objects(block[key]).map((inner, i) => ({ inner, at: `/${key}/${i}` }));
}

const lists: Record<string, string> = { actions: "elements", context_actions: "elements", card: "actions" };

/** Works on blocks that were not checked yet as well. */
export function standingIn(block: Json): Standing[] {
  const inner = heldBlocks(block).flatMap(({ inner: it, at }) =>
    standingIn(it).map((standing) => ({ ...standing, at: `${at}${standing.at}` })),
  );
  const list = lists[String(block.type)];
  const own = list === undefined ? [] : objects(block[list]).map((element, i) => [element, `/${list}/${i}`] as const);
  const single = ["accessory", "element"].flatMap((key) => {
    const element = block[key];
    return isObject(element) ? [[element, `/${key}`] as const] : [];
  });
  return [...[...own, ...single].map(([element, at]) => ({ holder: block, element, at })), ...inner];
}
