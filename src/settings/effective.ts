// The settings that a checked file asks for: what it leaves out is filled in, and what it writes is read.
// Nothing can be wrong any more here; what is, is an error of the program.

import assert from "node:assert/strict";
import type { ChannelReference } from "../config.ts";
import type { Degree } from "../incident/impact.ts";
import { type Escalation, type TargetName, targetNames } from "../incident/policy.ts";
import { groupOf } from "../incident/words.ts";
import { type Calendar, workingDayMs } from "../time/calendar.ts";
import {
  availabilityDefaults,
  calendarDefaults,
  componentDefaults,
  defaultSections,
  type Fallback,
  knownSeverity,
  noFallback,
  nudgeDefaults,
  severityDefaults,
  type TargetKey,
  targetKeys,
  usualWeights,
} from "./defaults.ts";
import type { HolidayRegions } from "./regions.ts";
import {
  readChannel,
  readGroup,
  readHoliday,
  readPercent,
  readSpan,
  readTarget,
  readWeekHours,
  weekOf,
} from "./scalars.ts";
import type { WrittenSettings } from "./schema.ts";
import type {
  ComponentSettings,
  Holiday,
  NamedCalendar,
  PolicyTarget,
  Settings,
  SeveritySettings,
  SlaPolicy,
} from "./settings.ts";

/** What was checked can be read. */
function sure<T>(value: T | null | undefined): T {
  assert(value !== null && value !== undefined, "A setting that was checked cannot be read.");
  return value;
}

const share = (text: string): number => sure(readPercent(text));
const shareOrNone = (text: string): number | null => (text === "none" ? null : share(text));

/** Of a map whose keys people choose: "constructor" is a name like any other. */
const own = <T>(map: Readonly<Record<string, T>> | null | undefined, key: string): T | undefined =>
  map && Object.hasOwn(map, key) ? map[key] : undefined;

/** What is written, and the usual where it is not. */
function filled<T extends object>(
  written: { [K in keyof T]?: T[K] | null | undefined } | null | undefined,
  usual: T,
): T {
  const given = Object.entries(written ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return { ...usual, ...Object.fromEntries(given) };
}

function holidaysOf(
  lines: readonly string[],
  lists: WrittenSettings["holidays"],
  regions: HolidayRegions | null,
): Holiday[] {
  const written = (line: string): Holiday => sure(readHoliday(line));
  const all = lines.flatMap((line): readonly Holiday[] => {
    if (/^\d/.test(line)) return [written(line)];
    return own(lists, line)?.map(written) ?? regions?.holidaysIn(line) ?? [];
  });
  // Of a day that is there twice the first name counts: later ones of a Map take the place of earlier ones.
  const days = all.toReversed();
  return [...new Map(days.map((day) => [day.date, day])).values()].sort((one, other) =>
    one.date < other.date ? -1 : 1,
  );
}

function calendarsOf({ calendars, holidays: lists }: WrittenSettings, regions: HolidayRegions | null): NamedCalendar[] {
  const names = Object.keys({ ...defaultSections.calendars, ...calendars });
  return names.map((name) => {
    const { zone, hours, holidays } = filled(own(calendars, name), calendarDefaults);
    const days = holidaysOf(holidays, lists, regions);
    const week = weekOf(hours.map((line) => sure(readWeekHours(line))));
    return { name, calendar: { zone, week, holidays: new Set(days.map(({ date }) => date)) }, holidays: days };
  });
}

function targetOf(said: string, calendarName: string, working: Calendar): PolicyTarget | null {
  const target = sure(readTarget(said));
  if (target === "none") return null;
  const { days, restMs, isWorking } = target;
  const calendar = isWorking ? working : "always";
  const withinMs = days * workingDayMs(calendar) + restMs;
  return { withinMs, calendar, said, calendarName: isWorking ? calendarName : "always" };
}

const nameOfTarget = (key: TargetKey): TargetName => sure(targetNames[targetKeys.indexOf(key)]);

type FilledSeverity = typeof severityDefaults;

function policyOf(written: FilledSeverity, calendars: readonly NamedCalendar[]): SlaPolicy {
  const { calendar: calendarName, pausable } = written;
  const named = calendars.find(({ name }) => name === calendarName);
  const working = calendarName === "always" ? calendarName : sure(named).calendar;
  const target = (key: TargetKey): PolicyTarget | null => targetOf(written[key], calendarName, working);
  return {
    calendarName,
    pausable: targetKeys.filter((key) => pausable.includes(key)).map(nameOfTarget),
    targets: {
      acknowledge: target("acknowledge"),
      firstUpdate: target("first_update"),
      updateEvery: target("update_every"),
      mitigate: target("mitigate"),
      resolve: target("resolve"),
      postmortem: target("postmortem"),
    },
  };
}

type WrittenEscalation = NonNullable<NonNullable<WrittenSettings["escalation"]>[string]>[number];

function escalationOf({ user, group, channel }: WrittenEscalation): Escalation {
  if (user !== undefined) return { kind: "user", id: user };
  if (group !== undefined) return { kind: "group", group: sure(readGroup(group)) };
  return { kind: "channel", channel: sure(readChannel(sure(channel))) };
}

/** The severity's own list, where it has one, even an empty one; else that for all, if there is one. */
const toldOf = <T>(
  lists: Readonly<Record<string, T[] | null | undefined>> | null | undefined,
  name: string,
): T[] | undefined => own(lists, name) ?? own(lists, "all") ?? undefined;

type Announcing = Pick<Fallback, "announceIn">;

const announceIn = ({ announcements }: WrittenSettings, name: string, usual: Announcing): readonly ChannelReference[] =>
  toldOf(announcements, name)?.map((text): ChannelReference => sure(readChannel(text))) ?? [...usual.announceIn];

function severitiesOf(
  file: WrittenSettings,
  calendars: readonly NamedCalendar[],
  usual: Announcing,
): SeveritySettings[] {
  const written = file.severities ?? defaultSections.severities;
  return Object.keys(written).map((name) => {
    const known = filled(knownSeverity(name), severityDefaults);
    const severity = filled<FilledSeverity>(own(written, name), known);
    return {
      name,
      meaning: severity.meaning,
      mark: severity.mark,
      policy: policyOf(severity, calendars),
      announceIn: announceIn(file, name, usual),
      escalateTo: (toldOf(file.escalation, name) ?? []).map(escalationOf),
    };
  });
}

/** As they are shown: group by group, those in none last. */
function componentsOf(
  { components, component_groups: groups }: WrittenSettings,
  usualTarget: string,
): ComponentSettings[] {
  const all = Object.keys(components ?? {}).map((name): ComponentSettings => {
    const { availability, impact } = filled(own(components, name), { availability: usualTarget, ...componentDefaults });
    return { name, group: groupOf(name), availabilityTarget: shareOrNone(availability), impact };
  });
  return [...(groups ?? []), null].flatMap((name) => all.filter(({ group }) => group === name));
}

/** Sets cannot be frozen; their types are read-only. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** The file has passed the schema and has no misfits. `usual` holds where it is silent. */
export function effective(file: WrittenSettings, usual: Fallback, regions: HolidayRegions | null): Settings {
  const calendars = calendarsOf(file, regions);
  const { zone, target, weights, credits } = filled(file.availability, availabilityDefaults);
  const { warn_before, snooze, escalate_at } = filled(file.nudges, nudgeDefaults);
  return frozen<Settings>({
    severities: severitiesOf(file, calendars, usual),
    announceIn: announceIn(file, "all", usual),
    calendars,
    componentGroups: file.component_groups ?? [],
    components: componentsOf(file, target),
    availability: {
      zone,
      target: shareOrNone(target),
      weights: filled<Record<Degree, number>>(weights, usualWeights),
      creditTiers: credits.map(({ below, credit }) => ({ below: share(below), credit: share(credit) })),
    },
    roles: Object.entries(file.roles ?? defaultSections.roles).map(([key, name]) => ({ key, name })),
    channelTemplate: file.channel_name ?? defaultSections.channel_name,
    nudges: { warnBeforeMs: sure(readSpan(warn_before)), snoozeMs: sure(readSpan(snooze)), escalateAt: escalate_at },
    exportZone: file.export_zone ?? usual.exportZone,
  });
}

/** The settings of an empty file. */
export const defaultSettings = (usual: Fallback = noFallback): Settings => effective({}, usual, null);
