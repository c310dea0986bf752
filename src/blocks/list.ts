// Incidents in a list: the answer to /incident list, and the open ones in the menu.
// It shows what it is given: which private ones somebody may see is decided by whoever asks.

import type { Catalog } from "../incident/catalog.ts";
import { isOpenStatus, reference } from "../incident/words.ts";
import { declareButton } from "./elements.ts";
import { maxInList, maxInMenu, maxTitleInList } from "./limits.ts";
import { ago, bold, boldAfter, channel, type Line, lineText, notification, quoted, rich, words } from "./line.ts";
import { type Listed, worstFirst } from "./listed.ts";
import type { Message } from "./message.ts";
import { capitalized, mark, span, warnings } from "./wording.ts";

/** How long it has lasted, or lasted; what is missed or at risk, else what is promised. */
function clocks({ status, declaredAt, endedAt, nextUpdateAt, alarm }: Listed): Line {
  if (isOpenStatus(status)) {
    const next: Line = nextUpdateAt === null ? [] : [words(", update due "), ago(nextUpdateAt)];
    return [
      words(`${capitalized(status)}, declared `),
      ago(declaredAt),
      ...(alarm === null ? next : [words(`, ${alarm}`)]),
    ];
  }
  const lasted = endedAt === null ? null : span(declaredAt, endedAt);
  const after = lasted === null ? "" : ` after ${lasted}`;
  const end: Line = endedAt === null ? [] : [words(", "), ago(endedAt)];
  return [words(`${capitalized(status)}${after}`), ...end];
}

/** One incident, in a line. */
export function lineOf(one: Listed): Line {
  const place: Line = one.channelId === null ? [] : [words(" · "), channel(one.channelId)];
  return [
    ...boldAfter(mark(one), `${one.severity} ${reference(one.number)} `),
    quoted(one.title, maxTitleInList),
    words([...warnings(one).map((warning) => ` · ${warning}`), " · "].join("")),
    ...clocks(one),
    ...place,
  ];
}

const count = (number: number): string => (number === 1 ? "1 incident" : `${number} incidents`);

/** `incidents` in the order in which they are to be shown. */
export function listMessage(incidents: readonly Listed[]): Message {
  if (incidents.length === 0) {
    const none: Line = [words("No incident found. /incident list all shows those that have ended too.")];
    return { text: lineText(none), blocks: [rich(none)] };
  }
  const shown = incidents.slice(0, maxInList);
  const more = incidents.length - shown.length;
  const rest: Line[] =
    more > 0 ? [[words(`and ${more} more: mine, a severity or a component after /incident list narrows it`)]] : [];
  return {
    text: notification(`${count(incidents.length)}: ${lineText([quoted(incidents[0]?.title ?? "")])}`),
    blocks: [...shown.map(lineOf), ...rest].map((line) => rich(line)),
  };
}

/** The answer to /incident alone, where it isn't an incident's channel. The worst is shown first. */
export function menuMessage(open: readonly Listed[], catalog: Catalog): Message {
  const shown = worstFirst(open, catalog).slice(0, maxInMenu);
  const more = open.length - shown.length;
  const title: Line = open.length === 0 ? [words("No incident is open.")] : [bold(`Open now: ${open.length}`)];
  const rest: Line[] = more > 0 ? [[words(`and ${more} more: /incident list`)]] : [];
  return {
    text: open.length === 0 ? "No incident is open." : `${count(open.length)} open`,
    blocks: [
      ...[title, ...shown.map(lineOf), ...rest].map((line) => rich(line)),
      { type: "actions", block_id: "menu", elements: [declareButton()] },
      {
        type: "context",
        elements: [{ type: "plain_text", text: "/incident help shows what else there is", emoji: false }],
      },
    ],
  };
}
