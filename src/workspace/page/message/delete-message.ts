// Asks before a message is deleted, as Slack does.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { SeenMessage } from "../../client/seen.ts";
import { Dialog } from "../dialogs/dialog.ts";
import { useDeed } from "../use-deed.ts";

export function DeleteMessage({ message, onClose }: { message: SeenMessage; onClose: () => void }): VNode {
  const act = useDeed();
  const remove = (): void => {
    onClose();
    void act({ do: "delete", channelId: message.channelId, ts: message.ts });
  };
  return html`<${Dialog} title="Delete message" onClose=${onClose} kind="dialog-small">
    <p class="dialog-text">Are you sure you want to delete this message? This cannot be undone.</p>
    <div class="dialog-foot">
      <button type="button" class="button" onClick=${onClose}>Cancel</button>
      <button type="button" class="button button-danger" autofocus onClick=${remove}>Delete</button>
    </div>
  <//>`;
}
