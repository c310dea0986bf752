// The buttons and menus of messages, with the values by which a click is read again (click.ts).

import type { Button, Option, Overflow, PlainTextOption, StaticSelect } from "@slack/types";
import type { Catalog } from "../incident/catalog.ts";
import type { Incident } from "../incident/incident.ts";
import { reference, type Severity, type StatedStatus, statedStatuses } from "../incident/words.ts";
import { actions, moreOptions } from "./ids.ts";
import { plain } from "./mrkdwn.ts";
import { capitalized, mark } from "./wording.ts";

type Names = { label: string; action: string; value: string };

export const button = ({ label, action, value }: Names, style?: "primary"): Button => ({
  type: "button",
  action_id: action,
  text: plain(label),
  value,
  ...(style === undefined ? {} : { style }),
});

export const option = (label: string, value: string): PlainTextOption & Option => ({ text: plain(label), value });

/** Parts of a value; ids hold no slash. */
export const joined = (...parts: string[]): string => parts.join("/");

export const postUpdateButton = ({ id }: Incident): Button =>
  button({ label: "Post update", action: actions.postUpdate, value: id }, "primary");

export const resolveButton = ({ id }: Incident): Button =>
  button({ label: "Resolve", action: actions.resolve, value: id });

/** The value carries the commander who was seen, so that the second of two who click can be told. */
export const takeCommandButton = ({ id, commanderId }: Incident): Button =>
  button({ label: "Take command", action: actions.takeCommand, value: joined(id, commanderId ?? "") });

export const reopenButton = ({ id }: Incident): Button =>
  button({ label: "Reopen", action: actions.reopen, value: id });

export const exportButton = ({ id }: Incident): Button =>
  button({ label: "Export postmortem", action: actions.exportPostmortem, value: id });

export const declareButton = (): Button =>
  button({ label: "Declare incident", action: actions.declare, value: "declare" }, "primary");

/** "SEV1 · Critical: customers can't work" */
export const severityOptions = ({ severities }: Catalog): PlainTextOption[] =>
  severities.map(({ name, policy }) => option(`${name} · ${policy.meaning}`, name));

/** Our own words alone: with emoji, since a severity's mark may be a shortcode. */
const marked = (severityMark: string, severity: Severity) => ({ ...plain(`${severityMark} ${severity}`), emoji: true });

/** A severity that the settings have no longer is shown, and can be changed, but not chosen again. */
export function severityMenu(incident: Incident, { severities }: Catalog): StaticSelect {
  const { id, severity } = incident;
  const options = severities.map(({ name, policy }) => ({ text: marked(policy.mark, name), value: joined(id, name) }));
  const initial = options.find(({ value }) => value === joined(id, severity));
  return {
    type: "static_select",
    action_id: actions.severity,
    placeholder: initial === undefined ? marked(mark(incident), severity) : plain("Severity"),
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** The statuses of an open incident: resolving has its own button and form. */
const openStatuses = statedStatuses.filter((status) => status !== "resolved");

export function statusMenu({ id, status }: Incident): StaticSelect {
  const optionOf = (one: StatedStatus) => option(capitalized(one), joined(id, one));
  const initial = openStatuses.find((one) => one === status);
  return {
    type: "static_select",
    action_id: actions.status,
    placeholder: plain("Status"),
    options: openStatuses.map(optionOf),
    ...(initial === undefined ? {} : { initial_option: optionOf(initial) }),
  };
}

/** What is done seldom. Taking over from a commander is here, where it isn't clicked by mistake. */
export function moreMenu({ id, commanderId, number }: Incident): Overflow {
  const more = (label: string, name: string, ...rest: string[]) => option(label, joined(name, id, ...rest));
  return {
    type: "overflow",
    action_id: actions.more,
    options: [
      more("Add to timeline", moreOptions.addEntry),
      ...(commanderId === null ? [] : [more("Take command", moreOptions.takeCommand, commanderId)]),
      more("Rename", moreOptions.rename),
      more("Export postmortem", moreOptions.exportPostmortem),
      more(`Cancel ${reference(number)}`, moreOptions.cancel),
    ],
  };
}

/** An ended incident still takes entries and a better name. */
export function moreMenuAfterwards({ id }: Incident): Overflow {
  return {
    type: "overflow",
    action_id: actions.more,
    options: [
      option("Add to timeline", joined(moreOptions.addEntry, id)),
      option("Rename", joined(moreOptions.rename, id)),
    ],
  };
}
