// Buttons of Block Kit: plain, primary and danger; with an address they open it too.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { withEmoji } from "../text/plain.ts";
import { safeAddress } from "../text/safe-address.ts";
import type { ElementProps } from "./element-props.ts";
import { isObject, plainOf, textOf } from "./value.ts";

const styles: Record<string, string> = { primary: " block-button-primary", danger: " block-button-danger" };

export function Button({ element, choose, isPending, describedBy }: ElementProps): VNode {
  const text = plainOf(element.text);
  const shown = isObject(element.text) && element.text.emoji === false ? text : withEmoji(text);
  const name = textOf(element.accessibility_label) || undefined;
  const className = `block-button${styles[textOf(element.style)] ?? ""}${isPending ? " form-pending" : ""}`;
  const href = safeAddress(textOf(element.url));
  const press = (): void => {
    if (!isPending) choose(null);
  };
  if (href !== null) {
    return html`<a
      class=${className}
      href=${href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label=${name}
      aria-describedby=${describedBy}
      onClick=${press}
      ><span class="block-button-text">${shown}</span></a
    >`;
  }
  // Not `disabled` while it is under way: that would take the focus away.
  return html`<button
    type="button"
    class=${className}
    aria-label=${name}
    aria-describedby=${describedBy}
    aria-disabled=${isPending ? "true" : undefined}
    aria-busy=${isPending ? "true" : undefined}
    onClick=${press}
  >
    <span class="block-button-text">${shown}</span>
  </button>`;
}
