// The front matter: the facts for machines. Keys are the measures' own names; what is not known, or not over, is null.

import { stringify } from "yaml";
import { impactWindows, type Lasting } from "../incident/impact.ts";
import { type SpanName, spanNames } from "../incident/measures.ts";
import { timesOf } from "../incident/milestones.ts";
import { reference } from "../incident/words.ts";
import { personName, type Story } from "./document.ts";
import { isoSecond, isoSpan } from "./iso.ts";

/** Only what is over has a length for good. */
const final = ({ ms, isOpen }: Lasting): string | null => (isOpen ? null : isoSpan(ms));

/** When the last of it ended, where all of it has. */
function impactEnded({ incident }: Story): number | null {
  const ends = impactWindows(incident).map(({ to }) => to);
  if (ends.length === 0) return incident.impactEndedAt;
  return ends.reduce((last, to) => (last === null || to === null ? null : Math.max(last, to)));
}

function durations({ measures, reader: { zone } }: Story) {
  const { spans, impact, largestGap } = measures;
  const { eligible } = impact;
  return {
    ...(Object.fromEntries(spanNames.map((name) => [name, final(spans[name])])) as Record<SpanName, string | null>),
    largestGapBetweenUpdates: isoSpan(largestGap?.ms ?? null),
    impactDuration: final(impact),
    impactPerComponent: impact.components.map(({ name, ...lasted }) => ({ component: name, duration: final(lasted) })),
    slaEligible: final(eligible),
    slaWindows: eligible.windows.map(({ from, to }) => [
      isoSecond(from, zone),
      Number.isFinite(to) ? isoSecond(to, zone) : null,
    ]),
  };
}

/** YAML between two lines of `---`, ending in a line break. */
export function frontMatter(story: Story): string {
  const { incident, measures } = story;
  const { zone } = story.reader;
  const times = timesOf(incident);
  const { promises, cadence } = measures;
  const facts = {
    id: reference(incident.number),
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    commander: incident.commanderId === null ? null : personName(incident.commanderId, story),
    components: incident.components,
    private: incident.isPrivate,
    drill: incident.isDrill,
    timeZone: zone,
    impactStarted: isoSecond(times.impactStarted, zone),
    impactEnded: isoSecond(impactEnded(story), zone),
    detected: isoSecond(times.detected, zone),
    declared: isoSecond(times.declared, zone),
    acknowledged: isoSecond(times.acknowledged, zone),
    identified: isoSecond(times.identified, zone),
    mitigated: isoSecond(times.mitigated, zone),
    resolved: isoSecond(times.resolved, zone),
    canceled: isoSecond(incident.status === "canceled" ? incident.endedAt : null, zone),
    closed: isoSecond(times.closed, zone),
    postmortemPublished: isoSecond(times.postmortemPublished, zone),
    ...durations(story),
    updateCount: measures.updateCount,
    promisedUpdatesMade: promises.made,
    promisedUpdatesKept: promises.kept,
    promisedUpdatesMissed: promises.missed,
    cadenceKept: cadence.kept,
    cadenceMissed: cadence.missed,
  };
  return `---\n${stringify(facts, { lineWidth: 0 })}---\n`;
}
