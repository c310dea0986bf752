// A dialog over the page with a title and a way to close it.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useId } from "preact/hooks";
import { Dialog as BareDialog } from "../forms/dialog.ts";
import { Icon } from "../icon.ts";

export type DialogProps = {
  title: string;
  onClose: () => void;
  /** "dialog-…" for a width of its own. */
  kind?: string;
  children?: ComponentChildren;
};

export function Dialog({ title, onClose, kind = "", children }: DialogProps): VNode {
  const id = useId();
  return html`<${BareDialog} class=${`dialog ${kind}`} labelledBy=${id} onEscape=${onClose} closesOutside=${true}>
    <div class="dialog-body">
      <header class="dialog-head">
        <h2 id=${id} class="dialog-title">${title}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick=${onClose}>
          <${Icon} name="close" />
        </button>
      </header>
      ${children}
    </div>
  <//>`;
}
