// What people and timers ask about times: milestones corrected, impact windows, pauses, promised updates put off.

import { isDeepStrictEqual } from "node:util";
import { clockUnder } from "./clocks.ts";
import type { CommandOf, TimeRequest } from "./commands.ts";
import type { Deciders } from "./decide.ts";
import { checkReason, isFuture } from "./declare.ts";
import type { ClockRef, Fact } from "./events.ts";
import { impactWindows } from "./impact.ts";
import { evolve, type Incident } from "./incident.ts";
import { maxComponentLength, maxComponents, maxNoteLength, maxWindows } from "./limits.ts";
import { impossibleOrders, milestoneAt, type Times, timesOf } from "./milestones.ts";
import { nearest } from "./nearest.ts";
import { noticesBy } from "./notices.ts";
import { nudgesOf } from "./policy.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { oneLine } from "./typed-text.ts";
import { isOpenStatus, type Milestone, milestoneWords, reference } from "./words.ts";

const name = (incident: Incident): string => reference(incident.number);

/** What only happens by being done: setting a time for it would say that it was. */
const doneBy: Partial<Record<Milestone, string>> = {
  resolved: "/incident resolve resolves it",
  closed: "it is closed when it is resolved",
};

function checkMilestone(command: CommandOf<"SetMilestone">, incident: Incident): Refusal | null {
  const { milestone, at, now } = command;
  const words = milestoneWords[milestone];
  if (incident.status === "canceled") return refuse("not-open", `${name(incident)} is canceled: its times stand.`);
  if (milestoneAt(incident, milestone) === at) {
    const sentence =
      at === null ? `When it was ${words} is unknown already.` : "It has this time already: nothing changed.";
    return refuse("already-so", sentence, "at");
  }
  if (at === null && (milestone === "declared" || milestone === "resolved")) {
    return refuse("missing", `When it was ${words} is known: give the right time instead.`, "at");
  }
  if (at === null && milestone === "impactStarted" && incident.windows.length > 0) {
    return refuse("missing", "Its first impact window says when impact started: /incident impact changes it.", "at");
  }
  const how = doneBy[milestone];
  if (how !== undefined && isOpenStatus(incident.status)) {
    return refuse("still-open", `${name(incident)} is ${incident.status}, not ${words}: ${how}.`);
  }
  if (at !== null && isFuture(at, now)) {
    return refuse("future", "This time is in the future: give one that has passed.", "at");
  }
  const endedAt = milestone === "impactStarted" && incident.windows.length === 0 ? incident.impactEndedAt : null;
  return at !== null && endedAt !== null && at > endedAt
    ? refuse("out-of-order", "Impact can't have started after it ended: /incident impact corrects both.", "at")
    : null;
}

function checkOrder(times: Times): Refusal | null {
  const [wrong] = impossibleOrders(times);
  if (wrong === undefined) return null;
  const { earlier, later } = wrong;
  const sentence =
    `It can't have been ${milestoneWords[later]} before it was ${milestoneWords[earlier]}: ` +
    "give another time, or correct that one first.";
  return refuse("out-of-order", sentence.replace("been postmortem published", "had its postmortem published"), "at");
}

/** The recorded breaches that do not hold on these times, each judged by the policy that it broke. */
function undoneBreaches(incident: Incident, now: number): ClockRef[] {
  return incident.breaches.flatMap(({ clock: id, target, severity, dueAt, policy: index, withdrawnAt }) => {
    const policy = incident.policies[index];
    if (withdrawnAt !== null || policy === undefined) return [];
    const { state } = clockUnder(incident, { id, target }, policy, now);
    return state === "breached" || state === "missed" ? [] : [{ clock: id, target, severity, dueAt }];
  });
}

function setMilestone(command: CommandOf<"SetMilestone">, incident: Incident): Fact[] | Refusal {
  const { milestone, at, now, by, occurredAt, incidentId, source } = command;
  const reason = command.reason.trim();
  const previousAt = milestoneAt(incident, milestone);
  const refused =
    checkMilestone(command, incident) ??
    checkOrder({ ...timesOf(incident), [milestone]: at }) ??
    (incident.milestones[milestone] === null && reason === "" ? null : checkReason(reason, "a correction"));
  if (refused !== null) return refused;
  const data = { milestone, at, previousAt, reason, withdraws: [] };
  const stamp = { id: "", incidentId, version: incident.version + 1, occurredAt, recordedAt: now, by, source };
  const corrected = evolve(incident, { ...stamp, type: "MilestoneSet", data });
  return [{ type: "MilestoneSet", data: { ...data, withdraws: undoneBreaches(corrected, now) } }];
}

type WindowCommand = CommandOf<"SetImpactWindow">;

/** The names as the incident or the settings have them; those that neither knows, where the settings name any. */
function knownComponents({ components, catalog }: WindowCommand, incident: Incident) {
  const known = [...new Set([...incident.components, ...catalog.components.map(({ name: one }) => one)])];
  const same = (typed: string) => known.find((one) => one.toLowerCase() === typed.toLowerCase());
  const typed = components.map(oneLine).filter((one) => one !== "");
  const strange = catalog.components.length === 0 ? undefined : typed.find((one) => same(one) === undefined);
  return { names: [...new Set(typed.map((one) => same(one) ?? one))], strange, known };
}

/** How many components a refusal names. */
const maxNamed = 8;

function strangeComponent(typed: string, known: readonly string[]): Refusal {
  const near = nearest(
    typed,
    known.map((one) => one.toLowerCase()),
    {},
  );
  const meant = known.find((one) => one.toLowerCase() === near);
  const hint = meant === undefined ? `There are ${known.slice(0, maxNamed).join(", ")}.` : `Did you mean ${meant}?`;
  return refuse("missing", `“${typed.slice(0, maxComponentLength)}” is no component of ours. ${hint}`, "components");
}

function checkSpan({ from, to, now }: WindowCommand): Refusal | null {
  if (isFuture(from, now))
    return refuse("future", "Impact can't have started in the future: give a time that has passed.", "from");
  if (to === null) return null;
  if (isFuture(to, now))
    return refuse("future", "Impact can't have ended in the future: leave the end out while it lasts.", "to");
  return to > from
    ? null
    : refuse("out-of-order", "Impact can't have ended before it started: correct one of the times.", "to");
}

function checkWindow(command: WindowCommand, incident: Incident): Refusal | null {
  const { windowId, note } = command;
  if (incident.status === "canceled") return refuse("not-open", `${name(incident)} is canceled: it had no impact.`);
  if (windowId !== null && !incident.windows.some(({ id }) => id === windowId)) {
    return refuse(
      "missing",
      `${name(incident)} has no impact window ${windowId}: /incident impact shows those it has.`,
    );
  }
  if (windowId === null && incident.windows.length >= maxWindows) {
    return refuse(
      "too-long",
      `${name(incident)} has ${maxWindows} impact windows, the most that fit: change one of them.`,
    );
  }
  const long = `The note has ${note.length} characters and at most ${maxNoteLength} fit: shorten it.`;
  return note.length > maxNoteLength ? refuse("too-long", long, "note") : checkSpan(command);
}

function setWindow(command: WindowCommand, incident: Incident): Fact[] | Refusal {
  const refused = checkWindow(command, incident);
  if (refused !== null) return refused;
  const { names, strange, known } = knownComponents(command, incident);
  if (strange !== undefined) return strangeComponent(strange, known);
  const tooMany = names.length > maxComponents || names.some((one) => one.length > maxComponentLength);
  if (tooMany) {
    const sentence = `At most ${maxComponents} components of ${maxComponentLength} characters fit: name fewer.`;
    return refuse("too-long", sentence, "components");
  }
  const { windowId, from, to, degree, isSlaEligible, note } = command;
  const said = { from, to, components: names, degree, isSlaEligible, note: note.trim() };
  const isKnown = incident.windows.some(
    ({ id, ...known }) => (windowId ?? id) === id && isDeepStrictEqual(known, said),
  );
  if (isKnown) return refuse("already-so", `${name(incident)} has this impact window already: nothing changed.`);
  return [{ type: "ImpactWindowSet", data: { windowId: windowId ?? incident.windowCount + 1, ...said } }];
}

function pause({ reason: typed }: CommandOf<"PauseClocks">, incident: Incident): Fact[] | Refusal {
  const reason = typed.trim();
  if (!isOpenStatus(incident.status))
    return refuse("not-open", `${name(incident)} is ${incident.status}: no clock runs.`);
  if (incident.pauses.at(-1)?.to === null) {
    return refuse(
      "already-so",
      `The clocks of ${name(incident)} are paused already: /incident resume starts them again.`,
    );
  }
  const policy = incident.policies.at(-1);
  const pausable = policy?.pausable.filter((target) => policy.targets[target] !== null) ?? [];
  if (pausable.length === 0)
    return refuse("missing", `No clock of ${incident.severity} may be paused: the settings say so.`);
  return checkReason(reason, "a pause") ?? [{ type: "ClocksPaused", data: { reason } }];
}

/** The promise that was seen on a button, if it still stands. */
function checkPromise(dueAt: number, { nextUpdate }: Incident): Refusal | null {
  if (nextUpdate?.dueAt !== dueAt) return refuse("already-so", "An update came meanwhile: this one is no longer due.");
  return nextUpdate.isStopped ? refuse("already-so", "Nobody is reminded of this update any more.") : null;
}

export const decideTime: Deciders<TimeRequest["type"] | "NoteTime"> = {
  SetMilestone: setMilestone,
  SetImpactWindow: setWindow,
  RemoveImpactWindow: ({ windowId, reason }, incident) => {
    if (!impactWindows(incident).some(({ id }) => id === windowId)) {
      return refuse(
        "missing",
        `${name(incident)} has no impact window ${windowId}: /incident impact shows those it has.`,
      );
    }
    return [{ type: "ImpactWindowRemoved", data: { windowId, reason: reason.trim() } }];
  },
  PauseClocks: pause,
  ResumeClocks: (_command, incident) =>
    incident.pauses.at(-1)?.to === null
      ? [{ type: "ClocksResumed", data: {} }]
      : refuse("already-so", `The clocks of ${name(incident)} are not paused: nothing changed.`),
  SnoozeUpdate: ({ dueAt, now }, incident) => {
    const { snoozeMs } = nudgesOf(incident.policies);
    return checkPromise(dueAt, incident) ?? [{ type: "UpdateSnoozed", data: { dueAt, until: now + snoozeMs } }];
  },
  StopReminders: ({ dueAt }, incident) =>
    checkPromise(dueAt, incident) ?? [{ type: "RemindersStopped", data: { dueAt } }],
  NoteTime: ({ now }, incident) => {
    const notices = noticesBy(incident, now);
    return notices.length === 0 ? [] : [{ type: "TimeNoted", data: { notices } }];
  },
};
