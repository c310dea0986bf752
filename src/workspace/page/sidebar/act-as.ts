// "You are Maya": whom the page acts as, and the others one may be. Slack has no such thing; it stands apart, below.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { moveInMenu } from "../dialogs/menu.ts";
import { Popover } from "../dialogs/popover.ts";
import { Icon } from "../icon.ts";
import { Avatar } from "../people/avatar.ts";
import { goInstead, screen } from "../screen.ts";
import { useConnection, useSeen } from "../use.ts";

function People({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }): VNode {
  const connection = useConnection();
  const me = useSeen((state) => state.me);
  const users = useSeen((state) => state.users);
  const people = Object.values(users)
    .filter(({ isBot, isDeleted }) => !isBot && !isDeleted)
    .sort((a, b) => (a.realName < b.realName ? -1 : 1));
  const become = (userId: string): void => {
    onClose();
    if (userId === me) return;
    const { channelId, threadTs, isHome } = screen.get().place;
    goInstead({ userId, channelId, threadTs, isHome });
    connection.become(userId);
  };
  return html`<${Popover} anchor=${anchor} label="Act as" role="menu" kind="menu" onClose=${onClose}>
    <div role="presentation" class="menu-items" onKeyDown=${moveInMenu}>
      <p class="menu-heading">Act as</p>
      ${people.map(
        ({ id, realName, tz }) => html`<button
          key=${id}
          type="button"
          role="menuitemradio"
          aria-checked=${id === me}
          tabindex="-1"
          class="menu-item menu-person"
          onClick=${() => become(id)}
        >
          <${Avatar} id=${id} size=${28} />
          <span class="menu-label">${realName}<span class="menu-under">${tz}</span></span>
          ${id === me ? html`<${Icon} name="check" size=${16} />` : null}
        </button>`,
      )}
    </div>
  <//>`;
}

export function ActAs(): VNode {
  const me = useSeen((state) => state.users[state.me]);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return html`<button
      type="button"
      class="side-me"
      aria-haspopup="menu"
      title="Act as somebody else"
      onClick=${(event: MouseEvent) => setAnchor(event.currentTarget as HTMLElement)}
    >
      <${Avatar} id=${me?.id ?? ""} size=${28} />
      <span class="side-me-words">
        <span class="side-me-name"><span class="side-me-you">You are </span>${me?.realName ?? ""}</span>
        <span class="side-me-zone">${me?.tz ?? ""}</span>
      </span>
      <${Icon} name="down" size=${14} />
    </button>
    ${anchor === null ? null : html`<${People} anchor=${anchor} onClose=${() => setAnchor(null)} />`}`;
}
