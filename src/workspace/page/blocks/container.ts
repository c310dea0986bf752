// A container: a titled frame round other blocks, which may fold.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { isObject, objects } from "../forms/value.ts";
import { BlockList, type BlockProps } from "./blocks.ts";
import { RichText } from "./rich-text.ts";
import { TextObject } from "./text-object.ts";

export function Container({ block, blockId }: BlockProps): VNode {
  const title = isObject(block.rich_text_title)
    ? html`<${RichText} block=${block.rich_text_title} blockId=${blockId} />`
    : html`<${TextObject} text=${block.title} />`;
  const inner = html`<div class="blocks"><${BlockList} blocks=${objects(block.child_blocks)} /></div>`;
  if (block.is_collapsible === true) {
    return html`<details class="block-container" open=${block.default_collapsed !== true}>
      <summary class="block-container-title">${title}</summary>
      ${inner}
    </details>`;
  }
  return html`<div class="block-container"><div class="block-container-title">${title}</div>${inner}</div>`;
}
