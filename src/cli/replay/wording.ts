// What is said beside the channel: what a person does, how far the story is, how it ends.

import { parse } from "yaml";
import { z } from "zod";
import { formatDuration, minuteMs, parseIsoDuration } from "../../time/duration.ts";
import { columns, printable } from "../columns.ts";
import { clockOf, dayOf } from "./reader.ts";
import type { Step } from "./steps.ts";
import type { Story } from "./story.ts";

/** What the person does, as somebody looking over their shoulder sees it. */
export function deedWords(step: Step): string {
  switch (step.do) {
    case "declare":
      return `/incident declare → ${step.severity}, “${step.title}”, ${step.components.join(", ")}`;
    case "update":
      return "[Post update]";
    case "resolve":
      return "[Resolve]";
    case "log":
    case "time":
      return step.line;
    case "export":
      return "/incident export";
  }
}

export type Progress = { done: number; total: number; at: number; inMs: number; zone: string; day: string };

/** "3 of 7 · 14:01 · 2 h 53 min in"; with the date on a new day. */
export function progressWords({ done, total, at, inMs, zone, day }: Progress): string {
  const today = dayOf(at, zone);
  const time = today === day ? clockOf(at, zone) : `${today} ${clockOf(at, zone)}`;
  const since = inMs < minuteMs ? [] : [`${formatDuration(inMs - (inMs % minuteMs))} in`];
  return [`${done} of ${total}`, time, ...since].join(" · ");
}

/** The story's heading: whose it is, and how long it took. */
export function titleWords(story: Story): { title: string; facts: string } {
  const { organization, title, severity, timeZone, milestones, updates } = story;
  const lasted = formatDuration(milestones.resolved - milestones.declared);
  const day = dayOf(milestones.declared, timeZone);
  const facts = [severity, day, lasted, `${updates.length} updates`, `times in ${timeZone}`];
  return { title: `${organization}: ${title}`, facts: facts.join(" · ") };
}

const span = z.string().nullable();
const measured = z.object({
  declaredToResolved: span,
  declaredToFirstUpdate: span,
  largestGapBetweenUpdates: span,
  impactDuration: span,
  slaEligible: span,
  timeToDetect: span,
  updateCount: z.int(),
});

function known(iso: string | null): string {
  if (iso === null) return "unknown";
  const ms = parseIsoDuration(iso);
  return ms === null ? iso : formatDuration(Math.abs(ms));
}

/** It may have been noticed before customers were affected. */
const timeToDetect = (iso: string | null): string =>
  iso?.startsWith("-") ? `detected ${known(iso)} before impact started` : known(iso);

/** The durations as the postmortem's own front matter has them. */
export function durationsTable(markdown: string): string {
  const facts = measured.parse(parse(markdown.split(/^---$/m)[1] ?? ""));
  return columns([
    ["Declared → resolved", known(facts.declaredToResolved)],
    ["Declared → first update", known(facts.declaredToFirstUpdate)],
    ["Largest gap between updates", known(facts.largestGapBetweenUpdates)],
    ["Updates", String(facts.updateCount)],
    ["Impact", known(facts.impactDuration)],
    ["SLA-eligible", known(facts.slaEligible)],
    ["Time to detect", timeToDetect(facts.timeToDetect)],
  ]);
}

/** One line for each story that can be told. */
export function storiesTable(stories: readonly Story[]): string {
  return columns(
    stories.map((story) => {
      const { organization, title, severity, milestones } = story;
      const lasted = formatDuration(milestones.resolved - milestones.declared);
      return [story.name, severity, lasted, printable(`${organization}: ${title}`)];
    }),
  );
}
