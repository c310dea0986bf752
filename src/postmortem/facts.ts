// The top of the document: marks that must be seen first, the facts at a glance, the summary.

import type { EventOf } from "../incident/events.ts";
import { lastingInWords, spanInWords, spanWords } from "../incident/measure-words.ts";
import { targetWords } from "../incident/policy.ts";
import type { ClockState } from "../incident/sla-clock.ts";
import { commanderCalled, isOpenStatus } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import {
  actorName,
  capitalized,
  heading,
  instant,
  messageLink,
  personName,
  type Story,
  sentence,
  table,
  typedLines,
  typedText,
  words,
} from "./document.ts";
import type { BlockContent, PhrasingContent, Table } from "./nodes.ts";
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
  if (isOpenStatus(incident.status)) {
    const asOf = `Figures are as of ${instant(story.asOf, story)}.`;
    made.push(sentence(strong("Still open."), words(` This is the story so far. ${asOf}`)));
  }
  const canceled = cancellation(story);
  if (canceled !== null) {
    const by = `${instant(canceled.occurredAt, story)}, by ${actorName(canceled.by, story)}. The reason:`;
    made.push(sentence(strong("Canceled"), words(` ${by}`)));
    made.push({ type: "blockquote", children: typedText(canceled.data.reason, story) });
  }
  made.push(sentence(words(`Times are in ${reader.zone}, with their UTC offset.`)));
  return made;
}

/** The severity, and what it was declared as where that was another. */
function severityWords({ log, incident }: Story): string {
  const declared = log.find((event) => event.type === "IncidentDeclared");
  const first = declared?.type === "IncidentDeclared" ? declared.data.severity : incident.severity;
  return first === incident.severity ? incident.severity : `${incident.severity}, declared as ${first}`;
}

/** The worst first; what never applied is left out. */
const states: readonly ClockState[] = ["breached", "missed", "at risk", "paused", "running", "met"];

function slaWords({ clocks }: Story): string {
  const said = states.flatMap((state) => {
    const named = clocks.filter((clock) => clock.state === state).map(({ target }) => targetWords[target]);
    return named.length === 0 ? [] : [`${state}: ${named.join(", ")}`];
  });
  return said.length === 0 ? "nothing was promised" : said.join(" · ");
}

function updatesWords({ measures: { updateCount, largestGap } }: Story): string {
  const count = updateCount === 0 ? "none" : String(updateCount);
  return largestGap === null ? count : `${count}, at most ${formatDuration(largestGap.ms)} apart`;
}

/** Where a policy asks for one, and updates came. */
function cadenceFact({ measures: { cadence } }: Story): [string, string][] {
  const judged = cadence.kept + cadence.missed;
  return judged === 0 ? [] : [["Update cadence", `${cadence.kept} of ${judged} kept`]];
}

type Fact = [name: string, value: PhrasingContent[]];

function facts(story: Story): Fact[] {
  const { incident, measures } = story;
  const { status, commanderId, declaredAt, declaredById, endedAt, components } = incident;
  const declaredBy = declaredById === null ? "" : ` by ${personName(declaredById, story)}`;
  const ended = status === "canceled" ? "Canceled" : "Resolved";
  const plain: [string, string][] = [
    ["Declared", `${instant(declaredAt, story)}${declaredBy}`],
    [ended, endedAt === null ? "not yet" : instant(endedAt, story)],
    ["Impact", lastingInWords(measures.impact)],
    [spanWords.timeToDetect, spanInWords(measures.spans.timeToDetect)],
    [spanWords.declaredToResolved, spanInWords(measures.spans.declaredToResolved)],
    ["Updates", updatesWords(story)],
    ["SLA", slaWords(story)],
    ...cadenceFact(story),
  ];
  return [
    ["Severity", [words(severityWords(story))]],
    ["Status", [words(status)]],
    [capitalized(commanderCalled), [words(commanderId === null ? "nobody" : personName(commanderId, story))]],
    ["Components", components.length === 0 ? [words("none named")] : typedLines(components, story)],
    ...plain.map(([fact, value]): Fact => [fact, [words(value)]]),
  ];
}

export const factsTable = (story: Story): Table =>
  table(
    ["Fact", "Value"],
    facts(story).map(([name, value]) => [[words(name)], value]),
  );

/** What was said when it was declared. */
export function summary(story: Story): BlockContent[] {
  const { summary: description, from: declaredFrom } = story.incident;
  const said = typedText(description, story);
  const link = messageLink(declaredFrom, story).slice(1);
  if (link.length > 0) said.push(sentence(words("Declared from a "), ...link, words(".")));
  return [heading(2, words("Summary")), ...(said.length === 0 ? [prompts.summary] : said)];
}
