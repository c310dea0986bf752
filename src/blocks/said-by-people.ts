// What is said when people change something.

import type { EventOf } from "../incident/events.ts";
import type { Incident } from "../incident/incident.ts";
import { exportButton } from "./elements.ts";
import { maxBudgetLines, maxSentence } from "./limits.ts";
import { ago, bold, clock, emoji, type Line, person, quoted, words } from "./line.ts";
import { type SaidOptions, type Saying, saying } from "./saying.ts";
import { capitalized, origin, outcome, unknownMark, who } from "./wording.ts";

/** An entry may have been written down long after it occurred; then both times are said. */
const lateMs = 60_000;

export function updatePosted(
  { data }: EventOf<"UpdatePosted">,
  incident: Incident,
  { budget = [] }: SaidOptions,
): Saying {
  const { number, status, nextUpdateAt, text } = data;
  const ended = status === "resolved" ? outcome(incident) : null;
  const state: Line = status === null ? [] : [words(` · ${capitalized(status)}`)];
  const lead: Line =
    ended === null ? [bold(`Update ${number}`), ...state] : [bold(`✅ ${ended}`), words(` · update ${number}`)];
  const next: Line[] = nextUpdateAt === null ? [] : [[words("Next update "), ago(nextUpdateAt)]];
  const more = ended === null ? [] : budgetLines(budget);
  return saying(lead, { more, body: text, small: next, controls: afterwards(status, incident) });
}

/** Of availability-lines.ts: words of ours around a component's name; beside the lines what is left out, and a hint. */
const budgetLines = (budget: readonly string[]): Line[] =>
  budget.slice(0, maxBudgetLines + 2).map((line) => [quoted(line, maxSentence)]);

/** The moment to write it down is when it is over. */
const afterwards = (status: string | null, incident: Incident): Saying["controls"] =>
  status === "resolved" ? [{ type: "actions", block_id: "said-resolved", elements: [exportButton(incident)] }] : [];

export function statusChanged(
  { data }: EventOf<"StatusChanged">,
  incident: Incident,
  { budget = [] }: SaidOptions,
): Saying {
  const ended = data.to === "resolved" ? outcome(incident) : null;
  const lead: Line =
    ended !== null ? [bold(`✅ ${ended}`)] : [words("Status "), bold(data.to), words(`, was ${data.from}`)];
  const more = ended === null ? [] : budgetLines(budget);
  return saying(lead, { more, controls: afterwards(data.to, incident) });
}

export const severityChanged = ({ data }: EventOf<"SeverityChanged">): Saying =>
  saying([emoji(data.policy?.mark ?? unknownMark), words(" Severity "), bold(data.to), words(`, was ${data.from}`)]);

export function roleAssigned({ data, by }: EventOf<"RoleAssigned">, incident: Incident): Saying {
  const previous: Line[] =
    data.previousId === null ? [] : [[words("Before: "), who({ kind: "person", userId: data.previousId }, incident)]];
  const isTaken = by.kind === "person" && by.userId === data.userId;
  // The new commander is mentioned when somebody else chose them: who took it knows.
  const commander = isTaken ? who(by, incident) : person(data.userId);
  return saying([commander, words(" is the "), bold(data.called)], { small: previous });
}

export function entryAdded({ data, occurredAt, recordedAt, by }: EventOf<"EntryAdded">, incident: Incident): Saying {
  const written: Line[] = recordedAt - occurredAt > lateMs ? [[words("Written down "), clock(recordedAt)]] : [];
  const lead = [bold("Timeline"), words(" · "), clock(occurredAt)];
  const small = [[who(by, incident)], ...written, origin(data.message, incident)];
  return saying(lead, { body: data.text, small, isSigned: false });
}

export const incidentRenamed = ({ data }: EventOf<"IncidentRenamed">): Saying =>
  saying([words("Now called "), quoted(data.to)], { small: [[words("Before:"), quoted(data.from)]] });

export const incidentReopened = ({ data }: EventOf<"IncidentReopened">): Saying =>
  saying([bold("Reopened"), words(` · ${capitalized(data.status)}`)], { body: data.reason });

export const incidentCanceled = ({ data }: EventOf<"IncidentCanceled">, incident: Incident): Saying =>
  saying([bold(outcome(incident) ?? "Canceled")], { body: data.reason });
