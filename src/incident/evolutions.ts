// What each event does to the state of its incident. Each changes the draft, which nobody else holds.

import type { Actor, EventOf, FactType, IncidentEvent } from "./events.ts";
import type { Incident, PromisedUpdate } from "./incident.ts";
import type { MilestoneFact } from "./milestones.ts";
import { commanderRole, isOpenStatus, type Milestone, type Status } from "./words.ts";

export type Evolution<T extends FactType> = (draft: Incident, event: EventOf<T>) => void;

export const personId = (by: Actor): string | null => (by.kind === "person" ? by.userId : null);

type Stamped = Pick<IncidentEvent, "occurredAt" | "by">;

const happened = ({ occurredAt, by }: Stamped): MilestoneFact => ({ at: occurredAt, by, reason: null });

/** The first time counts. */
function reach(draft: Incident, milestone: Milestone, fact: MilestoneFact): void {
  draft.milestones[milestone] ??= fact;
}

/** What a change of status did not hold is no milestone; what a person set stays. */
function unreach(draft: Incident, milestone: Milestone): void {
  if (draft.milestones[milestone]?.reason === null) draft.milestones[milestone] = null;
}

const policyIndex = ({ policies }: Incident): number => policies.length - 1;

function end(draft: Incident, at: number): void {
  draft.endedAt = at;
  draft.nextUpdate = null;
  answerPromise(draft, at);
  draft.marks.push({ at, kind: "ended", policy: policyIndex(draft) });
  draft.rests.push({ from: at, to: null, reason: draft.status, byId: null });
  closePause(draft, at);
}

function closePause(draft: Incident, at: number): void {
  const last = draft.pauses.at(-1);
  if (last !== undefined && last.to === null) draft.pauses[draft.pauses.length - 1] = { ...last, to: at };
}

function answerPromise(draft: Incident, at: number): void {
  const last = draft.promises.at(-1);
  if (last !== undefined && last.answeredAt === null)
    draft.promises[draft.promises.length - 1] = { ...last, answeredAt: at };
}

function goOn(draft: Incident, at: number): void {
  draft.endedAt = null;
  draft.marks.push({ at, kind: "reopened", policy: policyIndex(draft) });
  const rest = draft.rests.at(-1);
  if (rest !== undefined) draft.rests[draft.rests.length - 1] = { ...rest, to: at };
  draft.milestones.resolved = null;
  draft.milestones.closed = null;
}

/** Monitoring means that the fix is in: what follows it back to the search was none. */
function enter(draft: Incident, status: Status, event: Stamped): void {
  draft.status = status;
  const fact = happened(event);
  if (status === "investigating" || status === "identified") unreach(draft, "mitigated");
  if (status === "identified") reach(draft, "identified", fact);
  if (status === "monitoring") reach(draft, "mitigated", fact);
  if (status === "resolved") draft.milestones.resolved = fact;
  if (isOpenStatus(status)) {
    if (draft.endedAt !== null) goOn(draft, event.occurredAt);
  } else if (draft.endedAt === null) end(draft, event.occurredAt);
}

/** The milestones of a declaration: the rest of the state is in place. */
export function begin(draft: Incident, event: EventOf<"IncidentDeclared">): void {
  const fact = happened(event);
  draft.milestones.declared = fact;
  const { impactStartedAt, commanderId, status } = event.data;
  if (impactStartedAt !== null) draft.milestones.impactStarted = { ...fact, at: impactStartedAt };
  if (commanderId !== null) draft.milestones.acknowledged = fact;
  enter(draft, status, event);
}

function changeChannel(draft: Incident, change: Partial<NonNullable<Incident["channel"]>>): void {
  if (draft.channel !== null) draft.channel = { ...draft.channel, ...change };
}

/** The incident's promise, if it is still the one that was meant. */
function changePromise(draft: Incident, dueAt: number, change: Partial<PromisedUpdate>): void {
  if (draft.nextUpdate?.dueAt === dueAt) draft.nextUpdate = { ...draft.nextUpdate, ...change };
}

function setMilestone(draft: Incident, { data, by, recordedAt }: EventOf<"MilestoneSet">): void {
  const { milestone, at, reason, withdraws } = data;
  draft.milestones[milestone] = at === null ? null : { at, by, reason };
  if (milestone === "impactStarted") draft.impactStartedAt = at;
  if (milestone === "declared" && at !== null) draft.declaredAt = at;
  if (milestone === "resolved" && at !== null) moveEnd(draft, at);
  for (const { clock, dueAt } of withdraws) {
    const index = draft.breaches.findIndex(
      (one) => one.clock === clock && one.dueAt === dueAt && one.withdrawnAt === null,
    );
    const breach = draft.breaches[index];
    if (breach !== undefined) draft.breaches[index] = { ...breach, withdrawnAt: recordedAt };
  }
}

/** It was over at another time than was said. */
function moveEnd(draft: Incident, at: number): void {
  draft.endedAt = at;
  const { marks, rests, promises } = draft;
  const mark = marks.findLastIndex(({ kind }) => kind === "ended");
  const before = marks[mark];
  if (before !== undefined) marks[mark] = { ...before, at };
  const rest = rests.at(-1);
  if (rest !== undefined) rests[rests.length - 1] = { ...rest, from: at };
  const promise = promises.at(-1);
  if (promise !== undefined && promise.answeredAt === before?.at)
    promises[promises.length - 1] = { ...promise, answeredAt: at };
}

function setWindow(draft: Incident, { data }: EventOf<"ImpactWindowSet">): void {
  const { windowId: id, ...rest } = data;
  const at = draft.windows.findIndex((window) => window.id === id);
  if (at >= 0) draft.windows[at] = { id, ...rest };
  else draft.windows.push({ id, ...rest });
  draft.windowCount = Math.max(draft.windowCount, id);
  // What is affected is known by its name from then on.
  draft.components = [...new Set([...draft.components, ...rest.components])];
}

function noteTime(draft: Incident, { data, recordedAt }: EventOf<"TimeNoted">): void {
  for (const notice of data.notices) {
    if (notice.kind === "update-warned") changePromise(draft, notice.dueAt, { warnedNoted: true });
    else if (notice.kind === "update-overdue")
      changePromise(draft, notice.dueAt, { overdueNoted: true, snoozedUntil: null });
    else if (notice.kind === "update-escalated")
      changePromise(draft, notice.dueAt, { escalationNoted: true, snoozedUntil: null });
    else {
      const { clock, target, severity, dueAt } = notice;
      const ref = { clock, target, severity, dueAt };
      if (notice.kind === "at-risk") draft.atRisk.push({ ...ref, notedAt: recordedAt });
      else draft.breaches.push({ ...ref, notedAt: recordedAt, policy: policyIndex(draft), withdrawnAt: null });
    }
  }
}

function postUpdate(draft: Incident, { id, data, occurredAt }: EventOf<"UpdatePosted">): void {
  draft.updateCount += 1;
  draft.lastUpdate = { eventId: id, number: data.number, text: data.text, at: occurredAt };
  draft.firstUpdateAt = Math.min(draft.firstUpdateAt ?? occurredAt, occurredAt);
  answerPromise(draft, occurredAt);
  draft.marks.push({ at: occurredAt, kind: "update", policy: policyIndex(draft) });
  const { nextUpdateAt: dueAt } = data;
  draft.nextUpdate =
    dueAt === null
      ? null
      : {
          promisedAt: occurredAt,
          dueAt,
          warnedNoted: false,
          overdueNoted: false,
          escalationNoted: false,
          snoozedUntil: null,
          isStopped: false,
        };
  if (dueAt !== null) draft.promises.push({ dueAt, answeredAt: null });
}

export const evolutions: { [T in Exclude<FactType, "IncidentDeclared">]: Evolution<T> } = {
  UpdatePosted: postUpdate,
  StatusChanged: (draft, event) => enter(draft, event.data.to, event),
  SeverityChanged(draft, { data }) {
    draft.severity = data.to;
    if (data.policy !== null) draft.policies.push(data.policy);
  },
  RoleAssigned(draft, event) {
    const { role, userId, called } = event.data;
    draft.roles = { ...draft.roles, [role]: userId };
    draft.roleNames = { ...draft.roleNames, [role]: called };
    if (role !== commanderRole) return;
    draft.commanderId = userId;
    reach(draft, "acknowledged", happened(event));
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
  ImpactEnded(draft, { data: { at } }) {
    draft.impactEndedAt = at;
    // Half-open: one that began when impact ended was none.
    draft.windows = draft.windows.map((window) =>
      window.to === null ? { ...window, to: Math.max(window.from, at) } : window,
    );
  },
  IncidentReopened(draft, event) {
    draft.impactEndedAt = null;
    enter(draft, event.data.status, event);
  },
  IncidentCanceled: (draft, event) => enter(draft, "canceled", event),
  TimeNoted: noteTime,
  UpdateSnoozed: (draft, { data }) => changePromise(draft, data.dueAt, { snoozedUntil: data.until }),
  RemindersStopped: (draft, { data }) => changePromise(draft, data.dueAt, { isStopped: true }),
  MilestoneSet: setMilestone,
  ImpactWindowSet: setWindow,
  ImpactWindowRemoved(draft, { data }) {
    draft.windows = draft.windows.filter(({ id }) => id !== data.windowId);
  },
  ClocksPaused(draft, { data, by, occurredAt }) {
    draft.pauses.push({ from: occurredAt, to: null, reason: data.reason, byId: personId(by) });
  },
  ClocksResumed: (draft, { occurredAt }) => closePause(draft, occurredAt),
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
