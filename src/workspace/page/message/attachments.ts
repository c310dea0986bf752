// Legacy attachments: a bar of colour, and what stands beside it. Of their many fields those that apps still use.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { BlockPlace } from "../../client/protocol.ts";
import type { Json } from "../../client/seen.ts";
import { Blocks } from "../blocks/blocks.ts";
import { Mrkdwn } from "../text/mrkdwn.ts";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const list = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];

const named: Readonly<Record<string, string>> = {
  good: "var(--accent)",
  warning: "var(--warning)",
  danger: "var(--danger)",
};

/** A colour as attachments have it: a name, or six digits with or without #. */
function colorOf(value: unknown): string {
  const word = text(value);
  if (/^#?[0-9a-f]{6}$/i.test(word)) return `#${word.replace("#", "")}`;
  return named[word] ?? "var(--line)";
}

function Title({ attachment }: { attachment: Json }): VNode | null {
  const title = text(attachment.title);
  if (title === "") return null;
  const link = text(attachment.title_link);
  const isLink = /^https?:\/\//.test(link);
  return html`<div class="attachment-title">
    ${isLink ? html`<a href=${link} target="_blank" rel="noopener noreferrer">${title}</a>` : title}
  </div>`;
}

function Fields({ fields }: { fields: readonly Json[] }): VNode | null {
  if (fields.length === 0) return null;
  return html`<dl class="attachment-fields">
    ${fields.map(
      (field) => html`<div class=${field.short === true ? "attachment-short" : ""}>
        <dt>${text(field.title)}</dt>
        <dd><${Mrkdwn} text=${text(field.value)} /></dd>
      </div>`,
    )}
  </dl>`;
}

function Attachment({ attachment, place }: { attachment: Json; place: BlockPlace }): VNode {
  const blocks = list(attachment.blocks);
  const words = text(attachment.text);
  const author = text(attachment.author_name);
  const footer = text(attachment.footer);
  return html`<div class="attachment">
    ${text(attachment.pretext) === "" ? null : html`<div><${Mrkdwn} text=${text(attachment.pretext)} /></div>`}
    <div class="attachment-box" style=${{ borderLeftColor: colorOf(attachment.color) }}>
      ${author === "" ? null : html`<div class="attachment-author">${author}</div>`}
      <${Title} attachment=${attachment} />
      ${words === "" ? null : html`<div><${Mrkdwn} text=${words} /></div>`}
      <${Fields} fields=${list(attachment.fields)} />
      ${blocks.length === 0 ? null : html`<${Blocks} blocks=${blocks} place=${place} />`}
      ${footer === "" ? null : html`<div class="attachment-footer">${footer}</div>`}
    </div>
  </div>`;
}

export function Attachments({ attachments, place }: { attachments: readonly Json[]; place: BlockPlace }): VNode {
  return html`${attachments.map((one, at) => html`<${Attachment} key=${at} attachment=${one} place=${place} />`)}`;
}
