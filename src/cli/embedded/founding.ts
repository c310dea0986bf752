// The people and channels that an embedded workspace begins with, and the message that greets whoever comes in.
// What is there already stays as it is: a start that was killed half-way is completed by the next.

import { CannotDo } from "../../workspace/people/cannot-do.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Json } from "../../workspace/world.ts";

export const announceChannel = "incidents";
const lounge = "general";

/** The first is whoever opens the page; the others live elsewhere, so that zones can be seen to differ. */
const people = (hostZone: string) => [
  { name: "alex", realName: "Alex Rivera", tz: hostZone, isAdmin: true },
  { name: "maya", realName: "Maya Okafor", tz: "Europe/London" },
  { name: "kenji", realName: "Kenji Sato", tz: "Asia/Tokyo" },
  { name: "noor", realName: "Noor Haddad", tz: "America/New_York" },
];

export const firstPerson = "alex";

const channels = [
  { name: lounge, isPrivate: false, members: ["alex", "maya", "kenji", "noor"] },
  { name: announceChannel, isPrivate: false, members: ["alex", "maya", "kenji", "noor"] },
  { name: "security", isPrivate: true, members: ["alex", "noor"] },
];

const welcome = "*Welcome.* This is a workspace of your own, with Sitrep in it as it would be in Slack.";

const tries = [
  "Type `/incident declare` here: a form, then a channel with a live card, and a word in #incidents.",
  "On the card: *Post update*, promise the next one, then let the clock jump ahead and see it asked for.",
  "Become somebody else, with a zone of their own, and press *Take command*.",
  "*Resolve*, then `/incident export`: the postmortem is already written.",
  "*Replay* tells a real incident of the past; the *Inspector* shows each call that a click cost.",
];

const greetingId = "greeting";

const section = (text: string): Json => ({ type: "section", text: { type: "mrkdwn", text } });

const greeting = {
  text: "Welcome to a workspace of your own. Type /incident declare to begin.",
  blocks: [{ ...section(welcome), block_id: greetingId }, section(tries.map((line) => `• ${line}`).join("\n"))],
};

function isThere(workspace: Workspace, name: string): boolean {
  try {
    return workspace.person(name).name === name;
  } catch (error) {
    if (error instanceof CannotDo) return false;
    throw error;
  }
}

/** @param hostZone the IANA zone of this machine. */
export function found(workspace: Workspace, hostZone: string): void {
  for (const person of people(hostZone)) if (!isThere(workspace, person.name)) workspace.addPerson(person);
  const there = new Set(workspace.channels().map(({ name }) => name));
  for (const channel of channels) if (!there.has(channel.name)) workspace.addChannel(channel);
  // People have joined before: Slackbot has the last word.
  const isGreeted = workspace.channel(lounge).messages.some(({ blocks }) => blocks?.[0]?.block_id === greetingId);
  if (!isGreeted) workspace.addNotice(lounge, greeting);
}
