// What is read out of a Markdown tree before it is drawn: its headings and their ids, the addresses that its references
// name. Pure.

import type { Json } from "../../client/seen.ts";
import { isObject, objects, textOf } from "../forms/value.ts";

/** The words of a node, without its marks. */
export function wordsOf(node: unknown): string {
  if (!isObject(node)) return "";
  if (typeof node.value === "string") return node.value;
  if (node.type === "image") return textOf(node.alt);
  return objects(node.children).map(wordsOf).join("");
}

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

export type Heading = { id: string; depth: number; text: string };
export type HeadingIds = ReadonlyMap<Json, string>;

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "") || "section";

function headingsIn(root: Json): { node: Json; heading: Heading }[] {
  const counts = new Map<string, number>();
  return [...walk(root)]
    .filter(({ type }) => type === "heading")
    .map((node) => {
      const text = wordsOf(node);
      const name = slug(text);
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      // The prefix keeps a heading's id from being one of the page's own.
      const id = `doc-${name}${count === 0 ? "" : `-${count + 1}`}`;
      return { node, heading: { id, depth: Number(node.depth), text } };
    });
}

/** For a table of contents: the ids are those that Markdown gives its headings. */
export function headingsOf(tree: unknown): Heading[] {
  return isObject(tree) ? headingsIn(tree).map(({ heading }) => heading) : [];
}

export const headingIdsOf = (root: Json): HeadingIds =>
  new Map(headingsIn(root).map(({ node, heading }) => [node, heading.id]));

/** Its paragraphs stand apart. */
export const isLoose = (item: Json): boolean => item.spread === true;
export const isTight = (list: Json): boolean => !objects(list.children).some(isLoose);
