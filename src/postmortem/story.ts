// The timeline as a list: when, who, what, with the message. Every item of the core's timeline is there, once.

import type { Actor, EventOf, Notice } from "../incident/events.ts";
import { targetWords } from "../incident/policy.ts";
import { type MessageLink, type ShownType, type TimelineItem, timeline } from "../incident/timeline.ts";
import { isBlank } from "../incident/typed-text.ts";
import { commanderCalled, milestoneWords } from "../incident/words.ts";
import {
  actorName,
  bullets,
  heading,
  instant,
  messageLink,
  personName,
  type Story,
  typedLine,
  typedText,
  words,
  writtenDown,
} from "./document.ts";
import type { BlockContent, PhrasingContent } from "./nodes.ts";
import { plain } from "./typed.ts";

/** One line of the list. `what` may be several paragraphs; the first stands beside the time. */
type Line = { at: number; recordedAt: number; who: string; what: BlockContent[]; link: MessageLink | null };

type Telling<T extends ShownType> = (event: EventOf<T>, story: Story, item: TimelineItem) => BlockContent[];

const line = (...children: PhrasingContent[]): BlockContent[] => [{ type: "paragraph", children }];

/** The first line of an update: the whole of it stands under Updates. */
const maxFirstLine = 140;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function firstLine(typed: string, { reader }: Story): string {
  const [first = "", ...rest] = typed.split("\n");
  const shown = Array.from(graphemes.segment(plain(first, reader)), ({ segment }) => segment);
  const isWhole = shown.length <= maxFirstLine && rest.every((other) => other.trim() === "");
  return isWhole ? shown.join("") : `${cutAtWord(shown)}…`;
}

/** No word is cut in two, but for one that is most of the line. */
function cutAtWord(shown: readonly string[]): string {
  const head = shown.slice(0, maxFirstLine).join("");
  const endsWord = /^\s/u.test(shown[maxFirstLine] ?? " ");
  const words = endsWord ? head : head.replace(/\s+\S*$/u, "");
  const kept = (words.length * 2 > head.length ? words : head).trimEnd();
  return /[.!?]$/u.test(kept) ? `${kept} ` : kept;
}

/** Words of ours before text of theirs, in one paragraph. */
function led(lead: string, typed: string, story: Story): BlockContent[] {
  const [first, ...rest] = typedText(typed, story);
  if (first?.type !== "paragraph") return line(words(lead));
  return [{ type: "paragraph", children: [words(lead), ...first.children] }, ...rest];
}

/** A message may be a file alone. */
const entryText = (text: string, story: Story): BlockContent[] =>
  isBlank(text) ? line(words("A message without words")) : led("", text, story);

const losses: Record<EventOf<"ChannelLost">["data"]["why"], string> = {
  archived: "The incident's channel was archived",
  deleted: "The incident's channel was deleted",
  removed: "Sitrep was removed from the incident's channel",
};

function roleTaken({ by, data }: EventOf<"RoleAssigned">, story: Story): BlockContent[] {
  const role = data.called;
  const after = data.previousId === null ? "" : `, after ${personName(data.previousId, story)}`;
  const isTaken = by.kind === "person" && by.userId === data.userId;
  return line(words(isTaken ? `Took over as ${role}${after}` : `${personName(data.userId, story)} is ${role}${after}`));
}

const missed: Record<Exclude<Notice["kind"], "at-risk" | "update-warned">, string> = {
  breached: "SLA breached",
  "update-overdue": "The promised update had not come",
  "update-escalated": "The promised update was long overdue",
};

/** What time brought, each with when it was due. */
function noted(notices: readonly Notice[], story: Story): BlockContent[] {
  const said = notices.flatMap((notice) => {
    if (notice.kind === "at-risk" || notice.kind === "update-warned") return [];
    const what =
      notice.kind === "breached"
        ? `${missed.breached}: ${targetWords[notice.target]} (${notice.severity})`
        : missed[notice.kind];
    return [`${what}, due ${instant(notice.dueAt, story)}`];
  });
  return line(words(said.join(" · ")));
}

function milestoneSet(
  { milestone, at, previousAt, reason }: EventOf<"MilestoneSet">["data"],
  story: Story,
): BlockContent[] {
  const name = milestoneWords[milestone];
  const said = at === null ? `${name} is unknown` : name;
  const was = previousAt === null ? "" : ` (corrected, was ${instant(previousAt, story)})`;
  const head = `${said.charAt(0).toUpperCase()}${said.slice(1)}${was}`;
  return reason === "" ? line(words(head)) : led(`${head}: `, reason, story);
}

function windowSet({ to, components, degree, note }: EventOf<"ImpactWindowSet">["data"], story: Story): BlockContent[] {
  const until = to === null ? "" : ` until ${instant(to, story)}`;
  const on = components.flatMap((component) => [words(", "), ...typedLine(component, story)]).slice(1);
  const head = [words(`Impact (${degree})${until}`), ...(on.length === 0 ? [] : [words(" on "), ...on])];
  return line(...head, ...(note === "" ? [] : [words(": "), ...typedLine(note, story)]));
}

const tellings: { [T in ShownType]: Telling<T> } = {
  IncidentDeclared: ({ data }, story) => {
    const commander = data.commanderId === null ? "" : ` · ${commanderCalled}: ${personName(data.commanderId, story)}`;
    return line(
      words(`Declared ${data.severity}, ${data.status}: `),
      ...typedLine(data.title, story),
      words(commander),
    );
  },
  UpdatePosted: ({ data: { number, status, text } }, story) =>
    line(words(`Update ${number}${status === null ? "" : `, ${status}`}: ${firstLine(text, story)}`)),
  StatusChanged: ({ data }) => line(words(`Status: ${data.from} → ${data.to}`)),
  SeverityChanged: ({ data }) => line(words(`Severity: ${data.from} → ${data.to}`)),
  RoleAssigned: roleTaken,
  EntryAdded: (_event, story, { text }) =>
    text === null ? line(words("A message whose words could not be read")) : entryText(text, story),
  IncidentRenamed: ({ data }, story) =>
    line(
      words("Renamed from “"),
      ...typedLine(data.from, story),
      words("” to “"),
      ...typedLine(data.to, story),
      words("”"),
    ),
  ImpactEnded: () => line(words("Impact ended")),
  IncidentReopened: ({ data }, story) => led("Reopened: ", data.reason, story),
  IncidentCanceled: ({ data }, story) => led("Canceled: ", data.reason, story),
  TimeNoted: ({ data }, story) => noted(data.notices, story),
  MilestoneSet: ({ data }, story) => milestoneSet(data, story),
  ImpactWindowSet: ({ data }, story) => windowSet(data, story),
  ClocksPaused: ({ data }, story) => led("SLA clocks paused: ", data.reason, story),
  ClocksResumed: () => line(words("SLA clocks resumed")),
  ChannelLost: ({ data }) => line(words(losses[data.why])),
  ChannelRegained: () => line(words("The incident's channel could be used again")),
};

/** Of a message in the timeline, its author; and who put it there, where that was somebody else. */
function whoOf({ by, authorId }: TimelineItem, story: Story): string {
  const isOwn = authorId === null || (by.kind === "person" && by.userId === authorId);
  return isOwn ? actorName(by, story) : `${personName(authorId, story)} (added by ${actorName(by, story)})`;
}

function lineOf(item: TimelineItem, story: Story): Line {
  const { event, at, recordedAt, link } = item;
  const tell = tellings[event.type] as Telling<ShownType>;
  return { at, recordedAt, who: whoOf(item, story), what: tell(event, story, item), link };
}

/** Impact's start is part of the declaration in the log, and a line of its own in the story. */
function impactStart(story: Story, items: readonly TimelineItem[]): Line[] {
  const { impactStartedAt: at, declaredById } = story.incident;
  if (at === null) return [];
  const recordedAt = story.log[0]?.recordedAt ?? at;
  // Whoever declared it said so: the declaration's own message.
  const link = items.find(({ event }) => event.type === "IncidentDeclared")?.link ?? null;
  const by: Actor = declaredById === null ? { kind: "sitrep" } : { kind: "person", userId: declaredById };
  return [{ at, recordedAt, who: actorName(by, story), what: line(words("Impact started")), link }];
}

const childrenOf = (block: BlockContent | undefined): PhrasingContent[] =>
  block?.type === "paragraph" ? block.children : [];

/** Time and person before the words, what goes with them after: also where the words are several paragraphs. */
function shown({ at, recordedAt, who, what, link }: Line, story: Story): BlockContent[] {
  const head = words(`${instant(at, story)} · ${who} · `);
  const tail = [...writtenDown({ at, recordedAt }, story), ...messageLink(link, story)];
  const last = what.length - 1;
  return what.map((block, index) => ({
    type: "paragraph",
    children: [...(index === 0 ? [head] : []), ...childrenOf(block), ...(index === last ? tail : [])],
  }));
}

/** When, who, what: in the order in which it occurred. */
export function timelineSection(story: Story): BlockContent[] {
  const items = timeline(story.log);
  const lines = items.map((item) => lineOf(item, story));
  // A stable sort: impact's start stands before what occurred at the same time.
  const sorted = [...impactStart(story, items), ...lines].sort((one, other) => one.at - other.at);
  return [heading(2, words("Timeline")), bullets(sorted.map((each) => shown(each, story)))];
}
