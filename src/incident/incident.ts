// The state of one incident: a fold over its log, and nothing else. Pure.
// This room knows neither Slack's API nor SQL, reads no clock and makes no id: all that comes on the commands.

import type { ClockRef, EventOf, FactType, IncidentEvent, MessageRef } from "./events.ts";
import { begin, type Evolution, evolutions, personId } from "./evolutions.ts";
import type { Degree } from "./impact.ts";
import { type MilestoneFacts, noMilestones } from "./milestones.ts";
import type { Policy } from "./policy.ts";
import { commanderRole, type Role, type Severity, type Status } from "./words.ts";

/** What a promised update has come to; epoch ms. */
export type PromisedUpdate = {
  promisedAt: number;
  dueAt: number;
  warnedNoted: boolean;
  overdueNoted: boolean;
  escalationNoted: boolean;
  /** Nothing is said before then. */
  snoozedUntil: number | null;
  isStopped: boolean;
};

/** When a wait for an update begins or ends; `policy` is the index of the one in force then. */
export type Mark = { at: number; kind: "update" | "reopened" | "ended"; policy: number };

/** A pause, or the time in which it was over before it was reopened; `to` is null while it lasts. */
export type Pause = { from: number; to: number | null; reason: string; byId: string | null };

/** A breach on record; `policy` is the index of the one it broke. */
export type Breach = ClockRef & { notedAt: number; policy: number; withdrawnAt: number | null };

export type WrittenWindow = {
  id: number;
  from: number;
  to: number | null;
  components: string[];
  degree: Degree;
  isSlaEligible: boolean;
  note: string;
};

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
  /** Who has which role, the commander among them. */
  roles: Record<Role, string>;
  /** What the roles were called when they were taken. */
  roleNames: Record<Role, string>;
  milestones: MilestoneFacts;
  impactStartedAt: number | null;
  impactEndedAt: number | null;
  /** Those that were written down; `id` counts from 1 and is never used twice. */
  windows: WrittenWindow[];
  windowCount: number;
  /** When the incident was resolved or canceled; null while it is open. */
  endedAt: number | null;
  updateCount: number;
  lastUpdate: { eventId: string; number: number; text: string; at: number } | null;
  firstUpdateAt: number | null;
  /** The promise of the last update. */
  nextUpdate: PromisedUpdate | null;
  /** Each promise that was made, and when the next update came, or the end; null where neither has. */
  promises: { dueAt: number; answeredAt: number | null }[];
  /** The policies that have held, the last one now; empty in logs older than policies. */
  policies: Policy[];
  marks: Mark[];
  pauses: Pause[];
  rests: Pause[];
  breaches: Breach[];
  /** The clocks whose risk was told, and when. */
  atRisk: (ClockRef & { notedAt: number })[];
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

function declared(event: EventOf<"IncidentDeclared">): Incident {
  const { incidentId, version, occurredAt, by, data } = event;
  const incident: Incident = {
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
    roles: data.commanderId === null ? {} : { [commanderRole]: data.commanderId },
    roleNames: {},
    milestones: noMilestones(),
    impactStartedAt: data.impactStartedAt,
    impactEndedAt: null,
    windows: [],
    windowCount: 0,
    endedAt: null,
    updateCount: 0,
    lastUpdate: null,
    firstUpdateAt: null,
    nextUpdate: null,
    promises: [],
    policies: data.policy === null ? [] : [data.policy],
    marks: [],
    pauses: [],
    rests: [],
    breaches: [],
    atRisk: [],
    entries: [],
    messages: [],
    channel: null,
    teamUrl: null,
    channelRefused: false,
    people: {},
    gaveUp: [],
  };
  begin(incident, event);
  return incident;
}

/** A copy whose lists may be changed. */
const draftOf = (incident: Incident): Incident => ({
  ...incident,
  milestones: { ...incident.milestones },
  windows: [...incident.windows],
  promises: [...incident.promises],
  policies: [...incident.policies],
  marks: [...incident.marks],
  pauses: [...incident.pauses],
  rests: [...incident.rests],
  breaches: [...incident.breaches],
  atRisk: [...incident.atRisk],
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
