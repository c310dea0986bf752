// A story as steps: who does what in Slack, and when. Pure.
// Only what the record holds is done: where it is silent a field stays empty, and nothing is guessed.

import type { Milestone, Severity, StatedStatus } from "../../incident/words.ts";
import { addDays, civilDateOf, instantsOf } from "../../time/civil.ts";
import { hourMs, minuteMs } from "../../time/duration.ts";
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
  /** What people say about times: when customers were affected, when what happened. */
  | { do: "time"; line: string; about: "impact" | "milestone" }
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

type Writing = Extract<Deed, { do: "log" | "time" }>;

/** What the postmortem's authors found out afterwards; what the log has already is not said again. */
function correctedTimes({ milestones }: Story, zone: string): Writing[] {
  const known: [milestone: Milestone, at: number | null | undefined, reason: string][] = [
    ["detected", milestones.detected, "as the postmortem has it"],
    ["mitigated", milestones.mitigated, "as the postmortem has it"],
  ];
  return known.flatMap(([milestone, at, reason]) => (at ? [timeDeed(milestone, at, reason, zone)] : []));
}

function timeDeed(milestone: Milestone, at: number, reason: string, zone: string): Writing {
  const word = milestone === "postmortemPublished" ? "published" : milestone;
  const line = `/incident time ${word} ${typedTime(at, zone)}${reason === "" ? "" : ` ${reason}`}`;
  return { do: "time", line, about: "milestone" };
}

/** "2020-01-23 11:07 to 11:27". */
function typedRange(from: number, to: number, zone: string): string {
  const [start, end] = [typedTime(from, zone), typedTime(to, zone)];
  const [day = ""] = start.split(" ");
  return `${start} to ${end.startsWith(day) ? end.slice(day.length + 1) : end}`;
}

function windowDeed(
  { from, to, components, slaEligible, note }: Story["impactWindows"][number],
  zone: string,
): Writing {
  const on = components.length === 0 ? "" : ` ${components.join(", ")}`;
  const counts = slaEligible ? "" : " not eligible";
  const line = `/incident impact ${typedRange(from, to, zone)}${on}${counts}${note === "" ? "" : `: ${note}`}`;
  return { do: "time", line, about: "impact" };
}

/** The record is filled in the next morning, or an hour before the postmortem is published, whatever comes first. */
function writtenFrom({ milestones, timeZone }: Story): number {
  const morning = nextMorning(milestones.resolved, timeZone);
  const { postmortemPublished: published } = milestones;
  return Math.min(morning, (published ?? Number.POSITIVE_INFINITY) - hourMs);
}

/** Entries, times and windows, a minute after each other. */
function recordSteps(story: Story, scribe: Player): Step[] {
  const { zone } = scribe;
  const entries = story.backdatedTimeline.map(
    ({ at, text }): Writing => ({ do: "log", line: `/incident log ${typedTime(at, zone)} ${text}` }),
  );
  const windows = story.impactWindows.map((window) => windowDeed(window, zone));
  const from = writtenFrom(story);
  return [...entries, ...correctedTimes(story, zone), ...windows].map(
    (deed, index): Step => ({ at: from + index * entryEveryMs, who: scribe, ...deed }),
  );
}

export function stepsOf(story: Story, cast: Cast = castOf(story)): Step[] {
  const { title, severity, components, milestones, updates } = story;
  const { commander, liaison, scribe } = cast;
  const impactStartedAt = milestones.impactStarted ?? null;
  const declare = { do: "declare", title, severity, status: firstStatus(story), components, impactStartedAt } as const;
  const told = updates.map(({ at, status, text, nextUpdateMinutes = null }): Step => {
    if (status === "resolved") {
      return { at, who: commander, do: "resolve", text, impactEndedAt: impactEnd(story, at) };
    }
    return { at, who: liaison, do: "update", text, status, nextUpdateMinutes };
  });
  const written = recordSteps(story, scribe);
  const { postmortemPublished: published } = milestones;
  const publishing: Step[] = published
    ? [{ at: published, who: scribe, ...timeDeed("postmortemPublished", published, "", scribe.zone) }]
    : [];
  const steps: Step[] = [{ at: milestones.declared, who: commander, ...declare }, ...told, ...written, ...publishing];
  const last = Math.max(...steps.map(({ at }) => at));
  return [...steps, { at: last + exportAfterMs, who: commander, do: "export" }];
}
