// The settings: everything about Sitrep that is no secret and no address, as frozen data in which nothing is missing.
// Says what there is; how it is written is schema.ts, what holds where nothing is written is defaults.ts.

import type { ChannelReference } from "../config.ts";
import type { CreditTier } from "../incident/availability.ts";
import type { Degree } from "../incident/impact.ts";
import type { Escalation, Policy, TargetName } from "../incident/policy.ts";
import type { SlaTarget } from "../incident/sla-clock.ts";
import type { WorkingCalendar } from "../time/calendar.ts";

/** `said`: as it is written, "3 days working". `calendarName`: "always", or one of `calendars`. */
export type PolicyTarget = SlaTarget & { readonly said: string; readonly calendarName: string };

export type SlaPolicy = {
  /** What "working" means in its targets: "always", or one of `calendars`. */
  readonly calendarName: string;
  /** The clocks that `/incident pause` stops. */
  readonly pausable: readonly TargetName[];
  /** Null: nothing is promised. */
  readonly targets: Readonly<Record<TargetName, PolicyTarget | null>>;
};

export type SeveritySettings = {
  /** "SEV1". */
  readonly name: string;
  /** What it promises the reader of a form. */
  readonly meaning: string;
  /** One emoji, or its shortcode between colons. */
  readonly mark: string;
  readonly policy: SlaPolicy;
  /** Where its incidents are announced. Empty: nowhere. */
  readonly announceIn: readonly ChannelReference[];
  /** Who is mentioned when a clock breaches. A group by its id, or by its handle without @. */
  readonly escalateTo: readonly Escalation[];
};

/** `date`: "2026-12-25". */
export type Holiday = { readonly date: string; readonly name: string };
/** `holidays` names those of `calendar.holidays`, by date. */
export type NamedCalendar = {
  readonly name: string;
  readonly calendar: WorkingCalendar;
  readonly holidays: readonly Holiday[];
};

export type ComponentSettings = {
  /** The whole name: "Voice / SIP trunks". */
  readonly name: string;
  /** "Voice"; null where it is in none. */
  readonly group: string | null;
  /** Of 1, as 0.999; null: none is promised. */
  readonly availabilityTarget: number | null;
  /** What a form proposes. */
  readonly impact: Degree;
};

/** `key`: what is typed ("scribe"); `name`: what is read. */
export type RoleSettings = { readonly key: string; readonly name: string };

export type Settings = {
  /** The worst first. */
  readonly severities: readonly SeveritySettings[];
  /** Where incidents are announced whose severity is not among them any more. */
  readonly announceIn: readonly ChannelReference[];
  readonly calendars: readonly NamedCalendar[];
  /** In the order in which they are shown. */
  readonly componentGroups: readonly string[];
  /** By their groups, those in none last. */
  readonly components: readonly ComponentSettings[];
  readonly availability: {
    /** The contract's: in which its months begin and end. */
    readonly zone: string;
    /** Of components that the file does not name; null: none is promised. */
    readonly target: number | null;
    readonly weights: Readonly<Record<Degree, number>>;
    readonly creditTiers: readonly CreditTier[];
  };
  readonly roles: readonly RoleSettings[];
  /** With {number} and, mostly, {title}. */
  readonly channelTemplate: string;
  /** A promised update is warned of before it is due, and escalated at so many times what was promised. */
  readonly nudges: Readonly<Policy["nudges"]>;
  readonly exportZone: string;
};
