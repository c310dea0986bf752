// The spans by which the workspace's clock can be put forward, as a menu.

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

/** `isBusy`: a jump is still being worked off, so another one waits for it. */
export type JumpMenuProps = { isBusy: boolean; onJump: (byMs: number) => void };

export function JumpMenu({ isBusy, onJump }: JumpMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const items = jumps.map(([label, byMs]): MenuItem => ({ label, run: () => onJump(byMs) }));
  return html`<button
      ref=${button}
      type="button"
      class="clock-button clock-jump"
      aria-haspopup="menu"
      aria-expanded=${isOpen}
      aria-disabled=${isBusy}
      onClick=${() => setOpen(!isOpen && !isBusy)}
    >
      Jump ahead
    </button>
    ${
      isOpen &&
      button.current !== null &&
      html`<${Menu} anchor=${button.current} label="Jump ahead by" items=${items} onClose=${() => setOpen(false)} />`
    }`;
}
