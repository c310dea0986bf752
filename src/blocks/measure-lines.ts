// The measures of one incident, a line each: impact so far, how long it took to notice and to act, updates kept.

import { impactTotals, impactWindows, type Lasting } from "../incident/impact.ts";
import type { Incident } from "../incident/incident.ts";
import { type Times, timesOf } from "../incident/milestones.ts";
import { cadenceOf } from "../incident/update-measures.ts";
import { isOpenStatus, type Milestone, milestoneWords } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { nextUpdateLine } from "./card-times.ts";
import { maxComponentsInMeasures, maxComponentsLine } from "./limits.ts";
import { bold, type Line, quoted, words } from "./line.ts";

/** "Voice 47 min, API 20 min": where more than one is hurt. */
function perComponent(components: (Lasting & { name: string })[]): Line {
  if (components.length < 2) return [];
  const shown = components.slice(0, maxComponentsInMeasures);
  const rest = components.length - shown.length;
  const said = shown.map(({ name, ms }) => `${name} ${ms === null ? "unknown" : formatDuration(ms)}`).join(", ");
  return [words(" · "), quoted(`${said}${rest > 0 ? ` and ${rest} more` : ""}`, maxComponentsLine)];
}

function impact(incident: Incident, now: number): Line[] {
  const { ms, isOpen, components } = impactTotals(incident, now);
  if (impactWindows(incident).length === 0) return [];
  const lasted = ms === null ? "unknown: nobody said when it ended" : formatDuration(ms);
  return [[bold("Impact  "), words(`${lasted}${isOpen ? " so far" : ""}`), ...perComponent(components)]];
}

/** "detected after 5 min"; a negative one in words: "detected 5 min before impact started". */
function took(from: Milestone, to: Milestone, times: Times): string | null {
  const [start, end] = [times[from], times[to]];
  if (start === null || end === null) return null;
  return end < start
    ? `${milestoneWords[to]} ${formatDuration(start - end)} before ${milestoneWords[from]}`
    : `${milestoneWords[to]} after ${formatDuration(end - start)}`;
}

/** From the start of impact where that is known, else from the declaration: the line says which. */
function timesTo(incident: Incident): Line[] {
  const times = timesOf(incident);
  const from = times.impactStarted === null ? "declared" : "impactStarted";
  const parts = [
    took("impactStarted", "detected", times),
    took("declared", "acknowledged", times),
    took(from, "mitigated", times),
    took(from, "resolved", times),
  ].filter((part) => part !== null);
  if (parts.length === 0) return [];
  const isSaid = times.mitigated !== null || times.resolved !== null;
  const since = isSaid && from === "impactStarted" ? " (both since impact started)" : "";
  const both = times.mitigated !== null && times.resolved !== null ? since : since.replace("both ", "");
  return [[bold("Times  "), words(`${parts.join(" · ")}${both}`)]];
}

/** How many updates came as often as they should, and how many promises were kept; and the next. */
function updates(incident: Incident, now: number): Line[] {
  const { promises, status, nextUpdate } = incident;
  const over = promises.filter(({ dueAt, answeredAt }) => answeredAt !== null || dueAt < now);
  const kept = over.filter(({ dueAt, answeredAt }) => answeredAt !== null && answeredAt <= dueAt).length;
  const next: Line = isOpenStatus(status) && nextUpdate !== null ? nextUpdateLine(incident) : [];
  const cadence = cadenceOf([], incident, now);
  const waits = cadence.kept + cadence.missed;
  const rates = [
    ...(waits === 0 ? [] : [`${cadence.kept} of ${waits} as often as the SLA asks`]),
    ...(over.length === 0 ? [] : [`${kept} of ${over.length} promised in time`]),
  ];
  const rate: Line = rates.length === 0 ? [] : [words(rates.join(" · "))];
  if (next.length === 0 && rate.length === 0) return [];
  return [
    [
      bold(next.length > 0 ? "Next update  " : "Updates  "),
      ...next,
      ...(next.length > 0 && rate.length > 0 ? [words(" · ")] : []),
      ...rate,
    ],
  ];
}

/** Breaches that no clock of now shows: of waits that are over, of another severity, or withdrawn. */
function onRecord({ breaches }: Incident): Line[] {
  if (breaches.length === 0) return [];
  const withdrawn = breaches.filter(({ withdrawnAt }) => withdrawnAt !== null).length;
  const standing = breaches.length - withdrawn;
  const said = `${standing} ${standing === 1 ? "breach" : "breaches"}`;
  return [[bold("On record  "), words(withdrawn === 0 ? said : `${said}, ${withdrawn} withdrawn`)]];
}

/** Each at most one line; none for what is not known. */
export const measureLines = (incident: Incident, now: number): Line[] => [
  ...impact(incident, now),
  ...timesTo(incident),
  ...updates(incident, now),
  ...onRecord(incident),
];
