// The screen: the incident's channel as people would read it, in a terminal or a pipe. It only shows.
// The card and the announcement are edited in place in Slack; here they are told again when they say something new.

import { minuteMs, secondMs } from "../../time/duration.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Channel, Message } from "../../workspace/world.ts";
import { messageLines, type TextLine } from "./message-lines.ts";
import { clockOf, dayOf, type Reader, readerOf } from "./reader.ts";
import { announceChannel } from "./stage.ts";
import type { Step } from "./steps.ts";
import type { Audience } from "./teller.ts";
import type { Terminal } from "./terminal.ts";
import { deedWords, progressWords } from "./wording.ts";

export type ScreenParts = { terminal: Terminal; steps: readonly Step[]; zone: string };

/** What has been shown already. */
type Memory = {
  /** Messages by channel and ts. */
  messages: Set<string>;
  /** The last showing of what is edited in place. */
  card: string;
  announcement: string;
  ephemerals: Set<string>;
  people: Set<string>;
};

type Stand = { terminal: Terminal; reader: Reader; memory: Memory };

/** Joins and topics are noise to a reader. */
const isTold = ({ subtype }: Message): boolean => subtype === null || subtype === "file_share";

const isCard = (channel: Channel, { ts }: Message): boolean => channel.pins.some((pin) => pin.ts === ts);

/** A card is new at first and when it ends; what happens between, the messages say. */
function showCard(message: Message, { terminal, reader, memory }: Stand): void {
  const state = (message.blocks ?? []).some(({ block_id: id }) => id === "card-ended") ? "ended" : "open";
  if (memory.card === state) return;
  memory.card = state;
  terminal.box(clockOf(reader.now, reader.zone), "Sitrep", messageLines(message, reader));
}

/** Its headline and standing; the update below them has been read in the incident's channel. */
function showAnnouncement(message: Message, { terminal, reader, memory }: Stand): void {
  const blocks = (message.blocks ?? []).slice(0, 1);
  // As Slack has it: read on another day, the same block shows other words.
  const said = JSON.stringify(blocks.map(({ elements }) => elements));
  if (memory.announcement === said) return;
  memory.announcement = said;
  terminal.aside(clockOf(reader.now, reader.zone), `#${announceChannel}`, messageLines({ ...message, blocks }, reader));
}

function filesOf(message: Message, workspace: Workspace): TextLine[] {
  return message.fileIds.map((id) => {
    const { name, size } = workspace.file(id);
    return { tone: "strong", text: `${name} (${size.toLocaleString("en")} bytes)` };
  });
}

/** Who and when stand in columns of their own. */
const isSignature = ({ tone, text }: TextLine): boolean => tone === "faint" && /^@?\S+ · \d\d:\d\d$/.test(text);

/** What was said while time went by is read when it was said. */
const readerThen = (reader: Reader, { ts }: Message): Reader => ({
  ...reader,
  now: Math.min(reader.now, Math.floor(Number(ts) * secondMs)),
});

function showMessage(message: Message, workspace: Workspace, { terminal, reader: present, memory }: Stand): void {
  const reader = readerThen(present, message);
  const key = `${message.channelId}/${message.ts}`;
  if (memory.messages.has(key)) return;
  memory.messages.add(key);
  const who = message.byApp ? "Sitrep" : reader.person(message.user);
  const lines = [...messageLines(message, reader).filter((line) => !isSignature(line)), ...filesOf(message, workspace)];
  terminal.said(clockOf(reader.now, reader.zone), who, lines);
}

function showEphemerals(workspace: Workspace, { terminal, reader, memory }: Stand): void {
  for (const name of memory.people) {
    for (const message of workspace.person(name).ephemerals) {
      const key = `${name}/${message.channelId}/${message.ts}`;
      if (memory.ephemerals.has(key)) continue;
      memory.ephemerals.add(key);
      const lines = messageLines(message, reader).map(({ text }): TextLine => ({ tone: "faint", text }));
      terminal.said(clockOf(reader.now, reader.zone), "Sitrep", [
        ...lines,
        { tone: "faint", text: `(only ${name} sees this)` },
      ]);
    }
  }
}

function showChannel(channel: Channel, workspace: Workspace, stand: Stand): void {
  for (const message of channel.messages.filter(isTold)) {
    if (isCard(channel, message)) showCard(message, stand);
    else if (channel.name === announceChannel) showAnnouncement(message, stand);
    else showMessage(message, workspace, stand);
  }
}

/** Shows what a story brings, as it comes. */
export function createScreen({ terminal, steps, zone }: ScreenParts): Audience {
  const memory: Memory = {
    messages: new Set(),
    card: "",
    announcement: "",
    ephemerals: new Set(),
    people: new Set(),
  };
  const startedAt = steps[0]?.at ?? 0;
  let day = dayOf(startedAt, zone);

  const progress = (at: number, done: number): string =>
    progressWords({ done, total: steps.length, at, inMs: Math.max(0, at - startedAt), zone, day });

  return {
    waiting(at, next) {
      if (next > 0) terminal.live(`${progress(at - (at % minuteMs), next)} · Ctrl-C ends it`);
    },
    begins(step, index) {
      terminal.heading(progress(step.at, index + 1));
      day = dayOf(step.at, zone);
      memory.people.add(step.who.name);
      terminal.said(clockOf(step.at, zone), step.who.name, [{ tone: "faint", text: deedWords(step) }]);
    },
    look(workspace, at) {
      const stand = { terminal, reader: readerOf(workspace, zone, at), memory };
      showEphemerals(workspace, stand);
      const own = workspace.channels().filter(({ creator }) => creator === workspace.botUserId);
      for (const channel of [...own, workspace.channel(announceChannel)]) showChannel(channel, workspace, stand);
    },
  };
}
