// The card: the one message of an incident's channel that always shows how things stand, edited in place.
// What matters first comes first; times are Slack's own, so they stay right without an edit. It never asks the time:
// whether an update is overdue is a fact of the log.

import type { KnownBlock, MrkdwnElement } from "@slack/types";
import { type Catalog, roleNamed } from "../incident/catalog.ts";
import type { Incident } from "../incident/incident.ts";
import { commanderRole, isOpenStatus, reference } from "../incident/words.ts";
import { clocksLine, impactLine, nextUpdateLine } from "./card-times.ts";
import {
  exportButton,
  moreMenu,
  moreMenuAfterwards,
  postUpdateButton,
  reopenButton,
  resolveButton,
  severityMenu,
  statusMenu,
  takeCommandButton,
} from "./elements.ts";
import { maxCardLine, maxHeaderText } from "./limits.ts";
import {
  ago,
  bold,
  clock,
  context,
  firstLine,
  type Line,
  lineText,
  notification,
  person,
  quoted,
  rich,
  richQuote,
  words,
} from "./line.ts";
import type { Message } from "./message.ts";
import { inLine, mrkdwn, plain } from "./mrkdwn.ts";
import { slaButton } from "./time-elements.ts";
import { capitalized, componentsText, headline, mark, origin, outcome, warnings, who } from "./wording.ts";

/** A label over its value. Nothing that people typed goes in here: it is mrkdwn. */
const field = (label: string, value: Line): MrkdwnElement => mrkdwn(`*${label}*\n${lineText(value)}`);

/** The facts, two side by side. */
function facts(incident: Incident): MrkdwnElement[] {
  const { status, commanderId, declaredAt, updateCount } = incident;
  const ended = outcome(incident);
  const commander = commanderId === null ? [words("Nobody yet")] : [person(commanderId)];
  const hurt = impactLine(incident);
  return [
    ended === null ? field("Status", [words(capitalized(status))]) : field("Outcome", [words(ended)]),
    field("Commander", commander),
    field("Declared", ended === null ? [ago(declaredAt)] : [clock(declaredAt)]),
    ended === null ? field("Next update", nextUpdateLine(incident)) : field("Updates", [words(String(updateCount))]),
    ...(hurt === null ? [] : [field("Impact", hurt)]),
  ];
}

/** What was said last: the newest update's first line, before there is one what was said at the declaration. */
function lastWord({ lastUpdate, summary }: Incident): KnownBlock[] {
  if (lastUpdate !== null) {
    const head = [bold(`Update ${lastUpdate.number}`), words(" · "), ago(lastUpdate.at)];
    return [richQuote(head, firstLine(lastUpdate.text, maxCardLine))];
  }
  const said = firstLine(summary, maxCardLine);
  return said.length === 0 ? [] : [richQuote([bold("What is happening")], said)];
}

/** Who has the roles beside the commander's, in the order of the settings; those that they have no longer come last. */
function otherRoles(incident: Incident, catalog: Catalog): KnownBlock | null {
  const known = catalog.roles.map(({ key }) => key);
  const taken = Object.entries(incident.roles).filter(([role]) => role !== commanderRole);
  const sorted = taken.sort(([one], [other]) => rank(known, one) - rank(known, other));
  return context(
    sorted.map(([role, userId]) => [
      words(`${capitalized(roleNamed(role, incident, catalog))} `),
      who({ kind: "person", userId }, incident),
    ]),
  );
}

const rank = (known: readonly string[], role: string): number => {
  const index = known.indexOf(role);
  return index < 0 ? known.length : index;
};

/** A header knows no shortcodes: a title may hold what looks like one. */
const plainMark = (incident: Incident): string => {
  const shown = mark(incident);
  return shown.startsWith(":") ? "" : `${shown} `;
};

/** Everything but the controls. */
export function overview(incident: Incident, catalog: Catalog): KnownBlock[] {
  const { severity, title, number, components, declaredById } = incident;
  const affected = componentsText(components);
  const clocks = clocksLine(incident);
  const declarer: Line =
    declaredById === null ? [] : [words("Declared by "), who({ kind: "person", userId: declaredById }, incident)];
  const small = context([
    [words(`*${reference(number)}*`)],
    ...warnings(incident).map((warning) => [words(warning)]),
    declarer,
    origin(incident.from, incident),
  ]);
  const first = `${plainMark(incident)}${severity} · `;
  const others = otherRoles(incident, catalog);
  return [
    { type: "header", text: plain(first + inLine(title, maxHeaderText - first.length)) },
    ...(small === null ? [] : [small]),
    { type: "section", fields: facts(incident) },
    ...(clocks === null ? [] : [rich([bold("SLA  "), ...clocks])]),
    ...(affected === null ? [] : [rich([bold("Components  "), quoted(affected, affected.length)])]),
    ...(others === null ? [] : [others]),
    ...lastWord(incident),
  ];
}

/**
 * The blocks whose menus show what was chosen carry it in their block_id: Slack keeps what a person picked in a block
 * until its id changes (FACTS 3), and would go on showing it after somebody else picked another.
 */
function controls(incident: Incident, catalog: Catalog): KnownBlock[] {
  const { commanderId, severity, status } = incident;
  if (!isOpenStatus(status)) {
    const elements = [
      reopenButton(incident),
      exportButton(incident),
      slaButton(incident),
      moreMenuAfterwards(incident),
    ];
    return [{ type: "actions", block_id: "card-ended", elements }];
  }
  const command = commanderId === null ? [takeCommandButton(incident)] : [];
  return [
    {
      type: "actions",
      block_id: "card-buttons",
      elements: [
        postUpdateButton(incident),
        resolveButton(incident),
        ...command,
        slaButton(incident),
        moreMenu(incident),
      ],
    },
    {
      type: "actions",
      block_id: `card-menus-${severity}-${status}`,
      elements: [severityMenu(incident, catalog), statusMenu(incident)],
    },
  ];
}

export function card(incident: Incident, catalog: Catalog): Message {
  const { status } = incident;
  const state = outcome(incident) ?? capitalized(status);
  return {
    text: notification(lineText([...headline(incident), words(` · ${state}`)])),
    blocks: [...overview(incident, catalog), ...controls(incident, catalog)],
  };
}
