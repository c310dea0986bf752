// A modal dialog of the browser's own: it keeps the focus inside, the rest of the page out of reach, and gives the
// focus back. Escape is ours: menus inside close first.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export type DialogProps = {
  class: string;
  labelledBy: string;
  onEscape: () => void;
  /** True: a click beside it closes it too. */
  closesOutside?: boolean;
  role?: "dialog" | "alertdialog";
  children?: ComponentChildren;
};

const focusable = "button, a[href], input, select, textarea, summary, [tabindex='0']";

function reachable(dialog: HTMLElement): HTMLElement[] {
  const all = [...dialog.querySelectorAll<HTMLElement>(focusable)];
  return all.filter((one) => !one.matches(":disabled") && one.tabIndex >= 0 && one.getClientRects().length > 0);
}

/** The browser lets Tab leave for its own bars: in Slack it goes round. */
function goRound(event: KeyboardEvent, dialog: HTMLElement): void {
  const all = reachable(dialog);
  const [first, last] = [all[0], all.at(-1)];
  const { activeElement: active } = document;
  const isAtEdge = event.shiftKey ? active === first || active === dialog : active === last;
  const next = event.shiftKey ? last : first;
  if (!isAtEdge || next === undefined) return;
  event.preventDefault();
  next.focus();
}

export function Dialog(props: DialogProps): VNode {
  const { class: className, labelledBy, onEscape, closesOutside = false, role = "dialog", children } = props;
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      // The browser gives the focus back by itself only to what is still there when it closes.
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Tab" && ref.current !== null) {
      // A dialog over this one, which is inside it in the document, has its own round.
      event.stopPropagation();
      goRound(event, ref.current);
    }
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onEscape();
  };
  const onCancel = (event: Event): void => {
    event.preventDefault();
    if (event.target === ref.current) onEscape();
  };
  const onMouseDown = (event: MouseEvent): void => {
    if (closesOutside && event.target === ref.current) onEscape();
  };
  return html`<dialog
    ref=${ref}
    class=${className}
    role=${role}
    aria-modal="true"
    aria-labelledby=${labelledBy}
    onKeyDown=${onKeyDown}
    onCancel=${onCancel}
    onMouseDown=${onMouseDown}
  >
    ${children}
  </dialog>`;
}
