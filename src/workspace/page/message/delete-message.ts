// Asks before a message is deleted, as Slack does.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { SeenMessage } from "../../client/seen.ts";
import { Confirmation } from "../dialogs/confirmation.ts";
import { useDeed } from "../use-deed.ts";

export function DeleteMessage({ message, onClose }: { message: SeenMessage; onClose: () => void }): VNode {
  const act = useDeed();
  return html`<${Confirmation}
    title="Delete message"
    text="Are you sure you want to delete this message? This cannot be undone."
    accept="Delete"
    onAccept=${() => void act({ do: "delete", channelId: message.channelId, ts: message.ts })}
    onClose=${onClose}
  />`;
}
