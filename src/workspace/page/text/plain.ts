// Text in which nothing means anything but emoji: Slack's plain_text.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useEmoji } from "./emoji.ts";
import { emojiIn } from "./emoji-name.ts";

export type EmojiProps = { name: string; skinTone?: number | null; unicode?: string | null };

/** One emoji; a name that nobody knows is shown as it was typed. */
export function Emoji({ name, skinTone = null, unicode = null }: EmojiProps): VNode {
  const found = useEmoji(name, skinTone) ?? unicode;
  if (found === null) return html`<span>:${name}:</span>`;
  return html`<span class="text-emoji" title=${`:${name}:`}>${found}</span>`;
}

/** Text with its emoji drawn. */
export function withEmoji(text: string): ComponentChildren {
  if (!text.includes(":")) return text;
  return emojiIn(text).map((piece) => (typeof piece === "string" ? piece : html`<${Emoji} ...${piece} />`));
}

/** @param emoji false: `:fire:` stays what was typed. */
export function Plain({ text, emoji = true }: { text: string; emoji?: boolean }): VNode {
  return html`<span class="text-plain">${emoji ? withEmoji(text) : text}</span>`;
}
