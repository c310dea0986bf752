// What holds where sitrep.yml is silent: the tables of PRODUCT.md ("Times"), as they would be written in the file.
// sitrep.example.yml says the same with its reasons, and a test holds the two together.

import type { ChannelReference } from "../config.ts";
import type { Degree } from "../incident/impact.ts";
import type { TargetName } from "../incident/policy.ts";
import type { WrittenSettings } from "./schema.ts";

/** How each target is written; the order is that of `targetNames`. */
export const targetKeys = [
  "acknowledge",
  "first_update",
  "update_every",
  "mitigate",
  "resolve",
  "postmortem",
] as const satisfies readonly SnakeCase<TargetName>[];
export type TargetKey = (typeof targetKeys)[number];
type SnakeCase<T extends string> = T extends `${infer A}U${infer B}`
  ? `${A}_u${B}`
  : T extends `${infer A}E${infer B}`
    ? `${A}_e${B}`
    : T;

/** What holds where the file says nothing of it: older ways of saying it, or a workspace's own channel. */
export type Fallback = { readonly announceIn: readonly ChannelReference[]; readonly exportZone: string };
export const noFallback: Fallback = { announceIn: [], exportZone: "UTC" };

type Filled<T> = { [K in keyof T]-?: NonNullable<T[K]> };
type WrittenSeverity = Filled<NonNullable<NonNullable<WrittenSettings["severities"]>[string]>>;

/** Of a severity that PRODUCT.md does not know: nothing is promised unless it is written. */
export const severityDefaults: WrittenSeverity = {
  meaning: "",
  mark: "🟣",
  calendar: "working",
  pausable: ["mitigate", "resolve"],
  acknowledge: "none",
  first_update: "none",
  update_every: "none",
  mitigate: "none",
  resolve: "none",
  postmortem: "none",
};

type Section<K extends keyof WrittenSettings> = NonNullable<WrittenSettings[K]>;

export const calendarDefaults: Filled<NonNullable<Section<"calendars">[string]>> = {
  zone: "UTC",
  hours: ["Mon-Fri 09:00-17:00"],
  holidays: [],
};

export const usualWeights: Readonly<Record<Degree, number>> = { degraded: 0, "partial outage": 0.3, "major outage": 1 };

/** Of the availability section: its target for each component, unless that has its own. */
export const availabilityDefaults: Filled<Section<"availability">> = {
  zone: "UTC",
  target: "99.9 %",
  weights: usualWeights,
  credits: [],
};

/** A form proposes the heaviest: what is understated is seen too late. */
export const componentDefaults: { impact: Degree } = { impact: "major outage" };

export const nudgeDefaults: Filled<Section<"nudges">> = { warn_before: "5 min", snooze: "15 min", escalate_at: 1.5 };

const knownSeverities: Readonly<Record<string, WrittenSeverity>> = {
  SEV1: {
    ...severityDefaults,
    meaning: "Critical: customers can't work",
    mark: "🔴",
    acknowledge: "5 min",
    first_update: "15 min",
    update_every: "30 min",
    mitigate: "1 h",
    resolve: "4 h",
    postmortem: "5 days working",
  },
  SEV2: {
    ...severityDefaults,
    meaning: "Major: much is broken or slow",
    mark: "🟠",
    acknowledge: "15 min",
    first_update: "30 min",
    update_every: "60 min",
    mitigate: "4 h",
    resolve: "8 h",
    postmortem: "5 days working",
  },
  SEV3: {
    ...severityDefaults,
    meaning: "Minor: some people, or a way round",
    mark: "🟡",
    acknowledge: "1 h working",
    first_update: "2 h working",
    update_every: "4 h working",
    resolve: "3 days working",
  },
  SEV4: {
    ...severityDefaults,
    meaning: "Low: no customer notices",
    mark: "🔵",
    acknowledge: "1 day working",
    resolve: "10 days working",
  },
};

/** What holds for a severity of this name, or null where it is not one of the four. */
export const knownSeverity = (name: string): WrittenSeverity | null =>
  Object.hasOwn(knownSeverities, name) ? (knownSeverities[name] ?? null) : null;

export const defaultSections = {
  severities: knownSeverities,
  calendars: { working: calendarDefaults },
  roles: {
    commander: "incident commander",
    communications: "communications lead",
    scribe: "scribe",
    operations: "operations lead",
  },
  channel_name: "inc-{number}-{title}",
} as const satisfies WrittenSettings;
