// Sections (text, fields in two columns, something at the right) and the small print of contexts.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Json } from "../../client/seen.ts";
import { Element } from "../forms/element.ts";
import { isObject, objects, plainOf, textOf } from "../forms/value.ts";
import type { BlockProps } from "./blocks.ts";
import { Image } from "./image.ts";
import { useStanding } from "./place.ts";
import { TextObject } from "./text-object.ts";

/** Shorter texts can't have more than five lines, so that nothing has to be measured. */
const mayBeLong = (text: string): boolean => text.length > 240 || text.split("\n").length > 5;

const lineHeight = 22;
const foldedHeight = 5 * lineHeight;

/** The height of as many whole lines as fit: quotes and code have lines of other heights, and none is cut in two. */
function wholeLines(box: HTMLElement): number {
  const { top } = box.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(box);
  const ends = [...range.getClientRects()].map(({ bottom }) => Math.ceil(bottom - top) + 2);
  return Math.max(lineHeight, ...ends.filter((end) => end <= foldedHeight + 4));
}

/** Five lines of text, then "See more". */
function Folded({ text }: { text: Json }): VNode {
  const ref = useRef<HTMLDivElement>(null);
  const [isLong, setLong] = useState(false);
  const [isOpen, setOpen] = useState(false);
  useLayoutEffect(() => {
    const box = ref.current;
    if (box === null) return;
    box.style.maxHeight = "";
    if (isOpen) return;
    const isTooHigh = box.scrollHeight > foldedHeight + lineHeight;
    setLong(isTooHigh);
    if (isTooHigh) box.style.maxHeight = `${wholeLines(box)}px`;
  }, [text, isOpen]);
  const turn = (): void => setOpen(!isOpen);
  return html`<div class="block-text">
    <div ref=${ref} class="block-folded"><${TextObject} text=${text} /></div>
    ${
      isLong || isOpen
        ? html`<button type="button" class="block-more" aria-expanded=${isOpen ? "true" : "false"} onClick=${turn}>
            ${isOpen ? "See less" : "See more"}
          </button>`
        : null
    }
  </div>`;
}

function SectionText({ block }: { block: Json }): VNode | null {
  const { place } = useStanding();
  const { text } = block;
  if (!isObject(text)) return null;
  const folds = "ts" in place && block.expand !== true && mayBeLong(textOf(text.text));
  if (folds) return html`<${Folded} text=${text} />`;
  return html`<div class="block-text"><${TextObject} text=${text} /></div>`;
}

function Accessory({ block, blockId }: BlockProps): VNode | null {
  const { accessory } = block;
  if (!isObject(accessory)) return null;
  if (accessory.type === "image") {
    return html`<div class="block-accessory block-accessory-image"><${Image} image=${accessory} /></div>`;
  }
  const label = plainOf(accessory.placeholder) || plainOf(block.text);
  return html`<div class="block-accessory">
    <${Element}
      key=${`${textOf(accessory.action_id)} ${textOf(accessory.type)}`}
      blockId=${blockId}
      element=${accessory}
      label=${label}
    />
  </div>`;
}

export function Section({ block, blockId }: BlockProps): VNode {
  const fields = objects(block.fields);
  return html`<div class="block-section">
    <div class="block-section-main">
      <${SectionText} block=${block} />
      ${
        fields.length === 0
          ? null
          : html`<div class="block-fields">
              ${fields.map((field) => html`<div class="block-field"><${TextObject} text=${field} /></div>`)}
            </div>`
      }
    </div>
    <${Accessory} block=${block} blockId=${blockId} />
  </div>`;
}

export function Context({ block }: BlockProps): VNode {
  return html`<div class="block-context">
    ${objects(block.elements).map((element) =>
      element.type === "image"
        ? html`<${Image} image=${element} class="block-context-image" />`
        : html`<span class="block-context-text"><${TextObject} text=${element} /></span>`,
    )}
  </div>`;
}
