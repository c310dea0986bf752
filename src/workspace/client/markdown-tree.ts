// Markdown as a tree, for the page: it draws the tree and needs no reader of Markdown of its own.

import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Json } from "../world.ts";
import { markdownCharacters, markdownDepth } from "./limits.ts";

/** Places in the source are of no use to who draws the tree, and twice as long as the tree. */
function withoutPositions(node: unknown, depth = 0): unknown {
  if (depth > markdownDepth) throw new RangeError(`This Markdown is nested more than ${markdownDepth} deep.`);
  if (Array.isArray(node)) return node.map((one) => withoutPositions(one, depth));
  if (typeof node !== "object" || node === null) return node;
  const parts = Object.entries(node).filter(([key]) => key !== "position");
  return Object.fromEntries(
    parts.map(([key, part]) => [key, key === "children" ? withoutPositions(part, depth + 1) : part]),
  );
}

type Tree = Json & { children: unknown[] };

const asWritten = (markdown: string): Tree => ({
  type: "root",
  children: [{ type: "code", lang: null, meta: null, value: markdown }],
});

function treeOf(markdown: string): Tree {
  if (markdown.length > markdownCharacters) return asWritten(markdown);
  try {
    const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
    return withoutPositions(fromMarkdown(markdown, options)) as Tree;
  } catch (error) {
    // Too deep for its reader's stack, or for who draws it: shown as it is written, so that the page has the rest.
    if (!(error instanceof RangeError)) throw error;
    return asWritten(markdown);
  }
}

const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/;

/** mdast with GitHub's tables, lists and strikethrough; front matter is its first node: `{type: "yaml", value}`. */
export function markdownTree(markdown: string): Json {
  const [whole = "", head] = frontMatter.exec(markdown) ?? [];
  const tree = treeOf(markdown.slice(whole.length));
  if (head === undefined) return tree;
  return { ...tree, children: [{ type: "yaml", value: head }, ...tree.children] };
}
