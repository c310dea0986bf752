// The people and channels that an embedded workspace begins with, and the message that greets whoever comes in.
// What is there already stays as it is: a start that was killed half-way is completed by the next.

import { CannotDo } from "../../workspace/people/cannot-do.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Json } from "../../workspace/world.ts";

export const announceChannel = "incidents";
const lounge = "general";

/** The first is whoever opens the page; the others live elsewhere, so that zones can be seen to differ. */
const people = (hostZone: string) => [
  { name: "alex", realName: "Alex Rivera", displayName: "", tz: hostZone, isAdmin: true },
  { name: "maya", realName: "Maya Okafor", displayName: "", tz: "Europe/London" },
  { name: "kenji", realName: "Kenji Sato", displayName: "", tz: "Asia/Tokyo" },
  { name: "noor", realName: "Noor Haddad", displayName: "", tz: "America/New_York" },
];

export const firstPerson = "alex";

const handles = ["alex", "maya", "kenji", "noor"];

const channels = [
  { name: lounge, isPrivate: false, members: handles },
  { name: announceChannel, isPrivate: false, members: handles },
  { name: "security", isPrivate: true, members: ["alex", "noor"] },
];

const greetingId = "greeting";

/** `code` and *bold*, as they are typed; #incidents is a link to the channel. */
const tries = [
  "`/incident declare`, typed here: a form, then a channel with a live card, and a word in #incidents.",
  "*Post update* on the card, with a next update promised; *Jump ahead*, and see it asked for.",
  "Become somebody else, by the menu with your name, and *Take command*, in the card's ⋯ menu.",
  "*Resolve*, then `/incident export`: the postmortem is already written.",
  "*Replay an incident*: real ones of the past. *Inspector*: each call that a click cost.",
];

function piece(text: string, announceId: string): Json {
  if (text === `#${announceChannel}`) return { type: "channel", channel_id: announceId };
  const [, mark, inner] = /^([`*])(.*)[`*]$/.exec(text) ?? [];
  if (inner === undefined) return { type: "text", text };
  return { type: "text", text: inner, style: mark === "`" ? { code: true } : { bold: true } };
}

const pieces = (line: string, announceId: string): Json[] =>
  line
    .split(/(`[^`]+`|\*[^*]+\*|#[a-z]+)/)
    .filter((text) => text !== "")
    .map((text) => piece(text, announceId));

function greeting(announceId: string): { text: string; blocks: Json[] } {
  const section = (line: string): Json => ({ type: "rich_text_section", elements: pieces(line, announceId) });
  const elements = [
    section("*Welcome.* This is a workspace of your own, with Sitrep in it as it would be in Slack. Try:\n"),
    { type: "rich_text_list", style: "ordered", elements: tries.map(section) },
  ];
  const text = "Welcome to a workspace of your own. Type /incident declare to begin.";
  const kept = { type: "mrkdwn", text: "What you do here stays on this machine, and is there again after a restart." };
  const blocks = [
    { type: "rich_text", block_id: greetingId, elements },
    { type: "context", elements: [kept] },
  ];
  return { text, blocks };
}

function isThere(workspace: Workspace, name: string): boolean {
  try {
    return workspace.person(name).name === name;
  } catch (error) {
    if (error instanceof CannotDo) return false;
    throw error;
  }
}

/**
 * @param hostZone the IANA zone of this machine.
 * @param named the channels that the settings name, which everybody of the workspace is in.
 */
export function found(workspace: Workspace, hostZone: string, named: readonly string[]): void {
  for (const person of people(hostZone)) if (!isThere(workspace, person.name)) workspace.addPerson(person);
  const there = new Set(workspace.channels().map(({ name }) => name));
  const known = new Set(channels.map(({ name }) => name));
  const others = named.filter((name) => !known.has(name)).map((name) => ({ name, isPrivate: false, members: handles }));
  for (const channel of [...channels, ...others]) if (!there.has(channel.name)) workspace.addChannel(channel);
  // People have joined before: Slackbot has the last word.
  const isGreeted = workspace.channel(lounge).messages.some(({ blocks }) => blocks?.[0]?.block_id === greetingId);
  if (!isGreeted) workspace.addNotice(lounge, greeting(workspace.channel(announceChannel).id));
}
