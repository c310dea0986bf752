// What can be done with a message: the buttons that show when one points at it or comes to it by keyboard, and the menu
// behind the last of them.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { SeenMessage } from "../../client/seen.ts";
import { Menu, type MenuItem } from "../dialogs/menu.ts";
import { Icon, type IconName } from "../icon.ts";
import { go, show } from "../screen.ts";
import { useConnection, useSeen } from "../use.ts";
import { useDeed } from "../use-deed.ts";
import { DeleteMessage } from "./delete-message.ts";
import { EmojiOf } from "./reactions.ts";

const quick = ["white_check_mark", "eyes", "raised_hands"];

/** Slack lists at most this many of an app's message shortcuts in the menu itself. */
const mostShortcuts = 5;

/** Which of the message's deeds may be done here. */
export function useDeeds(message: SeenMessage, inThread: boolean) {
  const act = useDeed();
  const { channelId, ts } = message;
  const at = { channelId, ts };
  const parentTs = message.threadTs ?? ts;
  return {
    react: (emoji: string) => void act({ do: "react", ...at, emoji }),
    togglePin: () => void act({ do: message.pinnedBy === null ? "pin" : "unpin", ...at }),
    edit: () => show({ editingTs: ts }),
    copyLink: () => void navigator.clipboard.writeText(message.permalink),
    reply: inThread ? null : () => go({ channelId, threadTs: parentTs }),
    shortcut: (callbackId: string) => void act({ do: "message shortcut", callbackId, ...at }),
  };
}

export type Deeds = ReturnType<typeof useDeeds>;

function useMenuItems(message: SeenMessage, deeds: Deeds, confirmDelete: () => void): MenuItem[] {
  const connection = useConnection();
  const isMine = useSeen((state) => state.me === message.user && !message.byApp);
  const app = connection.state()?.app;
  const shortcuts = (app?.shortcuts ?? []).filter(({ type }) => type === "message").slice(0, mostShortcuts);
  const items: (MenuItem | null)[] = [
    deeds.reply === null ? null : { label: "Reply in thread", icon: "reply", run: deeds.reply },
    { label: "Copy link", icon: "link", run: deeds.copyLink },
    { label: message.pinnedBy === null ? "Pin to channel" : "Un-pin from channel", icon: "pin", run: deeds.togglePin },
    isMine ? { label: "Edit message", icon: "pencil", isDivided: true, run: deeds.edit } : null,
    isMine ? { label: "Delete message…", icon: "trash", isDanger: true, run: confirmDelete } : null,
    ...shortcuts.map(({ name, callbackId }, at): MenuItem => {
      const run = (): void => deeds.shortcut(callbackId);
      return { label: name, detail: app?.name ?? "", icon: "bolt", isDivided: at === 0, run };
    }),
  ];
  return items.filter((item) => item !== null);
}

function ToolButton({
  label,
  icon,
  press,
}: {
  label: string;
  icon: IconName;
  press: (from: HTMLElement) => void;
}): VNode {
  return html`<button
    type="button"
    class="msg-tool"
    aria-label=${label}
    title=${label}
    onClick=${(event: MouseEvent) => press(event.currentTarget as HTMLElement)}
  >
    <${Icon} name=${icon} />
  </button>`;
}

type MessageToolsProps = {
  message: SeenMessage;
  inThread: boolean;
  onReact: (anchor: HTMLElement) => void;
  /** While its menu is open it stays, though the mouse is elsewhere. */
  onHold: (isHeld: boolean) => void;
};

export function MessageTools({ message, inThread, onReact, onHold }: MessageToolsProps): VNode {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const deeds = useDeeds(message, inThread);
  const hold = (opened: HTMLElement | null): void => {
    setAnchor(opened);
    onHold(opened !== null);
  };
  const confirmDelete = (isOpen: boolean): void => {
    setDeleting(isOpen);
    onHold(isOpen);
  };
  const items = useMenuItems(message, deeds, () => confirmDelete(true));
  return html`<div class="msg-tools" role="toolbar" aria-label="Message actions">
    ${quick.map(
      (name) => html`<button
        key=${name}
        type="button"
        class="msg-tool msg-tool-quick"
        aria-label=${`React with ${name}`}
        title=${`:${name}:`}
        onClick=${() => deeds.react(name)}
      >
        <${EmojiOf} name=${name} />
      </button>`,
    )}
    <${ToolButton} label="Add reaction" icon="smile" press=${onReact} />
    ${deeds.reply === null ? null : html`<${ToolButton} label="Reply in thread" icon="reply" press=${deeds.reply} />`}
    <${ToolButton} label="More actions" icon="more" press=${hold} />
    ${
      anchor === null
        ? null
        : html`<${Menu} anchor=${anchor} label="More actions" items=${items} onClose=${() => hold(null)} />`
    }
    ${isDeleting ? html`<${DeleteMessage} message=${message} onClose=${() => confirmDelete(false)} />` : null}
  </div>`;
}
