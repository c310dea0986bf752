// What Slack's own messages say ("joined #general"): their text is made here, since the API's has other words. Pure.

import type { SeenMessage } from "../../client/seen.ts";
import { listed } from "../people/people.ts";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

type Words = (extra: SeenMessage["extra"], channel: string, along: string) => string;

/** mrkdwn: `extra` is as the API has it, so that names in it are escaped already. */
const words: Readonly<Record<string, Words>> = {
  channel_join: ({ inviter }, channel, along) =>
    text(inviter) === "" ? `joined ${channel}${along}.` : `was added to ${channel} by <@${text(inviter)}>${along}.`,
  channel_leave: (_, channel) => `left ${channel}.`,
  channel_topic: ({ topic }) =>
    text(topic) === "" ? "cleared the channel topic." : `set the channel topic: ${text(topic)}`,
  channel_purpose: ({ purpose }) =>
    text(purpose) === "" ? "cleared the channel description." : `set the channel description: ${text(purpose)}`,
  channel_name: ({ old_name: old, name }) => `renamed the channel from “${text(old)}” to “${text(name)}”`,
  channel_archive: (_, channel) => `archived ${channel}.`,
  channel_unarchive: (_, channel) => `un-archived ${channel}.`,
  pinned_item: () => "pinned a message to this channel.",
};

/** Groups' subtypes have the same words as channels'. */
const nameOfSubtype = (subtype: string): string => subtype.replace(/^group_/, "channel_");

/**
 * mrkdwn of what it says after the author's name, or null: it is a message of its author's own.
 * @param others ids of those who joined along with the author.
 */
export function systemWords(message: SeenMessage, channel: string, others: readonly string[]): string | null {
  if (message.subtype === null) return null;
  const along = others.length === 0 ? "" : ` along with ${listed(others.map((id) => `<@${id}>`))}`;
  return words[nameOfSubtype(message.subtype)]?.(message.extra, channel, along) ?? null;
}
