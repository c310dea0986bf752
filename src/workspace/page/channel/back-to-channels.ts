// On a phone, where one column stands in place of three: the way back to the first.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { Icon } from "../icon.ts";
import { go, useNarrow } from "../screen.ts";

export function BackToChannels(): VNode | null {
  const isNarrow = useNarrow();
  if (!isNarrow) return null;
  return html`<button type="button" class="icon-button" aria-label="Back to the channels" onClick=${() => go({})}>
    <${Icon} name="back" />
  </button>`;
}
