// The facts of an incident's log, parsed before they are written and after they are read.
// An event never changes its meaning: a new shape is a new type, or passes `upcast` on its way in.

import { z } from "zod";
import { degrees } from "./impact.ts";
import { policySchema, targetNames } from "./policy.ts";
import { commanderCalled, milestoneNames, statedStatuses } from "./words.ts";

const instant = z.int();
const userId = z.string().min(1);

export const actorSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), userId }),
  z.object({ kind: z.literal("sitrep") }),
]);
export type Actor = z.infer<typeof actorSchema>;

/** The door a fact came in by. */
export const sources = [
  "command",
  "form",
  "button",
  "menu",
  "shortcut",
  "reaction",
  "slack",
  "timer",
  "shell",
] as const;
export type Source = (typeof sources)[number];

const messageRef = z.object({ channelId: z.string(), ts: z.string(), authorId: z.string().nullable() });
export type MessageRef = z.infer<typeof messageRef>;

/** Why the incident's channel can't be used at the moment. */
export const channelLosses = ["archived", "deleted", "removed"] as const;
export type ChannelLoss = (typeof channelLosses)[number];

const severity = z.string().min(1);

/** A clock at one moment: which, of which severity, and when it was due. */
const clockRef = z.object({ clock: z.string(), target: z.enum(targetNames), severity, dueAt: instant });
export type ClockRef = z.infer<typeof clockRef>;

/** What time alone brought about. `said` is the target in the settings' words. */
const noticeSchema = z.discriminatedUnion("kind", [
  clockRef.extend({ kind: z.literal("at-risk"), said: z.string() }),
  clockRef.extend({ kind: z.literal("breached"), said: z.string() }),
  z.object({ kind: z.literal("update-warned"), dueAt: instant }),
  z.object({ kind: z.literal("update-overdue"), dueAt: instant }),
  z.object({ kind: z.literal("update-escalated"), dueAt: instant }),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** What an incident may be written down as: the postmortem, all of it for programs, its timeline for spreadsheets. */
export const exportFormats = ["markdown", "json", "csv"] as const;
export type ExportFormat = (typeof exportFormats)[number];

const facts = {
  IncidentDeclared: z.object({
    number: z.int().positive(),
    title: z.string(),
    severity,
    /** What it promises, as the settings had it; null in logs older than policies. */
    policy: policySchema.nullable(),
    status: z.enum(statedStatuses),
    summary: z.string(),
    components: z.array(z.string()),
    impactStartedAt: instant.nullable(),
    commanderId: userId.nullable(),
    isPrivate: z.boolean(),
    isDrill: z.boolean(),
    /** The message it was declared from, if any. */
    from: messageRef.nullable(),
  }),
  /** `status` is what the update states, be it new or not; a change of status has its own event beside it. */
  UpdatePosted: z.object({
    number: z.int().positive(),
    text: z.string(),
    status: z.enum(statedStatuses).nullable(),
    nextUpdateAt: instant.nullable(),
    alsoAnnounce: z.boolean(),
  }),
  StatusChanged: z.object({ from: z.enum(statedStatuses), to: z.enum(statedStatuses) }),
  SeverityChanged: z.object({ from: severity, to: severity, policy: policySchema.nullable() }),
  /** `called`: the role's name, as the settings had it. */
  RoleAssigned: z.object({ role: z.string().min(1), called: z.string(), userId, previousId: userId.nullable() }),
  /** `text` is null until the message has been read from Slack (MessageQuoted). */
  EntryAdded: z.object({ text: z.string().nullable(), message: messageRef.nullable() }),
  MessageQuoted: z.object({ entryId: z.string(), text: z.string(), authorId: z.string().nullable() }),
  EntryRemoved: z.object({ entryId: z.string() }),
  IncidentRenamed: z.object({ from: z.string(), to: z.string() }),
  ImpactEnded: z.object({ at: instant }),
  IncidentReopened: z.object({ reason: z.string(), status: z.enum(statedStatuses) }),
  IncidentCanceled: z.object({ reason: z.string() }),
  /** All that one moment brought: after a night's downtime they are one message, not twelve. */
  TimeNoted: z.object({ notices: z.array(noticeSchema).min(1) }),
  /** The promise stands; nothing is said of it until then. */
  UpdateSnoozed: z.object({ dueAt: instant, until: instant }),
  RemindersStopped: z.object({ dueAt: instant }),
  /** Null: unknown. `withdraws`: the recorded breaches that this correction undoes. */
  MilestoneSet: z.object({
    milestone: z.enum(milestoneNames),
    at: instant.nullable(),
    previousAt: instant.nullable(),
    reason: z.string(),
    withdraws: z.array(clockRef),
  }),
  /** Added, or changed where the id is known. `to` is null while it lasts; no components: all of the incident's. */
  ImpactWindowSet: z.object({
    windowId: z.int().positive(),
    from: instant,
    to: instant.nullable(),
    components: z.array(z.string()),
    degree: z.enum(degrees),
    isSlaEligible: z.boolean(),
    note: z.string(),
  }),
  ImpactWindowRemoved: z.object({ windowId: z.int().positive(), reason: z.string() }),
  ClocksPaused: z.object({ reason: z.string() }),
  ClocksResumed: z.object({}),
  PostmortemRequested: z.object({ format: z.enum(exportFormats) }),
  /** `teamUrl` is where the team's messages are opened in a browser; null where Slack had not said it yet. */
  ChannelCreated: z.object({
    channelId: z.string(),
    name: z.string(),
    isPrivate: z.boolean(),
    teamUrl: z.string().nullable(),
  }),
  ChannelRefused: z.object({ code: z.string(), hint: z.string() }),
  ChannelRenamed: z.object({ from: z.string(), to: z.string() }),
  ChannelLost: z.object({ why: z.enum(channelLosses) }),
  ChannelRegained: z.object({}),
  /** What Slack answered to a message that a timeline entry links to. */
  MessagePosted: z.object({ ofEventId: z.string(), channelId: z.string(), ts: z.string() }),
  PersonNamed: z.object({ userId, name: z.string() }),
  EffectGaveUp: z.object({ what: z.string(), code: z.string(), hint: z.string() }),
} as const;

export type FactType = keyof typeof facts;
type FactData<T extends FactType> = z.infer<(typeof facts)[T]>;
/** What happened, before it is stamped with when, who and where from. */
export type Fact = { [T in FactType]: { type: T; data: FactData<T> } }[FactType];
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>;

const stampSchema = z.object({
  id: z.string(),
  incidentId: z.string(),
  version: z.int().positive(),
  occurredAt: instant,
  recordedAt: instant,
  by: actorSchema,
  source: z.enum(sources),
});
/** Every fact has two times (epoch ms), a person and a source. */
export type Stamp = z.infer<typeof stampSchema>;
export type IncidentEvent = Stamp & Fact;
export type EventOf<T extends FactType> = Stamp & FactOf<T>;

const isFactType = (type: string): type is FactType => Object.hasOwn(facts, type);

const looseEvent = z.looseObject({ type: z.string(), data: z.looseObject({}) });

/** Old shapes become new ones here: declarations and severities without a policy, promises noted one by one. */
function upcast(stored: unknown): unknown {
  const { data: event } = looseEvent.safeParse(stored);
  if (event === undefined) return stored;
  const { type, data } = event;
  if (type === "IncidentDeclared" || type === "SeverityChanged") return { ...event, data: { policy: null, ...data } };
  if (type === "RoleAssigned") return { ...event, data: { called: commanderCalled, ...data } };
  if (type !== "UpdateOverdue") return stored;
  return { ...event, type: "TimeNoted", data: { notices: [{ kind: "update-overdue", ...data }] } };
}

/**
 * Parses one event of the log, on its way in and on its way out.
 * Throws a zod error, or an Error that names the type that this version of Sitrep doesn't know.
 */
export function parseEvent(stored: unknown): IncidentEvent {
  const current = upcast(stored);
  const { type, data } = z.object({ type: z.string(), data: z.unknown() }).parse(current);
  if (!isFactType(type)) throw new Error(`This version of Sitrep doesn't know the event "${type}": run a newer one.`);
  const fact = { type, data: facts[type].parse(data) } as Fact;
  return { ...stampSchema.parse(current), ...fact };
}
