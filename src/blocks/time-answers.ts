// What one person is told after they set a time: how it was understood, and what is odd about it.

import { impactTotals } from "../incident/impact.ts";
import type { Incident } from "../incident/incident.ts";
import { type Milestone, milestoneWords } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { clock, type Line, lineText, notification, type Part, rich, words } from "./line.ts";
import type { Message } from "./message.ts";
import { oddOrderWords } from "./milestone-words.ts";
import { capitalized, headline } from "./wording.ts";

const answer = (...lines: Line[]): Message => ({
  text: notification(lines.map(lineText).join("\n")),
  blocks: [rich(...lines)],
});

/** `isHere`: they stand in the incident's channel, where the change itself is said, and know which one it is. */
export type Answered = { isHere: boolean };

const which = (incident: Incident, { isHere }: Answered): Line => (isHere ? [] : [...headline(incident), words(": ")]);
const sentence = (isHere: boolean, said: string): Part => words(`${isHere ? capitalized(said) : said}.`);

/** `readAs` is how a typed time was understood; null: unknown. */
export function milestoneAnswer(
  incident: Incident,
  { milestone, readAs, isHere }: Answered & { milestone: Milestone; readAs: string | null },
): Message {
  const odd = oddOrderWords(incident, milestone).map((said): Line => [words(`${said}.`)]);
  const said = `${milestoneWords[milestone]} ${readAs ?? "unknown"}`;
  return answer([...which(incident, { isHere }), sentence(isHere, said)], ...odd);
}

/** `readAs` is null where no time was typed: something else of the window was changed. */
export function windowAnswer(
  incident: Incident,
  { windowId, readAs, isHere }: Answered & { windowId: number; readAs: string | null },
): Message {
  const { ms: allMs, isOpen } = impactTotals(incident, 0);
  const all: Line[] = isOpen || allMs === null ? [] : [[words(`Impact in all: ${formatDuration(allMs)}.`)]];
  const said = `impact ${windowId}: ${readAs ?? "changed"}`;
  return answer([...which(incident, { isHere }), sentence(isHere, said)], ...all);
}

export const snoozedAnswer = (until: number): Message => answer([words("Asked again at "), clock(until), words(".")]);

export const stoppedAnswer = (): Message =>
  answer([words("Nobody will be reminded of this update. The next one starts anew.")]);
