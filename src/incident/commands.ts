// What people, Slack's answers and timers ask of an incident. Imperative; `decide` turns them into facts or refuses.

import type { Catalog } from "./catalog.ts";
import type { Actor, ChannelLoss, ExportFormat, MessageRef, Source } from "./events.ts";
import type { Degree } from "./impact.ts";
import type { Milestone, Role, Severity, StatedStatus } from "./words.ts";

/**
 * Who asks, by which door, and when: `now` is when it is recorded, `occurredAt` when it happened (epoch ms). `catalog`
 * is what the settings say at that moment.
 */
export type Asked = {
  incidentId: string;
  now: number;
  occurredAt: number;
  by: Actor;
  source: Source;
  catalog: Catalog;
};

export type Declaration = {
  title: string;
  severity: Severity;
  status: StatedStatus;
  summary: string;
  components: string[];
  impactStartedAt: number | null;
  commanderId: string | null;
  isPrivate: boolean;
  isDrill: boolean;
  from: MessageRef | null;
};

export type UpdateInput = {
  text: string;
  status: StatedStatus | null;
  nextUpdateAt: number | null;
  alsoAnnounce: boolean;
};

export type PersonalRequest =
  | ({ type: "PostUpdate" } & UpdateInput)
  | { type: "ChangeStatus"; status: StatedStatus }
  | { type: "ChangeSeverity"; severity: Severity }
  /** `seenId` is the commander shown on the button that was clicked; undefined where nothing was shown. */
  | { type: "TakeCommand"; seenId: string | null | undefined }
  | { type: "AssignRole"; role: Role; userId: string }
  | { type: "AddEntry"; text: string | null; message: MessageRef | null }
  | { type: "RemoveEntry"; message: { channelId: string; ts: string } }
  | { type: "Rename"; title: string }
  | { type: "Resolve"; text: string; impactEndedAt: number | null }
  | { type: "Reopen"; reason: string }
  | { type: "Cancel"; reason: string }
  | { type: "RequestPostmortem"; format: ExportFormat }
  | TimeRequest;

export type ImpactInput = {
  from: number;
  /** Null: it lasts. */
  to: number | null;
  /** None: all of the incident's. */
  components: string[];
  degree: Degree;
  isSlaEligible: boolean;
  note: string;
};

/** What people say about times. Epoch ms. */
export type TimeRequest =
  /** `at` null: unknown after all. */
  | { type: "SetMilestone"; milestone: Milestone; at: number | null; reason: string }
  /** `windowId` null adds one. */
  | ({ type: "SetImpactWindow"; windowId: number | null } & ImpactInput)
  | { type: "RemoveImpactWindow"; windowId: number; reason: string }
  | { type: "PauseClocks"; reason: string }
  | { type: "ResumeClocks" }
  /** `dueAt` is the promise that was seen on the button: another one by now is left alone. */
  | { type: "SnoozeUpdate"; dueAt: number }
  | { type: "StopReminders"; dueAt: number };

/** What Slack answered, or did to us. */
export type SlackReport =
  | { type: "RecordChannel"; channelId: string; name: string; isPrivate: boolean; teamUrl: string | null }
  | { type: "RecordChannelRefusal"; code: string; hint: string }
  | { type: "RecordChannelName"; name: string }
  | { type: "RecordChannelLoss"; why: ChannelLoss }
  | { type: "RecordChannelReturn" }
  | { type: "RecordMessage"; ofEventId: string; channelId: string; ts: string }
  | { type: "RecordQuote"; entryId: string; text: string; authorId: string | null }
  | { type: "RecordPerson"; userId: string; name: string }
  | { type: "RecordGivingUp"; what: string; code: string; hint: string };

/** Something falls due: what that is, is decided on the state of the moment. */
export type TimerReport = { type: "NoteTime" };

/** `number` is the next one free, found by whoever commits; a race for it is settled by the store. */
export type DeclareRequest = { type: "Declare"; number: number } & Declaration;

export type Request = DeclareRequest | PersonalRequest | SlackReport | TimerReport;
export type Command = Asked & Request;
export type CommandOf<T extends Request["type"]> = Asked & Extract<Request, { type: T }>;
