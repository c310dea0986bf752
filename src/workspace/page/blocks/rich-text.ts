// rich_text: sections, lists, quotes and preformatted text, and the pieces in them.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import type { Json } from "../../client/seen.ts";
import { isObject, objects, textOf } from "../forms/value.ts";
import { Link } from "../text/link.ts";
import { Broadcast, ChannelMention, GroupMention, UserMention } from "../text/mention.ts";
import { withGaps } from "../text/mrkdwn.ts";
import { Emoji } from "../text/plain.ts";
import { ShownDate } from "../text/shown-date.ts";
import type { BlockProps } from "./blocks.ts";
import { lettered } from "./list-mark.ts";
import { useStanding } from "./place.ts";

/** "1f525-fe0f" to the character. */
function ofUnicode(value: unknown): string | null {
  const codes = textOf(value)
    .split("-")
    .map((code) => Number.parseInt(code, 16));
  return codes.length > 0 && codes.every((code) => code > 0 && code <= 0x10ffff)
    ? String.fromCodePoint(...codes)
    : null;
}

const number = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);

function Color({ value }: { value: string }): VNode {
  return html`<span class="text-color"
    ><span class="text-color-square" aria-hidden="true" style=${{ backgroundColor: value }}></span>${value}</span
  >`;
}

type Draw = (piece: Json) => ComponentChildren;

const pieces: Record<string, Draw> = {
  text: ({ text }) => withGaps(textOf(text)),
  link: ({ url, text }) => html`<${Link} url=${textOf(url)}>${textOf(text) || undefined}<//>`,
  user: ({ user_id: id }) => html`<${UserMention} id=${textOf(id)} />`,
  usergroup: ({ usergroup_id: id }) => html`<${GroupMention} id=${textOf(id)} />`,
  channel: ({ channel_id: id }) => html`<${ChannelMention} id=${textOf(id)} />`,
  broadcast: ({ range }) => html`<${Broadcast} range=${textOf(range)} />`,
  color: ({ value }) => html`<${Color} value=${textOf(value)} />`,
  emoji: ({ name, skin_tone: tone, unicode }) =>
    html`<${Emoji} name=${textOf(name)} skinTone=${number(tone, 0) || null} unicode=${ofUnicode(unicode)} />`,
  date: ({ timestamp, format, url, fallback }) =>
    html`<${ShownDate}
      at=${number(timestamp, Number.NaN) * 1_000}
      format=${textOf(format)}
      url=${textOf(url) || null}
      fallback=${textOf(fallback)}
    />`,
};

function styled(inner: ComponentChildren, style: Json): ComponentChildren {
  let drawn = inner;
  if (style.code === true) drawn = html`<code class="text-code">${drawn}</code>`;
  if (style.strike === true) drawn = html`<s>${drawn}</s>`;
  if (style.italic === true) drawn = html`<i>${drawn}</i>`;
  if (style.underline === true) drawn = html`<u>${drawn}</u>`;
  if (style.bold === true) drawn = html`<b>${drawn}</b>`;
  return style.highlight === true || style.client_highlight === true ? html`<mark>${drawn}</mark>` : drawn;
}

function Piece({ piece }: { piece: Json }): ComponentChildren {
  const type = textOf(piece.type);
  const draw = Object.hasOwn(pieces, type) ? pieces[type] : undefined;
  if (draw === undefined) return html`<span class="block-unknown">${type}</span>`;
  return isObject(piece.style) ? styled(draw(piece), piece.style) : draw(piece);
}

const drawPieces = (elements: unknown): VNode[] =>
  objects(elements).map((piece, at) => html`<${Piece} key=${at} piece=${piece} />`);

function List({ list }: { list: Json }): VNode {
  const indent = number(list.indent, 0);
  const isOrdered = list.style === "ordered";
  const offset = number(list.offset, 0);
  const items = objects(list.elements).map(
    (item, at) =>
      html`<li class="text-item">
        <span class="text-item-mark" aria-hidden="true"
          >${isOrdered ? `${lettered(at + 1 + offset, indent)}.` : ["•", "◦", "▪"][indent % 3]}</span
        ><span class="text-item-text">${drawPieces(item.elements)}</span>
      </li>`,
  );
  const style = { marginLeft: `${indent * 28}px` };
  const tag = isOrdered ? "ol" : "ul";
  return html`<${tag} class="text-list" style=${style} start=${isOrdered ? offset + 1 : undefined}>${items}<//>`;
}

function Part({ part }: { part: Json }): VNode {
  switch (part.type) {
    case "rich_text_section":
      return html`<div class="text-section">${drawPieces(part.elements)}</div>`;
    case "rich_text_list":
      return html`<${List} list=${part} />`;
    case "rich_text_quote":
      return html`<blockquote class="text-quote">${drawPieces(part.elements)}</blockquote>`;
    case "rich_text_preformatted":
      return html`<pre class="text-pre" tabindex="0">${drawPieces(part.elements)}</pre>`;
    default:
      return html`<div class="block-unknown">${textOf(part.type)}</div>`;
  }
}

/** Nothing but a few emoji: a message shows them large. */
function isJumbo(parts: readonly Json[]): boolean {
  const all = parts.flatMap(({ type, elements }) => (type === "rich_text_section" ? objects(elements) : [{}]));
  const emoji = all.filter(({ type }) => type === "emoji");
  const others = all.filter(({ type, text }) => type !== "emoji" && !(type === "text" && textOf(text).trim() === ""));
  return emoji.length > 0 && emoji.length <= 23 && others.length === 0;
}

export function RichText({ block }: BlockProps): VNode {
  const { place } = useStanding();
  const parts = objects(block.elements);
  const jumbo = "ts" in place && isJumbo(parts) ? " text-jumbo" : "";
  return html`<div class=${`text-rich${jumbo}`}>
    ${parts.map((part, at) => html`<${Part} key=${at} part=${part} />`)}
  </div>`;
}
