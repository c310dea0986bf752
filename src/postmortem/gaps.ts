// What the record lacks, as far as the log can tell.
// Only what is certain: one gap that is none makes all of them doubted.

import type { IncidentEvent } from "../incident/events.ts";
import { timeline } from "../incident/timeline.ts";
import { isOpenStatus, reference, type Severity } from "../incident/words.ts";
import { formatDuration, minuteMs } from "../time/duration.ts";
import { bullets, heading, instant, type Story, sentence, words } from "./document.ts";
import type { BlockContent } from "./nodes.ts";

/** How long people should at most wait for an update (PRODUCT.md, "update every"); the others wait in working hours. */
const cadenceMs: Record<Severity, number | null> = {
  SEV1: 30 * minuteMs,
  SEV2: 60 * minuteMs,
  SEV3: null,
  SEV4: null,
};

/** When a wait for the next update begins anew; `isOver` where nobody waits for one any more. */
type Mark = { at: number; isOver: boolean };

function markOf(event: IncidentEvent): Mark[] {
  const at = event.occurredAt;
  switch (event.type) {
    case "IncidentDeclared":
    case "UpdatePosted":
      return [{ at, isOver: event.data.status === "resolved" }];
    case "StatusChanged":
      return event.data.to === "resolved" ? [{ at, isOver: true }] : [];
    case "IncidentReopened":
      return [{ at, isOver: false }];
    case "IncidentCanceled":
      return [{ at, isOver: true }];
    default:
      return [];
  }
}

/** The waits for an update, from declaration to the end, that were longer than the severity allows. */
function silences(story: Story): string[] {
  const longest = cadenceMs[story.incident.severity];
  if (longest === null || longest === undefined) return [];
  const marks = story.log.flatMap(markOf).sort((one, other) => one.at - other.at);
  return marks.slice(1).flatMap(({ at: to }, index) => {
    const { at: since, isOver } = marks[index] ?? { at: to, isOver: true };
    if (isOver || to - since <= longest) return [];
    return [`${formatDuration(to - since)} without an update, from ${instant(since, story)} to ${instant(to, story)}.`];
  });
}

function brokenPromises(story: Story): string[] {
  return story.log.flatMap((event) =>
    event.type !== "TimeNoted"
      ? []
      : event.data.notices
          .filter(({ kind }) => kind === "update-overdue")
          .map(({ dueAt }) => `The update promised by ${instant(dueAt, story)} was not posted in time.`),
  );
}

function unread(story: Story): string[] {
  return timeline(story.log)
    .filter(({ event, text }) => event.type === "EntryAdded" && text === null)
    .map(({ at }) => `The words of the message of ${instant(at, story)} could not be read.`);
}

function gaps(story: Story): string[] {
  const { number, impactStartedAt, impactEndedAt, commanderId, updateCount, status } = story.incident;
  const found: string[] = [];
  if (impactStartedAt === null) found.push("When impact started is unknown.");
  if (impactEndedAt === null && !isOpenStatus(status)) found.push("When impact ended is unknown.");
  if (commanderId === null) found.push(`Nobody was in command of ${reference(number)}.`);
  if (updateCount === 0) found.push("No update was posted.");
  return [...found, ...silences(story), ...brokenPromises(story), ...unread(story)];
}

export function gapsSection(story: Story): BlockContent[] {
  const found = gaps(story).map((gap) => [sentence(words(gap))]);
  return [
    heading(2, words("Gaps found")),
    found.length === 0 ? sentence(words("None that the record shows.")) : bullets(found),
  ];
}
