// Draws Markdown that the workspace has read into a tree (mdast with GFM and front matter): for markdown blocks and for
// documents. HTML in it is text, and only images of this server are loaded.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { Json } from "../../client/seen.ts";
import { ownAddress } from "../blocks/image.ts";
import { isObject, objects, textOf } from "../forms/value.ts";
import { Link } from "../text/link.ts";
import { FrontMatter } from "./front-matter.ts";
import { MarkdownTable } from "./markdown-table.ts";
import { definitionsOf, isLoose, isTight } from "./markdown-tree.ts";

/** What the drawing of one node needs to know of the whole. */
export type Whole = { definitions: ReadonlyMap<string, string> };
type Draw = (node: Json, whole: Whole) => ComponentChildren;

const inner: Draw = ({ children }, whole) => objects(children).map((child) => drawNode(child, whole));

const Picture = ({ address, alt }: { address: string; alt: string }): VNode => {
  const own = ownAddress(address);
  if (own !== null) return html`<img class="markdown-image" src=${own} alt=${alt} loading="lazy" />`;
  return html`<${Link} url=${address}>${alt || address}<//>`;
};

const addressOf = ({ identifier }: Json, { definitions }: Whole): string =>
  definitions.get(textOf(identifier).toLowerCase()) ?? "";

/** A link within the document goes to its heading; all others as everywhere. */
function drawLink(url: string, label: ComponentChildren): VNode {
  return html`<${Link} url=${url} class="text-link">${label}<//>`;
}

function drawItem(node: Json, whole: Whole): VNode {
  const isTask = typeof node.checked === "boolean";
  const parts = objects(node.children).map((child) =>
    // The paragraph of a close list is just its line.
    child.type === "paragraph" && !isLoose(node) ? inner(child, whole) : drawNode(child, whole),
  );
  if (!isTask) return html`<li>${parts}</li>`;
  const isDone = node.checked === true;
  const box = html`<input type="checkbox" checked=${isDone} disabled aria-label=${isDone ? "Done" : "To do"} />`;
  return html`<li class="markdown-task">${box} ${parts}</li>`;
}

function drawList(node: Json, whole: Whole): VNode {
  const className = isTight(node) ? "markdown-tight" : "";
  const items = objects(node.children).map((item) => drawItem(item, whole));
  if (node.ordered !== true) return html`<ul class=${className}>${items}</ul>`;
  return html`<ol class=${className} start=${typeof node.start === "number" ? node.start : 1}>${items}</ol>`;
}

const headings = ["h1", "h2", "h3", "h4", "h5", "h6"];

const draws: Record<string, Draw> = {
  root: inner,
  paragraph: (node, whole) => html`<p>${inner(node, whole)}</p>`,
  heading: (node, whole) => {
    const tag = headings[Number(node.depth) - 1] ?? "h6";
    return html`<${tag}>${inner(node, whole)}<//>`;
  },
  text: ({ value }) => textOf(value),
  emphasis: (node, whole) => html`<em>${inner(node, whole)}</em>`,
  strong: (node, whole) => html`<strong>${inner(node, whole)}</strong>`,
  delete: (node, whole) => html`<del>${inner(node, whole)}</del>`,
  inlineCode: ({ value }) => html`<code class="text-code">${textOf(value)}</code>`,
  code: ({ value }) => html`<pre class="text-pre" tabindex="0"><code>${textOf(value)}</code></pre>`,
  html: ({ value }) => textOf(value),
  break: () => html`<br />`,
  thematicBreak: () => html`<hr />`,
  blockquote: (node, whole) => html`<blockquote class="text-quote">${inner(node, whole)}</blockquote>`,
  list: drawList,
  link: (node, whole) => drawLink(textOf(node.url), inner(node, whole)),
  linkReference: (node, whole) => drawLink(addressOf(node, whole), inner(node, whole)),
  image: ({ url, alt }) => html`<${Picture} address=${textOf(url)} alt=${textOf(alt)} />`,
  imageReference: (node, whole) => html`<${Picture} address=${addressOf(node, whole)} alt=${textOf(node.alt)} />`,
  table: (node, whole) => html`<${MarkdownTable} table=${node} draw=${(cell: Json) => inner(cell, whole)} />`,
  yaml: ({ value }) => html`<${FrontMatter} text=${textOf(value)} />`,
  definition: () => null,
  footnoteReference: ({ identifier }) => html`<sup>[${textOf(identifier)}]</sup>`,
  footnoteDefinition: (node, whole) =>
    html`<div class="markdown-footnote">[${textOf(node.identifier)}] ${inner(node, whole)}</div>`,
};

function drawNode(node: Json, whole: Whole): ComponentChildren {
  const type = textOf(node.type);
  const draw = Object.hasOwn(draws, type) ? draws[type] : undefined;
  if (draw !== undefined) return draw(node, whole);
  return Array.isArray(node.children) ? inner(node, whole) : textOf(node.value);
}

/** @param tree an mdast root. */
export function Markdown({ tree }: { tree: unknown }): VNode {
  const root = isObject(tree) ? tree : {};
  const whole = useMemo(() => ({ definitions: definitionsOf(root) }), [tree]);
  return html`<div class="markdown">${drawNode(root, whole)}</div>`;
}
