// Settings as a file that asks for them, everything written out.

import { stringify } from "yaml";
import type { ChannelReference } from "../../src/config.ts";
import { type Escalation, type TargetName, targetNames } from "../../src/incident/policy.ts";
import { targetKeys } from "../../src/settings/defaults.ts";
import type { ComponentSettings, NamedCalendar, Settings, SeveritySettings } from "../../src/settings/settings.ts";
import { minuteMs, secondMs } from "../../src/time/duration.ts";

const percent = (share: number): string => `${(share * 100).toFixed(5)} %`;
const two = (count: number): string => String(count).padStart(2, "0");
const clock = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const dayMinutes = (24 * 60 * minuteMs) / minuteMs;

function calendar({ calendar: { zone, week }, holidays }: NamedCalendar): unknown {
  const hours = week.flatMap((spans, day) => {
    const written = spans.map(({ from, to }) => `${clock(from)}-${clock(to > dayMinutes ? to - dayMinutes : to)}`);
    const name = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][day];
    return spans.length === 0 ? [] : [`${name} ${written.join(", ")}`];
  });
  return { zone, hours, holidays: holidays.map(({ date, name }) => `${date} ${name}`.trim()) };
}

function severity({ meaning, mark, policy }: SeveritySettings): unknown {
  const key = (name: TargetName) => targetKeys[targetNames.indexOf(name)];
  const targets = targetNames.map((name) => [key(name), policy.targets[name]?.said ?? "none"]);
  return {
    meaning,
    mark,
    calendar: policy.calendarName,
    pausable: policy.pausable.map(key),
    ...Object.fromEntries(targets),
  };
}

const component = ({ availabilityTarget, impact }: ComponentSettings): unknown => ({
  availability: availabilityTarget === null ? "none" : percent(availabilityTarget),
  impact,
});

function escalation(to: Escalation): unknown {
  if (to.kind === "user") return { user: to.id };
  if (to.kind === "group") return { group: "id" in to.group ? to.group.id : to.group.handle };
  return { channel: "id" in to.channel ? to.channel.id : to.channel.name };
}

const channelText = (channel: ChannelReference): string => ("id" in channel ? channel.id : channel.name);

const byName = <T extends { name: string }>(all: readonly T[], write: (one: T) => unknown): Record<string, unknown> =>
  Object.fromEntries(all.map((one) => [one.name, write(one)]));

/** As YAML. */
export function written(settings: Settings): string {
  const { severities, availability, nudges } = settings;
  return stringify({
    severities: byName(severities, severity),
    calendars: byName(settings.calendars, calendar),
    component_groups: settings.componentGroups,
    components: byName(settings.components, component),
    availability: {
      zone: availability.zone,
      target: availability.target === null ? "none" : percent(availability.target),
      weights: availability.weights,
      credits: availability.creditTiers.map(({ below, credit }) => ({
        below: percent(below),
        credit: percent(credit),
      })),
    },
    roles: Object.fromEntries(settings.roles.map(({ key, name }) => [key, name])),
    announcements: {
      all: settings.announceIn.map(channelText),
      ...byName(severities, ({ announceIn }) => announceIn.map(channelText)),
    },
    escalation: byName(severities, ({ escalateTo }) => escalateTo.map(escalation)),
    channel_name: settings.channelTemplate,
    nudges: {
      warn_before: `${nudges.warnBeforeMs / secondMs} s`,
      snooze: `${nudges.snoozeMs / secondMs} s`,
      escalate_at: nudges.escalateAt,
    },
    export_zone: settings.exportZone,
  });
}
