// A story as steps: who does what in Slack, and when. Pure.
// Only what the record holds is done: where it is silent a field stays empty, and nothing is guessed.

import type { Severity, StatedStatus } from "../../incident/words.ts";
import { addDays, civilDateOf, instantsOf } from "../../time/civil.ts";
import { minuteMs } from "../../time/duration.ts";
import { formatInstant } from "../../time/zone.ts";
import type { Story } from "./story.ts";

/** A person by handle, and the zone of their Slack settings. */
export type Player = { name: string; zone: string };
/** Who declares, commands and resolves; who posts the updates; who fills in the timeline the next day. */
export type Cast = { commander: Player; liaison: Player; scribe: Player };

export type Deed =
  | {
      do: "declare";
      title: string;
      severity: Severity;
      status: StatedStatus;
      components: string[];
      impactStartedAt: number | null;
    }
  | { do: "update"; text: string; status: StatedStatus | null; nextUpdateMinutes: number | null }
  | { do: "resolve"; text: string; impactEndedAt: number | null }
  | { do: "log"; line: string }
  | { do: "export" };

/** `at` is epoch ms. */
export type Step = { at: number; who: Player } & Deed;

export function castOf({ timeZone: zone }: Story): Cast {
  return { commander: { name: "maya", zone }, liaison: { name: "sam", zone }, scribe: { name: "noor", zone } };
}

/** When people come back to it the next day: ten in the morning, in the story's own zone. */
const morningHour = 10;
/** From one entry to the next, and from the last word to the export. */
const entryEveryMs = minuteMs;
const exportAfterMs = 5 * minuteMs;

function nextMorning(at: number, zone: string): number {
  const clock = { hour: morningHour, minute: 0, second: 0, millisecond: 0 };
  const morning = instantsOf(addDays(civilDateOf(at, zone), 1), clock, zone);
  return morning.kind === "gap" ? morning.jumpAt : (morning.at[0] ?? at);
}

/** "2021-01-19 10:25": as a person types it, in their own zone. */
function typedTime(at: number, zone: string): string {
  const [date, clock] = formatInstant(at, zone, "minutes").split(" ");
  return `${date} ${clock}`;
}

/** The status that was stated when it was declared; later words don't reach back. */
function firstStatus({ updates, milestones }: Story): StatedStatus {
  const first = updates[0];
  return (first?.at === milestones.declared ? first.status : null) ?? "investigating";
}

/** The resolve form knows one end. Several windows, or one that went on, are for the record's later corrections. */
function impactEnd({ impactWindows: [only, ...others] }: Story, resolvedAt: number): number | null {
  return only === undefined || others.length > 0 || only.to > resolvedAt ? null : only.to;
}

export function stepsOf(story: Story, cast: Cast = castOf(story)): Step[] {
  const { title, severity, components, milestones, updates, backdatedTimeline } = story;
  const { commander, liaison, scribe } = cast;
  const impactStartedAt = milestones.impactStarted ?? null;
  const declare = { do: "declare", title, severity, status: firstStatus(story), components, impactStartedAt } as const;
  const told = updates.map(({ at, status, text, nextUpdateMinutes = null }): Step => {
    if (status === "resolved") {
      return { at, who: commander, do: "resolve", text, impactEndedAt: impactEnd(story, at) };
    }
    return { at, who: liaison, do: "update", text, status, nextUpdateMinutes };
  });
  const writtenFrom = nextMorning(milestones.resolved, story.timeZone);
  const written = backdatedTimeline.map(({ at, text }, index): Step => {
    const line = `/incident log ${typedTime(at, scribe.zone)} ${text}`;
    return { at: writtenFrom + index * entryEveryMs, who: scribe, do: "log", line };
  });
  const steps: Step[] = [{ at: milestones.declared, who: commander, ...declare }, ...told, ...written];
  const last = Math.max(...steps.map(({ at }) => at));
  return [...steps, { at: last + exportAfterMs, who: commander, do: "export" }];
}
