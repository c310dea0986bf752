// The alert of a modal.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { textOf } from "../forms/value.ts";
import type { BlockProps } from "./blocks.ts";
import { TextObject } from "./text-object.ts";

const signs: Record<string, string> = { info: "i", warning: "!", error: "!", success: "✓" };

export function Alert({ block }: BlockProps): VNode {
  const level = Object.hasOwn(signs, textOf(block.level)) ? textOf(block.level) : "default";
  const sign = signs[level];
  return html`<div class=${`block-alert block-alert-${level}`} role="note">
    ${sign === undefined ? null : html`<span class="block-alert-sign" aria-label=${level} role="img">${sign}</span>`}
    <span class="block-alert-text"><${TextObject} text=${block.text} /></span>
  </div>`;
}
