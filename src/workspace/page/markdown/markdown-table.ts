// A table in Markdown: its first row is its head.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import type { Json } from "../../client/seen.ts";
import { objects } from "../forms/value.ts";

export type MarkdownTableProps = { table: Json; draw: (cell: Json) => ComponentChildren };

export function MarkdownTable({ table, draw }: MarkdownTableProps): VNode {
  const align = Array.isArray(table.align) ? table.align : [];
  const classAt = (at: number): string => `table-${typeof align[at] === "string" ? align[at] : "left"}`;
  const [head, ...body] = objects(table.children);
  const cells = (row: Json | undefined): Json[] => objects(row?.children);
  return html`<div class="markdown-table" tabindex="0" role="region" aria-label="Table">
    <table>
      <thead>
        <tr>${cells(head).map((cell, at) => html`<th scope="col" class=${classAt(at)}>${draw(cell)}</th>`)}</tr>
      </thead>
      <tbody>
        ${body.map(
          (row) => html`<tr>${cells(row).map((cell, at) => html`<td class=${classAt(at)}>${draw(cell)}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
