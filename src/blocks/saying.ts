// The form of everything Sitrep says about a change: what it is, in a line; what people wrote; who and when, small.

import type { KnownBlock } from "@slack/types";
import type { Place } from "../incident/effects.ts";
import type { IncidentEvent } from "../incident/events.ts";
import type { Incident } from "../incident/incident.ts";
import { pieces } from "./cut.ts";
import { maxBodyJson, maxSectionText } from "./limits.ts";
import { clock, context, type Line, lineText, notification, rich, words } from "./line.ts";
import type { Message } from "./message.ts";
import { mrkdwn, typed } from "./mrkdwn.ts";
import { headline, where, who } from "./wording.ts";

/** Where a message goes; "direct" is to one person. Only in the incident's channel is it plain which one is meant. */
export type SaidPlace = Place | "direct";

export type SaidOptions = {
  place: SaidPlace;
  /** The ids of the user groups that a policy names by their handle. */
  groups?: Readonly<Record<string, string>>;
  /** Said where it is resolved: what it took of the month's budget, a line for each component. */
  budget?: readonly string[];
};

export type Saying = {
  lead: Line;
  /** More of the same, a line each: what else one moment brought. */
  more: Line[];
  /** What people wrote, as it stands in the log; null where they wrote nothing. */
  body: string | null;
  /** Beside who and when. */
  small: Line[];
  /** Who did it and when stand under it. */
  isSigned: boolean;
  controls: KnownBlock[];
};

export const saying = (lead: Line, parts: Partial<Omit<Saying, "lead">> = {}): Saying => ({
  lead,
  more: [],
  body: null,
  small: [],
  isSigned: true,
  controls: [],
  ...parts,
});

/** Shown in full: what people wrote in an incident is not hidden behind "See more". */
const bodyBlocks = (parts: string[]): KnownBlock[] =>
  parts.map((text) => ({ type: "section", text: mrkdwn(text), expand: true }));

/** The message that says it. Away from the incident's channel it begins with which incident, and ends with where. */
export function messageOf(saying: Saying, event: IncidentEvent, incident: Incident, place: SaidPlace): Message {
  const isAway = place !== "channel";
  const body = typed(saying.body ?? "").trim();
  const shown = pieces(body, maxSectionText, maxBodyJson);
  const signature: Line[] = saying.isSigned ? [[who(event.by, incident)], [clock(event.occurredAt)]] : [];
  // Said once: where the line itself leads to the channel, the small print need not.
  const away = saying.lead.some(({ part }) => part === "channel") ? [] : [where(incident)];
  // Away from the channel it is part of the headline.
  const near: Line[] = incident.isDrill ? [[words("🧪 Drill")]] : [];
  const small = context([
    ...signature,
    ...saying.small,
    ...(shown.isWhole ? [] : [[words("Cut here: the export has the whole text")]]),
    ...(isAway ? away : near),
  ]);
  const lines = [...(isAway ? [headline(incident)] : []), saying.lead];
  const spoken = [...lines, ...saying.more].map(lineText).join(" · ");
  // What people wrote comes before what we add to it.
  const [first, after] = body === "" ? [[...lines, ...saying.more], []] : [lines, saying.more];
  return {
    text: notification(body === "" ? spoken : `${spoken}: ${body}`),
    blocks: [
      rich(...first),
      ...bodyBlocks(shown.pieces),
      ...(after.length === 0 ? [] : [rich(...after)]),
      ...(small === null ? [] : [small]),
      ...saying.controls,
    ],
  };
}
