// Blocks that this page does not draw say so, quietly.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { textOf } from "../forms/value.ts";
import type { BlockProps } from "./blocks.ts";

export function Unknown({ block }: BlockProps): VNode {
  const type = textOf(block.type).replaceAll("_", " ");
  return html`<div class="block-unknown">${type === "" ? "A block of no type" : `A ${type} block`}: not drawn here</div>`;
}
