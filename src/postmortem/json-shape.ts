// The shape of the JSON export. It is stable: what is there keeps its name and its meaning; `version` counts up where
// that could not be held. docs/exports.md tells it to readers.

import { z } from "zod";
import { targetNames } from "../incident/policy.ts";
import { milestoneNames } from "../incident/words.ts";

/** ISO 8601 with the offset of `timeZone`; milliseconds only where there are any. */
const instant = z.iso.datetime({ offset: true });
/** ISO 8601; "-PT5M" where `to` came before `from`. */
const duration = z.string().regex(/^-?P(?=[\dT])/);
const person = z.strictObject({ id: z.string(), name: z.string().nullable() });

/** `duration` is null where it is unknown or not over; `soFar` is what has passed by `asOf` where it is not over. */
const lasting = { duration: duration.nullable(), soFar: duration.nullable() };

const span = z.strictObject({
  from: z.string(),
  fromAt: instant.nullable(),
  to: z.string(),
  toAt: instant.nullable(),
  ...lasting,
});

const correction = z.strictObject({
  at: instant.nullable(),
  previousAt: instant.nullable(),
  by: person,
  recordedAt: instant,
  reason: z.string(),
});

const milestone = z.strictObject({
  milestone: z.enum(milestoneNames),
  at: instant.nullable(),
  by: person.nullable(),
  /** Oldest first: what it was set to, what it was before, by whom and why. */
  corrections: z.array(correction),
});

const window = z.strictObject({
  /** Null: it follows from the declaration and the resolving. */
  id: z.int().nullable(),
  from: instant,
  to: instant.nullable(),
  components: z.array(z.string()),
  degree: z.string().nullable(),
  slaEligible: z.boolean(),
  note: z.string(),
});

const impact = z.strictObject({
  ...lasting,
  components: z.array(z.strictObject({ component: z.string(), ...lasting })),
  slaEligible: z.strictObject(lasting),
  /** The union of the eligible windows as [from, to]; `to` is null where it is not known. */
  slaWindows: z.array(z.tuple([instant, instant.nullable()])),
  windows: z.array(window),
});

const excluded = z.strictObject({
  from: instant,
  to: instant.nullable(),
  reason: z.string(),
  by: person.nullable(),
});

const clock = z.strictObject({
  clock: z.string(),
  target: z.enum(targetNames),
  severity: z.string(),
  /** As the settings have it; null where nothing is promised. */
  promised: z.string().nullable(),
  within: duration.nullable(),
  state: z.string(),
  elapsed: duration,
  dueAt: instant.nullable(),
  from: instant.nullable(),
  to: instant.nullable(),
  calendar: z.string(),
  excluded: z.array(excluded),
});

const breach = z.strictObject({
  clock: z.string(),
  target: z.enum(targetNames),
  severity: z.string(),
  dueAt: instant,
  recordedAt: instant,
  withdrawnAt: instant.nullable(),
});

const update = z.strictObject({
  number: z.int(),
  at: instant,
  recordedAt: instant,
  by: person.nullable(),
  status: z.string().nullable(),
  text: z.string(),
  nextUpdateAt: instant.nullable(),
  link: z.string().nullable(),
});

const item = z.strictObject({
  at: instant,
  recordedAt: instant,
  kind: z.string(),
  who: z.string(),
  text: z.string(),
  link: z.string().nullable(),
});

const updates = z.strictObject({
  updateCount: z.int(),
  largestGapBetweenUpdates: span.nullable(),
  promisedUpdates: z.strictObject({ made: z.int(), kept: z.int(), missed: z.int(), pending: z.int() }),
  cadence: z.array(z.strictObject({ severity: z.string(), every: z.string(), kept: z.int(), missed: z.int() })),
});

const availability = z.strictObject({
  month: z.string(),
  component: z.string(),
  /** In percent: "99.8925". */
  availability: z.string(),
  target: z.string().nullable(),
  budgetUsed: duration,
  budget: duration.nullable(),
  credit: z.string().nullable(),
});

export const exportShape = z.strictObject({
  format: z.literal("sitrep/incident"),
  version: z.literal(1),
  id: z.string(),
  title: z.string(),
  severity: z.string(),
  status: z.string(),
  summary: z.string(),
  components: z.array(z.string()),
  commander: person.nullable(),
  roles: z.array(z.strictObject({ role: z.string(), person })),
  private: z.boolean(),
  drill: z.boolean(),
  timeZone: z.string(),
  /** The last that had happened: what is not over is so far by then. */
  asOf: instant,
  milestones: z.array(milestone),
  /** By name: timeToDetect, timeToResolve, declaredToFirstUpdate, … */
  measures: z.record(z.string(), span),
  timeInStatus: z.array(z.strictObject({ status: z.string(), ...lasting })),
  ...updates.shape,
  impact,
  availability: z.array(availability),
  clocks: z.array(clock),
  breaches: z.array(breach),
  pauses: z.array(excluded),
  updates: z.array(update),
  timeline: z.array(item),
  gaps: z.array(z.string()),
});
export type ExportedIncident = z.infer<typeof exportShape>;
