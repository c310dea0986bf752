// All channels that this person may see, archived ones last; to be looked at, joined or left.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { SeenChannel } from "../../client/seen.ts";
import { Icon } from "../icon.ts";
import { go, show } from "../screen.ts";
import { useSeen } from "../use.ts";
import { useDeed } from "../use-deed.ts";
import { Dialog } from "./dialog.ts";

function Line({ channel, onClose }: { channel: SeenChannel; onClose: () => void }): VNode {
  const act = useDeed();
  const { id, name, kind, isMember, isArchived, members, topic } = channel;
  const open = (): void => {
    onClose();
    go({ channelId: id });
  };
  const facts = [
    isMember ? "Joined" : null,
    isArchived ? "Archived" : null,
    `${members.length} ${members.length === 1 ? "member" : "members"}`,
    topic === "" ? null : topic,
  ];
  return html`<li class="person">
    <button type="button" class="browse-open" onClick=${open}>
      <span class="person-name"><${Icon} name=${kind === "private" ? "lock" : "hash"} size=${16} />${name}</span>
      <span class="person-under">${facts.filter((fact) => fact !== null).join(" · ")}</span>
    </button>
    ${
      isMember || isArchived
        ? null
        : html`<button
          type="button"
          class="button button-small"
          aria-label=${`Join #${name}`}
          onClick=${() => act({ do: "join", channelId: id })}
        >
          Join
        </button>`
    }
  </li>`;
}

export function BrowseChannels({ onClose }: { onClose: () => void }): VNode {
  const channels = useSeen((state) => state.channels);
  const [typed, setTyped] = useState("");
  const shown = Object.values(channels)
    .filter(({ kind, name }) => (kind === "public" || kind === "private") && name.includes(typed.toLowerCase().trim()))
    .sort((a, b) => Number(a.isArchived) - Number(b.isArchived) || (a.name < b.name ? -1 : 1));
  return html`<${Dialog} title="All channels" onClose=${onClose}>
    <div class="dialog-search">
      <input
        class="field"
        type="search"
        autofocus
        aria-label="Search for channels"
        placeholder="Search for channels"
        value=${typed}
        onInput=${(event: Event) => setTyped((event.currentTarget as HTMLInputElement).value)}
      />
      <button type="button" class="button" onClick=${() => show({ dialog: "create channel" })}>Create channel</button>
    </div>
    <div class="dialog-scroll">
      <ul class="people">${shown.map((one) => html`<${Line} key=${one.id} channel=${one} onClose=${onClose} />`)}</ul>
      ${shown.length === 0 ? html`<p class="dialog-none" role="status">No channel of that name.</p>` : null}
    </div>
  <//>`;
}
