// Over a channel's messages: its name and topic, who is in it, what is pinned, its bookmarks.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { SeenBookmark, SeenChannel } from "../../client/seen.ts";
import { Icon } from "../icon.ts";
import { EmojiOf } from "../message/reactions.ts";
import { AppLabel, Avatar } from "../people/avatar.ts";
import { channelName, otherIn } from "../people/people.ts";
import { show } from "../screen.ts";
import { Link } from "../text/link.ts";
import { Mrkdwn } from "../text/mrkdwn.ts";
import { useSeen } from "../use.ts";
import { AppTabs } from "./app-tabs.ts";
import { BackToChannels } from "./back-to-channels.ts";
import { ChannelMenu } from "./channel-menu.ts";
import { Members } from "./members.ts";
import { Pins } from "./pins.ts";

function Bookmark({ bookmark }: { bookmark: SeenBookmark }): VNode {
  const emoji = bookmark.emoji.replaceAll(":", "");
  return html`<li>
    <${Link} url=${bookmark.link} class="bookmark">
      ${emoji === "" ? html`<${Icon} name="link" size=${14} />` : html`<${EmojiOf} name=${emoji} />`}
      <span>${bookmark.title}</span>
    <//>
  </li>`;
}

function Name({ channel }: { channel: SeenChannel }): VNode {
  const users = useSeen((state) => state.users);
  const app = useSeen((state) => state.app);
  const me = useSeen((state) => state.me);
  const name = channelName(channel, users, app, me);
  if (channel.kind === "im" || channel.kind === "mpim") {
    const other = otherIn(channel, me);
    return html`<h2 class="head-name">
      ${channel.kind === "im" ? html`<${Avatar} id=${other} size=${24} />` : html`<${Icon} name="people" />`}
      <span class="head-label">${name}</span>${other === app.botUserId ? html`<${AppLabel} />` : null}
    </h2>`;
  }
  return html`<${ChannelMenu} channel=${channel} />`;
}

function Counts({ channel }: { channel: SeenChannel }): VNode {
  const [isListing, setListing] = useState(false);
  const [pins, setPins] = useState<HTMLElement | null>(null);
  const { canvasId } = channel;
  const count = channel.members.length;
  return html`<div class="head-counts">
    ${
      canvasId === null
        ? null
        : html`<button type="button" class="head-count" onClick=${() => show({ documentId: canvasId })}>
          <${Icon} name="file" size=${16} /><span class="head-word">Canvas</span>
        </button>`
    }
    ${
      channel.pins.length === 0
        ? null
        : html`<button
          type="button"
          class="head-count"
          aria-haspopup="dialog"
          aria-label=${`${channel.pins.length} pinned`}
          title="Pinned messages"
          onClick=${(event: MouseEvent) => setPins(event.currentTarget as HTMLElement)}
        >
          <${Icon} name="pin" size=${16} />${channel.pins.length}
        </button>`
    }
    ${
      channel.kind === "im"
        ? null
        : html`<button
          type="button"
          class="head-count"
          aria-haspopup="dialog"
          aria-label=${`${count} ${count === 1 ? "member" : "members"}`}
          title="Members"
          onClick=${() => setListing(true)}
        >
          <${Icon} name="people" size=${16} />${count}
        </button>`
    }
    ${isListing ? html`<${Members} channelId=${channel.id} onClose=${() => setListing(false)} />` : null}
    ${pins === null ? null : html`<${Pins} anchor=${pins} channel=${channel} onClose=${() => setPins(null)} />`}
  </div>`;
}

export function ChannelHeader({ channel }: { channel: SeenChannel }): VNode {
  const isApp = useSeen(({ app, me }) => channel.kind === "im" && otherIn(channel, me) === app.botUserId);
  return html`<header class="head">
    <div class="head-row">
      <${BackToChannels} />
      <${Name} channel=${channel} />
      ${
        channel.topic === ""
          ? null
          : html`<div class="head-topic" title=${channel.topic}><${Mrkdwn} text=${channel.topic} /></div>`
      }
      <${Counts} channel=${channel} />
    </div>
    ${isApp ? html`<${AppTabs} channelId=${channel.id} tab="messages" />` : null}
    ${
      channel.bookmarks.length === 0
        ? null
        : html`<ul class="bookmarks" aria-label="Bookmarks">
          ${channel.bookmarks.map((one) => html`<${Bookmark} key=${one.id} bookmark=${one} />`)}
        </ul>`
    }
  </header>`;
}
