// The front matter: the facts for machines. Keys are the measures' own names; what is not known is null.

import { stringify } from "yaml";
import { reference } from "../incident/words.ts";
import { isoDuration } from "../time/duration.ts";
import { formatInstant } from "../time/zone.ts";
import { personName, type Story } from "./document.ts";

/** "2020-01-23T11:08:00+00:00": ISO 8601 to the second, in the document's zone. */
function isoInstant(at: number | null, zone: string): string | null {
  return at === null ? null : formatInstant(at, zone).replace(" ", "T").replace(" ", "");
}

const isoSpan = (ms: number | null): string | null => (ms === null ? null : isoDuration(ms));

/** YAML between two lines of `---`, ending in a line break. */
export function frontMatter(story: Story): string {
  const { incident, measures } = story;
  const { zone } = story.reader;
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
    impactStarted: isoInstant(incident.impactStartedAt, zone),
    impactEnded: isoInstant(incident.impactEndedAt, zone),
    declared: isoInstant(incident.declaredAt, zone),
    resolved: isoInstant(incident.status === "resolved" ? incident.endedAt : null, zone),
    canceled: isoInstant(incident.status === "canceled" ? incident.endedAt : null, zone),
    declaredToFirstUpdate: isoSpan(measures.declaredToFirstUpdate),
    declaredToResolved: isoSpan(measures.declaredToResolved),
    largestGapBetweenUpdates: isoSpan(measures.largestGapBetweenUpdates),
    impact: isoSpan(measures.impact),
    updateCount: measures.updateCount,
  };
  return `---\n${stringify(facts, { lineWidth: 0 })}---\n`;
}
