// What is read out of a Markdown tree before it is drawn: the addresses that its references name, and how its lists are
// set. Pure.

import type { Json } from "../../client/seen.ts";
import { objects, textOf } from "../forms/value.ts";

/** Every node, in the order of the document. */
function* walk(node: Json): Generator<Json> {
  yield node;
  for (const child of objects(node.children)) yield* walk(child);
}

/** Reference, in lower case → address. */
export function definitionsOf(root: Json): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const node of walk(root)) {
    const name = textOf(node.identifier).toLowerCase();
    if (node.type === "definition" && !found.has(name)) found.set(name, textOf(node.url));
  }
  return found;
}

/** Its paragraphs stand apart. */
export const isLoose = (item: Json): boolean => item.spread === true;
export const isTight = (list: Json): boolean => !objects(list.children).some(isLoose);
