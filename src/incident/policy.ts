// What a severity promises, as it is written into the log when it begins to count: a clock keeps the policy it was
// started under, whatever the settings say later (PRODUCT.md, "SLA policy").

import { z } from "zod";
import type { Calendar } from "../time/calendar.ts";

/** What an SLA policy may promise, in the order in which people read it. */
export const targetNames = ["acknowledge", "firstUpdate", "updateEvery", "mitigate", "resolve", "postmortem"] as const;
export type TargetName = (typeof targetNames)[number];

export const targetWords: Record<TargetName, string> = {
  acknowledge: "acknowledge",
  firstUpdate: "first update",
  updateEvery: "next update",
  mitigate: "mitigate",
  resolve: "resolve",
  postmortem: "postmortem",
};

/** `said`: as the settings have it, "3 days working". A target that is working counts on the policy's calendar. */
const targetSchema = z.object({ withinMs: z.int().nonnegative(), said: z.string(), isWorking: z.boolean() });

/** Minutes after midnight; see WorkingCalendar. */
const hoursSchema = z.object({ from: z.int(), to: z.int() });
const calendarSchema = z.union([
  z.literal("always"),
  z.object({ zone: z.string(), week: z.array(z.array(hoursSchema)).length(7), holidays: z.array(z.string()) }),
]);

/** Who is mentioned when a clock breaches; a channel is told there. Ids and names as Slack's. */
const escalationSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("user"), id: z.string() }),
  z.object({
    kind: z.literal("group"),
    group: z.union([z.object({ id: z.string() }), z.object({ handle: z.string() })]),
  }),
  z.object({
    kind: z.literal("channel"),
    channel: z.union([z.object({ id: z.string() }), z.object({ name: z.string() })]),
  }),
]);
export type Escalation = z.infer<typeof escalationSchema>;

export const policySchema = z.object({
  /** One emoji. */
  mark: z.string(),
  meaning: z.string(),
  calendarName: z.string(),
  calendar: calendarSchema,
  targets: z.record(z.enum(targetNames), targetSchema.nullable()),
  /** The clocks that `/incident pause` stops. */
  pausable: z.array(z.enum(targetNames)),
  /** About a promised update: see settings. */
  nudges: z.object({
    warnBeforeMs: z.int().nonnegative(),
    snoozeMs: z.int().positive(),
    escalateAt: z.number().min(1),
  }),
  escalateTo: z.array(escalationSchema),
});
export type Policy = z.infer<typeof policySchema>;
export type PolicyTarget = z.infer<typeof targetSchema>;

/** Of incidents in logs older than policies: their promises are still held to. */
const usualNudges: Policy["nudges"] = { warnBeforeMs: 300_000, snoozeMs: 900_000, escalateAt: 1.5 };

/** How promised updates are held to, by the policy that holds now. */
export const nudgesOf = (policies: readonly Policy[]): Policy["nudges"] => policies.at(-1)?.nudges ?? usualNudges;

/** The calendar on which a target counts. */
export function calendarOf({ calendar }: Policy, { isWorking }: PolicyTarget): Calendar {
  return isWorking && calendar !== "always" ? { ...calendar, holidays: new Set(calendar.holidays) } : "always";
}
