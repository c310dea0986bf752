// The JSON export: all that the log says of an incident, measured, for other programs. Typed text is as it was typed.
// The same log gives the same bytes.

import type { Actor, EventOf, IncidentEvent } from "../incident/events.ts";
import { impactWindows, type Lasting } from "../incident/impact.ts";
import { fold, type Pause } from "../incident/incident.ts";
import { type Span, spanNames } from "../incident/measures.ts";
import { milestoneAt, milestoneFact } from "../incident/milestones.ts";
import { timeline } from "../incident/timeline.ts";
import { milestoneNames, reference } from "../incident/words.ts";
import { isoDuration } from "../time/duration.ts";
import { type Story, type StoryOptions, storyOf } from "./document.ts";
import { gaps } from "./gaps.ts";
import { isoInstant, isoSpan } from "./iso.ts";
import type { ExportedIncident } from "./json-shape.ts";
import { excludedFrom } from "./sla.ts";
import { plainLines } from "./story.ts";
import { correctionsOf } from "./times.ts";

type Person = NonNullable<ExportedIncident["commander"]>;

const personOf = (id: string, { reader }: Story): Person => ({ id, name: reader.names.get(id) ?? null });
const actorOf = (by: Actor, story: Story): Person =>
  by.kind === "sitrep" ? { id: "sitrep", name: "Sitrep" } : personOf(by.userId, story);

const known = (at: number | null, { reader }: Story): string | null =>
  at === null ? null : isoInstant(at, reader.zone);

const lasting = ({ ms, isOpen }: Lasting): { duration: string | null; soFar: string | null } => ({
  duration: isOpen ? null : isoSpan(ms),
  soFar: isOpen ? isoSpan(ms) : null,
});

const spanOf = (span: Omit<Span, "from" | "to"> & { from: string; to: string }, story: Story) => ({
  from: span.from,
  fromAt: known(span.fromAt, story),
  to: span.to,
  toAt: known(span.toAt, story),
  ...lasting(span),
});

function milestones(story: Story): ExportedIncident["milestones"] {
  const { zone } = story.reader;
  return milestoneNames.map((milestone) => {
    const fact = milestoneFact(story.incident, milestone);
    return {
      milestone,
      at: known(milestoneAt(story.incident, milestone), story),
      by: fact === null ? null : actorOf(fact.by, story),
      corrections: correctionsOf(story, milestone).map(({ data, by, recordedAt }) => ({
        at: known(data.at, story),
        previousAt: known(data.previousAt, story),
        by: actorOf(by, story),
        recordedAt: isoInstant(recordedAt, zone),
        reason: data.reason,
      })),
    };
  });
}

function impact(story: Story): ExportedIncident["impact"] {
  const { zone } = story.reader;
  const { components, eligible, ...all } = story.measures.impact;
  return {
    ...lasting(all),
    components: components.map(({ name, ...lasted }) => ({ component: name, ...lasting(lasted) })),
    slaEligible: lasting(eligible),
    slaWindows: eligible.windows.map(({ from, to }) => [
      isoInstant(from, zone),
      known(Number.isFinite(to) ? to : null, story),
    ]),
    windows: impactWindows(story.incident).map(({ id, from, to, components: named, degree, isSlaEligible, note }) => ({
      id,
      from: isoInstant(from, zone),
      to: known(to, story),
      components: named,
      degree,
      slaEligible: isSlaEligible,
      note,
    })),
  };
}

const pauseOf = ({ from, to, reason, byId }: Pause, story: Story) => ({
  from: isoInstant(from, story.reader.zone),
  to: known(to, story),
  reason,
  by: byId === null ? null : personOf(byId, story),
});

const clocksOf = (story: Story): ExportedIncident["clocks"] =>
  story.clocks.map((clock) => ({
    clock: clock.id,
    target: clock.target,
    severity: clock.severity,
    promised: clock.said,
    within: isoSpan(clock.withinMs),
    state: clock.state,
    elapsed: isoDuration(clock.elapsedMs),
    dueAt: known(clock.dueAt, story),
    from: known(clock.startedAt, story),
    to: known(clock.stoppedAt, story),
    calendar: clock.calendarName,
    excluded: excludedFrom(clock).map((pause) => pauseOf(pause, story)),
  }));

const breachesOf = (story: Story): ExportedIncident["breaches"] =>
  story.incident.breaches.map(({ clock, target, severity, dueAt, notedAt, withdrawnAt }) => ({
    clock,
    target,
    severity,
    dueAt: isoInstant(dueAt, story.reader.zone),
    recordedAt: isoInstant(notedAt, story.reader.zone),
    withdrawnAt: known(withdrawnAt, story),
  }));

function updatesOf(story: Story): ExportedIncident["updates"] {
  const links = new Map(timeline(story.log).map(({ event, link }) => [event.id, link]));
  const posted = story.log.filter((event): event is EventOf<"UpdatePosted"> => event.type === "UpdatePosted");
  return posted.map(({ id, data, occurredAt, recordedAt, by }) => {
    const message = links.get(id) ?? null;
    return {
      number: data.number,
      at: isoInstant(occurredAt, story.reader.zone),
      recordedAt: isoInstant(recordedAt, story.reader.zone),
      by: actorOf(by, story),
      status: data.status,
      text: data.text,
      nextUpdateAt: known(data.nextUpdateAt, story),
      link: message === null ? null : story.permalink(message),
    };
  });
}

const timelineOf = (story: Story): ExportedIncident["timeline"] =>
  plainLines(story).map(({ at, recordedAt, ...line }) => ({
    at: isoInstant(at, story.reader.zone),
    recordedAt: isoInstant(recordedAt, story.reader.zone),
    ...line,
  }));

function measured(story: Story) {
  const { spans, inStatus, largestGap, updateCount, promises, cadence } = story.measures;
  const gap = { from: "update", to: "update", isOpen: false } as const;
  return {
    measures: Object.fromEntries(spanNames.map((name) => [name, spanOf(spans[name], story)])),
    timeInStatus: inStatus.map(({ status, ...lasted }) => ({ status, ...lasting(lasted) })),
    updateCount,
    largestGapBetweenUpdates: largestGap === null ? null : spanOf({ ...gap, ...largestGap }, story),
    promisedUpdates: { made: promises.made, kept: promises.kept, missed: promises.missed, pending: promises.pending },
    cadence: cadence.policies.map(({ severity, said, kept, missed }) => ({ severity, every: said, kept, missed })),
  };
}

const monthsOf = ({ availability }: Story): ExportedIncident["availability"] =>
  availability.map(({ month, component, availability: percent, target, usedMs, allowedMs, credit }) => ({
    month,
    component,
    availability: percent,
    target,
    budgetUsed: isoDuration(usedMs),
    budget: isoSpan(allowedMs),
    credit,
  }));

function exported(story: Story): ExportedIncident {
  const { incident, asOf, reader } = story;
  return {
    format: "sitrep/incident",
    version: 1,
    id: reference(incident.number),
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    summary: incident.summary,
    components: incident.components,
    commander: incident.commanderId === null ? null : personOf(incident.commanderId, story),
    roles: Object.entries(incident.roles).map(([role, id]) => ({ role, person: personOf(id, story) })),
    private: incident.isPrivate,
    drill: incident.isDrill,
    timeZone: reader.zone,
    asOf: isoInstant(asOf, reader.zone),
    milestones: milestones(story),
    ...measured(story),
    impact: impact(story),
    availability: monthsOf(story),
    clocks: clocksOf(story),
    breaches: breachesOf(story),
    pauses: incident.pauses.map((pause) => pauseOf(pause, story)),
    updates: updatesOf(story),
    timeline: timelineOf(story),
    gaps: gaps(story),
  };
}

/** One JSON object, indented, ending in a line break. `log` is the whole log of one incident in order of version. */
export function incidentJson(log: readonly IncidentEvent[], options: StoryOptions): string {
  const incident = fold(log);
  if (incident === null) throw new Error("An export needs the log of an incident, and this one is empty.");
  return `${JSON.stringify(exported(storyOf(log, incident, options)), null, 2)}\n`;
}
