// What a message says: its text or blocks, attachments and files.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { SeenMessage } from "../../client/seen.ts";
import { Blocks } from "../blocks/blocks.ts";
import { useScreen } from "../screen.ts";
import { Mrkdwn } from "../text/mrkdwn.ts";
import { useSeen } from "../use.ts";
import { Attachments } from "./attachments.ts";
import { EditMessage } from "./edit-message.ts";
import { Files } from "./files.ts";
import { systemWords } from "./system-words.ts";

/** What a person types is drawn from its text: the rich_text beside it says the same, without its marks. */
const isTyped = ({ byApp, blocks }: SeenMessage): boolean =>
  blocks === null || blocks.length === 0 || (!byApp && blocks.every(({ type }) => type === "rich_text"));

export function MessageBody({ message, others }: { message: SeenMessage; others: readonly string[] }): VNode {
  const channelName = useSeen(({ channels }) => channels[message.channelId]?.name ?? "");
  const isEditing = useScreen(({ editingTs }) => editingTs === message.ts);
  if (isEditing) return html`<${EditMessage} message=${message} />`;
  const said = systemWords(message, `#${channelName}`, others);
  if (said !== null) return html`<div class="msg-text msg-soft"><${Mrkdwn} text=${said} /></div>`;
  if (message.subtype === "tombstone") return html`<div class="msg-text msg-soft">This message was deleted.</div>`;
  const place = { channelId: message.channelId, ts: message.ts };
  const edited = message.isEdited ? html`<span class="msg-edited">${" (edited)"}</span>` : null;
  const typed = isTyped(message);
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
