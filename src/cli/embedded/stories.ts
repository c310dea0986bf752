// The stories as the page offers them.

import type { SeenReplay, SeenStory } from "../../workspace/client/seen-replay.ts";
import { type Step, stepsOf } from "../replay/steps.ts";
import { readStory, type Story, storyNames } from "../replay/story.ts";

export function seenStory(story: Story, steps: readonly Step[] = stepsOf(story)): SeenStory {
  const { name, organization, title, severity, milestones, summary } = story;
  return {
    name,
    organization,
    title,
    severity,
    startsAt: milestones.declared,
    lastsMs: milestones.resolved - milestones.declared,
    steps: steps.length,
    summary,
  };
}

/** Oldest first. */
export const allStories = (): SeenStory[] =>
  storyNames()
    .map((name) => seenStory(readStory(name)))
    .sort((one, other) => one.startsAt - other.startsAt);

/** What the person does in a step, after their name. */
function deedOf(step: Step): string {
  switch (step.do) {
    case "declare":
      return `declares ${step.severity}: ${step.title}`;
    case "update":
      return step.status === null ? "posts an update" : `posts an update: ${step.status}`;
    case "resolve":
      return "resolves it";
    case "log":
      return "writes an entry of the timeline";
    case "time":
      return step.about === "impact" ? "writes down when customers were affected" : "corrects a time";
    case "export":
      return "exports the postmortem";
  }
}

export const seenSteps = (steps: readonly Step[]): SeenReplay["steps"] =>
  steps.map((step) => ({ at: step.at, who: step.who.name, what: deedOf(step) }));
