// The left column: the workspace, its channels, the conversations, the app, and whom one acts as.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import type { SeenChannel, SeenUser } from "../../client/seen.ts";
import { Menu } from "../dialogs/menu.ts";
import { Icon } from "../icon.ts";
import { Avatar } from "../people/avatar.ts";
import { channelName, otherIn } from "../people/people.ts";
import { go, show, useScreen } from "../screen.ts";
import { useSeen } from "../use.ts";
import { useDeed } from "../use-deed.ts";
import { ActAs } from "./act-as.ts";
import { ChannelRow, SideRow } from "./channel-row.ts";
import { ThemeSwitch } from "./theme-switch.ts";

type SectionProps = { title: string; children?: ComponentChildren; action?: ComponentChildren };

function Section({ title, children, action }: SectionProps): VNode {
  return html`<section class="side-section">
    <div class="side-head">
      <h2 class="side-title">${title}</h2>
      ${action}
    </div>
    <ul class="side-list">${children}</ul>
  </section>`;
}

const byName = (a: SeenChannel, b: SeenChannel): number => (a.name < b.name ? -1 : 1);

function Channels({ selectedId }: { selectedId: string | null }): VNode {
  const channels = useSeen((state) => state.channels);
  const isReadOnly = useSeen((state) => state.isReadOnly);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const shown = Object.values(channels)
    .filter(({ kind, isMember, isArchived }) => (kind === "public" || kind === "private") && isMember && !isArchived)
    .sort(byName);
  const action = html`<button
    type="button"
    class="side-button"
    aria-label="Add channels"
    aria-haspopup="menu"
    disabled=${isReadOnly}
    onClick=${(event: MouseEvent) => setAnchor(event.currentTarget as HTMLElement)}
  >
    <${Icon} name="plus" size=${16} />
  </button>`;
  const items = [
    { label: "Create a channel", run: () => show({ dialog: "create channel" }) },
    { label: "Browse channels", run: () => show({ dialog: "browse channels" }) },
  ];
  return html`<${Section} title="Channels" action=${action}>
      ${shown.map((one) => html`<${ChannelRow} key=${one.id} channel=${one} isSelected=${one.id === selectedId} />`)}
    <//>
    ${
      anchor === null
        ? null
        : html`<${Menu} anchor=${anchor} label="Add channels" items=${items} onClose=${() => setAnchor(null)} />`
    }`;
}

function PersonRow({ user, channel, isMe }: { user: SeenUser; channel: SeenChannel | null; isMe: boolean }): VNode {
  const act = useDeed();
  const isReadOnly = useSeen((state) => state.isReadOnly);
  const selectedId = useScreen(({ place }) => place.channelId);
  const name = isMe ? `${user.realName} (you)` : user.realName;
  if (channel !== null) {
    return html`<${SideRow}
      place=${{ channelId: channel.id }}
      label=${name}
      isSelected=${channel.id === selectedId}
      isUnread=${channel.unread > 0}
      mentions=${channel.mentions}
    >
      <${Avatar} id=${user.id} size=${20} />
    <//>`;
  }
  const open = async (): Promise<void> => {
    const done = await act({ do: "open dm", userId: user.id });
    if (done.ok && done.channelId !== undefined) go({ channelId: done.channelId });
  };
  return html`<li>
    <button type="button" class="side-row" disabled=${isReadOnly} onClick=${open}>
      <span class="side-icon"><${Avatar} id=${user.id} size=${20} /></span>
      <span class="side-label">${name}</span>
    </button>
  </li>`;
}

function DirectMessages({ selectedId }: { selectedId: string | null }): VNode {
  const channels = Object.values(useSeen((state) => state.channels));
  const users = useSeen((state) => state.users);
  const app = useSeen((state) => state.app);
  const me = useSeen((state) => state.me);
  const direct = channels.filter(({ kind }) => kind === "im");
  const groups = channels.filter(({ kind, isMember }) => kind === "mpim" && isMember);
  const people = Object.values(users)
    .filter(({ isBot, isDeleted }) => !isBot && !isDeleted)
    .sort((a, b) => Number(a.id === me) - Number(b.id === me) || (a.realName < b.realName ? -1 : 1));
  const withOther = (id: string): SeenChannel | null => direct.find((one) => otherIn(one, me) === id) ?? null;
  const shown = people.filter(({ id }) => id !== me || withOther(id) !== null);
  return html`<${Section} title="Direct messages">
    ${shown.map(
      (user) => html`<${PersonRow}
      key=${user.id}
      user=${user}
      channel=${withOther(user.id)}
      isMe=${user.id === me}
    />`,
    )}
    ${groups.map(
      (group) => html`<${SideRow}
      key=${group.id}
      place=${{ channelId: group.id }}
      label=${channelName(group, users, app, me)}
      isSelected=${group.id === selectedId}
      isUnread=${group.unread > 0}
      mentions=${group.mentions}
    >
      <${Icon} name="people" size=${16} />
    <//>`,
    )}
  <//>`;
}

function Apps({ selectedId }: { selectedId: string | null }): VNode {
  const app = useSeen((state) => state.app);
  const isHome = useScreen(({ place }) => place.isHome);
  const channel = useSeen(
    ({ channels, me }) =>
      Object.values(channels).find((one) => one.kind === "im" && otherIn(one, me) === app.botUserId) ?? null,
  );
  const isUnread = (channel?.unread ?? 0) > 0;
  const goesHome = channel === null || (app.hasHomeTab && !isUnread);
  return html`<${Section} title="Apps">
    <${SideRow}
      place=${goesHome ? { isHome: true } : { channelId: channel.id }}
      label=${app.name}
      isSelected=${isHome || (channel !== null && channel.id === selectedId)}
      isUnread=${isUnread}
      mentions=${channel?.mentions ?? 0}
    >
      <${Avatar} id=${app.botUserId} size=${20} />
    <//>
  <//>`;
}

export function Sidebar({ selectedId }: { selectedId: string | null }): VNode {
  const team = useSeen((state) => state.team);
  const isReadOnly = useSeen((state) => state.isReadOnly);
  return html`<nav class="side" aria-label="Channels and conversations" data-region tabindex="-1">
    <header class="side-top">
      <h1 class="side-team">${team.name}</h1>
      <button
        type="button"
        class="side-button"
        aria-label="New message"
        title="New message"
        disabled=${isReadOnly}
        onClick=${() => show({ dialog: "new message" })}
      >
        <${Icon} name="compose" />
      </button>
    </header>
    <div class="side-search">
      <button
        type="button"
        class="side-jump"
        aria-keyshortcuts="Control+K Meta+K"
        onClick=${() => show({ dialog: "switch" })}
      >
        <${Icon} name="search" size=${16} />
        <span>Jump to…</span>
        <kbd>Ctrl K</kbd>
      </button>
    </div>
    <div class="side-scroll">
      <${Channels} selectedId=${selectedId} />
      <${DirectMessages} selectedId=${selectedId} />
      <${Apps} selectedId=${selectedId} />
    </div>
    <footer class="side-foot">
      <${ActAs} />
      <${ThemeSwitch} />
    </footer>
  </nav>`;
}
