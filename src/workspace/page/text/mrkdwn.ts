// Draws mrkdwn: the tree of parse.ts as elements. Whatever people typed ends as a text node.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useMemo } from "preact/hooks";
import { Link } from "./link.ts";
import { Broadcast, ChannelMention, GroupMention, UserMention } from "./mention.ts";
import type { Inline, Paragraph } from "./mrkdwn-tree.ts";
import { parseMrkdwn } from "./parse.ts";
import { Emoji, withEmoji } from "./plain.ts";
import { ShownDate } from "./shown-date.ts";

/** An empty line is half a line high, as in Slack. */
export function withGaps(text: string): ComponentChildren {
  const parts = text.split(/\n\n/);
  if (parts.length === 1) return text;
  return parts.map((part, at) => (at === 0 ? part : html`<span class="text-gap"></span>${part}`));
}

function drawInline(node: Inline): ComponentChildren {
  switch (node.type) {
    case "text":
      return withGaps(node.text);
    case "bold":
      return html`<b>${node.children.map(drawInline)}</b>`;
    case "italic":
      return html`<i>${node.children.map(drawInline)}</i>`;
    case "strike":
      return html`<s>${node.children.map(drawInline)}</s>`;
    case "code":
      return html`<code class="text-code">${node.children.map(drawInline)}</code>`;
    case "emoji":
      return html`<${Emoji} name=${node.name} skinTone=${node.skinTone} />`;
    case "link":
      return html`<${Link} url=${node.url}>${node.label === null ? undefined : withEmoji(node.label)}<//>`;
    case "user":
      return html`<${UserMention} id=${node.id} label=${node.label} />`;
    case "channel":
      return html`<${ChannelMention} id=${node.id} label=${node.label} />`;
    case "group":
      return html`<${GroupMention} id=${node.id} label=${node.label} />`;
    case "broadcast":
      return html`<${Broadcast} range=${node.range} />`;
    case "date":
      return html`<${ShownDate} at=${node.at} format=${node.format} url=${node.url} fallback=${node.fallback} />`;
  }
}

function drawParagraph({ type, children }: Paragraph): VNode {
  const inner = children.map(drawInline);
  if (type === "quote") return html`<blockquote class="text-quote">${inner}</blockquote>`;
  if (type === "pre") return html`<pre class="text-pre" tabindex="0">${inner}</pre>`;
  return html`<span class="text-lines">${inner}</span>`;
}

const isOnlyEmoji = (paragraphs: readonly Paragraph[]): boolean =>
  paragraphs.every(({ type, children }) => {
    const emoji = children.filter((node) => node.type === "emoji");
    const others = children.some((node) => node.type !== "emoji" && !(node.type === "text" && node.text.trim() === ""));
    return type === "lines" && !others && emoji.length > 0 && emoji.length <= 23;
  });

/** @param isVerbatim as in a text object. @param isJumbo true: nothing but emoji is drawn large, as in a message. */
export type MrkdwnProps = { text: string; isVerbatim?: boolean; isJumbo?: boolean };

export function Mrkdwn({ text, isVerbatim = false, isJumbo = false }: MrkdwnProps): VNode {
  const paragraphs = useMemo(() => parseMrkdwn(text, isVerbatim), [text, isVerbatim]);
  const jumbo = isJumbo && paragraphs.length > 0 && isOnlyEmoji(paragraphs) ? " text-jumbo" : "";
  return html`<span class=${`text-mrkdwn${jumbo}`}>${paragraphs.map(drawParagraph)}</span>`;
}
