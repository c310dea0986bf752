// One message: its author and time, what it says, and what people put on it. Drawn anew only when it has changed: the
// list gives the same element for the same message.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { SeenMessage } from "../../client/seen.ts";
import { workspaceNow } from "../clock.ts";
import { Icon } from "../icon.ts";
import { AppLabel, Avatar } from "../people/avatar.ts";
import { nameOf } from "../people/people.ts";
import { fullTimeLabel, msOf, shortTimeLabel, timeLabel } from "../people/times.ts";
import { hashOf } from "../place.ts";
import { useScreen } from "../screen.ts";
import { store, useStore } from "../store.ts";
import { useConnection, useSeen } from "../use.ts";
import { EmojiPicker } from "./emoji-picker.ts";
import { MessageBody } from "./message-body.ts";
import { type Deeds, MessageTools, useDeeds } from "./message-menu.ts";
import { Reactions } from "./reactions.ts";
import { ThreadSummary } from "./thread-summary.ts";

export type MessageProps = {
  message: SeenMessage;
  /** With its author's name over it; else it goes on under the one before. */
  isFirst: boolean;
  inThread: boolean;
  /** Who joined along with its author. */
  others: readonly string[];
};

function Time({ message, isShort }: { message: SeenMessage; isShort: boolean }): VNode {
  const connection = useConnection();
  const tz = useSeen(({ users, me }) => users[me]?.tz ?? "Etc/UTC");
  const at = msOf(message.ts);
  const clock = connection.state()?.clock;
  const full = clock === undefined ? "" : fullTimeLabel(at, tz, workspaceNow(clock));
  const { channelId, ts } = message;
  return html`<a class="msg-time" href=${hashOf({ channelId, ts })} title=${full} tabindex=${isShort ? -1 : undefined}>
    ${isShort ? shortTimeLabel(at, tz) : timeLabel(at, tz)}
  </a>`;
}

function Head({ message, name }: { message: SeenMessage; name: string }): VNode {
  // What Slack writes of the app, such as that it joined, is no post of the app's, but has its label.
  const isOfApp = useSeen(({ app }) => message.byApp || message.user === app.botUserId);
  return html`<div class="msg-head">
    <span class="msg-name">${name}</span>
    ${isOfApp ? html`<${AppLabel} />` : null}
    <${Time} message=${message} isShort=${false} />
  </div>`;
}

function Gutter({ message, isFirst }: { message: SeenMessage; isFirst: boolean }): VNode {
  if (message.subtype === "tombstone") return html`<span class="msg-gone"><${Icon} name="trash" /></span>`;
  return isFirst ? html`<${Avatar} id=${message.user} />` : html`<${Time} message=${message} isShort />`;
}

function Above({ message, inThread }: { message: SeenMessage; inThread: boolean }): VNode | null {
  const isMe = useSeen(({ me }) => me === message.pinnedBy);
  const by = useSeen(({ users, app }) => (message.pinnedBy === null ? "" : nameOf(users, app, message.pinnedBy)));
  const isBroadcast = message.subtype === "thread_broadcast" && !inThread;
  const { channelId, threadTs } = message;
  if (message.pinnedBy === null && !isBroadcast) return null;
  return html`${
    message.pinnedBy === null
      ? null
      : html`<div class="msg-above"><${Icon} name="pin" size=${12} />Pinned by ${isMe ? "you" : by}</div>`
  }
    ${
      isBroadcast
        ? html`<div class="msg-above"><a href=${hashOf({ channelId, threadTs })}>replied to a thread</a></div>`
        : null
    }`;
}

/** Does the focus go to something else of the same message? */
const isWithin = ({ currentTarget, relatedTarget }: FocusEvent): boolean =>
  currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);

/** Slack's keys on a message that has the focus. */
function keyOf(event: KeyboardEvent): string | null {
  const isHere = event.target === event.currentTarget && !event.ctrlKey && !event.metaKey && !event.altKey;
  return isHere ? event.key.toLowerCase() : null;
}

function useKeys(
  message: SeenMessage,
  deeds: Deeds,
  onReact: (at: HTMLElement) => void,
): (event: KeyboardEvent) => void {
  const isMine = useSeen(({ me }) => me === message.user && !message.byApp);
  const isReadOnly = useSeen((state) => state.isReadOnly);
  const keys: Readonly<Record<string, (at: HTMLElement) => void>> = {
    t: () => deeds.reply?.(),
    r: onReact,
    p: deeds.togglePin,
    e: () => isMine && deeds.edit(),
  };
  return (event) => {
    const run = keys[keyOf(event) ?? ""];
    if (run === undefined || isReadOnly || message.subtype === "tombstone") return;
    event.preventDefault();
    run(event.currentTarget as HTMLElement);
  };
}

/** The one message whose tools are shown: the last that was pointed at or came to by keyboard. */
const near = store<string | null>(null);

export function Message({ message, isFirst, inThread, others }: MessageProps): VNode {
  const id = `${inThread ? "thread" : "channel"} ${message.ts}`;
  const isNear = useStore(near, (one) => one === id);
  const setNear = (isHere: boolean): void => near.set((one) => (isHere ? id : one === id ? null : one));
  const [isHeld, setHeld] = useState(false);
  const [picker, setPicker] = useState<HTMLElement | null>(null);
  const name = useSeen(({ users, app }) => nameOf(users, app, message.user));
  const tz = useSeen(({ users, me }) => users[me]?.tz ?? "Etc/UTC");
  const isReadOnly = useSeen((state) => state.isReadOnly);
  const isLinked = useScreen(({ place }) => place.ts === message.ts);
  const isGone = message.subtype === "tombstone";
  const deeds = useDeeds(message, inThread);
  const press = useKeys(message, deeds, setPicker);
  const hasTools = (isNear || isHeld || picker !== null) && !isGone && !isReadOnly;
  const classes = [
    "msg",
    isFirst ? "msg-first" : "",
    message.pinnedBy === null ? "" : "msg-pinned",
    isLinked ? "msg-linked" : "",
  ];
  return html`<div
    class=${classes.join(" ")}
    role="article"
    tabindex="-1"
    data-ts=${message.ts}
    aria-label=${`${name}, ${timeLabel(msOf(message.ts), tz)}`}
    onMouseEnter=${() => setNear(true)}
    onMouseLeave=${() => setNear(false)}
    onFocusIn=${() => setNear(true)}
    onFocusOut=${(event: FocusEvent) => setNear(isWithin(event))}
    onKeyDown=${press}
  >
    <${Above} message=${message} inThread=${inThread} />
    <div class="msg-row">
      <div class="msg-gutter">
        <${Gutter} message=${message} isFirst=${isFirst} />
      </div>
      <div class="msg-main">
        ${isFirst && !isGone ? html`<${Head} message=${message} name=${name} />` : null}
        <${MessageBody} message=${message} others=${others} />
        <${Reactions} message=${message} onAdd=${setPicker} />
        ${inThread ? null : html`<${ThreadSummary} message=${message} />`}
      </div>
    </div>
    ${
      hasTools
        ? html`<${MessageTools} message=${message} inThread=${inThread} onReact=${setPicker} onHold=${setHeld} />`
        : null
    }
    ${
      picker === null
        ? null
        : html`<${EmojiPicker} anchor=${picker} onChoose=${deeds.react} onClose=${() => setPicker(null)} />`
    }
  </div>`;
}
