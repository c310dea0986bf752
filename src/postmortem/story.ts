// The timeline as a list: when, who, what, with the message. Every item of the core's timeline is there, once.

import type { Actor, EventOf } from "../incident/events.ts";
import { milestoneFact } from "../incident/milestones.ts";
import { targetWords } from "../incident/policy.ts";
import { type MessageLink, type ShownType, type TimelineItem, timeline } from "../incident/timeline.ts";
import { isBlank } from "../incident/typed-text.ts";
import { commanderCalled, milestoneWords } from "../incident/words.ts";
import {
  actorName,
  bullets,
  capitalized,
  heading,
  instant,
  messageLink,
  personName,
  promptlyMs,
  type Story,
  typedLine,
  typedLines,
  typedText,
  words,
  writtenDown,
} from "./document.ts";
import type { BlockContent, Nodes, PhrasingContent } from "./nodes.ts";
import { plain } from "./typed.ts";

/** One line of the list. `what` may be several paragraphs; the first stands beside the time. */
type Line = {
  at: number;
  recordedAt: number;
  who: string;
  kind: ShownType | "ImpactStarted";
  what: BlockContent[];
  link: MessageLink | null;
};

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

/** What time brought, each with when it was due where that was not just then. */
function noted({ data: { notices }, occurredAt: at }: EventOf<"TimeNoted">, story: Story): BlockContent[] {
  const said = notices.flatMap((notice) => {
    const due = at - notice.dueAt > promptlyMs ? `, due ${instant(notice.dueAt, story)}` : "";
    switch (notice.kind) {
      case "breached":
        return [`SLA breached: ${targetWords[notice.target]} within ${notice.said} (${notice.severity})${due}`];
      case "update-overdue":
        return [`The promised update had not come${due}`];
      case "update-escalated":
        return [`The promised update was long overdue, due ${instant(notice.dueAt, story)}`];
      default:
        return [];
    }
  });
  return line(words(said.join(" · ")));
}

function milestoneSet(
  { milestone, at, previousAt, reason, withdraws }: EventOf<"MilestoneSet">["data"],
  story: Story,
): BlockContent[] {
  const name = milestoneWords[milestone];
  const said = at === null ? `when it was ${name} is unknown` : name;
  const was = previousAt === null ? "" : ` (corrected, was ${instant(previousAt, story)})`;
  const undone = withdraws.map(({ target }) => targetWords[target]).join(", ");
  const withdrawn = undone === "" ? "" : `; withdrawn: the breach of ${undone}`;
  const head = `${capitalized(said.replace("was impact started", "impact started"))}${was}${withdrawn}`;
  return reason === "" ? line(words(head)) : led(`${head}: `, reason, story);
}

function windowSet(data: EventOf<"ImpactWindowSet">["data"], story: Story): BlockContent[] {
  const { to, components, degree, isSlaEligible, note } = data;
  const until = to === null ? "" : ` until ${instant(to, story)}`;
  const on = typedLines(components, story);
  const counts = isSlaEligible ? "" : ", not SLA-eligible";
  const head = [words(`Impact (${degree}${counts})${until}`), ...(on.length === 0 ? [] : [words(" on "), ...on])];
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
  TimeNoted: noted,
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
  return { at, recordedAt, who: whoOf(item, story), kind: event.type, what: tell(event, story, item), link };
}

/** Impact's start is part of the declaration in the log, and a line of its own in the story until it is corrected. */
function impactStart(story: Story, items: readonly TimelineItem[]): Line[] {
  const { declaredById } = story.incident;
  const fact = milestoneFact(story.incident, "impactStarted");
  if (fact === null || fact.reason !== null) return [];
  const { at } = fact;
  const recordedAt = story.log[0]?.recordedAt ?? at;
  // Whoever declared it said so: the declaration's own message.
  const link = items.find(({ event }) => event.type === "IncidentDeclared")?.link ?? null;
  const by: Actor = declaredById === null ? { kind: "sitrep" } : { kind: "person", userId: declaredById };
  const what = line(words("Impact started"));
  return [{ at, recordedAt, who: actorName(by, story), kind: "ImpactStarted", what, link }];
}

/** In the order in which it occurred. A stable sort: impact's start stands before what occurred at the same time. */
function linesOf(story: Story): Line[] {
  const items = timeline(story.log);
  const lines = items.map((item) => lineOf(item, story));
  return [...impactStart(story, items), ...lines].sort((one, other) => one.at - other.at);
}

function textOf(node: Nodes): string {
  if (node.type === "break") return "\n";
  if ("value" in node) return node.value;
  return "children" in node ? (node.children as Nodes[]).map(textOf).join("") : "";
}

/** The timeline without marks: mentions are names, tokens are times, and nothing is escaped. */
export const plainLines = (story: Story) =>
  linesOf(story).map(({ at, recordedAt, who, kind, what, link }) => ({
    at,
    recordedAt,
    kind,
    who,
    text: what.map(textOf).join("\n\n"),
    link: link === null ? null : story.permalink(link),
  }));

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

/** When, who, what. */
export const timelineSection = (story: Story): BlockContent[] => [
  heading(2, words("Timeline")),
  bullets(linesOf(story).map((each) => shown(each, story))),
];
