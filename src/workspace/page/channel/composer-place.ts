// Where the composer stands, or what stands there instead: somebody who is not in the channel, an archived channel, a
// replay that is looked at. And the sentence that tells why something was refused.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import type { SeenChannel } from "../../client/seen.ts";
import { Icon } from "../icon.ts";
import { otherIn } from "../people/people.ts";
import { show, useNarrow, useScreen } from "../screen.ts";
import { useSeen } from "../use.ts";
import { useDeed } from "../use-deed.ts";

function Notice(): VNode | null {
  const notice = useScreen((screen) => screen.notice);
  if (notice === null) return null;
  return html`<div class="notice" role="alert">
    <span class="notice-words">${notice}</span>
    <button type="button" class="icon-button" aria-label="Dismiss" onClick=${() => show({ notice: null })}>
      <${Icon} name="close" size=${16} />
    </button>
  </div>`;
}

function Preview({ channel }: { channel: SeenChannel }): VNode {
  const act = useDeed();
  return html`<div class="instead">
    <p class="instead-title"># ${channel.name}</p>
    <p>You’re viewing this channel. Join it to write in it.</p>
    <button type="button" class="button button-primary" onClick=${() => act({ do: "join", channelId: channel.id })}>
      Join channel
    </button>
  </div>`;
}

/** In a replay that plays. */
export function LookingOn(): VNode {
  return html`<p class="looking-on">You are watching a replay: people act as they did then.</p>`;
}

type Props = { channel: SeenChannel; inThread?: boolean; children?: ComponentChildren };

function Inside({ channel, inThread = false, children }: Props): VNode | null {
  const isNarrow = useNarrow();
  const isReadOnly = useSeen((state) => state.isReadOnly);
  const isClosedApp = useSeen(
    ({ app, me }) => channel.kind === "im" && otherIn(channel, me) === app.botUserId && app.isMessagesTabReadOnly,
  );
  const canWrite = !isReadOnly && !isClosedApp && !channel.isArchived && channel.isMember;
  // The channel beside the thread says why already.
  if (!canWrite && inThread && !isNarrow) return null;
  if (isReadOnly) return html`<${LookingOn} />`;
  if (isClosedApp) return html`<div class="instead"><p>Sending messages to this app has been turned off.</p></div>`;
  if (channel.isArchived) {
    return html`<div class="instead">
      <p>You are viewing <b># ${channel.name}</b>, an archived channel.</p>
    </div>`;
  }
  if (!channel.isMember) return html`<${Preview} channel=${channel} />`;
  return html`${children}`;
}

export function ComposerPlace({ channel, inThread = false, children }: Props): VNode {
  const isNarrow = useNarrow();
  // A refusal is said once, in the channel beside the thread.
  return html`<div class="composer-place">
    ${inThread && !isNarrow ? null : html`<${Notice} />`}
    <${Inside} channel=${channel} inThread=${inThread}>${children}<//>
  </div>`;
}
