// What no single value can be asked: whether the names that settings use are there, and whether they fit together.
// Looks at the file as it is, so that what is wrong in one place does not hide what is wrong in another.

import { groupOf } from "../incident/words.ts";
import { knownSeverity } from "./defaults.ts";
import { meant } from "./kinds.ts";
import { maxComponents, maxRoles, maxSeverities, maxToldAtOnce } from "./limits.ts";
import type { HolidayRegions } from "./regions.ts";
import { readPercent, readWeekHours, type WeekHours, weekdays, weekOf } from "./scalars.ts";
import { type Path, valueAt } from "./tree.ts";

/** Not yet placed in the file. */
export type Misfit = { readonly path: Path; readonly message: string };

const misfit = (path: Path, message: string): Misfit => ({ path, message });

/** The keys of a map, the indices of a list, in their order. */
function keysAt(file: unknown, ...path: Path): string[] {
  const value = valueAt(file, path);
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function listAt(file: unknown, ...path: Path): string[] {
  const value = valueAt(file, path);
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function textAt(file: unknown, ...path: Path): string | null {
  const value = valueAt(file, path);
  return typeof value === "string" ? value : null;
}

/** `known` is what there is; `where` says where more can be written. */
function unless(known: readonly string[], typed: string, path: Path, what: string, where: string): Misfit[] {
  if (known.includes(typed)) return [];
  const choices = known.length === 0 ? "" : `Write ${known.slice(0, 10).join(", ")}, or add it ${where}.`;
  return [misfit(path, `{it} is not ${what}. ${meant(typed, known)}${choices || `Add it ${where}.`}`)];
}

const severityNames = (file: unknown): string[] => {
  const written = keysAt(file, "severities");
  return written.length > 0 ? written : ["SEV1", "SEV2", "SEV3", "SEV4"];
};

function severities(file: unknown): Misfit[] {
  const calendars = ["working", "always", ...keysAt(file, "calendars")];
  return keysAt(file, "severities").flatMap((name) => {
    const path = ["severities", name];
    const calendar = textAt(file, ...path, "calendar");
    const isBare = knownSeverity(name) === null && valueAt(file, [...path, "meaning"]) === undefined;
    return [
      ...(isBare ? [misfit(path, "it has no meaning. Write meaning: and what it says to the reader of a form.")] : []),
      ...(calendar === null ? [] : unless(calendars, calendar, [...path, "calendar"], "a calendar", "under calendars")),
    ];
  });
}

function calendarHours(file: unknown, name: string): Misfit[] {
  const path = ["calendars", name, "hours"];
  const written = valueAt(file, path);
  if (Array.isArray(written) && written.length === 0) {
    return [
      misfit(path, "without hours nothing would ever be due. Write at least one line, such as Mon-Fri 09:00-17:00."),
    ];
  }
  const lines: (WeekHours | null)[] = listAt(file, ...path).map(readWeekHours);
  const week = weekOf(lines.filter((line) => line !== null));
  return week.flatMap((hours, day) => {
    const overlap = hours.findIndex(({ to }, index) => to > (hours[index + 1]?.from ?? Number.POSITIVE_INFINITY));
    return overlap < 0 ? [] : [misfit(path, `the hours of ${weekdays[day]} overlap. Write each hour once.`)];
  });
}

/** A list of the file goes before a region of the same name. */
function restDays(lists: readonly string[], regions: HolidayRegions | null, text: string, path: Path): Misfit[] {
  if (regions === null) return unless(lists, text, path, "a list of holidays", "under holidays");
  if (lists.includes(text) || regions.holidaysIn(text) !== null) return [];
  const near = meant(text, lists);
  const hint = near === "" ? regions.hintFor(text) : `${near}Write a region such as GB-ENG`;
  return [misfit(path, `{it} is neither a list of holidays nor a region. ${hint}, or add a list under holidays.`)];
}

function calendars(file: unknown, regions: HolidayRegions | null): Misfit[] {
  const lists = keysAt(file, "holidays");
  return keysAt(file, "calendars").flatMap((name) => {
    const named = keysAt(file, "calendars", name, "holidays").flatMap((index) => {
      const path = ["calendars", name, "holidays", Number(index)];
      const text = textAt(file, ...path);
      if (text === null || /^\d/.test(text)) return [];
      return restDays(lists, regions, text, path);
    });
    return [...calendarHours(file, name), ...named];
  });
}

function components(file: unknown): Misfit[] {
  const groups = listAt(file, "component_groups");
  return keysAt(file, "components").flatMap((name) => {
    const group = groupOf(name);
    if (group === null || groups.includes(group)) return [];
    const near = meant(group, groups);
    return [misfit(["components", name], `there is no group ${group}. ${near}Add it under component_groups.`)];
  });
}

/** Sections with one list for all, and one per severity. */
function told(file: unknown): Misfit[] {
  const known = ["all", ...severityNames(file)];
  return ["announcements", "escalation"].flatMap((section) =>
    keysAt(file, section).flatMap((name) => {
      const message = `there is no such severity. ${meant(name, known)}Write ${known.join(", ")}.`;
      const count = keysAt(file, section, name).length;
      return [
        ...(known.includes(name) ? [] : [misfit([section, name], message)]),
        ...tooMany([section, name], count, maxToldAtOnce),
      ];
    }),
  );
}

const tooMany = (path: Path, count: number, max: number): Misfit[] =>
  count <= max ? [] : [misfit(path, `there are ${count}, and at most ${max} are of use to anybody. Write fewer.`)];

/** Nobody can tell SEV1 from sev1 when they say it. */
function twins(file: unknown, ...path: Path): Misfit[] {
  const value = valueAt(file, path);
  const names = Array.isArray(value) ? value.map(String) : keysAt(file, ...path);
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    const isFirst = !seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    const at = [...path, Array.isArray(value) ? index : name];
    return isFirst ? [] : [misfit(at, `${name} is here twice. Keep one of the two.`)];
  });
}

function credits(file: unknown): Misfit[] {
  const path = ["availability", "credits"];
  const tiers = keysAt(file, ...path).map((index) => {
    const share = (key: string): number | null => readPercent(textAt(file, ...path, Number(index), key) ?? "");
    return { at: [...path, Number(index)], below: share("below"), credit: share("credit") };
  });
  return tiers.flatMap(({ at, below, credit }) => {
    if (below === null || credit === null) return [];
    const higher = tiers.some(
      (other) => other.below !== null && other.below >= below && other.at !== at && (other.credit ?? 0) >= credit,
    );
    return higher
      ? [misfit(at, "a tier that begins no lower gives as much, so this one never counts. Give more the lower it is.")]
      : [];
  });
}

function commander(file: unknown): Misfit[] {
  const roles = keysAt(file, "roles");
  if (roles.length === 0 || roles.includes("commander")) return [];
  return [misfit(["roles"], "commander is not among them, and each incident has one. Add commander: and its name.")];
}

const none = (file: unknown, section: string): Misfit[] => {
  const value = valueAt(file, [section]);
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmpty ? [misfit([section], "there has to be at least one. Write it, or leave the section out.")] : [];
};

/** All that does not fit together, in no order. */
export function misfits(file: unknown, regions: HolidayRegions | null): Misfit[] {
  const count = (section: string): number => keysAt(file, section).length;
  return [
    ...severities(file),
    ...calendars(file, regions),
    ...components(file),
    ...told(file),
    ...credits(file),
    ...commander(file),
    ...["severities", "roles"].flatMap((section) => none(file, section)),
    ...["severities", "calendars", "components", "component_groups"].flatMap((section) => twins(file, section)),
    ...tooMany(["severities"], count("severities"), maxSeverities),
    ...tooMany(["components"], count("components"), maxComponents),
    ...tooMany(["roles"], count("roles"), maxRoles),
  ];
}
