// What is pinned in a channel; each leads to its message.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { SeenChannel, SeenPin } from "../../client/seen.ts";
import { workspaceNow } from "../clock.ts";
import { Popover } from "../dialogs/popover.ts";
import { plainLine } from "../message/editable-text.ts";
import { AppLabel, Avatar } from "../people/avatar.ts";
import { nameOf } from "../people/people.ts";
import { fullTimeLabel, msOf } from "../people/times.ts";
import { go } from "../screen.ts";
import { useConnection, useSeen } from "../use.ts";

type PinProps = { pin: SeenPin; channel: SeenChannel; onClose: () => void };

function Pin({ pin, channel, onClose }: PinProps): VNode {
  const connection = useConnection();
  const message = useSeen(({ messages }) => messages[channel.id]?.messages.find(({ ts }) => ts === pin.ts) ?? null);
  const state = connection.state();
  const tz = useSeen(({ users, me }) => users[me]?.tz ?? "Etc/UTC");
  // What is loaded is newer than what the pin was told with.
  const { user: author, byApp, text, threadTs: parentTs } = message ?? pin;
  const at =
    state === null ? "" : fullTimeLabel(msOf(pin.ts), tz, workspaceNow(state.clock)).replace(/:\d\d(?= ?[AP]M)/, "");
  const open = (): void => {
    onClose();
    const threadTs = parentTs === pin.ts ? null : parentTs;
    go({ channelId: channel.id, ts: pin.ts, threadTs });
  };
  return html`<li>
    <button type="button" class="pin" onClick=${open}>
      <span class="pin-head">
        <${Avatar} id=${author} size=${20} />
        <b>${state === null ? author : nameOf(state.users, state.app, author)}</b>
        ${byApp ? html`<${AppLabel} />` : null}
        <span class="pin-time">${at}</span>
      </span>
      <span class="pin-text">${state === null ? "" : plainLine(text, state)}</span>
    </button>
  </li>`;
}

type PinsProps = { anchor: HTMLElement; channel: SeenChannel; onClose: () => void };

export function Pins({ anchor, channel, onClose }: PinsProps): VNode {
  return html`<${Popover} anchor=${anchor} label="Pinned messages" kind="pins" onClose=${onClose}>
    <h3 class="pins-title">Pinned</h3>
    <ul class="pins-list">
      ${channel.pins.map((pin) => html`<${Pin} key=${pin.ts} pin=${pin} channel=${channel} onClose=${onClose} />`)}
    </ul>
  <//>`;
}
