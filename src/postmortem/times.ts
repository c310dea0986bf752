// The milestones, each with who set it and what it was before; and the measures, each with the two times that it is
// made of.

import type { EventOf } from "../incident/events.ts";
import { lastingInWords, pointWords, spanInWords, spanWords } from "../incident/measure-words.ts";
import { type Point, spanNames } from "../incident/measures.ts";
import { milestoneAt, milestoneFact } from "../incident/milestones.ts";
import { type Milestone, milestoneNames, milestoneWords } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import {
  actorName,
  capitalized,
  heading,
  instant,
  promptlyMs,
  type Story,
  table,
  typedLine,
  words,
} from "./document.ts";
import type { BlockContent, PhrasingContent } from "./nodes.ts";

export const correctionsOf = ({ log }: Story, milestone: Milestone): EventOf<"MilestoneSet">[] =>
  log.filter(
    (event): event is EventOf<"MilestoneSet"> => event.type === "MilestoneSet" && event.data.milestone === milestone,
  );

/** "noor on 2020-01-24 10:00:00 +00:00 (was 2020-01-23 11:56:00 +00:00): the graph says so". */
function correction({ data, by, recordedAt }: EventOf<"MilestoneSet">, story: Story): PhrasingContent[] {
  const { at, previousAt, reason } = data;
  const isPrompt = at !== null && previousAt === null && Math.abs(recordedAt - at) <= promptlyMs;
  const when = isPrompt ? "" : ` on ${instant(recordedAt, story)}`;
  const was = previousAt === null ? "" : ` (was ${instant(previousAt, story)})`;
  const why = reason === "" ? [] : [words(": "), ...typedLine(reason, story)];
  return [words(`${actorName(by, story)}${when}${was}`), ...why];
}

/** Who it is from, or who set it and why; the newest word first. */
function origin(milestone: Milestone, story: Story): PhrasingContent[] {
  const corrections = correctionsOf(story, milestone).reverse();
  if (corrections.length > 0) {
    return corrections.flatMap((each) => [words("; before that "), ...correction(each, story)]).slice(1);
  }
  const fact = milestoneFact(story.incident, milestone);
  if (fact !== null) return [words(actorName(fact.by, story))];
  return milestoneAt(story.incident, milestone) === null ? [] : [words("its first window")];
}

function milestoneRow(milestone: Milestone, story: Story): PhrasingContent[][] {
  const at = milestoneAt(story.incident, milestone);
  return [
    [words(capitalized(milestoneWords[milestone]))],
    [words(at === null ? "unknown" : instant(at, story))],
    origin(milestone, story),
  ];
}

/** What an incident need not reach is named where it was, or where somebody said that it was not. */
const mayLack: readonly Milestone[] = ["identified", "closed", "postmortemPublished"];

export function milestones(story: Story): BlockContent[] {
  const named = milestoneNames.filter(
    (name) =>
      !mayLack.includes(name) || milestoneAt(story.incident, name) !== null || correctionsOf(story, name).length > 0,
  );
  return [
    heading(2, words("Milestones")),
    table(
      ["Milestone", "Time", "By"],
      named.map((name) => milestoneRow(name, story)),
    ),
  ];
}

const pointCell = (point: Point, at: number | null, story: Story): PhrasingContent[] => [
  words(at === null ? `${pointWords[point]}: unknown` : `${pointWords[point]} ${instant(at, story)}`),
];

function endCell(to: Point, at: number | null, isOpen: boolean, story: Story): PhrasingContent[] {
  return isOpen ? [words(`${pointWords[to]}: not yet`)] : pointCell(to, at, story);
}

export function measuresSection(story: Story): BlockContent[] {
  const { spans, largestGap, inStatus } = story.measures;
  const rows = spanNames.map((name) => {
    const span = spans[name];
    return [
      [words(spanWords[name])],
      [words(spanInWords(span))],
      pointCell(span.from, span.fromAt, story),
      endCell(span.to, span.toAt, span.isOpen, story),
    ];
  });
  const gap =
    largestGap === null
      ? [[words("fewer than two updates")], [], []]
      : [
          [words(formatDuration(largestGap.ms))],
          [words(`update ${instant(largestGap.fromAt, story)}`)],
          [words(`update ${instant(largestGap.toAt, story)}`)],
        ];
  const statuses = inStatus.map(({ status, ...lasted }) => [
    [words(`In ${status}`)],
    [words(lastingInWords(lasted))],
    [],
    [],
  ]);
  return [
    heading(2, words("Measures")),
    table(["Measure", "Value", "From", "To"], [...rows, [[words("Largest gap between updates")], ...gap], ...statuses]),
  ];
}
