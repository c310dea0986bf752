// The overflow menu: three dots and up to five options.

import { html } from "htm/preact";
import type { RefObject, VNode } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Json } from "../../client/seen.ts";
import { withEmoji } from "../text/plain.ts";
import { safeAddress } from "../text/safe-address.ts";
import type { ElementProps } from "./element-props.ts";
import { useFloating } from "./floating.ts";
import { objects, plainOf, textOf } from "./value.ts";

type MenuProps = {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  options: Json[];
  close: (backToButton: boolean) => void;
  choose: (option: Json) => void;
};

const itemsOf = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>("[role='menuitem']")];

function moveFocus(menu: HTMLElement, key: string): boolean {
  const items = itemsOf(menu);
  const { activeElement: active } = document;
  const at = active instanceof HTMLElement ? items.indexOf(active) : -1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[key];
  if (to === undefined) return false;
  items[(to + items.length) % items.length]?.focus();
  return true;
}

function Item({ option, choose }: { option: Json; choose: (option: Json) => void }): VNode {
  const href = safeAddress(textOf(option.url));
  const more = plainOf(option.description);
  const inner = html`<span>${withEmoji(plainOf(option.text))}</span>
    ${more === "" ? null : html`<span class="form-option-more">${more}</span>`}`;
  const onClick = (): void => choose(option);
  if (href === null) {
    return html`<button type="button" role="menuitem" class="form-menu-item" tabindex="-1" onClick=${onClick}>
      ${inner}
    </button>`;
  }
  return html`<a
    role="menuitem"
    class="form-menu-item"
    tabindex="-1"
    href=${href}
    target="_blank"
    rel="noopener noreferrer"
    onClick=${onClick}
    >${inner}</a
  >`;
}

function Menu({ id, anchor, options, close, choose }: MenuProps): VNode {
  const ref = useRef<HTMLDivElement>(null);
  useFloating(anchor, ref, false, options.length);
  useLayoutEffect(() => {
    if (ref.current !== null) itemsOf(ref.current)[0]?.focus();
  }, []);
  useEffect(() => {
    const onPress = ({ target }: Event): void => {
      const isInside = target instanceof Node && (ref.current?.contains(target) || anchor.current?.contains(target));
      if (isInside !== true) close(false);
    };
    addEventListener("pointerdown", onPress, { capture: true });
    return () => removeEventListener("pointerdown", onPress, { capture: true });
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (key === "Tab" || key === "Escape") close(true);
    else if (ref.current === null || !moveFocus(ref.current, key)) return;
    // Tab goes on from the button.
    if (key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div ref=${ref} id=${id} popover="manual" class="form-list form-menu" role="menu" onKeyDown=${onKeyDown}>
    ${options.map((option) => html`<${Item} key=${textOf(option.value)} option=${option} choose=${choose} />`)}
  </div>`;
}

export function Overflow({ element, choose, isPending, label, describedBy }: ElementProps): VNode {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (backToButton: boolean): void => {
    setOpen(false);
    if (backToButton) button.current?.focus();
  };
  const take = (option: Json): void => {
    close(true);
    choose(textOf(option.value));
  };
  return html`<span class="form-overflow">
    <button
      ref=${button}
      type="button"
      class=${`block-button block-button-dots${isPending ? " form-pending" : ""}`}
      aria-label=${label}
      aria-describedby=${describedBy}
      aria-haspopup="menu"
      aria-expanded=${isOpen ? "true" : "false"}
      aria-controls=${isOpen ? id : undefined}
      aria-disabled=${isPending ? "true" : undefined}
      onClick=${() => (isPending ? undefined : setOpen(!isOpen))}
    >
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <circle cx="4" cy="10" r="1.6" /><circle cx="10" cy="10" r="1.6" /><circle cx="16" cy="10" r="1.6" />
      </svg>
    </button>
    ${
      isOpen
        ? html`<${Menu} id=${id} anchor=${button} options=${objects(element.options)} close=${close} choose=${take} />`
        : null
    }
  </span>`;
}
