// "Jump to…": a channel or person by a few letters, as Slack's Ctrl+K. The same with people alone begins a message.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { Icon } from "../icon.ts";
import { AppLabel, Avatar } from "../people/avatar.ts";
import { go } from "../screen.ts";
import { useConnection, useSeen } from "../use.ts";
import { useDeed } from "../use-deed.ts";
import { Dialog } from "./dialog.ts";
import { type Found, foundFor } from "./found.ts";

function Words({ found }: { found: Found }): VNode {
  if (found.kind === "channel") {
    const { kind, unread, isMember } = found.channel;
    return html`<span class="offer-picture"><${Icon} name=${kind === "private" ? "lock" : "hash"} /></span>
      <span class=${unread > 0 ? "offer-title offer-unread" : "offer-title"}>${found.name}</span>
      ${isMember ? null : html`<span class="offer-detail">not joined</span>`}`;
  }
  return html`<span class="offer-picture"><${Avatar} id=${found.id} size=${24} /></span>
    <span class="offer-title">${found.name}</span>
    ${found.kind === "app" ? html`<${AppLabel} />` : html`<span class="offer-detail">${found.under}</span>`}`;
}

function useOpen(onClose: () => void): (found: Found) => Promise<void> {
  const act = useDeed();
  const hasHomeTab = useSeen((state) => state.app.hasHomeTab);
  return async (found) => {
    onClose();
    if (found.kind === "channel") return go({ channelId: found.id });
    if (found.kind === "app" && hasHomeTab) return go({ isHome: true });
    if (found.kind === "user" && found.channelId !== null) return go({ channelId: found.channelId });
    const done = await act({ do: "open dm", userId: found.id });
    if (done.ok && done.channelId !== undefined) go({ channelId: done.channelId });
  };
}

type SwitcherProps = { title: string; withChannels: boolean; onClose: () => void };

export function Switcher({ title, withChannels, onClose }: SwitcherProps): VNode {
  const connection = useConnection();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const open = useOpen(onClose);
  const state = connection.state();
  const found = state === null ? [] : foundFor(typed, state, withChannels);
  const at = Math.min(active, Math.max(0, found.length - 1));
  const key = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[at];
    if (step !== undefined) setActive((at + step + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter" && chosen !== undefined && !event.isComposing) void open(chosen);
    else return;
    event.preventDefault();
  };
  return html`<${Dialog} title=${title} onClose=${onClose} kind="dialog-switch">
    <div class="dialog-search">
      <input
        class="field"
        type="text"
        autofocus
        autocomplete="off"
        role="combobox"
        aria-expanded="true"
        aria-controls=${id}
        aria-activedescendant=${found.length === 0 ? undefined : `${id}-${at}`}
        aria-label=${withChannels ? "Channel or person" : "Person"}
        placeholder=${withChannels ? "Channel or person" : "To: a person"}
        value=${typed}
        onKeyDown=${key}
        onInput=${(event: Event) => {
          setTyped((event.currentTarget as HTMLInputElement).value);
          setActive(0);
        }}
      />
    </div>
    <ul class="switch-list" id=${id} role="listbox" aria-label="Found">
      ${found.map(
        (one, place) => html`<li
          key=${one.id}
          id=${`${id}-${place}`}
          class=${place === at ? "offer offer-active" : "offer"}
          role="option"
          aria-selected=${place === at}
          onMouseMove=${() => setActive(place)}
          onClick=${() => open(one)}
        >
          <${Words} found=${one} />
        </li>`,
      )}
    </ul>
    ${found.length === 0 ? html`<p class="dialog-none" role="status">Nothing of that name.</p>` : null}
  <//>`;
}
