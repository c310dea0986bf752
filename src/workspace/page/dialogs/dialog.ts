// A dialog over the page, on the browser's own <dialog>: it holds the focus, Escape closes it, and what had the focus
// before has it again afterwards.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../icon.ts";

export type DialogProps = {
  title: string;
  onClose: () => void;
  /** "dialog-…" for a width of its own. */
  kind?: string;
  children?: ComponentChildren;
};

export function Dialog({ title, onClose, kind = "", children }: DialogProps): VNode {
  const box = useRef<HTMLDialogElement | null>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const closeOutside = (event: MouseEvent): void => {
    if (event.target === box.current) onClose();
  };
  return html`<dialog
    ref=${box}
    class=${`dialog ${kind}`}
    aria-labelledby=${id}
    onCancel=${(event: Event) => {
      event.preventDefault();
      onClose();
    }}
    onMouseDown=${closeOutside}
  >
    <div class="dialog-body">
      <header class="dialog-head">
        <h2 id=${id} class="dialog-title">${title}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick=${onClose}><${Icon} name="close" /></button>
      </header>
      ${children}
    </div>
  </dialog>`;
}
