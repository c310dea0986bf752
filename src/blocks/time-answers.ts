// What one person is told after they set a time: how it was understood, and what is odd about it.

import { impactMeasures } from "../incident/impact.ts";
import type { Incident } from "../incident/incident.ts";
import { type Milestone, milestoneWords } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { clock, type Line, lineText, notification, rich, words } from "./line.ts";
import type { Message } from "./message.ts";
import { oddOrderWords } from "./milestone-words.ts";
import { headline } from "./wording.ts";

const answer = (...lines: Line[]): Message => ({
  text: notification(lines.map(lineText).join("\n")),
  blocks: [rich(...lines)],
});

/** `readAs` is how a typed time was understood; null: unknown. */
export function milestoneAnswer(incident: Incident, milestone: Milestone, readAs: string | null): Message {
  const odd = oddOrderWords(incident, milestone).map((said): Line => [words(`${said}.`)]);
  const lead: Line = [
    ...headline(incident),
    words(`: ${milestoneWords[milestone]} `),
    words(`${readAs ?? "unknown"}.`),
  ];
  return answer(lead, ...odd);
}

/** `readAs` is null where no time was typed: something else of the window was changed. */
export function windowAnswer(incident: Incident, windowId: number, readAs: string | null): Message {
  const { allMs, isOpen } = impactMeasures(incident, 0);
  const all: Line[] = isOpen || allMs === null ? [] : [[words(`Impact in all: ${formatDuration(allMs)}.`)]];
  return answer([...headline(incident), words(`: impact ${windowId}, ${readAs ?? "changed"}.`)], ...all);
}

export const snoozedAnswer = (until: number): Message => answer([words("Asked again at "), clock(until), words(".")]);

export const stoppedAnswer = (): Message =>
  answer([words("Nobody will be reminded of this update. The next one starts anew.")]);
