// What the core is handed of the settings: what there is to choose from, and what each severity promises, as plain data
// that a log can hold.

import type { Catalog } from "../incident/catalog.ts";
import { type Policy, targetNames } from "../incident/policy.ts";
import type { NamedCalendar, PolicyTarget, Settings, SeveritySettings } from "./settings.ts";

const targetOf = (target: PolicyTarget | null) =>
  target === null
    ? null
    : { withinMs: target.withinMs, said: target.said, isWorking: target.calendarName !== "always" };

function calendarOf(name: string, calendars: readonly NamedCalendar[]): Policy["calendar"] {
  const named = calendars.find((calendar) => calendar.name === name);
  if (named === undefined) return "always";
  const { zone, week, holidays } = named.calendar;
  return { zone, week: week.map((hours) => hours.map((span) => ({ ...span }))), holidays: [...holidays].sort() };
}

function policyOf({ mark, meaning, policy, escalateTo }: SeveritySettings, { calendars, nudges }: Settings): Policy {
  const { calendarName, pausable, targets } = policy;
  const named = targetNames.map((name) => [name, targetOf(targets[name])]);
  return {
    mark,
    meaning,
    calendarName,
    calendar: calendarOf(calendarName, calendars),
    targets: Object.fromEntries(named) as Policy["targets"],
    pausable: [...pausable],
    nudges: { ...nudges },
    escalateTo: escalateTo.map((to) => ({ ...to })),
  };
}

export const catalogOf = (settings: Settings): Catalog => ({
  severities: settings.severities.map((severity) => ({ name: severity.name, policy: policyOf(severity, settings) })),
  roles: settings.roles,
  components: settings.components.map(({ name, impact, availabilityTarget }) => ({ name, impact, availabilityTarget })),
  availability: settings.availability,
});
