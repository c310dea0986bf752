// What every part of the document is made from, and the few forms that they share.

import { type Clock, clocks } from "../incident/clocks.ts";
import type { Actor, IncidentEvent } from "../incident/events.ts";
import type { Incident } from "../incident/incident.ts";
import { type Measures, measures } from "../incident/measures.ts";
import { oneLine } from "../incident/typed-text.ts";
import { isOpenStatus } from "../incident/words.ts";
import { formatInstant } from "../time/zone.ts";
import type { BlockContent, Heading, ListItem, PhrasingContent, Table, TableRow } from "./nodes.ts";
import { paragraphs, phrasing, type Reader } from "./typed.ts";

export type MessageAddress = { channelId: string; ts: string };
/** Where a browser opens a message, or null where that is not known. */
export type Permalink = (message: MessageAddress) => string | null;

/** What one component's calendar month came to, as whoever knows all incidents of that month says. */
export type AvailabilityLine = {
  /** "2020-01". */
  month: string;
  component: string;
  /** In percent, rounded as it is to be shown: "99.8925". */
  availability: string;
  target: string | null;
  /** Of the error budget, in ms. */
  usedMs: number;
  allowedMs: number | null;
  /** The credit that is due, "10 %"; null for none. */
  credit: string | null;
};

/** A log with all that is read from it once. */
export type Story = {
  log: readonly IncidentEvent[];
  incident: Incident;
  /** What is "so far" is so at this instant. */
  asOf: number;
  measures: Measures;
  clocks: Clock[];
  availability: readonly AvailabilityLine[];
  reader: Reader;
  permalink: Permalink;
};

export type StoryOptions = {
  /** IANA name of the zone that all times are shown in. */
  zone: string;
  permalink: Permalink;
  /** Of the months and components that this incident touched; none by default. */
  availability?: readonly AvailabilityLine[];
};

/** Names that can't be read are left out: an id says more than nothing. */
function namesIn({ people }: Incident): Map<string, string> {
  const names = Object.entries(people).map(([id, name]): [string, string] => [id, oneLine(name)]);
  return new Map(names.filter(([, name]) => name !== ""));
}

/** Bookkeeping with Slack: the story is as it was. */
const untold = [
  "MessageQuoted",
  "ChannelCreated",
  "ChannelRefused",
  "ChannelRenamed",
  "MessagePosted",
  "PersonNamed",
  "EffectGaveUp",
];

/**
 * No clock is read: the same log gives the same bytes. What is open is told up to the last that happened, somebody's
 * asking for the story too; what is over does not change by being asked for.
 */
function asOfLog(log: readonly IncidentEvent[], { status, declaredAt }: Incident): number {
  const isTelling = ({ type }: IncidentEvent): boolean =>
    !untold.includes(type) && (type !== "PostmortemRequested" || isOpenStatus(status));
  return log.findLast(isTelling)?.recordedAt ?? declaredAt;
}

export function storyOf(log: readonly IncidentEvent[], incident: Incident, options: StoryOptions): Story {
  const { zone, permalink, availability = [] } = options;
  const asOf = asOfLog(log, incident);
  return {
    log,
    incident,
    asOf,
    measures: measures(log, incident, asOf),
    clocks: clocks(incident, asOf),
    availability,
    reader: { names: namesIn(incident), zone },
    permalink,
  };
}

export const words = (value: string): PhrasingContent => ({ type: "text", value });
export const heading = (depth: 1 | 2 | 3, ...children: PhrasingContent[]): Heading => ({
  type: "heading",
  depth,
  children,
});
export const sentence = (...children: PhrasingContent[]): BlockContent => ({ type: "paragraph", children });
export const bullets = (items: BlockContent[][]): BlockContent => ({
  type: "list",
  ordered: false,
  spread: false,
  children: items.map((children): ListItem => ({ type: "listItem", spread: children.length > 1, children })),
});

export function table(head: readonly string[], rows: readonly PhrasingContent[][][]): Table {
  const row = (cells: readonly PhrasingContent[][]): TableRow => ({
    type: "tableRow",
    children: cells.map((children) => ({ type: "tableCell", children })),
  });
  return { type: "table", children: [row(head.map((name) => [words(name)])), ...rows.map(row)] };
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A person's name; the id where nobody has learned the name. */
export const personName = (userId: string, { reader }: Story): string => reader.names.get(userId) ?? userId;
export const actorName = (by: Actor, story: Story): string =>
  by.kind === "sitrep" ? "Sitrep" : personName(by.userId, story);

export const instant = (at: number, { reader }: Story): string => formatInstant(at, reader.zone);

/** Typed text that stands in a line: a title, a component. */
export const typedLine = (typed: string, { reader }: Story): PhrasingContent[] => phrasing(oneLine(typed), reader);
/** Typed text of any length. */
export const typedText = (typed: string, { reader }: Story): BlockContent[] => paragraphs(typed, reader);

/** Typed texts one after the other: components. */
export const typedLines = (typed: readonly string[], story: Story): PhrasingContent[] =>
  typed.flatMap((one) => [words(", "), ...typedLine(one, story)]).slice(1);

/** " · [message](…)", or nothing where the message or its address is not known. */
export function messageLink(message: MessageAddress | null, { permalink }: Story): PhrasingContent[] {
  const url = message === null ? null : permalink(message);
  return url === null ? [] : [words(" · "), { type: "link", url, children: [words("message")] }];
}

/** Longer than this after it happened, a fact was written down afterwards: two clocks may differ by less. */
export const promptlyMs = 60_000;

/** " · written down …" of a fact that was recorded later than it happened. */
export const writtenDown = (fact: { at: number; recordedAt: number }, story: Story): PhrasingContent[] =>
  fact.recordedAt - fact.at > promptlyMs ? [words(` · written down ${instant(fact.recordedAt, story)}`)] : [];
