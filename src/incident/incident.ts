// The state of one incident: a fold over its log, and nothing else. Pure.
// This room knows neither Slack's API nor SQL, reads no clock and makes no id: all that comes on the commands.

import type { Actor, EventOf, FactType, IncidentEvent, MessageRef } from "./events.ts";
import type { Severity, Status } from "./words.ts";
import { isOpenStatus } from "./words.ts";

/** Times are epoch ms; what is not known is null, never zero. */
export type Incident = {
  id: string;
  version: number;
  number: number;
  title: string;
  severity: Severity;
  status: Status;
  summary: string;
  components: string[];
  isPrivate: boolean;
  isDrill: boolean;
  from: MessageRef | null;
  declaredAt: number;
  declaredById: string | null;
  commanderId: string | null;
  impactStartedAt: number | null;
  impactEndedAt: number | null;
  /** When the incident was resolved or canceled; null while it is open. */
  endedAt: number | null;
  updateCount: number;
  lastUpdate: { eventId: string; number: number; text: string; at: number } | null;
  /** The promise of the last update; `overdueNoted` once the channel has been told that it was not kept. */
  nextUpdate: { dueAt: number; overdueNoted: boolean } | null;
  /** What stands in the timeline by a person's wish; `quote` is what its message said when it was read. */
  entries: {
    eventId: string;
    message: MessageRef | null;
    quote: { text: string; authorId: string | null } | null;
    addedById: string | null;
  }[];
  /** Where Slack shows an event, newest last. */
  messages: { ofEventId: string; channelId: string; ts: string }[];
  channel: { id: string; name: string; isUsable: boolean } | null;
  /** Where the team's messages are opened in a browser. */
  teamUrl: string | null;
  /** Slack refused the channel for good: the incident goes on without one. */
  channelRefused: boolean;
  /** Display names of the people in the log, as Slack had them. */
  people: Record<string, string>;
  /** What was given up for good, once each. */
  gaveUp: string[];
};

/** Changes the draft, which nobody else holds. */
type Evolution<T extends FactType> = (draft: Incident, event: EventOf<T>) => void;

const personId = (by: Actor): string | null => (by.kind === "person" ? by.userId : null);

function end(draft: Incident, status: Status, at: number): void {
  draft.status = status;
  draft.endedAt = isOpenStatus(status) ? null : at;
  if (!isOpenStatus(status)) draft.nextUpdate = null;
}

function changeChannel(draft: Incident, change: Partial<NonNullable<Incident["channel"]>>): void {
  if (draft.channel !== null) draft.channel = { ...draft.channel, ...change };
}

const evolutions: { [T in Exclude<FactType, "IncidentDeclared">]: Evolution<T> } = {
  UpdatePosted(draft, { id, data, occurredAt }) {
    draft.updateCount += 1;
    draft.lastUpdate = { eventId: id, number: data.number, text: data.text, at: occurredAt };
    draft.nextUpdate = data.nextUpdateAt === null ? null : { dueAt: data.nextUpdateAt, overdueNoted: false };
  },
  StatusChanged: (draft, { data, occurredAt }) => end(draft, data.to, occurredAt),
  SeverityChanged(draft, { data }) {
    draft.severity = data.to;
  },
  RoleAssigned(draft, { data }) {
    draft.commanderId = data.userId;
  },
  EntryAdded(draft, { id, data, by }) {
    draft.entries.push({ eventId: id, message: data.message, quote: null, addedById: personId(by) });
  },
  MessageQuoted(draft, { data: { entryId, text, authorId } }) {
    // From the end: a message is read right after it was put into the timeline.
    const at = draft.entries.findLastIndex(({ eventId }) => eventId === entryId);
    const entry = draft.entries[at];
    if (entry !== undefined) draft.entries[at] = { ...entry, quote: { text, authorId } };
  },
  EntryRemoved(draft, { data }) {
    draft.entries = draft.entries.filter((entry) => entry.eventId !== data.entryId);
  },
  IncidentRenamed(draft, { data }) {
    draft.title = data.to;
  },
  ImpactEnded(draft, { data }) {
    draft.impactEndedAt = data.at;
  },
  IncidentReopened(draft, { data }) {
    end(draft, data.status, 0);
    draft.impactEndedAt = null;
  },
  IncidentCanceled: (draft, { occurredAt }) => end(draft, "canceled", occurredAt),
  UpdateOverdue(draft, { data }) {
    if (draft.nextUpdate?.dueAt === data.dueAt) draft.nextUpdate = { dueAt: data.dueAt, overdueNoted: true };
  },
  PostmortemRequested: () => undefined,
  ChannelCreated(draft, { data }) {
    draft.channel = { id: data.channelId, name: data.name, isUsable: true };
    draft.teamUrl = data.teamUrl;
    draft.channelRefused = false;
  },
  ChannelRefused(draft) {
    draft.channelRefused = true;
  },
  ChannelRenamed: (draft, { data }) => changeChannel(draft, { name: data.to }),
  ChannelLost: (draft) => changeChannel(draft, { isUsable: false }),
  ChannelRegained: (draft) => changeChannel(draft, { isUsable: true }),
  MessagePosted: (draft, { data }) => void draft.messages.push(data),
  PersonNamed(draft, { data }) {
    draft.people = { ...draft.people, [data.userId]: data.name };
  },
  EffectGaveUp: (draft, { data }) => void draft.gaveUp.push(`${data.what}: ${data.code}`),
};

function declared({ incidentId, version, occurredAt, by, data }: EventOf<"IncidentDeclared">): Incident {
  return {
    id: incidentId,
    version,
    number: data.number,
    title: data.title,
    severity: data.severity,
    status: data.status,
    summary: data.summary,
    components: data.components,
    isPrivate: data.isPrivate,
    isDrill: data.isDrill,
    from: data.from,
    declaredAt: occurredAt,
    declaredById: personId(by),
    commanderId: data.commanderId,
    impactStartedAt: data.impactStartedAt,
    impactEndedAt: null,
    endedAt: isOpenStatus(data.status) ? null : occurredAt,
    updateCount: 0,
    lastUpdate: null,
    nextUpdate: null,
    entries: [],
    messages: [],
    channel: null,
    teamUrl: null,
    channelRefused: false,
    people: {},
    gaveUp: [],
  };
}

/** A copy whose lists may be changed. */
const draftOf = (incident: Incident): Incident => ({
  ...incident,
  entries: [...incident.entries],
  messages: [...incident.messages],
  gaveUp: [...incident.gaveUp],
});

function step(draft: Incident | null, event: IncidentEvent): Incident {
  if (event.type === "IncidentDeclared") {
    if (draft !== null) throw new Error(`The log of ${event.incidentId} declares it twice (version ${event.version}).`);
    return declared(event);
  }
  if (draft === null || event.version !== draft.version + 1) {
    throw new Error(`The log of ${event.incidentId} has a gap before version ${event.version}.`);
  }
  (evolutions[event.type] as Evolution<FactType>)(draft, event);
  draft.version = event.version;
  return draft;
}

/**
 * The state after these events, one after the other; `from` stays as it was. Its lists are copied once, however many
 * events there are. Throws where the log itself is broken: that is a programmer's error, never a person's.
 */
export const fold = (log: readonly IncidentEvent[], from: Incident | null = null): Incident | null =>
  log.length === 0 ? from : log.reduce<Incident | null>(step, from === null ? null : draftOf(from));

/** One event further; the incident that was given stays as it was. */
export const evolve = (incident: Incident | null, event: IncidentEvent): Incident =>
  step(incident === null ? null : draftOf(incident), event);
