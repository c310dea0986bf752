// Five real incidents, told by people in Slack to the real bot, and the postmortems that it leaves.

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startBot } from "../../src/bot.ts";
import { exportPostmortem } from "../../src/cli/export.ts";
import { findPlace } from "../../src/cli/replay/deeds.ts";
import { castOf, stepsOf } from "../../src/cli/replay/steps.ts";
import { readStory, type Story, storyNames } from "../../src/cli/replay/story.ts";
import type { Told } from "../../src/cli/replay/teller.ts";
import { realClock } from "../../src/clock.ts";
import { hourMs, isoDuration, minuteMs, parseIsoDuration } from "../../src/time/duration.ts";
import { formatInstant } from "../../src/time/zone.ts";
import { frontMatterIn } from "../postmortem/reading.ts";
import { temporaryFolder } from "../support/folder.ts";
import { expectedOf, tellWhole, timelineIn, updatesIn } from "./support/told-story.ts";

const stories = storyNames().map(readStory);
const named = stories.map((story): [string, Story] => [story.name, story]);

const instantIn =
  ({ timeZone }: Story) =>
  (at: number): string =>
    formatInstant(at, timeZone);

/** The message in the workspace that a link of the file leads to. */
function messageAt({ stage: { workspace } }: Told, url: string | null): string {
  const [, channelId = "", digits = ""] = /\/archives\/(\w+)\/p(\d+)$/.exec(url ?? "") ?? [];
  const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  return workspace.channel(channelId).messageByTs.get(ts)?.text ?? "no message";
}

/** What the bot said by itself in the incident's channel: everything but the card. */
function saidIn({ stage: { workspace } }: Told): string[] {
  const { channelId, cardTs } = findPlace(workspace);
  const { messages } = workspace.channel(channelId);
  return messages.filter(({ byApp, ts }) => byApp && ts !== cardTs).map(({ text }) => text);
}

/** What several tests only look at is told once for all of them. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

test("There are five of them", () => {
  expect(stories).toHaveLength(5);
});

describe.each(named)("%s", (_name, story) => {
  const instant = instantIn(story);
  const whole = lazily(() => tellWhole(story));

  test("The file in the channel is the golden one, byte for byte, also when it is told again", async () => {
    const once = await whole();
    // The comparison with the golden file looks through carriage returns; nothing else.
    expect(once.markdown).not.toContain("\r");
    await expect(once.markdown).toMatchFileSnapshot(`golden/${story.name}.md`);
    expect((await tellWhole(story)).markdown).toBe(once.markdown);
  });

  test("The file has its title, all components and the durations that are expected", async () => {
    const { markdown } = await whole();
    const expected = expectedOf(story);
    const facts = frontMatterIn(markdown);
    expect(facts).toMatchObject({
      id: "INC-1",
      title: story.title,
      severity: story.severity,
      status: "resolved",
      components: story.components,
      timeZone: story.timeZone,
      declared: instant(story.milestones.declared).replace(" ", "T").replace(" ", ""),
      resolved: instant(story.milestones.resolved).replace(" ", "T").replace(" ", ""),
      declaredToResolved: expected.declaredToResolved,
      updateCount: expected.updateCount,
    });
    expect(markdown).toContain(`# INC-1: ${story.title}\n`);
    for (const component of story.components) expect(markdown).toContain(`\n- ${component}\n`);
    const { largestGapBetweenUpdates: gap, declaredToFirstUpdate: first, firstUpdateToResolved: rest } = expected;
    if (gap !== undefined) expect(facts.largestGapBetweenUpdates).toBe(gap);
    if (first !== undefined) expect(facts.declaredToFirstUpdate).toBe(first);
    if (rest !== undefined) {
      const lasted = parseIsoDuration(expected.declaredToResolved) ?? 0;
      expect(isoDuration(lasted - (parseIsoDuration(String(facts.declaredToFirstUpdate)) ?? 0))).toBe(rest);
    }
  });

  test("Every update is there, in order, at its time, with its status, its person and its message", async () => {
    const told = await whole();
    let status = "investigating";
    const expected = story.updates.map((update, index) => {
      status = update.status ?? status;
      const { at, text, nextUpdateMinutes } = update;
      const promise =
        nextUpdateMinutes === undefined
          ? ""
          : `next update promised by ${instant(at + nextUpdateMinutes * minuteMs)} · `;
      const who = update.status === "resolved" ? "maya" : "sam";
      return { heading: `Update ${index + 1}: ${status}`, at: instant(at), who, what: `${promise}${text}` };
    });
    const updates = updatesIn(told.markdown);
    expect(updates.map(({ url: _, ...update }) => update)).toEqual(expected);
    for (const [index, { url }] of updates.entries()) {
      expect(messageAt(told, url)).toMatch(new RegExp(`update ${index + 1}`, "i"));
    }
    const lines = timelineIn(told.markdown).filter(({ what }) => what.startsWith("Update "));
    expect(lines.map(({ at, url }) => [at, url])).toEqual(updates.map(({ at, url }) => [at, url]));
  });

  test("The timeline begins with the impact and is in order; the shell writes the same bytes", async () => {
    const databaseUrl = join(temporaryFolder(), "sitrep.db");
    const told = await tellWhole(story, { databaseUrl });
    const { markdown, stage } = told;
    const times = timelineIn(markdown).map(({ at }) => Date.parse(at.replace(" ", "T").replace(" ", "")));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(timelineIn(markdown)).toContainEqual(
      expect.objectContaining({ at: instant(story.milestones.impactStarted ?? Number.NaN), who: "maya" }),
    );
    const declared = timelineIn(markdown).find(({ what }) => what.startsWith("Declared "));
    expect(messageAt(told, declared?.url ?? null)).toContain(`INC-1 ${story.title}`);
    const written: string[] = [];
    const print = (text: string): void => void written.push(text);
    await exportPostmortem(["INC-1"], { config: stage.config, clock: realClock(), startBot, print });
    expect(written.join("")).toBe(markdown);
  });

  test("There is one channel, one card and one announcement, and nobody is nudged", async () => {
    const { stage, ...told } = await whole();
    const { workspace } = stage;
    const counts = new Map<string, number>();
    for (const { method, outcome } of workspace.calls) {
      expect([method, outcome]).toEqual([method, "ok"]);
      counts.set(method, (counts.get(method) ?? 0) + 1);
    }
    expect(counts.get("conversations.create")).toBe(1);
    expect(counts.get("pins.add")).toBe(1);
    expect(counts.get("bookmarks.add")).toBe(1);
    const announced = workspace.channel("incidents").messages.filter(({ byApp }) => byApp);
    expect(announced.map(({ text }) => text)).toEqual([expect.stringContaining("Resolved after")]);
    expect(saidIn({ stage, ...told }).filter((text) => /due|⏰/.test(text))).toEqual([]);
    expect(told.markdown).not.toContain("was not posted in time");
  });

  test("Impact is said only where its one window is known", async () => {
    const { impactWindows, milestones } = story;
    const isKnown = impactWindows.length === 1 && impactWindows.every(({ to }) => to <= milestones.resolved);
    const { impact, impactStarted } = frontMatterIn((await whole()).markdown);
    expect(impact).toBe(isKnown ? expectedOf(story).impactDuration : null);
    expect(impactStarted).toBe(
      instant(milestones.impactStarted ?? 0)
        .replace(" ", "T")
        .replace(" ", ""),
    );
  });
});

describe("Entries that are written the next day", () => {
  const story = readStory("inspira");
  const whole = lazily(() => tellWhole(story));

  test("stand at their own times in the timeline, with when they were written down", async () => {
    const told = await whole();
    const lines = timelineIn(told.markdown);
    const entries = lines.filter(({ who }) => who === "noor");
    expect(entries.map(({ at, what }) => ({ at, what }))).toEqual(
      story.backdatedTimeline.map(({ at, text }, index) => ({
        at: formatInstant(at, "Europe/London"),
        what: `${text} · written down 2021-01-20 10:0${index}:00 +00:00`,
      })),
    );
    expect(lines.map(({ at, who }) => `${at.slice(11, 16)} ${who}`)).toEqual([
      ...["10:25 noor", "10:30 maya", "10:30 maya", "10:30 noor", "10:33 noor", "10:46 sam", "10:50 sam"],
      ...["11:04 sam", "11:10 maya", "11:10 noor", "11:27 sam", "12:39 maya"],
    ]);
    for (const [index, { url }] of entries.entries()) {
      expect(messageAt(told, url)).toContain(story.backdatedTimeline[index]?.text);
    }
  });

  test("mean the zone of whoever types them, and the file says the same", async () => {
    const cast = castOf(story);
    const scribe = { ...cast.scribe, zone: "Asia/Kolkata" };
    const steps = stepsOf(story, { ...cast, scribe });
    expect(steps.find((step) => step.do === "log")).toMatchObject({
      line: expect.stringContaining("/incident log 2021-01-19 15:55 Network checks alert"),
    });
    const there = await tellWhole(story, { steps });
    expect(there.markdown).toBe((await whole()).markdown);
  });
});

describe("A promised update", () => {
  const story = readStory("boostlingo");
  /** The same story with its end a day and more later. */
  const late = stepsOf(story).map((step) =>
    step.do === "declare" || step.do === "update" ? step : { ...step, at: step.at + 30 * hourMs },
  );
  const nudges = (told: Told): string[] => saidIn(told).filter((text) => /update is due/.test(text));

  test("that does not come is asked for once, however long it takes", async () => {
    const steps = late.filter((step) => step.do !== "update" || step.nextUpdateMinutes !== null);
    const told = await tellWhole(story, { steps });
    expect(nudges(told)).toHaveLength(1);
    expect(told.markdown).toContain("The update promised by 2023-07-23 14:46:00 +00:00 was not posted in time.");
    expect(timelineIn(told.markdown)).toContainEqual(
      expect.objectContaining({ at: "2023-07-23 14:46:00 +00:00", who: "Sitrep" }),
    );
  });

  test("that comes in time is not asked for, also where the next one is not promised", async () => {
    const told = await tellWhole(story, { steps: late });
    expect(nudges(told)).toEqual([]);
    expect(told.markdown).not.toContain("was not posted in time");
  });
});
