// The timeline: what happened, in the order in which it occurred, each item with its time, person and message.
// A pure reading of the log; what it leaves out is named here, so that nothing is left out by accident.

import type { Actor, EventOf, FactType, IncidentEvent, Source } from "./events.ts";

export type MessageLink = { channelId: string; ts: string };

/** The facts that a reader of the timeline sees. */
export const shown = [
  "IncidentDeclared",
  "UpdatePosted",
  "StatusChanged",
  "SeverityChanged",
  "RoleAssigned",
  "EntryAdded",
  "IncidentRenamed",
  "ImpactEnded",
  "IncidentReopened",
  "IncidentCanceled",
  "TimeNoted",
  "MilestoneSet",
  "ImpactWindowSet",
  "ClocksPaused",
  "ClocksResumed",
  "ChannelLost",
  "ChannelRegained",
] as const satisfies FactType[];
export type ShownType = (typeof shown)[number];

/** Bookkeeping with Slack: in the log, not in the story. */
export const notShown = [
  "MessageQuoted",
  "EntryRemoved",
  "ImpactWindowRemoved",
  "UpdateSnoozed",
  "RemindersStopped",
  "PostmortemRequested",
  "ChannelCreated",
  "ChannelRefused",
  "ChannelRenamed",
  "MessagePosted",
  "PersonNamed",
  "EffectGaveUp",
] as const satisfies Exclude<FactType, ShownType>[];

/** `at` is when it occurred, `recordedAt` when it was written down (epoch ms). */
export type TimelineItem = {
  event: EventOf<ShownType>;
  at: number;
  recordedAt: number;
  by: Actor;
  source: Source;
  /** The words of an entry: typed, or read from its message; null where they could not be read. */
  text: string | null;
  /** Who wrote the message that an entry stands for. */
  authorId: string | null;
  link: MessageLink | null;
};

const isShown = (event: IncidentEvent): event is EventOf<ShownType> =>
  (shown as readonly FactType[]).includes(event.type);

const ofType = <T extends FactType>(log: readonly IncidentEvent[], type: T): EventOf<T>[] =>
  log.filter((event): event is EventOf<T> => event.type === type);

/** What people say about a time stands at that time. */
function occurred(event: EventOf<ShownType>): number {
  if (event.type === "ImpactEnded") return event.data.at;
  if (event.type === "ImpactWindowSet") return event.data.from;
  return event.type === "MilestoneSet" ? (event.data.at ?? event.occurredAt) : event.occurredAt;
}

/** The words about a window or a milestone that hold: the last ones, unless it was taken away. */
function lastWords(log: readonly IncidentEvent[]): Set<string> {
  const last = new Map<string, string | null>();
  for (const event of log) {
    if (event.type === "ImpactWindowSet") last.set(`window/${event.data.windowId}`, event.id);
    if (event.type === "ImpactWindowRemoved") last.set(`window/${event.data.windowId}`, null);
    if (event.type === "MilestoneSet") last.set(event.data.milestone, event.id);
  }
  return new Set([...last.values()].filter((id) => id !== null));
}

/** Risks and warnings were for the commander: the story has what came of them. */
function isHeld(event: EventOf<ShownType>, held: ReadonlySet<string>): boolean {
  if (event.type === "TimeNoted") {
    return event.data.notices.some(({ kind }) => kind !== "at-risk" && kind !== "update-warned");
  }
  return (event.type !== "ImpactWindowSet" && event.type !== "MilestoneSet") || held.has(event.id);
}

/** An update says the status it brings: the change beside it is not a second item. */
function isSaidByUpdate(event: EventOf<ShownType>, log: readonly IncidentEvent[]): boolean {
  if (event.type !== "StatusChanged") return false;
  const before = log[event.version - 2];
  return (
    before?.type === "UpdatePosted" && before.recordedAt === event.recordedAt && before.data.status === event.data.to
  );
}

/** The event whose message speaks for this one: of a resolve, the update (or the change) says when impact ended too. */
function spokenBy(event: EventOf<ShownType>, log: readonly IncidentEvent[]): IncidentEvent {
  if (event.type !== "ImpactEnded") return event;
  const together = log.slice(0, event.version - 1).filter(({ recordedAt }) => recordedAt === event.recordedAt);
  const said = together.findLast(({ type }) => type === "UpdatePosted") ?? together.at(-1);
  return said ?? event;
}

/** `log` is the whole log, in order of version. */
export function timeline(log: readonly IncidentEvent[]): TimelineItem[] {
  const posted = new Map(ofType(log, "MessagePosted").map(({ data }) => [data.ofEventId, data]));
  const quotes = new Map(ofType(log, "MessageQuoted").map(({ data }) => [data.entryId, data]));
  const removed = new Set(ofType(log, "EntryRemoved").map(({ data }) => data.entryId));
  const held = lastWords(log);
  const items = log
    .filter(isShown)
    .filter((event) => !removed.has(event.id) && !isSaidByUpdate(event, log) && isHeld(event, held))
    .map((event): TimelineItem => {
      const { by, source, recordedAt } = event;
      const entry = event.type === "EntryAdded" ? event.data : null;
      const message = entry?.message ?? posted.get(spokenBy(event, log).id) ?? null;
      return {
        event,
        at: occurred(event),
        recordedAt,
        by,
        source,
        text: entry === null ? null : (entry.text ?? quotes.get(event.id)?.text ?? null),
        authorId: quotes.get(event.id)?.authorId ?? entry?.message?.authorId ?? null,
        link: message === null ? null : { channelId: message.channelId, ts: message.ts },
      };
    });
  return items.sort((one, other) => one.at - other.at || one.event.version - other.event.version);
}
