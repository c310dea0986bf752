// The stories that the program tells are the incidents that its tests know.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readStory, storyNames } from "../../../src/cli/replay/story.ts";

type Facts = Record<string, unknown>;

const facts = (folder: string, name: string): Facts =>
  JSON.parse(readFileSync(new URL(`../../../${folder}/${name}.json`, import.meta.url), "utf8")) as Facts;

test("There are five", () => {
  expect(storyNames()).toHaveLength(5);
});

test.each(storyNames())("%s is told as the tests know it, in one sentence more", (name) => {
  const { summary, ...told } = facts("src/cli/replay/stories", name);
  const known = facts("test/fixtures/incidents", name);
  const { backdatedTimeline } = known;
  expect(told).toEqual({
    organization: known.organization,
    title: known.title,
    severity: known.severity,
    timeZone: known.timeZone,
    components: known.components,
    milestones: known.milestones,
    updates: known.updates,
    ...(backdatedTimeline === undefined ? {} : { backdatedTimeline }),
    impactWindows: known.impactWindows,
  });
  expect(summary).toMatch(/^[A-Z].{20,118}\.$/);
  expect(readStory(name).summary).toBe(summary);
});
