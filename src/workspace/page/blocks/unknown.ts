// Blocks that this page does not draw say so, quietly.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { textOf } from "../forms/value.ts";
import type { BlockProps } from "./blocks.ts";

export function Unknown({ block }: BlockProps): VNode {
  const type = textOf(block.type).replaceAll("_", " ");
  const what = type === "" ? "A block of no type" : `A block of type "${type}"`;
  return html`<div class="block-unknown">${what}: not drawn here</div>`;
}
