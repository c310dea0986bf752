// The reactions under a message: a press adds one's own or takes it away.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { SeenMessage, SeenReaction } from "../../client/seen.ts";
import { Icon } from "../icon.ts";
import { listed, nameOf } from "../people/people.ts";
import { useEmoji } from "../text/emoji.ts";
import { useConnection, useSeen } from "../use.ts";
import { useDeed } from "../use-deed.ts";

/** An emoji by its name; the name itself where there is no such one. */
export function EmojiOf({ name }: { name: string }): VNode {
  const character = useEmoji(name);
  return html`<span class="emoji" aria-hidden="true">${character ?? `:${name}:`}</span>`;
}

function Reaction({ message, reaction }: { message: SeenMessage; reaction: SeenReaction }): VNode {
  const act = useDeed();
  const connection = useConnection();
  const me = useSeen((state) => state.me);
  const isReadOnly = useSeen((state) => state.isReadOnly);
  const isMine = reaction.users.includes(me);
  const { channelId, ts } = message;
  const count = reaction.users.length;
  // Names are looked up when they are asked for: a tooltip is no reason to draw again.
  const who = (): string => {
    const state = connection.state();
    const users = reaction.users.map((id) =>
      id === me || state === null ? "you" : nameOf(state.users, state.app, id),
    );
    return `${listed(users, 9)} reacted with :${reaction.name}:`;
  };
  const press = (): void => void act({ do: isMine ? "unreact" : "react", channelId, ts, emoji: reaction.name });
  return html`<button
    type="button"
    class=${isMine ? "reaction reaction-mine" : "reaction"}
    aria-pressed=${isMine}
    aria-label=${`${count} ${count === 1 ? "reaction" : "reactions"} with ${reaction.name}`}
    title=${who()}
    disabled=${isReadOnly}
    onClick=${press}
  >
    <${EmojiOf} name=${reaction.name} /><span class="reaction-count">${count}</span>
  </button>`;
}

type ReactionsProps = { message: SeenMessage; onAdd: (anchor: HTMLElement) => void };

export function Reactions({ message, onAdd }: ReactionsProps): VNode | null {
  const isReadOnly = useSeen((state) => state.isReadOnly);
  if (message.reactions.length === 0) return null;
  return html`<div class="reactions">
    ${message.reactions.map((one) => html`<${Reaction} key=${one.name} message=${message} reaction=${one} />`)}
    <button
      type="button"
      disabled=${isReadOnly}
      class="reaction reaction-add"
      aria-label="Add reaction"
      title="Add reaction"
      onClick=${(event: MouseEvent) => onAdd(event.currentTarget as HTMLElement)}
    >
      <${Icon} name="smile" size=${16} />
    </button>
  </div>`;
}
