// What people ask of an incident that exists.

import { type Catalog, policyOf, roleNamed } from "./catalog.ts";
import type { CommandOf, PersonalRequest, TimeRequest, UpdateInput } from "./commands.ts";
import type { Deciders } from "./decide.ts";
import { checkReason, checkSeverity, checkText, checkTitle, isFuture } from "./declare.ts";
import type { Fact } from "./events.ts";
import type { Incident } from "./incident.ts";
import { maxNextUpdateAheadMs } from "./limits.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { isBlank, oneLine } from "./typed-text.ts";
import { commanderRole, isOpenStatus, reference, type StatedStatus } from "./words.ts";

const name = (incident: Incident): string => reference(incident.number);

/** A refusal where the incident is over, with the way to open it again. */
function checkOpen(incident: Incident): Refusal | null {
  if (isOpenStatus(incident.status)) return null;
  const how = `/incident reopen ${name(incident)} followed by why opens it again`;
  const note = `/incident log ${name(incident)} adds to its timeline`;
  return refuse("not-open", `${name(incident)} is ${incident.status}: ${how}; ${note}.`);
}

const changeStatus = (incident: Incident, to: StatedStatus | null): Fact[] =>
  to === null || incident.status === to || incident.status === "canceled"
    ? []
    : [{ type: "StatusChanged", data: { from: incident.status, to } }];

function checkNextUpdate(nextUpdateAt: number | null, command: { now: number }): Refusal | null {
  if (nextUpdateAt === null) return null;
  if (nextUpdateAt <= command.now) {
    return refuse("out-of-order", "The next update can't be due in the past: choose a later time.", "nextUpdateAt");
  }
  return nextUpdateAt - command.now > maxNextUpdateAheadMs
    ? refuse("too-long", "The next update is more than a week away: promise an earlier one.", "nextUpdateAt")
    : null;
}

function postUpdate(input: UpdateInput, now: number, incident: Incident): Fact[] | Refusal {
  const text = input.text.trim();
  const closed = checkOpen(incident) ?? checkText(text, "The update");
  if (closed !== null) return closed;
  if (isBlank(text)) return refuse("missing", "The update is empty: say what is known, or what you are doing.", "text");
  const isLast = input.status === "resolved";
  const promised = isLast ? null : input.nextUpdateAt;
  const late = checkNextUpdate(promised, { now });
  if (late !== null) return late;
  const data = { ...input, text, number: incident.updateCount + 1, nextUpdateAt: promised };
  return [{ type: "UpdatePosted", data }, ...changeStatus(incident, input.status)];
}

function resolve(command: CommandOf<"Resolve">, incident: Incident): Fact[] | Refusal {
  const closed = checkOpen(incident) ?? checkText(command.text, "The text");
  if (closed !== null) return closed;
  const { impactEndedAt, now } = command;
  if (impactEndedAt !== null && isFuture(impactEndedAt, now)) {
    return refuse("future", "Impact can't have ended in the future: give a time that has passed.", "impactEndedAt");
  }
  const startedAt = incident.windows.length > 0 ? null : incident.impactStartedAt;
  if (impactEndedAt !== null && startedAt !== null && impactEndedAt < startedAt) {
    return refuse("out-of-order", "Impact can't have ended before it started: correct the time.", "impactEndedAt");
  }
  const ended: Fact[] = impactEndedAt === null ? [] : [{ type: "ImpactEnded", data: { at: impactEndedAt } }];
  const text = command.text.trim();
  if (isBlank(text)) return [...changeStatus(incident, "resolved"), ...ended];
  const input = { text, status: "resolved", nextUpdateAt: null, alsoAnnounce: false } as const;
  const posted = postUpdate(input, now, incident);
  return Array.isArray(posted) ? [...posted, ...ended] : posted;
}

type Assigning = { role: string; userId: string; catalog: Catalog };

function assign({ role, userId, catalog }: Assigning, incident: Incident): Fact[] | Refusal {
  const called = catalog.roles.find(({ key }) => key === role)?.name;
  if (called === undefined) {
    const known = catalog.roles.map(({ key }) => key).join(", ");
    return refuse("missing", `There is no role ${role}. There are ${known}.`);
  }
  const previousId = incident.roles[role] ?? null;
  if (previousId === userId)
    return refuse("already-so", `${name(incident)} has this ${called} already: nothing changed.`);
  return [{ type: "RoleAssigned", data: { role, called, userId, previousId } }];
}

function takeCommand({ by, seenId, catalog }: CommandOf<"TakeCommand">, incident: Incident): Fact[] | Refusal {
  if (by.kind !== "person") return refuse("missing", "Only a person can take command.");
  if (by.userId === incident.commanderId) {
    const called = roleNamed(commanderRole, incident, catalog);
    return refuse("already-so", `You are the ${called} of ${name(incident)} already.`);
  }
  // Two people clicked one button: the second saw a commander who is no longer the one.
  if (seenId !== undefined && seenId !== incident.commanderId) {
    const sentence = "Somebody else took command just before you: nothing changed. /incident take takes it over.";
    return refuse("already-so", sentence);
  }
  return assign({ role: commanderRole, userId: by.userId, catalog }, incident);
}

function addEntry(command: CommandOf<"AddEntry">, incident: Incident): Fact[] | Refusal {
  const { message, now, occurredAt } = command;
  const typed = command.text?.trim() ?? "";
  // No words of one's own: the entry says what its message says, once that has been read.
  const text = isBlank(typed) ? null : typed;
  const long = checkText(typed, "The entry");
  if (long !== null) return long;
  if (text === null && message === null) {
    return refuse(
      "missing",
      "The entry is empty: say what happened, as in /incident log 10:25 database failed over.",
      "text",
    );
  }
  // A message stands at Slack's own time, which is right even where our clock has fallen behind.
  if (message === null && isFuture(occurredAt, now)) {
    return refuse("future", "This time is in the future: the timeline holds what has happened.", "occurredAt");
  }
  const isThere = incident.entries.some(
    (entry) => message !== null && entry.message?.channelId === message.channelId && entry.message.ts === message.ts,
  );
  if (isThere) return refuse("already-so", `This message is in the timeline of ${name(incident)} already.`);
  return [{ type: "EntryAdded", data: { text, message } }];
}

/** What people may ask, each with what it takes. Closed incidents still take entries, names, roles and severity. */
export const decideByPeople: Deciders<Exclude<PersonalRequest["type"], TimeRequest["type"]>> = {
  PostUpdate: ({ text, status, nextUpdateAt, alsoAnnounce, now }, incident) =>
    postUpdate({ text, status, nextUpdateAt, alsoAnnounce }, now, incident),
  ChangeStatus: ({ status }, incident) => {
    if (incident.status === status) return refuse("already-so", `${name(incident)} is ${status} already.`);
    return checkOpen(incident) ?? changeStatus(incident, status);
  },
  ChangeSeverity: ({ severity, catalog }, incident) => {
    if (incident.severity === severity) return refuse("already-so", `${name(incident)} is ${severity} already.`);
    if (incident.status === "canceled") return checkOpen(incident) ?? [];
    const unknown = checkSeverity(severity, catalog);
    if (unknown !== null) return unknown;
    const policy = policyOf(catalog, severity);
    return [{ type: "SeverityChanged", data: { from: incident.severity, to: severity, policy } }];
  },
  TakeCommand: takeCommand,
  AssignRole: assign,
  AddEntry: addEntry,
  // Whoever put a message into the timeline can take it out; another's un-pin leaves it there.
  RemoveEntry: ({ message, by }, incident) => {
    const entry = incident.entries.find(
      (known) =>
        known.message?.ts === message.ts &&
        known.message.channelId === message.channelId &&
        (by.kind === "sitrep" || known.addedById === by.userId),
    );
    return entry === undefined ? [] : [{ type: "EntryRemoved", data: { entryId: entry.eventId } }];
  },
  Rename: ({ title: typed }, incident) => {
    const title = oneLine(typed);
    const refusal = checkTitle(title);
    if (refusal !== null) return refusal;
    if (title === incident.title) return refuse("already-so", `${name(incident)} has this title already.`, "title");
    return [{ type: "IncidentRenamed", data: { from: incident.title, to: title } }];
  },
  Resolve: resolve,
  Reopen: ({ reason: typed }, incident) => {
    const reason = typed.trim();
    if (isOpenStatus(incident.status)) return refuse("still-open", `${name(incident)} is open: nothing to reopen.`);
    return (
      checkReason(reason, "a reopening") ?? [{ type: "IncidentReopened", data: { reason, status: "investigating" } }]
    );
  },
  Cancel: ({ reason: typed }, incident) => {
    const reason = typed.trim();
    return (
      checkOpen(incident) ?? checkReason(reason, "a cancellation") ?? [{ type: "IncidentCanceled", data: { reason } }]
    );
  },
  RequestPostmortem: ({ format }, incident) => {
    if (incident.channel?.isUsable) return [{ type: "PostmortemRequested", data: { format } }];
    const option = format === "markdown" ? "" : ` --${format}`;
    const shell = `npm run -s sitrep -- export ${name(incident)}${option}`;
    return refuse("missing", `${name(incident)} has no channel to put the file in: in a shell, ${shell} writes it.`);
  },
};
