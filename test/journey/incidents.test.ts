// Five real incidents, told by people in Slack to the real bot, and the postmortems that it leaves.

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { startBot } from "../../src/bot.ts";
import { exportPostmortem } from "../../src/cli/export.ts";
import { findPlace } from "../../src/cli/replay/deeds.ts";
import { castOf, stepsOf } from "../../src/cli/replay/steps.ts";
import { readStory, type Story, storyNames } from "../../src/cli/replay/story.ts";
import type { Told } from "../../src/cli/replay/teller.ts";
import { realClock } from "../../src/clock.ts";
import type { SocketConfig } from "../../src/config.ts";
import { exportShape } from "../../src/postmortem/json-shape.ts";
import { hourMs, minuteMs } from "../../src/time/duration.ts";
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

/** What time alone brought. */
const missedIn = ({ markdown }: Told) => timelineIn(markdown).filter(({ who }) => who === "Sitrep");

/** "2020-01-23T11:08:00+00:00" of what people read. */
const iso = (shown: string): string => shown.replace(" ", "T").replace(" ", "");

/** Windows as instants: Z and +00:00 are the same. */
const instantsIn = (windows: unknown): number[][] =>
  z
    .array(z.array(z.string()))
    .parse(windows)
    .map((window) => window.map((at) => Date.parse(at)));

/** What the shell writes about INC-1. */
async function written(config: SocketConfig, ...options: string[]): Promise<string> {
  const parts: string[] = [];
  const print = (text: string): void => void parts.push(text);
  await exportPostmortem(["INC-1", ...options], { config, clock: realClock(), startBot, print });
  return parts.join("");
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
    for (const component of story.components) expect(markdown).toContain(`\n| ${component} | `);
    const { slaWindows, promisedPostmortemMet, ...rest } = expected;
    const { julyAvailabilityPercent, januaryAvailabilityPercent, serviceCredit: _, ...figures } = rest;
    expect(facts).toMatchObject(figures);
    const available = julyAvailabilityPercent ?? januaryAvailabilityPercent;
    if (available !== undefined) expect(markdown).toContain(`| ${available} % | 99.9 % |`);
    if (slaWindows !== undefined) expect(instantsIn(facts.slaWindows)).toEqual(instantsIn(slaWindows));
    const postmortem = /^\| Postmortem \| [^|]+ \| (?<state>\w+) \|/m.exec(markdown)?.groups?.state;
    expect(postmortem).toBe("met");
    if (promisedPostmortemMet !== undefined) expect(postmortem === "met").toBe(promisedPostmortemMet);
  });

  test("The shell writes the same as JSON and CSV, with the same figures, and the same bytes again", async () => {
    const databaseUrl = join(temporaryFolder(), "sitrep.db");
    const { stage, markdown } = await tellWhole(story, { databaseUrl });
    const json = await written(stage.config, "--json");
    expect(await written(stage.config, "--json")).toBe(json);
    const exported = exportShape.parse(JSON.parse(json));
    const { timeToDetect, slaWindows, slaEligible, impactDuration, ...expected } = expectedOf(story);
    const { declaredToResolved, declaredToFirstUpdate, firstUpdateToResolved } = expected;
    const spans = { declaredToResolved, declaredToFirstUpdate, firstUpdateToResolved, timeToDetect };
    for (const [name, span] of Object.entries(spans)) {
      if (span !== undefined) expect([name, exported.measures[name]?.duration]).toEqual([name, span]);
    }
    expect(exported.impact.duration).toBe(impactDuration);
    if (slaEligible !== undefined) expect(exported.impact.slaEligible.duration).toBe(slaEligible);
    if (slaWindows !== undefined) expect(instantsIn(exported.impact.slaWindows)).toEqual(instantsIn(slaWindows));
    expect(exported.updateCount).toBe(expected.updateCount);
    const gap = expected.largestGapBetweenUpdates;
    if (gap !== undefined) expect(exported.largestGapBetweenUpdates?.duration).toBe(gap);
    expect(exported.promisedUpdates.missed).toBe(expected.promisedUpdatesMissed ?? 0);
    expect(exported.milestones.find(({ milestone }) => milestone === "detected")?.at ?? null).toBe(
      story.milestones.detected ? iso(instant(story.milestones.detected)) : null,
    );
    const csv = await written(stage.config, "--csv");
    expect(csv.split("\r\n").slice(1, -1)).toHaveLength(timelineIn(markdown).length);
    expect(exported.timeline).toHaveLength(timelineIn(markdown).length);
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
    expect(await written(stage.config)).toBe(markdown);
  });

  test("There is one channel, one card and one announcement; what was missed is said once", async () => {
    const told = await whole();
    const { workspace } = told.stage;
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
    const missed = missedIn(told);
    for (const { what, url } of missed) {
      expect(what).toMatch(/^SLA breached: /);
      expect(messageAt(told, url)).not.toBe("no message");
    }
    expect(saidIn(told).filter((text) => /⏰|SLA breached/.test(text))).toHaveLength(missed.length);
    expect(told.markdown).not.toContain("was not posted in time");
  });
});

describe("What the record is easily wrong about", () => {
  const toldOf = (name: string) => lazily(() => tellWhole(readStory(name)));
  const gapsIn = (markdown: string): string[] =>
    markdown.slice(markdown.indexOf("## Gaps found")).split("\n- ").slice(1);

  test("Overlapping and disjoint windows are measured as their union, per component and in all", async () => {
    const { markdown } = await toldOf("simwood")();
    expect(frontMatterIn(markdown)).toMatchObject({
      impactDuration: "PT48M",
      impactPerComponent: [
        { component: "Voice", duration: "PT48M" },
        { component: "API", duration: "PT47M" },
        { component: "Portal", duration: "PT47M" },
      ],
    });
  });

  test("Impact after the end is counted, and said; what was detected after it was declared too", async () => {
    const { markdown } = await toldOf("blip")();
    expect(gapsIn(markdown).join("\n")).toContain(
      "Declared 2 min before it was detected.\nImpact began again 1 h 20 min after",
    );
    const boostlingo = await toldOf("boostlingo")();
    expect(gapsIn(boostlingo.markdown)).toEqual([
      "Impact went on for 30 min after it was resolved, until 2023-07-23 15:00:00 +00:00.\n",
    ]);
  });

  test("What was noticed before it began is said in words; what nobody knows is not zero", async () => {
    const inspira = await toldOf("inspira")();
    expect(inspira.markdown).toContain("| Time to detect | detected 5 min before impact started |");
    expect(gapsIn(inspira.markdown)[0]).toBe("Detected 5 min before impact started.");
    expect(frontMatterIn(inspira.markdown).timeToDetect).toBe("-PT5M");
    const invoca = await toldOf("invoca")();
    expect(invoca.markdown).toContain("| Time to detect | unknown |");
    expect(gapsIn(invoca.markdown)[0]).toBe("When it was detected is unknown.");
    expect(frontMatterIn(invoca.markdown)).toMatchObject({ timeToDetect: null, detected: null });
  });

  test("A milestone that was corrected keeps its old value, who corrected it and why", async () => {
    const { markdown } = await toldOf("simwood")();
    expect(markdown).toContain(
      "| Mitigated | 2020-01-23 11:27:00 +00:00 | noor on 2020-01-23 21:46:00 +00:00 " +
        "(was 2020-01-23 11:56:00 +00:00): as the postmortem has it |",
    );
  });
});

describe("Entries that are written the next day", () => {
  const story = readStory("inspira");
  const whole = lazily(() => tellWhole(story));

  test("stand at their own times in the timeline, with when they were written down", async () => {
    const told = await whole();
    const lines = timelineIn(told.markdown);
    const entries = lines.filter(({ what }) => story.backdatedTimeline.some(({ text }) => what.startsWith(text)));
    expect(entries.map(({ at, what }) => ({ at, what }))).toEqual(
      story.backdatedTimeline.map(({ at, text }, index) => ({
        at: formatInstant(at, "Europe/London"),
        what: `${text} · written down 2021-01-20 10:0${index}:00 +00:00`,
      })),
    );
    expect(lines.map(({ at, who }) => `${at.slice(11, 16)} ${who}`)).toEqual([
      // The alert, when it was detected; impact and the declaration; what was written of both.
      ...["10:25 noor", "10:25 noor", "10:30 maya", "10:30 maya", "10:30 noor", "10:30 noor", "10:33 noor"],
      ...["10:45 Sitrep", "10:46 sam", "10:50 sam", "11:04 sam", "11:10 maya", "11:10 noor", "11:10 noor"],
      ...["11:27 sam", "11:57 Sitrep", "12:39 maya", "21:31 noor"],
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
  const asked = (told: Told): string[] =>
    missedIn(told)
      .filter(({ what }) => what.includes("The promised update"))
      .map(({ at, what }) => `${at.slice(11, 16)} ${what}`);

  test("that does not come is asked for when it is due and when it is long overdue", async () => {
    const steps = late.filter((step) => step.do !== "update" || step.nextUpdateMinutes !== null);
    const told = await tellWhole(story, { steps });
    expect(asked(told)).toEqual([
      "14:46 The promised update had not come · SLA breached: mitigate within 1 h (SEV1)",
      "15:16 The promised update was long overdue, due 2023-07-23 14:46:00 +00:00",
    ]);
    expect(told.markdown).toContain(
      "The update promised by 2023-07-23 14:46:00 +00:00 was not posted in time: it came ",
    );
    expect(frontMatterIn(told.markdown)).toMatchObject({ promisedUpdatesKept: 0, promisedUpdatesMissed: 1 });
  });

  test("that comes in time is not asked for, also where the next one is not promised", async () => {
    const told = await tellWhole(story, { steps: late });
    expect(asked(told)).toEqual([]);
    expect(told.markdown).not.toContain("was not posted in time");
  });
});
