// A field of a form: its label, the element, its hint and what is wrong with it.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { Element } from "../forms/element.ts";
import { isObject, plainOf, textOf } from "../forms/value.ts";
import type { BlockProps } from "./blocks.ts";
import { idAt, useStanding } from "./place.ts";
import { TextObject } from "./text-object.ts";

/** Elements that are groups of controls are named by `aria-labelledby`: a label can name only one control. */
const groups = new Set(["checkboxes", "radio_buttons", "datetimepicker", "file_input"]);

export function InputBlock({ block, blockId }: BlockProps): VNode {
  const standing = useStanding();
  const element = isObject(block.element) ? block.element : {};
  const isOptional = block.optional === true;
  const error = standing.errors[blockId] ?? null;
  const id = idAt(standing, `${blockId}-${textOf(element.action_id)}`, "field");
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`];
  const hint = plainOf(block.hint);
  const described = [error === null ? "" : errorId, hint === "" ? "" : hintId].join(" ").trim();
  const words = html`<${TextObject} text=${block.label} />${
    isOptional ? html`<span class="form-optional"> (optional)</span>` : null
  }`;
  const label = groups.has(textOf(element.type))
    ? html`<span class="form-label" id=${`${id}-label`}>${words}</span>`
    : html`<label class="form-label" for=${id} id=${`${id}-label`}>${words}</label>`;
  return html`<div class=${`form-input${error === null ? "" : " form-input-wrong"}`}>
    ${label}
    <${Element}
      key=${`${textOf(element.action_id)} ${textOf(element.type)}`}
      blockId=${blockId}
      element=${element}
      label=${null}
      input=${{
        describedBy: described === "" ? undefined : described,
        isInvalid: error !== null,
        isOptional,
        isTold: block.dispatch_action === true,
      }}
    />
    ${error === null ? null : html`<div class="form-error" id=${errorId}>${error}</div>`}
    ${hint === "" ? null : html`<div class="form-hint" id=${hintId}><${TextObject} text=${block.hint} /></div>`}
  </div>`;
}
