// What a message says: its text or blocks, attachments and files.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Json, SeenMessage } from "../../client/seen.ts";
import { Blocks } from "../blocks/blocks.ts";
import { objects } from "../forms/value.ts";
import { useScreen } from "../screen.ts";
import { Mrkdwn } from "../text/mrkdwn.ts";
import { useSeen } from "../use.ts";
import { Attachments } from "./attachments.ts";
import { EditMessage } from "./edit-message.ts";
import { Files } from "./files.ts";
import { systemWords } from "./system-words.ts";

/** Lists, quotes and fenced code: the text has only the characters that people typed for them. */
const saysMore = (block: Json): boolean =>
  block.type !== "rich_text" || objects(block.elements).some(({ type }) => type !== "rich_text_section");

/** What a person types is drawn from its text, unless the blocks beside it say more. */
const isDrawnFromText = ({ byApp, blocks }: Pick<SeenMessage, "byApp" | "blocks">): boolean =>
  blocks === null || blocks.length === 0 || (!byApp && !blocks.some(saysMore));

export function MessageBody({ message, others }: { message: SeenMessage; others: readonly string[] }): VNode {
  const channelName = useSeen(({ channels }) => channels[message.channelId]?.name ?? "");
  const isEditing = useScreen(({ editingTs }) => editingTs === message.ts);
  if (isEditing) return html`<${EditMessage} message=${message} />`;
  const said = systemWords(message, `#${channelName}`, others);
  if (said !== null) return html`<div class="msg-text msg-soft"><${Mrkdwn} text=${said} /></div>`;
  if (message.subtype === "tombstone") return html`<div class="msg-text msg-soft">This message was deleted.</div>`;
  const place = { channelId: message.channelId, ts: message.ts };
  const edited = message.isEdited ? html`<span class="msg-edited">${" (edited)"}</span>` : null;
  const typed = isDrawnFromText(message);
  return html`${
    typed
      ? html`<div class="msg-text">
          ${message.text === "" ? null : html`<${Mrkdwn} text=${message.text} isJumbo />`}${edited}
        </div>`
      : html`<div class="msg-blocks"><${Blocks} blocks=${message.blocks} place=${place} />${edited}</div>`
  }
    ${message.attachments === null ? null : html`<${Attachments} attachments=${message.attachments} place=${place} />`}
    <${Files} files=${message.files} />`;
}
