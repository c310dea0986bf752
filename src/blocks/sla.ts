// The answer to /incident sla: every clock of one incident in a line, the worst first, each with what it is made of;
// then what was measured. To one person, at the moment that they ask.

import type { KnownBlock } from "@slack/types";
import { type Clock, clocks } from "../incident/clocks.ts";
import type { Incident } from "../incident/incident.ts";
import { targetWords } from "../incident/policy.ts";
import { saidSkew } from "../time/skew.ts";
import { clockLine, clockReasons, pauseLine, worstFirst } from "./clock-lines.ts";
import { maxAvailabilityLines, maxPausesShown, maxSentence } from "./limits.ts";
import { bold, context, type Line, lineText, notification, quoted, rich, words } from "./line.ts";
import { measureLines } from "./measure-lines.ts";
import type { Message } from "./message.ts";
import { timeButtons } from "./time-elements.ts";
import { headline } from "./wording.ts";

export type SlaOptions = {
  /** Availability and error budget, a line for each component, worded by whoever knows the month. */
  availability?: readonly string[];
  /** Slack's clock minus the host's, in ms; said where it is too much to pass over. Null before it is known. */
  skewMs?: number | null;
};

function clockBlocks(one: Clock, incident: Incident, now: number): KnownBlock[] {
  const reasons = context([clockReasons(one, incident, now)]);
  return [rich(clockLine(one)), ...(reasons === null ? [] : [reasons])];
}

/** What this severity does not promise, all in one line. */
function unpromised(all: readonly Clock[], { severity }: Incident): Line[] {
  const none = all.filter(({ said }) => said === null).map(({ target }) => targetWords[target]);
  return none.length === 0 ? [] : [[words(`${severity} promises nothing for: ${none.join(", ")}`)]];
}

function pauses(incident: Incident): Line[] {
  const shown = incident.pauses.slice(-maxPausesShown);
  const earlier = incident.pauses.length - shown.length;
  const lines = shown.map((pause): Line => [bold("Paused  "), ...pauseLine(pause, incident)]);
  return earlier > 0 ? [...lines, [words(`and ${earlier} earlier`)]] : lines;
}

function skewLine(skewMs: number | null): Line[] {
  const said = skewMs === null ? null : saidSkew(skewMs);
  return said === null
    ? []
    : [[words(`⚠️ Sitrep's host clock is ${said}: times that Slack gives none for go by Slack's`)]];
}

const availabilityOf = (lines: readonly string[]): Line[] =>
  lines.slice(0, maxAvailabilityLines).map((line) => [quoted(line, maxSentence)]);

/** `now` is epoch ms, Slack's where that is known. */
export function slaMessage(incident: Incident, now: number, options: SlaOptions = {}): Message {
  const { availability = [], skewMs = null } = options;
  const all = clocks(incident, now);
  const told = worstFirst(all.filter(({ state }) => state !== "not applicable"));
  const none: Line = [
    words(incident.status === "canceled" ? "It is canceled: no clock counts." : "No clock counts here."),
  ];
  const rest = [
    ...pauses(incident),
    ...measureLines(incident, now),
    ...availabilityOf(availability),
    ...skewLine(skewMs),
  ];
  const small = incident.status === "canceled" ? null : context(unpromised(all, incident));
  const buttons = timeButtons(incident);
  return {
    text: notification(
      lineText([...headline(incident), words(" · "), ...(told[0] === undefined ? none : clockLine(told[0]))]),
    ),
    blocks: [
      rich(headline(incident)),
      ...(told.length === 0 ? [rich(none)] : told.flatMap((one) => clockBlocks(one, incident, now))),
      ...(small === null ? [] : [small]),
      ...(rest.length === 0 ? [] : [{ type: "divider" } as const, rich(...rest)]),
      ...(buttons.length === 0 ? [] : [{ type: "actions" as const, block_id: "sla", elements: buttons }]),
    ],
  };
}
