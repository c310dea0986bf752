// Who is in a channel, and who might be.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Deed } from "../../client/protocol.ts";
import type { SeenChannel } from "../../client/seen.ts";
import { Dialog } from "../dialogs/dialog.ts";
import { AppLabel, Avatar } from "../people/avatar.ts";
import { nameOf } from "../people/people.ts";
import { useConnection, useSeen } from "../use.ts";

type PersonProps = {
  id: string;
  action: { label: string; deed: Deed } | null;
  onProblem: (sentence: string | null) => void;
};

function Person({ id, action, onProblem }: PersonProps): VNode {
  const connection = useConnection();
  const name = useSeen(({ users, app }) => nameOf(users, app, id));
  const handle = useSeen(({ users }) => users[id]?.name ?? "");
  const isApp = useSeen(({ app }) => app.botUserId === id);
  const isMe = useSeen(({ me }) => me === id);
  const press = async (deed: Deed): Promise<void> => {
    const done = await connection.act(deed);
    onProblem(done.ok ? null : done.sentence);
  };
  return html`<li class="person">
    <${Avatar} id=${id} size=${36} />
    <span class="person-words">
      <span class="person-name">${name}${isMe ? " (you)" : ""}${isApp ? html`<${AppLabel} />` : null}</span>
      <span class="person-under">${handle}</span>
    </span>
    ${
      action === null
        ? null
        : html`<button
          type="button"
          class="button button-small"
          aria-label=${`${action.label} ${name}`}
          onClick=${() => press(action.deed)}
        >
          ${action.label}
        </button>`
    }
  </li>`;
}

function removalOf(channel: SeenChannel, userId: string, me: string): PersonProps["action"] {
  if (!channel.isMember || channel.isArchived || userId === me || channel.kind === "mpim") return null;
  return { label: "Remove", deed: { do: "remove", channelId: channel.id, userId } };
}

export function Members({ channelId, onClose }: { channelId: string; onClose: () => void }): VNode | null {
  const channel = useSeen(({ channels }) => channels[channelId] ?? null);
  const users = useSeen((state) => state.users);
  const me = useSeen((state) => state.me);
  const [problem, setProblem] = useState<string | null>(null);
  const appUserId = useSeen((state) => state.app.botUserId);
  const isReadOnly = useSeen((state) => state.isReadOnly);
  if (channel === null) return null;
  const others = Object.values(users).filter(({ id, isBot, isDeleted }) => {
    return !isDeleted && !channel.members.includes(id) && (!isBot || id === appUserId);
  });
  const canInvite =
    !isReadOnly && channel.isMember && !channel.isArchived && channel.kind !== "mpim" && others.length > 0;
  const removal = (id: string): PersonProps["action"] => (isReadOnly ? null : removalOf(channel, id, me));
  const sign = channel.kind === "private" ? "" : "#";
  const title = channel.name === "" || channel.kind === "mpim" ? "Members" : `Members of ${sign}${channel.name}`;
  return html`<${Dialog} title=${title} onClose=${onClose}>
    <div class="dialog-scroll">
      ${problem === null ? null : html`<p class="notice" role="alert">${problem}</p>`}
      <ul class="people">
        ${channel.members.map(
          (id) => html`<${Person} key=${id} id=${id} action=${removal(id)} onProblem=${setProblem} />`,
        )}
      </ul>
      ${
        canInvite
          ? html`<h3 class="dialog-heading">Not in this channel</h3>
            <ul class="people">
              ${others.map(({ id }) => {
                const deed: Deed = { do: "invite", channelId, userId: id };
                return html`<${Person} key=${id} id=${id} action=${{ label: "Add", deed }} onProblem=${setProblem} />`;
              })}
            </ul>`
          : null
      }
    </div>
  <//>`;
}
