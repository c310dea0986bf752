// A menu of deeds, beside what was pressed: arrows go through it, letters are not needed.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { Icon, type IconName } from "../icon.ts";
import { Popover } from "./popover.ts";

export type MenuItem = {
  label: string;
  /** Softer, at the right: a key, or the app's name. */
  detail?: string;
  icon?: IconName;
  isDanger?: boolean;
  isChosen?: boolean;
  /** Begins a group of its own. */
  isDivided?: boolean;
  run: () => void;
};

export function moveInMenu(event: KeyboardEvent): void {
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
  const step = steps[event.key];
  const menu = event.currentTarget;
  if (!(menu instanceof HTMLElement)) return;
  const items = [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const ends: Readonly<Record<string, number>> = { Home: 0, End: items.length - 1 };
  const next = step === undefined ? ends[event.key] : (at + step + items.length) % items.length;
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
}

function Item({ item, onClose }: { item: MenuItem; onClose: () => void }): VNode {
  const press = (): void => {
    onClose();
    item.run();
  };
  const isChoice = item.isChosen !== undefined;
  return html`<button
    type="button"
    role=${isChoice ? "menuitemradio" : "menuitem"}
    aria-checked=${isChoice ? item.isChosen : undefined}
    tabindex="-1"
    class=${`menu-item${item.isDanger === true ? " menu-item-danger" : ""}`}
    onClick=${press}
  >
    ${item.icon === undefined ? null : html`<${Icon} name=${item.icon} size=${16} />`}
    <span class="menu-label">${item.label}</span>
    ${item.detail === undefined ? null : html`<span class="menu-detail">${item.detail}</span>`}
    ${item.isChosen === true ? html`<${Icon} name="check" size=${16} />` : null}
  </button>`;
}

export type MenuProps = { anchor: HTMLElement; label: string; items: readonly MenuItem[]; onClose: () => void };

export function Menu({ anchor, label, items, onClose }: MenuProps): VNode {
  return html`<${Popover} anchor=${anchor} label=${label} role="menu" kind="menu" onClose=${onClose}>
    <div class="menu-items" role="presentation" onKeyDown=${moveInMenu}>
      ${items.map(
        (item) => html`
        ${item.isDivided === true ? html`<div class="menu-line" role="separator" />` : null}
        <${Item} key=${item.label} item=${item} onClose=${onClose} />
      `,
      )}
    </div>
  <//>`;
}
