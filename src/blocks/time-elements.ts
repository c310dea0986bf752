// The buttons about times, with the values by which a click is read again (click-times.ts).

import type { Button, Overflow } from "@slack/types";
import type { Incident } from "../incident/incident.ts";
import { nudgesOf } from "../incident/policy.ts";
import { isOpenStatus } from "../incident/words.ts";
import { formatDuration, minuteMs } from "../time/duration.ts";
import { pausableTargets } from "./clock-words.ts";
import { button, joined, option } from "./elements.ts";
import { actions, windowOptions } from "./ids.ts";

export const slaButton = ({ id }: Pick<Incident, "id">): Button =>
  button({ label: "SLA", action: actions.sla, value: id });

const impactButton = ({ id }: Incident): Button => button({ label: "Impact", action: actions.impact, value: id });
const timesButton = ({ id }: Incident): Button => button({ label: "Times", action: actions.times, value: id });

/** Pause or resume, whichever would do something. */
function pauseButtons({ id, status, pauses, policies }: Incident): Button[] {
  if (!isOpenStatus(status)) return [];
  if (pauses.at(-1)?.to === null) return [button({ label: "Resume clocks", action: actions.resume, value: id })];
  const isPausable = pausableTargets(policies.at(-1)).length > 0;
  return isPausable ? [button({ label: "Pause clocks", action: actions.pause, value: id })] : [];
}

/** What can be put right about an incident's times. */
export const timeButtons = (incident: Incident): Button[] =>
  incident.status === "canceled" ? [] : [impactButton(incident), timesButton(incident), ...pauseButtons(incident)];

/** The value carries the promise that was seen: another one by now is left alone. */
const ofPromise = (id: string, dueAt: number): string => joined(id, String(dueAt));

export function snoozeButton({ id, policies }: Incident, dueAt: number): Button {
  const { snoozeMs: ms } = nudgesOf(policies);
  const span = ms % minuteMs === 0 ? String(ms / minuteMs) : formatDuration(ms);
  return button({ label: `Snooze ${span}`, action: actions.snooze, value: ofPromise(id, dueAt) });
}

export const stopButton = ({ id }: Incident, dueAt: number): Button =>
  button({ label: "Stop", action: actions.stopReminders, value: ofPromise(id, dueAt) });

/** The way from a window in the list of the impact form to changing it. */
export const windowMenu = (incidentId: string, windowId: number): Overflow => ({
  type: "overflow",
  action_id: actions.window,
  options: [
    option("Edit", joined(windowOptions.edit, incidentId, String(windowId))),
    option("Remove", joined(windowOptions.remove, incidentId, String(windowId))),
  ],
});
