// How an incident is spoken of, wherever it is shown: the same words in the card, the announcement, lists and topics.

import type { Actor, MessageRef } from "../incident/events.ts";
import type { Incident } from "../incident/incident.ts";
import { permalink } from "../incident/permalink.ts";
import { isOpenStatus, reference, type Status } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { maxComponentsLine } from "./limits.ts";
import { bold, channel, emoji, type Line, link, type Part, person, quoted, words } from "./line.ts";
import { inLine } from "./mrkdwn.ts";

/** Beside a severity of which neither the record nor the settings say more. */
export const unknownMark = "🟣";

/** An incident has the mark of its policy; one in a list brings its own. */
type Marked = { status: Status } & ({ policies: readonly { mark: string }[] } | { mark: string });

export const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * What stands first: the severity's mark while it is open (beside its word, never instead of it), afterwards that of
 * the outcome.
 */
export function mark(one: Marked): string {
  if (one.status === "resolved") return "✅";
  if (one.status === "canceled") return "⚪";
  return "mark" in one ? one.mark : (one.policies.at(-1)?.mark ?? unknownMark);
}

/** How long from one instant to another, or null where the second comes first (times can be back-dated). */
export const span = (from: number, to: number): string | null => (to < from ? null : formatDuration(to - from));

/** "Resolved after 44 min 10 s", "Canceled". Null while it is open. */
export function outcome({ status, declaredAt, endedAt }: Incident): string | null {
  if (isOpenStatus(status)) return null;
  const lasted = endedAt === null ? null : span(declaredAt, endedAt);
  return lasted === null ? capitalized(status) : `${capitalized(status)} after ${lasted}`;
}

/** What must be seen everywhere the incident is. */
export const warnings = ({ isPrivate, isDrill }: { isPrivate: boolean; isDrill: boolean }): string[] => [
  ...(isPrivate ? ["🔒 Private"] : []),
  ...(isDrill ? ["🧪 Drill"] : []),
];

/** Who did it. By name where it is known: a mention would ring at the one who just clicked. */
export function who(actor: Actor, { people }: Pick<Incident, "people">): Part {
  if (actor.kind === "sitrep") return words("Sitrep");
  const name = Object.hasOwn(people, actor.userId) ? people[actor.userId] : undefined;
  return name === undefined || inLine(name, 80) === "" ? person(actor.userId) : quoted(name, 80);
}

/** "Voice, API", or null where none is named. */
export const componentsText = (components: readonly string[]): string | null =>
  components.length === 0 ? null : inLine(components.join(", "), maxComponentsLine);

/** "🔴 SEV1 · INC-42 Checkout is failing · 🧪 Drill" */
export function headline(
  incident: Marked & Pick<Incident, "severity" | "number" | "title" | "isDrill" | "isPrivate">,
): Line {
  const { severity, number, title } = incident;
  return [
    emoji(mark(incident)),
    words(" "),
    bold(`${severity} · ${reference(number)} `),
    quoted(title),
    ...warnings(incident).map((warning) => words(` · ${warning}`)),
  ];
}

/** The message that something was taken from, as a link; nothing where there is none. */
export function origin(message: MessageRef | null, { teamUrl }: Pick<Incident, "teamUrl">): Line {
  const url = message === null ? null : permalink(teamUrl, message);
  return url === null ? [] : [words("From "), link(url, "a message")];
}

/** Where it is worked on: a link to the channel, while there is one that can be used. */
export const where = ({ channel: place }: Pick<Incident, "channel">): Line =>
  place?.isUsable ? [channel(place.id)] : [];
