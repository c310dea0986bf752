// The offers, above the composer.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { Icon } from "../icon.ts";
import { EmojiOf } from "../message/reactions.ts";
import { AppLabel, Avatar } from "../people/avatar.ts";
import { useSeen } from "../use.ts";
import type { Completion } from "./completion.ts";
import type { Offered } from "./use-completions.ts";

function Picture({ item }: { item: Completion }): VNode {
  const botUserId = useSeen((state) => state.app.botUserId);
  switch (item.kind) {
    case "user":
      return html`<${Avatar} id=${item.id} size=${24} />`;
    case "command":
      return html`<${Avatar} id=${botUserId} size=${24} />`;
    case "emoji":
      return html`<${EmojiOf} name=${item.id} />`;
    case "channel":
      return html`<${Icon} name="hash" />`;
    default:
      return html`<${Icon} name="people" />`;
  }
}

function CommandWords({ item, appName }: { item: Completion; appName: string }): VNode {
  return html`<span class="offer-words">
      <span><b>${item.title}</b> <span class="offer-detail">${item.hint}</span></span>
      <span class="offer-detail">${item.detail}</span>
    </span>
    <span class="offer-app">${appName}</span>`;
}

type CompletionListProps = { completions: Offered; onChoose: (one: Completion) => void };

export function CompletionList({ completions, onChoose }: CompletionListProps): VNode | null {
  const { found, id, active, point } = completions;
  const app = useSeen((state) => state.app);
  if (found === null) return null;
  return html`<ul class="offers" id=${id} role="listbox" aria-label="Suggestions">
    ${found.items.map(
      (item, at) => html`<li
        key=${`${item.kind} ${item.id}`}
        id=${`${id}-${at}`}
        class=${at === active ? "offer offer-active" : "offer"}
        role="option"
        aria-selected=${at === active}
        onMouseEnter=${() => point(at)}
        onMouseDown=${(event: MouseEvent) => {
          event.preventDefault();
          onChoose(item);
        }}
      >
        <span class="offer-picture"><${Picture} item=${item} /></span>
        ${
          item.kind === "command"
            ? html`<${CommandWords} item=${item} appName=${app.name} />`
            : html`<span class="offer-title">${item.title}</span>
              ${item.kind === "user" && item.id === app.botUserId ? html`<${AppLabel} />` : null}
              <span class="offer-detail">${item.detail}</span>`
        }
      </li>`,
    )}
  </ul>`;
}
