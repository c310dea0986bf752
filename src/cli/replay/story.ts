// The stories: incidents of the past, as their companies told them. A test holds them equal to what the tests know.

import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { statedStatuses } from "../../incident/words.ts";
import { isTimeZone } from "../../time/zone.ts";
import { UsageError } from "../usage-error.ts";

const folder = new URL("./stories/", import.meta.url);

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const storySchema = z.object({
  organization: z.string(),
  title: z.string(),
  /** One sentence, for whoever chooses. */
  summary: z.string(),
  severity: z.string().min(1),
  timeZone: z.string().refine(isTimeZone),
  components: z.array(z.string()),
  /** Null, or not there: unknown. */
  milestones: z.object({
    impactStarted: instant.nullish(),
    detected: instant.nullish(),
    declared: instant,
    mitigated: instant.nullish(),
    resolved: instant,
    postmortemPublished: instant.nullish(),
  }),
  updates: z
    .array(
      z.object({
        at: instant,
        status: z.enum(statedStatuses).nullable(),
        text: z.string(),
        nextUpdateMinutes: z.int().positive().optional(),
      }),
    )
    .min(1),
  backdatedTimeline: z.array(z.object({ at: instant, text: z.string() })).default([]),
  impactWindows: z
    .array(
      z.object({
        from: instant,
        to: instant,
        /** All of the incident's, where none are named. */
        components: z.array(z.string()).default([]),
        slaEligible: z.boolean().default(true),
        note: z.string().default(""),
      }),
    )
    .default([]),
});

/** Times are epoch ms. `name` is the file's: "simwood-2020-01-23". */
export type Story = z.infer<typeof storySchema> & { name: string };

/** The names of all stories, in alphabetical order. */
export const storyNames = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();

/** The one story whose name is, or begins with, what was typed. Throws UsageError with the names that there are. */
export function readStory(typed: string): Story {
  const names = storyNames();
  const wanted = typed.toLowerCase();
  const begun = names.filter((name) => name.startsWith(wanted));
  const [name, ...others] = names.includes(wanted) ? [wanted] : begun;
  if (wanted === "" || name === undefined) {
    throw new UsageError(`There is no story "${typed}". There is ${names.join(", ")}.`);
  }
  if (others.length > 0) throw new UsageError(`"${typed}" may be ${begun.join(" or ")}: type more of it.`);
  const facts: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
  return { ...storySchema.parse(facts), name };
}
