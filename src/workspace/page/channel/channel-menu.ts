// What can be done with a channel, behind its name; and what is asked then.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { SeenChannel } from "../../client/seen.ts";
import { Confirmation } from "../dialogs/confirmation.ts";
import { Menu, type MenuItem } from "../dialogs/menu.ts";
import { Prompt } from "../dialogs/prompt.ts";
import { Icon } from "../icon.ts";
import { editableText } from "../message/editable-text.ts";
import { useConnection, useSeen } from "../use.ts";
import { useDeed } from "../use-deed.ts";
import { Members } from "./members.ts";

type Asked = "topic" | "name" | "members" | "leave" | "archive";

/** Slack asks before these: nobody leaves a private channel and comes back by themselves. */
const confirmations = {
  leave: {
    title: "Leave a private channel?",
    text: "You will no longer see any of its messages. To rejoin it later, you will need to be invited.",
    accept: "Leave channel",
  },
  archive: {
    title: "Archive this channel?",
    text: "It is archived for everyone: it can be read and no longer written in. It can be unarchived later.",
    accept: "Archive channel",
  },
} as const;

function useItems(channel: SeenChannel, ask: (what: Asked) => void): MenuItem[] {
  const act = useDeed();
  const { id, isArchived, kind } = channel;
  const leave: MenuItem = {
    label: "Leave channel",
    isDivided: true,
    isDanger: true,
    run: () => (kind === "private" ? ask("leave") : void act({ do: "leave", channelId: id })),
  };
  if (isArchived) {
    return [
      { label: "View members", run: () => ask("members") },
      { label: "Unarchive channel", run: () => void act({ do: "unarchive", channelId: id }) },
    ];
  }
  return [
    { label: "Edit topic", run: () => ask("topic") },
    { label: "Rename channel", run: () => ask("name") },
    { label: "Members and invitations", run: () => ask("members") },
    leave,
    { label: "Archive channel", isDanger: true, run: () => ask("archive") },
  ];
}

function Question({ asked, channel, onClose }: { asked: Asked; channel: SeenChannel; onClose: () => void }): VNode {
  const connection = useConnection();
  const act = useDeed();
  const { id: channelId, name, topic } = channel;
  if (asked === "leave" || asked === "archive") {
    const accept = (): void => void act({ do: asked, channelId });
    return html`<${Confirmation} ...${confirmations[asked]} onAccept=${accept} onClose=${onClose} />`;
  }
  if (asked === "members") return html`<${Members} channelId=${channelId} onClose=${onClose} />`;
  if (asked === "name") {
    const rename = (text: string) => connection.act({ do: "rename", channelId, name: text });
    return html`<${Prompt} title="Rename channel" label="Name" value=${name} onSubmit=${rename} onClose=${onClose} />`;
  }
  const state = connection.state();
  const value = state === null ? topic : editableText(topic, state);
  const save = (text: string) => connection.act({ do: "topic", channelId, topic: text });
  return html`<${Prompt} title="Edit topic" label="Topic" value=${value} onSubmit=${save} onClose=${onClose} isLong />`;
}

/** The channel's name in the header, a menu for those who are in it and may do something. */
export function ChannelMenu({ channel }: { channel: SeenChannel }): VNode {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const isReadOnly = useSeen((state) => state.isReadOnly);
  const items = useItems(channel, setAsked);
  const { name, kind, isMember } = channel;
  const words = html`<${Icon} name=${kind === "private" ? "lock" : "hash"} />
    <span class="head-label">${name}</span>`;
  if (!isMember || isReadOnly) return html`<h2 class="head-name">${words}</h2>`;
  const open = (event: MouseEvent): void => setAnchor(event.currentTarget as HTMLElement);
  return html`<h2 class="head-name">
      <button type="button" class="head-button" aria-haspopup="menu" onClick=${open}>
        ${words}<${Icon} name="down" size=${14} />
      </button>
    </h2>
    ${
      anchor === null
        ? null
        : html`<${Menu} anchor=${anchor} label=${`#${name}`} items=${items} onClose=${() => setAnchor(null)} />`
    }
    ${asked === null ? null : html`<${Question} asked=${asked} channel=${channel} onClose=${() => setAsked(null)} />`}`;
}
