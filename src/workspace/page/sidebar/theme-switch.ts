// Light, dark, or as the system has it; kept in this browser.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Menu } from "../dialogs/menu.ts";
import { Icon } from "../icon.ts";
import { keep, kept } from "../kept.ts";

type Theme = "system" | "light" | "dark";

const labels: Readonly<Record<Theme, string>> = { system: "As the system has it", light: "Light", dark: "Dark" };

const isTheme = (word: string | null): word is Theme => word !== null && word in labels;

function apply(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Call once at the start, before anything is drawn. */
export function applyKeptTheme(): void {
  const theme = kept("theme");
  if (isTheme(theme)) apply(theme);
}

export function ThemeSwitch(): VNode {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const now = kept("theme");
  const theme: Theme = isTheme(now) ? now : "system";
  const choose = (chosen: Theme): void => {
    keep("theme", chosen);
    apply(chosen);
  };
  const items = (["system", "light", "dark"] as const).map((one) => {
    return { label: labels[one], isChosen: one === theme, run: () => choose(one) };
  });
  return html`<button
      type="button"
      class="side-button"
      aria-label=${`Colours: ${labels[theme]}`}
      title="Colours"
      aria-haspopup="menu"
      onClick=${(event: MouseEvent) => setAnchor(event.currentTarget as HTMLElement)}
    >
      <${Icon} name="theme" />
    </button>
    ${
      anchor === null
        ? null
        : html`<${Menu} anchor=${anchor} label="Colours" items=${items} onClose=${() => setAnchor(null)} />`
    }`;
}
