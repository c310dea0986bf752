// Slack's confirm dialog: asked before a button or a choice takes effect.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useId } from "preact/hooks";
import type { Json } from "../../client/seen.ts";
import { TextObject } from "../blocks/text-object.ts";
import { Dialog } from "./dialog.ts";
import { plainOf } from "./value.ts";

export type ConfirmProps = { confirm: Json; answer: (isConfirmed: boolean) => void };

export function Confirm({ confirm, answer }: ConfirmProps): VNode {
  const id = useId();
  const style = confirm.style === "danger" ? "form-button-danger" : "form-button-primary";
  const [deny, accept] = [(): void => answer(false), (): void => answer(true)];
  return html`<${Dialog} class="form-dialog form-confirm" role="alertdialog" labelledBy=${id} onEscape=${deny}>
    <h2 class="form-confirm-title" id=${id}>${plainOf(confirm.title)}</h2>
    <div class="form-confirm-text"><${TextObject} text=${confirm.text} /></div>
    <div class="form-confirm-buttons">
      <button type="button" class="form-button" onClick=${deny}>${plainOf(confirm.deny) || "Cancel"}</button>
      <button type="button" class=${`form-button ${style}`} onClick=${accept}>
        ${plainOf(confirm.confirm) || "OK"}
      </button>
    </div>
  <//>`;
}
