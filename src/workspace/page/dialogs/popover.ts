// A box that opens beside what was pressed: a menu, a list, the choice of an emoji. The browser's own popover closes it
// on Escape and on a press elsewhere.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export type PopoverProps = {
  /** What it opens beside, as it stood when it was pressed. */
  anchor: HTMLElement;
  label: string;
  onClose: () => void;
  role?: "menu" | "dialog";
  kind?: string;
  children?: ComponentChildren;
};

const gap = 4;
const margin = 8;

/** Below the anchor, at its right edge where it is in the right half; above it where there is no room below. */
function place(box: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const isRight = at.left + at.width / 2 > innerWidth / 2;
  const left = isRight ? at.right - box.offsetWidth : at.left;
  const below = at.bottom + gap;
  const hasRoom = below + box.offsetHeight + margin <= innerHeight;
  const top = hasRoom ? below : Math.max(margin, at.top - gap - box.offsetHeight);
  box.style.left = `${Math.max(margin, Math.min(left, innerWidth - box.offsetWidth - margin))}px`;
  box.style.top = `${Math.min(top, Math.max(margin, innerHeight - box.offsetHeight - margin))}px`;
}

export function Popover({ anchor, label, onClose, role = "dialog", kind = "", children }: PopoverProps): VNode {
  const box = useRef<HTMLDivElement | null>(null);
  const isOurs = useRef(true);
  useLayoutEffect(() => {
    const shown = box.current;
    if (shown === null) return undefined;
    shown.showPopover();
    place(shown, anchor);
    const first = shown.querySelector<HTMLElement>("[data-first], input, [role^=menuitem], button, a");
    first?.focus({ preventScroll: true });
    return () => {
      isOurs.current = false;
      // Who chose something goes on where they were; a press elsewhere has moved the focus already.
      if (shown.contains(document.activeElement)) anchor.focus({ preventScroll: true });
    };
  }, []);
  const toggled = (event: ToggleEvent): void => {
    if (event.newState === "closed" && isOurs.current) onClose();
  };
  return html`<div
    ref=${box}
    popover="auto"
    class=${`popover ${kind}`}
    role=${role}
    aria-label=${label}
    onToggle=${toggled}
  >
    ${children}
  </div>`;
}
