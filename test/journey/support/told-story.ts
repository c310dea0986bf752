// Incidents of the past, told through the real bot as fast as can be, and their files as a reader finds them.

import { readFileSync } from "node:fs";
import { z } from "zod";
import { startBot } from "../../../src/bot.ts";
import { type Step, stepsOf } from "../../../src/cli/replay/steps.ts";
import type { Story } from "../../../src/cli/replay/story.ts";
import { type Audience, type Told, tell } from "../../../src/cli/replay/teller.ts";
import { realClock } from "../../../src/clock.ts";

const silent: Audience = { waiting: () => undefined, begins: () => undefined, look: () => undefined };

export type Retelling = { steps?: Step[]; databaseUrl?: string; audience?: Audience };

/** Tells the whole story. The workspace is closed afterwards, but what was in it can still be looked at. */
export async function tellWhole(story: Story, retelling: Retelling = {}): Promise<Told> {
  const { steps = stepsOf(story), databaseUrl = ":memory:", audience = silent } = retelling;
  const told = await tell({
    steps,
    zone: story.timeZone,
    pace: { speed: null, longestMs: null },
    startBot,
    hostClock: realClock(),
    databaseUrl,
    audience,
    signal: new AbortController().signal,
  });
  if (told === null) throw new Error("The telling was stopped, and nobody stopped it.");
  return told;
}

const duration = z.string().startsWith("PT").or(z.string().startsWith("P"));

/** What must come out. Availability in percent, of the component that was hit the longest. */
const expectations = z.object({
  declaredToResolved: duration,
  declaredToFirstUpdate: duration.optional(),
  firstUpdateToResolved: duration.optional(),
  largestGapBetweenUpdates: duration.optional(),
  timeToDetect: duration.optional(),
  impactDuration: duration,
  slaEligible: duration.optional(),
  slaWindows: z.array(z.tuple([z.string(), z.string()])).optional(),
  updateCount: z.int(),
  promisedUpdatesMissed: z.int().optional(),
  promisedPostmortemMet: z.boolean().optional(),
  julyAvailabilityPercent: z.number().optional(),
  januaryAvailabilityPercent: z.number().optional(),
  serviceCredit: z.boolean().optional(),
});

const folder = new URL("../../fixtures/incidents/", import.meta.url);

export function expectedOf({ name }: Story): z.infer<typeof expectations> {
  const facts: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
  return z.object({ expect: expectations }).parse(facts).expect;
}

/** One line of "Updates" or "Timeline": when, who, what and the message that it links to. */
export type Written = { at: string; who: string; what: string; url: string | null };

const link = / · \[message\]\((?<url>[^)]+)\)$/;

/** The items of the timeline as they stand in the file. Only for stories whose words need no escaping. */
export function timelineIn(markdown: string): Written[] {
  const section = markdown.split("\n## Timeline\n\n")[1]?.split("\n\n## ")[0] ?? "";
  return section.split(/^- /m).flatMap((item) => {
    const line = item.trim();
    if (line === "") return [];
    const url = link.exec(line)?.groups?.url ?? null;
    const [at = "", who = "", ...what] = line.replace(link, "").split(" · ");
    return [{ at, who, what: what.join(" · "), url }];
  });
}

/** The updates: `what` is the heading, then the words. */
export function updatesIn(markdown: string): (Written & { heading: string })[] {
  const section = markdown.split("\n## Updates\n\n")[1]?.split("\n\n## ")[0] ?? "";
  return section
    .split(/^### /m)
    .filter((part) => part !== "")
    .map((part) => {
      const [heading = "", signed = "", ...quoted] = part.trim().split("\n\n");
      const url = link.exec(signed)?.groups?.url ?? null;
      const [at = "", who = "", ...promise] = signed.replace(link, "").split(" · ");
      const words = quoted.map((line) => line.replace(/^> /, "")).join("\n");
      return { heading, at, who, what: [...promise, words].join(" · "), url };
    });
}
