// What every part of the document is made from, and the few forms that they share.

import type { Actor, IncidentEvent } from "../incident/events.ts";
import type { Incident } from "../incident/incident.ts";
import { type Measures, measures } from "../incident/measures.ts";
import { oneLine } from "../incident/typed-text.ts";
import { formatDuration } from "../time/duration.ts";
import { formatInstant } from "../time/zone.ts";
import type { BlockContent, Heading, ListItem, PhrasingContent } from "./nodes.ts";
import { paragraphs, phrasing, type Reader } from "./typed.ts";

export type MessageAddress = { channelId: string; ts: string };
/** Where a browser opens a message, or null where that is not known. */
export type Permalink = (message: MessageAddress) => string | null;

/** A log with all that is read from it once. */
export type Story = {
  log: readonly IncidentEvent[];
  incident: Incident;
  measures: Measures;
  reader: Reader;
  permalink: Permalink;
};

export type StoryOptions = { zone: string; permalink: Permalink };

/** Names that can't be read are left out: an id says more than nothing. */
function namesIn({ people }: Incident): Map<string, string> {
  const names = Object.entries(people).map(([id, name]): [string, string] => [id, oneLine(name)]);
  return new Map(names.filter(([, name]) => name !== ""));
}

export function storyOf(log: readonly IncidentEvent[], incident: Incident, options: StoryOptions): Story {
  const { zone, permalink } = options;
  return { log, incident, measures: measures(log, incident), reader: { names: namesIn(incident), zone }, permalink };
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

/** A person's name; the id where nobody has learned the name. */
export const personName = (userId: string, { reader }: Story): string => reader.names.get(userId) ?? userId;
export const actorName = (by: Actor, story: Story): string =>
  by.kind === "sitrep" ? "Sitrep" : personName(by.userId, story);

export const instant = (at: number, { reader }: Story): string => formatInstant(at, reader.zone);

/** Typed text that stands in a line: a title, a component. */
export const typedLine = (typed: string, { reader }: Story): PhrasingContent[] => phrasing(oneLine(typed), reader);
/** Typed text of any length. */
export const typedText = (typed: string, { reader }: Story): BlockContent[] => paragraphs(typed, reader);

/** " · [message](…)", or nothing where the message or its address is not known. */
export function messageLink(message: MessageAddress | null, { permalink }: Story): PhrasingContent[] {
  const url = message === null ? null : permalink(message);
  return url === null ? [] : [words(" · "), { type: "link", url, children: [words("message")] }];
}

/** Longer than this after it happened, a fact was written down afterwards: two clocks may differ by less. */
const promptlyMs = 60_000;

/** " · written down …" of a fact that was recorded later than it happened. */
export const writtenDown = (fact: { at: number; recordedAt: number }, story: Story): PhrasingContent[] =>
  fact.recordedAt - fact.at > promptlyMs ? [words(` · written down ${instant(fact.recordedAt, story)}`)] : [];

/** A measure from the declaration on, in words. A negative one, of back-dated times, is said and not hidden. */
export function sinceDeclared(ms: number | null, unknown: string): string {
  if (ms === null) return unknown;
  return ms < 0 ? `${formatDuration(-ms)} before the declaration` : formatDuration(ms);
}
