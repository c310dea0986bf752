// What can be done to the workspace's clock, as a menu behind one button: where there is no room for more, all of it.

import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { Menu, type MenuItem } from "../dialogs/menu.ts";

const minuteMs = 60_000;

const jumps: readonly (readonly [string, number])[] = [
  ["1 minute", minuteMs],
  ["15 minutes", 15 * minuteMs],
  ["30 minutes", 30 * minuteMs],
  ["1 hour", 60 * minuteMs],
];

/** Workspace milliseconds per real one, and how the menu says it. */
const rates: readonly (readonly [string, number])[] = [
  ["Stands still", 0],
  ["Real time", 1],
  ["10 times as fast", 10],
  ["60 times as fast", 60],
];

export type ClockMenuProps = {
  /** A jump is still being worked off: another one waits for it. */
  isBusy: boolean;
  onJump: (byMs: number) => void;
};

type ButtonProps = { label: string; name: string; items: readonly MenuItem[]; isBusy: boolean };

function MenuButton({ label, name, items, isBusy }: ButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return html`<button
      ref=${button}
      type="button"
      class="clock-button clock-menu"
      aria-haspopup="menu"
      aria-expanded=${isOpen}
      aria-disabled=${isBusy}
      onClick=${() => setOpen(!isOpen && !isBusy)}
    >
      ${label}
    </button>
    ${
      isOpen &&
      button.current !== null &&
      html`<${Menu} anchor=${button.current} label=${name} items=${items} onClose=${() => setOpen(false)} />`
    }`;
}

/** The jumps alone. */
export function JumpMenu({ isBusy, onJump }: ClockMenuProps) {
  const items = jumps.map(([label, byMs]): MenuItem => ({ label, run: () => onJump(byMs) }));
  return html`<${MenuButton} label="Jump ahead" name="Jump ahead by" items=${items} isBusy=${isBusy} />`;
}

export type WholeMenuProps = ClockMenuProps & { rate: number; onRate: (rate: number) => void };

/** The jumps and the speeds, for a phone. */
export function WholeClockMenu({ isBusy, onJump, rate, onRate }: WholeMenuProps) {
  const items = [
    ...jumps.map(([span, byMs]): MenuItem => ({ label: `Jump ahead ${span}`, run: () => onJump(byMs) })),
    ...rates.map(([label, to], at): MenuItem => {
      return { label, isChosen: to === rate, isDivided: at === 0, run: () => onRate(to) };
    }),
  ];
  return html`<${MenuButton} label="Clock" name="The workspace's clock" items=${items} isBusy=${isBusy} />`;
}
