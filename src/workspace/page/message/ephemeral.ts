// What one person alone sees: the app's answer to a click or a command, or Slackbot's word.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { SeenEphemeral } from "../../client/seen.ts";
import { Blocks } from "../blocks/blocks.ts";
import { Icon } from "../icon.ts";
import { AppLabel, Avatar } from "../people/avatar.ts";
import { nameOf } from "../people/people.ts";
import { msOf, timeLabel } from "../people/times.ts";
import { Mrkdwn } from "../text/mrkdwn.ts";
import { useSeen } from "../use.ts";
import { useDeed } from "../use-deed.ts";

export function Ephemeral({ ephemeral }: { ephemeral: SeenEphemeral }): VNode {
  const act = useDeed();
  const appUser = useSeen((state) => state.app.botUserId);
  const author = ephemeral.from === "app" ? appUser : "USLACKBOT";
  const name = useSeen(({ users, app }) => nameOf(users, app, author));
  const tz = useSeen(({ users, me }) => users[me]?.tz ?? "Etc/UTC");
  const { blocks, text, channelId, ts } = ephemeral;
  const time = timeLabel(msOf(ts), tz);
  const label = `${name}, ${time}, only visible to you`;
  return html`<div class="msg msg-first msg-only" role="article" tabindex="-1" aria-label=${label}>
    <div class="msg-above"><${Icon} name="eye" size=${14} />Only visible to you</div>
    <div class="msg-row">
      <div class="msg-gutter"><${Avatar} id=${author} /></div>
      <div class="msg-main">
        <div class="msg-head">
          <span class="msg-name">${name}</span>
          ${ephemeral.from === "app" ? html`<${AppLabel} />` : null}
          <span class="msg-time">${time}</span>
        </div>
        ${
          blocks === null || blocks.length === 0
            ? html`<div class="msg-text"><${Mrkdwn} text=${text} /></div>`
            : html`<div class="msg-blocks"><${Blocks} blocks=${blocks} place=${{ channelId, ts }} /></div>`
        }
        <button type="button" class="link-button msg-dismiss" onClick=${() => act({ do: "dismiss", ts })}>
          Dismiss message
        </button>
      </div>
    </div>
  </div>`;
}
