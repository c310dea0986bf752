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

type Evolution<T extends FactType> = (incident: Incident, event: EventOf<T>) => Partial<Incident>;

const personId = (by: Actor): string | null => (by.kind === "person" ? by.userId : null);

const end = (status: Status, at: number): Partial<Incident> =>
  isOpenStatus(status) ? { status, endedAt: null } : { status, endedAt: at, nextUpdate: null };

const withChannel = (incident: Incident, change: Partial<NonNullable<Incident["channel"]>>): Partial<Incident> =>
  incident.channel === null ? {} : { channel: { ...incident.channel, ...change } };

const evolutions: { [T in Exclude<FactType, "IncidentDeclared">]: Evolution<T> } = {
  UpdatePosted: (incident, { id, data, occurredAt }) => ({
    updateCount: incident.updateCount + 1,
    lastUpdate: { eventId: id, number: data.number, text: data.text, at: occurredAt },
    nextUpdate: data.nextUpdateAt === null ? null : { dueAt: data.nextUpdateAt, overdueNoted: false },
  }),
  StatusChanged: (_incident, { data, occurredAt }) => end(data.to, occurredAt),
  SeverityChanged: (_incident, { data }) => ({ severity: data.to }),
  RoleAssigned: (_incident, { data }) => ({ commanderId: data.userId }),
  EntryAdded: (incident, { id, data, by }) => ({
    entries: [...incident.entries, { eventId: id, message: data.message, quote: null, addedById: personId(by) }],
  }),
  MessageQuoted: (incident, { data: { entryId, text, authorId } }) => ({
    entries: incident.entries.map((entry) =>
      entry.eventId === entryId ? { ...entry, quote: { text, authorId } } : entry,
    ),
  }),
  EntryRemoved: (incident, { data }) => ({
    entries: incident.entries.filter((entry) => entry.eventId !== data.entryId),
  }),
  IncidentRenamed: (_incident, { data }) => ({ title: data.to }),
  ImpactEnded: (_incident, { data }) => ({ impactEndedAt: data.at }),
  IncidentReopened: (_incident, { data }) => ({ ...end(data.status, 0), impactEndedAt: null }),
  IncidentCanceled: (_incident, { occurredAt }) => end("canceled", occurredAt),
  UpdateOverdue: (incident, { data }) =>
    incident.nextUpdate?.dueAt === data.dueAt ? { nextUpdate: { dueAt: data.dueAt, overdueNoted: true } } : {},
  PostmortemRequested: () => ({}),
  ChannelCreated: (_incident, { data }) => ({
    channel: { id: data.channelId, name: data.name, isUsable: true },
    teamUrl: data.teamUrl,
    channelRefused: false,
  }),
  ChannelRefused: () => ({ channelRefused: true }),
  ChannelRenamed: (incident, { data }) => withChannel(incident, { name: data.to }),
  ChannelLost: (incident) => withChannel(incident, { isUsable: false }),
  ChannelRegained: (incident) => withChannel(incident, { isUsable: true }),
  MessagePosted: (incident, { data }) => ({ messages: [...incident.messages, data] }),
  PersonNamed: (incident, { data }) => ({ people: { ...incident.people, [data.userId]: data.name } }),
  EffectGaveUp: (incident, { data }) => ({ gaveUp: [...incident.gaveUp, `${data.what}: ${data.code}`] }),
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

/** One event further. Throws where the log itself is broken: that is a programmer's error, never a person's. */
export function evolve(incident: Incident | null, event: IncidentEvent): Incident {
  if (event.type === "IncidentDeclared") {
    if (incident !== null)
      throw new Error(`The log of ${event.incidentId} declares it twice (version ${event.version}).`);
    return declared(event);
  }
  if (incident === null || event.version !== incident.version + 1) {
    throw new Error(`The log of ${event.incidentId} has a gap before version ${event.version}.`);
  }
  const change = (evolutions[event.type] as Evolution<FactType>)(incident, event);
  return { ...incident, ...change, version: event.version };
}

export const fold = (log: readonly IncidentEvent[], from: Incident | null = null): Incident | null =>
  log.reduce<Incident | null>(evolve, from);
