// Asks before something is done that many would miss, as Slack does.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { Dialog } from "./dialog.ts";

export type ConfirmationProps = {
  title: string;
  text: string;
  /** What the button says that does it. */
  accept: string;
  onAccept: () => void;
  onClose: () => void;
};

export function Confirmation({ title, text, accept, onAccept, onClose }: ConfirmationProps): VNode {
  const confirm = (): void => {
    onClose();
    onAccept();
  };
  return html`<${Dialog} title=${title} onClose=${onClose} kind="dialog-small">
    <p class="dialog-text">${text}</p>
    <div class="dialog-foot">
      <button type="button" class="button" onClick=${onClose}>Cancel</button>
      <button type="button" class="button button-danger" autofocus onClick=${confirm}>${accept}</button>
    </div>
  <//>`;
}
