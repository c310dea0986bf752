// Reads a postmortem back with another program than the one that wrote it.

import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { parse } from "yaml";
import { bodyOf } from "./told.ts";

/**
 * Without the reader's afterthought that makes a link of `https\\://…`, in which the colon is escaped
 * (GitHub makes none).
 */
const readers = gfmFromMarkdown().map((reader) => ({ ...reader, transforms: [] }));

export const treeIn = (document: string): Root =>
  fromMarkdown(bodyOf(document), { extensions: [gfm()], mdastExtensions: readers });

export const frontMatterIn = (document: string): Record<string, unknown> =>
  parse(document.slice(4, document.indexOf("\n---\n")));

/** Every node of a tree, itself first. */
export function nodesIn(node: Nodes): Nodes[] {
  return "children" in node ? [node, ...node.children.flatMap((child: Nodes) => nodesIn(child))] : [node];
}

/** What a reader sees, with a line break where there is one and an empty line between blocks. */
export function textOf(node: Nodes): string {
  if (node.type === "break") return "\n";
  if ("value" in node) return node.value;
  if (!("children" in node)) return "";
  const isBlocks = ["root", "blockquote", "list", "listItem"].includes(node.type);
  return (node.children as Nodes[]).map(textOf).join(isBlocks ? "\n\n" : "");
}

/** What stands between one heading and the next of its depth or higher, by the heading's text. */
export function sectionsIn(root: Root): Map<string, Nodes[]> {
  const sections = new Map<string, Nodes[]>();
  let current: Nodes[] = [];
  for (const node of root.children) {
    if (node.type === "heading") {
      current = [];
      sections.set(textOf(node), current);
    } else current.push(node);
  }
  return sections;
}

type Shape = { type: string; value?: string; url?: string; depth?: number; children?: Shape[] };

/** A tree without what serialising may change: positions, and how loosely lists are set. */
export function shapeOf(node: Nodes): Shape {
  const shape: Shape = { type: node.type };
  if ("value" in node) shape.value = node.value;
  if ("url" in node) shape.url = node.url;
  if ("depth" in node) shape.depth = node.depth;
  if ("children" in node) shape.children = (node.children as Nodes[]).map(shapeOf);
  return shape;
}
