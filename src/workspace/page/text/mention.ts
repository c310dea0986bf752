// People, groups and channels named in text. What pages the person acted as is set off, as in Slack.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { hashOf } from "../place.ts";
import { useSeen } from "../use.ts";

const classOf = (isMe: boolean): string => (isMe ? "text-mention text-mention-me" : "text-mention");

/** @param label what the text itself says that the name is, for people who are not known here. */
export function UserMention({ id, label = null }: { id: string; label?: string | null }): VNode {
  const name = useSeen(({ users }) => users[id]?.realName ?? null);
  const isMe = useSeen(({ me }) => me === id);
  return html`<span class=${classOf(isMe)}>@${name ?? label ?? id}</span>`;
}

export function GroupMention({ id, label = null }: { id: string; label?: string | null }): VNode {
  const group = useSeen(({ groups }) => groups.find((one) => one.id === id) ?? null);
  const me = useSeen((state) => state.me);
  const named = group?.handle ?? label?.replace(/^@/, "") ?? id;
  return html`<span class=${classOf(group?.users.includes(me) === true)}>@${named}</span>`;
}

export function Broadcast({ range }: { range: string }): VNode {
  return html`<span class=${classOf(true)}>@${range}</span>`;
}

/** A private channel that this person is not in has no name here. */
export function ChannelMention({ id, label = null }: { id: string; label?: string | null }): VNode {
  const channel = useSeen(({ channels }) => channels[id] ?? null);
  if (channel === null || channel.name === "") {
    return html`<span class="text-mention">${label === null ? "🔒 private channel" : `#${label}`}</span>`;
  }
  const mark = channel.kind === "private" ? "🔒 " : "#";
  return html`<a class="text-mention" href=${hashOf({ channelId: id })}>${mark}${channel.name}</a>`;
}
