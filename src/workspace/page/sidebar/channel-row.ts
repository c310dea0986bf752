// One line of the sidebar: a channel, a conversation or the app; bold when there is something new in it.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import type { SeenChannel } from "../../client/seen.ts";
import { Icon } from "../icon.ts";
import { hashOf, type Place } from "../place.ts";
import { useScreen } from "../screen.ts";

export type SideRowProps = {
  place: Partial<Place>;
  label: string;
  isSelected: boolean;
  isUnread: boolean;
  mentions: number;
  /** Before the label. */
  children?: ComponentChildren;
  /** After it, softly. */
  note?: string;
};

export function SideRow({ place, label, isSelected, isUnread, mentions, children, note }: SideRowProps): VNode {
  const userId = useScreen((screen) => screen.place.userId);
  const words = mentions === 1 ? " mention" : " mentions";
  const classes = ["side-row", isSelected ? "side-row-selected" : "", isUnread && !isSelected ? "side-row-unread" : ""];
  return html`<li>
    <a
      class=${classes.join(" ")}
      href=${hashOf({ ...place, userId })}
      aria-current=${isSelected ? "page" : undefined}
    >
      <span class="side-icon">${children}</span>
      <span class="side-label">${label}</span>
      ${note === undefined ? null : html`<span class="side-note">${note}</span>`}
      ${isUnread ? html`<span class="hidden"> (unread)</span>` : null}
      ${mentions > 0 ? html`<span class="side-badge">${mentions}<span class="hidden">${words}</span></span>` : null}
    </a>
  </li>`;
}

export function ChannelRow({ channel, isSelected }: { channel: SeenChannel; isSelected: boolean }): VNode {
  return html`<${SideRow}
    place=${{ channelId: channel.id }}
    label=${channel.name}
    isSelected=${isSelected}
    isUnread=${channel.unread > 0}
    mentions=${channel.mentions}
  >
    <${Icon} name=${channel.kind === "private" ? "lock" : "hash"} size=${16} />
  <//>`;
}
