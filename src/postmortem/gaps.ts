// What the record lacks, and what in it is odd, as far as the log can tell.
// Only what is certain: one gap that is none makes all of them doubted.

import { impactWindows } from "../incident/impact.ts";
import { beforehand, counted } from "../incident/measure-words.ts";
import { milestoneAt, oddOrders, timesOf } from "../incident/milestones.ts";
import { timeline } from "../incident/timeline.ts";
import { isOpenStatus, reference } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { bullets, capitalized, heading, instant, type Story, sentence, words } from "./document.ts";
import { endWords } from "./impact.ts";
import type { BlockContent } from "./nodes.ts";

function unknowns(story: Story): string[] {
  const { incident } = story;
  const { number, impactEndedAt, commanderId, updateCount, status } = incident;
  const isOver = !isOpenStatus(status);
  const windows = impactWindows(incident);
  const isEndUnknown =
    windows.length === 0 ? impactEndedAt === null : windows.some((window) => endWords(window, story) === "unknown");
  const found: string[] = [];
  if (milestoneAt(incident, "impactStarted") === null) found.push("When impact started is unknown.");
  if (isEndUnknown && isOver) found.push("When impact ended is unknown.");
  if (milestoneAt(incident, "detected") === null) found.push("When it was detected is unknown.");
  if (milestoneAt(incident, "mitigated") === null && status === "resolved") {
    found.push("When it was mitigated is unknown.");
  }
  if (commanderId === null) found.push(`Nobody was in command of ${reference(number)}.`);
  if (updateCount === 0) found.push("No update was posted.");
  return found;
}

/** What came the other way round than it mostly does. */
const odd = ({ incident }: Story): string[] =>
  oddOrders(timesOf(incident)).map(({ earlier, later, byMs }) => `${capitalized(beforehand(later, earlier, byMs))}.`);

/** Customers may be affected when all think that it is over. */
function afterTheEnd(story: Story): string[] {
  const { incident } = story;
  const { endedAt, status } = incident;
  if (endedAt === null || status !== "resolved") return [];
  return impactWindows(incident).flatMap((window) => {
    const { from, to } = window;
    if (from >= endedAt) {
      const after = from === endedAt ? "when" : `${formatDuration(from - endedAt)} after`;
      return [
        `Impact began again ${after} it was resolved, from ${instant(from, story)} to ${endWords(window, story)}.`,
      ];
    }
    if (to === null || to <= endedAt) return [];
    return [`Impact went on for ${formatDuration(to - endedAt)} after it was resolved, until ${instant(to, story)}.`];
  });
}

/** The waits for an update that were longer than the severity's own policy has them. */
function silences(story: Story): string[] {
  const { clocks, measures, incident } = story;
  const first = clocks.find(({ target }) => target === "firstUpdate");
  const isLate = first?.state === "missed" || first?.state === "breached";
  const between = (from: number, to: number | null): string =>
    to === null ? `since ${instant(from, story)}` : `from ${instant(from, story)} to ${instant(to, story)}`;
  const told =
    first === undefined || first.startedAt === null || !isLate
      ? []
      : [
          `${counted(first.elapsedMs, first.calendarName !== "always")} until the first update, ` +
            `${between(first.startedAt, first.stoppedAt)} (${incident.severity}: within ${first.said}).`,
        ];
  const waits = measures.cadence.longWaits.map(
    ({ ms, fromAt, toAt, severity, said, isWorking }) =>
      `${counted(ms, isWorking)} without an update${isWorking ? " in working time" : ""}, ` +
      `${between(fromAt, toAt)} (${severity}: every ${said}).`,
  );
  return [...told, ...waits];
}

const brokenPromises = (story: Story): string[] =>
  story.measures.promises.late.map(({ dueAt, answeredAt }) => {
    const late = answeredAt === null ? "" : `: it came ${formatDuration(answeredAt - dueAt)} late`;
    return `The update promised by ${instant(dueAt, story)} was not posted in time${late}.`;
  });

function unread(story: Story): string[] {
  return timeline(story.log)
    .filter(({ event, text }) => event.type === "EntryAdded" && text === null)
    .map(({ at }) => `The words of the message of ${instant(at, story)} could not be read.`);
}

/** Each in a sentence. */
export const gaps = (story: Story): string[] =>
  [unknowns, odd, afterTheEnd, silences, brokenPromises, unread].flatMap((find) => find(story));

export function gapsSection(story: Story): BlockContent[] {
  const found = gaps(story).map((gap) => [sentence(words(gap))]);
  return [
    heading(2, words("Gaps found")),
    found.length === 0 ? sentence(words("None that the record shows.")) : bullets(found),
  ];
}
