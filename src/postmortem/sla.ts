// The SLA clocks, each with what it is made of; the breaches on record, those withdrawn too; the pauses; and whether
// updates kept to the cadence and to what was promised.

import type { Clock } from "../incident/clocks.ts";
import type { EventOf } from "../incident/events.ts";
import type { Breach, Pause } from "../incident/incident.ts";
import { counted } from "../incident/measure-words.ts";
import { targetWords } from "../incident/policy.ts";
import {
  actorName,
  bullets,
  capitalized,
  heading,
  instant,
  personName,
  promptlyMs,
  type Story,
  sentence,
  table,
  typedLine,
  words,
} from "./document.ts";
import type { BlockContent, PhrasingContent } from "./nodes.ts";

/** A wait for an update that nothing asks for any more is told by the cadence. */
const isShownClock = ({ said, target, state }: Clock): boolean =>
  said !== null && !(target === "updateEvery" && state === "not applicable");

const known = (at: number | null, story: Story): PhrasingContent[] => (at === null ? [] : [words(instant(at, story))]);

const pauseWords = ({ from, to }: Pause, story: Story): string =>
  `${instant(from, story)} to ${to === null ? "now" : instant(to, story)}`;

/** Only what lies in the clock's own time. */
export const excludedFrom = ({ excluded, startedAt, stoppedAt }: Clock): Pause[] =>
  excluded.filter(
    ({ from, to }) => (to === null || to > (startedAt ?? from)) && (stoppedAt === null || from < stoppedAt),
  );

function clockRow(clock: Clock, story: Story): PhrasingContent[][] {
  const { target, said, state, elapsedMs, dueAt, startedAt, stoppedAt, calendarName } = clock;
  const excluded = excludedFrom(clock).flatMap((pause) => [
    words("; "),
    words(`${pauseWords(pause, story)}: `),
    ...typedLine(pause.reason, story),
  ]);
  return [
    [words(capitalized(targetWords[target]))],
    [words(said ?? "none")],
    [words(state)],
    known(dueAt, story),
    [words(startedAt === null ? "" : counted(elapsedMs, calendarName !== "always"))],
    known(startedAt, story),
    known(stoppedAt, story),
    [words(calendarName)],
    excluded.slice(1),
  ];
}

const clockHead = ["Clock", "Target", "State", "Due", "Elapsed", "From", "To", "Calendar", "Not counted"];

/** The last column only where something did not count. */
function clockTable(shown: readonly Clock[], story: Story): BlockContent {
  const columns = shown.some((clock) => excludedFrom(clock).length > 0) ? clockHead.length : clockHead.length - 1;
  return table(
    clockHead.slice(0, columns),
    shown.map((clock) => clockRow(clock, story).slice(0, columns)),
  );
}

function withdrawal({ clock, dueAt }: Breach, { log }: Story): EventOf<"MilestoneSet"> | null {
  const undoes = (event: EventOf<"MilestoneSet">): boolean =>
    event.data.withdraws.some((one) => one.clock === clock && one.dueAt === dueAt);
  return log.find((event): event is EventOf<"MilestoneSet"> => event.type === "MilestoneSet" && undoes(event)) ?? null;
}

function breachLine(breach: Breach, story: Story): BlockContent[] {
  const { target, severity, dueAt, notedAt, withdrawnAt } = breach;
  const what = `${capitalized(targetWords[target])} (${severity}), due ${instant(dueAt, story)}`;
  const noted = notedAt - dueAt > promptlyMs ? `, recorded ${instant(notedAt, story)}` : "";
  if (withdrawnAt === null) return [sentence(words(`${what}${noted}`))];
  const undone = withdrawal(breach, story);
  const by = undone === null ? "" : ` by ${actorName(undone.by, story)}`;
  const why =
    undone === null || undone.data.reason === "" ? [] : [words(": "), ...typedLine(undone.data.reason, story)];
  return [sentence(words(`${what}${noted}; withdrawn ${instant(withdrawnAt, story)}${by}`), ...why)];
}

const pauseLine = (pause: Pause, story: Story): BlockContent[] => [
  sentence(
    words(`${pauseWords(pause, story)}${pause.byId === null ? "" : `, by ${personName(pause.byId, story)}`}: `),
    ...typedLine(pause.reason, story),
  ),
];

const list = (title: string, items: BlockContent[][]): BlockContent[] =>
  items.length === 0 ? [] : [sentence(words(title)), bullets(items)];

export function slaSection(story: Story): BlockContent[] {
  const { incident } = story;
  const shown = story.clocks.filter(isShownClock);
  return [
    heading(2, words("SLA clocks")),
    ...(shown.length === 0
      ? [sentence(words(`${incident.severity} promised nothing.`))]
      : [
          sentence(words(`What ${incident.severity} promises, as of ${instant(story.asOf, story)}.`)),
          clockTable(shown, story),
        ]),
    ...list(
      "Breaches on record:",
      incident.breaches.map((breach) => breachLine(breach, story)),
    ),
    ...list(
      "Pauses:",
      incident.pauses.map((pause) => pauseLine(pause, story)),
    ),
  ];
}

/** "67 %": whole percent, rounded down, so that only all is 100 %. */
const rate = (kept: number, of: number): string => `${Math.floor((100 * kept) / of)} %`;

function promiseWords({ measures: { promises } }: Story): string {
  const { made, kept, missed, pending } = promises;
  if (made === 0) return "No time was promised for a next update.";
  const open = pending === 0 ? "" : `, ${pending} pending`;
  const judged = kept + missed;
  const share = judged === 0 ? "" : ` (${rate(kept, judged)} kept)`;
  return `Promised next updates: ${kept} kept, ${missed} missed${open}${share}.`;
}

export function cadenceSection(story: Story): BlockContent[] {
  const { policies } = story.measures.cadence;
  const said = policies.map(({ severity, said: every, kept, missed }) => [
    sentence(
      words(
        `${severity}, an update every ${every}: ${kept} kept, ${missed} missed (${rate(kept, kept + missed)} kept)`,
      ),
    ),
  ]);
  const none = sentence(words("No update followed another within a policy that asks for a cadence."));
  return [
    heading(2, words("Update cadence")),
    said.length === 0 ? none : bullets(said),
    sentence(words(promiseWords(story))),
  ];
}
