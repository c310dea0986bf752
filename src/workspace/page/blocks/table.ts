// Tables of cells: the table block, and the data table with its caption.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Json } from "../../client/seen.ts";
import { isObject, objects, textOf } from "../forms/value.ts";
import type { BlockProps } from "./blocks.ts";
import { RichText } from "./rich-text.ts";

const rowsOf = (block: Json): Json[][] => (Array.isArray(block.rows) ? block.rows.map(objects) : []);

function classOf(setting: unknown, cell: Json): string {
  const align = isObject(setting) && typeof setting.align === "string" ? setting.align : null;
  const side = align ?? (cell.type === "raw_number" ? "right" : "left");
  const isWrapped = isObject(setting) && setting.is_wrapped === true;
  return `table-${side}${isWrapped ? " table-wrapped" : ""}`;
}

function Cell({ cell }: { cell: Json }): VNode {
  if (cell.type === "rich_text") return html`<${RichText} block=${cell} blockId="" />`;
  return html`<span>${textOf(cell.text)}</span>`;
}

type GridProps = { rows: Json[][]; settings: readonly unknown[]; headColumn: number; caption: string };

function Grid({ rows, settings, headColumn, caption }: GridProps): VNode {
  const [head = [], ...body] = rows;
  // A wide table is scrolled by itself, by keyboard too.
  return html`<div class="block-table" tabindex="0" role="region" aria-label=${caption || "Table"}>
    <table>
      ${caption === "" ? null : html`<caption>${caption}</caption>`}
      <thead>
        <tr>
          ${head.map((cell, at) => {
            const name = classOf(settings[at], cell);
            return html`<th scope="col" class=${name}><${Cell} cell=${cell} /></th>`;
          })}
        </tr>
      </thead>
      <tbody>
        ${body.map(
          (row) =>
            html`<tr>
              ${row.map((cell, at) =>
                at === headColumn
                  ? html`<th scope="row" class=${classOf(settings[at], cell)}><${Cell} cell=${cell} /></th>`
                  : html`<td class=${classOf(settings[at], cell)}><${Cell} cell=${cell} /></td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function Table({ block }: BlockProps): VNode {
  const settings = Array.isArray(block.column_settings) ? block.column_settings : [];
  return html`<${Grid} rows=${rowsOf(block)} settings=${settings} headColumn=${-1} caption="" />`;
}

/** All rows at once: Slack turns pages, here one scrolls. */
export function DataTable({ block }: BlockProps): VNode {
  const headColumn = typeof block.row_header_column_index === "number" ? block.row_header_column_index : 0;
  const caption = textOf(block.caption);
  return html`<${Grid} rows=${rowsOf(block)} settings=${[]} headColumn=${headColumn} caption=${caption} />`;
}
