// What people see of a workspace, as lines that can be compared: after trouble it must read as if there had been none.
// Ids and ts are left out; what stands by itself (a card, an announcement) is told apart from what was said in order.

import type { Workspace } from "../../src/workspace/workspace.ts";
import type { Channel, Message } from "../../src/workspace/world.ts";
import { read } from "../journey/support/reading.ts";

export type Seen = {
  name: string;
  kind: string;
  topic: string;
  members: string[];
  /** Cards and announcements, in no order: each is posted and edited in its own time. */
  standing: string[];
  /** Everything else that the bot said, in its order, replies in threads indented. */
  said: string[];
  /** What the pinned messages say. */
  pins: string[];
  bookmarks: string[];
};

/** Where times differ from run to run (on the host's clock) they are left out of what is compared. */
export type SeenOptions = { withoutTimes?: boolean };

const timeless = (text: string): string =>
  text
    .replace(/<!date\^[^>\n"]*>?/g, "TIME")
    .replace(/\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?( ?[+-]\d\d:\d\d|Z)?/g, "TIME")
    .replace(/\b(\d+ \w{3} )?\d\d:\d\d(:\d\d)?( UTC)?\b/g, "TIME")
    .replace(/\bPT[\dHMS.]+/g, "LENGTH")
    .replace(/just now|(in )?\d+ (min|h|s)( \d+ (min|s))*( ago)?/g, "AGO")
    .replace(/ +(?=\|)|(?<=\|)[ -]+/g, " ");

const compared = (text: string, { withoutTimes = false }: SeenOptions): string =>
  withoutTimes ? timeless(text) : text;

/** Where a link to a message leads, in words: its ts is another one in each run. */
function linkOf(workspace: Workspace, link: string): string {
  const [, channelId = "", digits = ""] = /\/archives\/(\w+)\/p(\d+)/.exec(link) ?? [];
  const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  const message = workspace
    .channels()
    .find(({ id }) => id === channelId)
    ?.messageByTs.get(ts);
  return message === undefined ? `a dead link: ${link}` : `to "${message.text.slice(0, 60)}"`;
}

const withoutLinks = (workspace: Workspace, text: string): string =>
  text.replace(/https:[^\s()|]+\/archives\/\w+\/p\d+/g, (link) => linkOf(workspace, link));

function lineOf(workspace: Workspace, message: Message, options: SeenOptions): string {
  const shown = withoutLinks(workspace, read(message, { workspace, now: 0 }));
  const files = message.fileIds.map((id) => {
    const { name, title, bytes } = workspace.file(id);
    return `[file ${name} "${title}"]\n${withoutLinks(workspace, String(bytes ?? "nothing in it"))}`;
  });
  const author = message.byApp ? "bot" : "person";
  const indent = message.threadTs !== null && message.threadTs !== message.ts ? "  " : "";
  return compared([`${indent}${author}: ${shown}`, ...files].join("\n"), options);
}

/** Slack's own lines: who joined, what the topic is now. */
const isSlacks = ({ subtype }: Message): boolean => /^(channel|group)_/.test(subtype ?? "");

/** A message that is kept current; told by the key in its metadata, which nobody sees, and by nothing else of it. */
const isStanding = ({ metadata }: Message): boolean => String(metadata?.event_payload.key ?? "").startsWith("keep/");

export function seenIn(workspace: Workspace, channel: Channel, options: SeenOptions = {}): Seen {
  const shown = channel.messages.filter((message) => !isSlacks(message));
  const line = (message: Message): string => lineOf(workspace, message, options);
  return {
    name: channel.name,
    kind: channel.isArchived ? `${channel.kind}, archived` : channel.kind,
    topic: channel.topic.value,
    members: [...channel.members].map((id) => workspace.person(id).name).sort(),
    standing: shown.filter(isStanding).map(line).sort(),
    said: shown.filter((message) => !isStanding(message)).map(line),
    pins: channel.pins
      .map(({ ts }) => compared(channel.messageByTs.get(ts)?.text ?? "a message that is gone", options))
      .sort(),
    bookmarks: channel.bookmarks
      .map(({ title, link }) => compared(`${title} ${linkOf(workspace, link)}`, options))
      .sort(),
  };
}

/** Every channel and direct conversation with something in it, by name. */
export function seen(workspace: Workspace, options: SeenOptions = {}): Seen[] {
  return workspace
    .channels()
    .map((channel) => seenIn(workspace, channel, options))
    .filter(({ kind, standing, said }) => kind !== "im" || standing.length + said.length > 0)
    .sort((a, b) => (`${a.name}` < `${b.name}` ? -1 : 1));
}
