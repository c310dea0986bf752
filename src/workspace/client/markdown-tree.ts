// Markdown as a tree, for the page: it draws the tree and needs no reader of Markdown of its own.

import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Json } from "../world.ts";

/** Places in the source are of no use to who draws the tree, and twice as long as the tree. */
function withoutPositions(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutPositions);
  if (typeof node !== "object" || node === null) return node;
  const parts = Object.entries(node).filter(([key]) => key !== "position");
  return Object.fromEntries(parts.map(([key, part]) => [key, key === "children" ? withoutPositions(part) : part]));
}

const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/;

/** mdast with GitHub's tables, lists and strikethrough; front matter is its first node: `{type: "yaml", value}`. */
export function markdownTree(markdown: string): Json {
  const [whole = "", head] = frontMatter.exec(markdown) ?? [];
  const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
  const tree = withoutPositions(fromMarkdown(markdown.slice(whole.length), options)) as Json & { children: unknown[] };
  if (head === undefined) return tree;
  return { ...tree, children: [{ type: "yaml", value: head }, ...tree.children] };
}
