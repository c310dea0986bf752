// The top of the document: marks that must be seen first, the table of facts, the summary and the impact.

import type { EventOf } from "../incident/events.ts";
import { commanderCalled, isOpenStatus } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import {
  actorName,
  bullets,
  heading,
  instant,
  messageLink,
  personName,
  type Story,
  sentence,
  sinceDeclared,
  typedLine,
  typedText,
  words,
} from "./document.ts";
import type { BlockContent, PhrasingContent, Table, TableRow } from "./nodes.ts";
import { prompts } from "./prompts.ts";

const strong = (value: string): PhrasingContent => ({ type: "strong", children: [words(value)] });

function cancellation(story: Story): EventOf<"IncidentCanceled"> | null {
  const { log, incident } = story;
  if (incident.status !== "canceled") return null;
  return log.findLast((event): event is EventOf<"IncidentCanceled"> => event.type === "IncidentCanceled") ?? null;
}

/** What a reader has to know before anything else. */
export function notices(story: Story): BlockContent[] {
  const { incident, reader } = story;
  const made: BlockContent[] = [];
  if (incident.isPrivate) made.push(sentence(strong("Private."), words(" Share it only with those who were in it.")));
  if (incident.isDrill) made.push(sentence(strong("Drill."), words(" This was practice.")));
  if (isOpenStatus(incident.status)) made.push(sentence(strong("Still open."), words(" This is the story so far.")));
  const canceled = cancellation(story);
  if (canceled !== null) {
    const by = `${instant(canceled.occurredAt, story)}, by ${actorName(canceled.by, story)}. The reason:`;
    made.push(sentence(strong("Canceled"), words(` ${by}`)));
    made.push({ type: "blockquote", children: typedText(canceled.data.reason, story) });
  }
  made.push(sentence(words(`Times are in ${reader.zone}, with their UTC offset.`)));
  return made;
}

const from = (at: number | null, story: Story): string => (at === null ? "unknown" : instant(at, story));

function impactWords(story: Story): string {
  const { impactStartedAt, impactEndedAt } = story.incident;
  if (impactStartedAt === null && impactEndedAt === null) return "unknown";
  const lasted = story.measures.impact === null ? "" : ` (${formatDuration(story.measures.impact)})`;
  return `from ${from(impactStartedAt, story)} to ${from(impactEndedAt, story)}${lasted}`;
}

/** The severity, and what it was declared as where that was another. */
function severityWords({ log, incident }: Story): string {
  const declared = log.find((event) => event.type === "IncidentDeclared");
  const first = declared?.type === "IncidentDeclared" ? declared.data.severity : incident.severity;
  return first === incident.severity ? incident.severity : `${incident.severity}, declared as ${first}`;
}

type Fact = [name: string, value: PhrasingContent[]];

function components(story: Story): PhrasingContent[] {
  const named = story.incident.components.flatMap((component) => [words(", "), ...typedLine(component, story)]);
  return named.length === 0 ? [words("none named")] : named.slice(1);
}

function facts(story: Story): Fact[] {
  const { incident, measures } = story;
  const { status, commanderId, declaredAt, declaredById, endedAt } = incident;
  const declaredBy = declaredById === null ? "" : ` by ${personName(declaredById, story)}`;
  const gap = measures.largestGapBetweenUpdates;
  const ended = status === "canceled" ? "Canceled" : "Resolved";
  const plain: [string, string][] = [
    ["Declared", `${instant(declaredAt, story)}${declaredBy}`],
    [ended, endedAt === null ? "not yet" : instant(endedAt, story)],
    ["Declared → resolved", sinceDeclared(measures.declaredToResolved, "not resolved")],
    ["Declared → first update", sinceDeclared(measures.declaredToFirstUpdate, "no update")],
    ["Largest gap between updates", gap === null ? "fewer than two updates" : formatDuration(gap)],
    ["Updates", String(measures.updateCount)],
    ["Impact", impactWords(story)],
  ];
  const name = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return [
    ["Severity", [words(severityWords(story))]],
    ["Status", [words(status)]],
    [name(commanderCalled), [words(commanderId === null ? "nobody" : personName(commanderId, story))]],
    ["Components", components(story)],
    ...plain.map(([fact, value]): Fact => [fact, [words(value)]]),
  ];
}

export function factsTable(story: Story): Table {
  const row = (cells: PhrasingContent[][]): TableRow => ({
    type: "tableRow",
    children: cells.map((children) => ({ type: "tableCell", children })),
  });
  const rows = facts(story).map(([name, value]) => row([[words(name)], value]));
  return { type: "table", children: [row([[words("Fact")], [words("Value")]]), ...rows] };
}

/** What was said when it was declared. */
export function summary(story: Story): BlockContent[] {
  const { summary: description, from: declaredFrom } = story.incident;
  const said = typedText(description, story);
  const link = messageLink(declaredFrom, story).slice(1);
  if (link.length > 0) said.push(sentence(words("Declared from a "), ...link, words(".")));
  return [heading(2, words("Summary")), ...(said.length === 0 ? [prompts.summary] : said)];
}

export function impact(story: Story): BlockContent[] {
  const { incident } = story;
  const named = incident.components.map((component) => [sentence(...typedLine(component, story))]);
  const affected = named.length === 0 ? [] : [sentence(words("Components affected:")), bullets(named)];
  return [
    heading(2, words("Impact")),
    sentence(words(`Customers affected: ${impactWords(story)}.`)),
    sentence(words(`Severity: ${incident.severity} (${(incident.policies.at(-1)?.meaning ?? "").toLowerCase()}).`)),
    ...affected,
    prompts.impact,
  ];
}
