// How sitrep.yml is written: its keys, and what may stand under each. It is checked, not changed: effective.ts makes
// the settings of it. All of it may be left out, and an empty section is as good as none.

import { z } from "zod";
import { degrees } from "../incident/impact.ts";
import { targetKeys } from "./defaults.ts";
import {
  anyOf,
  calendarName,
  channel,
  componentName,
  group,
  groupName,
  holiday,
  holidayOrList,
  listName,
  mark,
  meaning,
  meant,
  name,
  numberWithin,
  oneOf,
  percent,
  percentOrNone,
  roleKey,
  severityName,
  span,
  target,
  template,
  user,
  weekHours,
  zone,
} from "./kinds.ts";

/** How sentences about several unknown keys are kept apart in one message of zod's. */
export const betweenSentences = "\u0000";

/** A map of these keys and no others. */
function settings<T extends z.ZodRawShape>(shape: T, description: string) {
  const keys = Object.keys(shape);
  const unknown = (key: string): string => `there is no such setting here. ${meant(key, keys)}Write ${anyOf(keys)}.`;
  return z
    .strictObject(shape, {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? issue.keys.map(unknown).join(betweenSentences)
          : `{it} stands where settings are wanted. Write them below, indented: ${anyOf(keys)}.`,
    })
    .meta({ description });
}

/** A map whose keys are names that people give. */
function named<K extends z.ZodType<string, string>, V extends z.ZodType>(key: K, value: V, description: string) {
  const wrong = "{it} stands where names are wanted. Write each on a line of its own, indented, with a colon after it.";
  return z.record(key, value, { error: wrong }).nullish().meta({ description });
}

function list<T extends z.ZodType>(item: T, description: string) {
  const wrong = "{it} stands where a list is wanted. Write each entry on a line of its own after “- ”.";
  return z.array(item, { error: wrong }).nullish().meta({ description });
}

const severity = settings(
  {
    meaning: meaning.optional().meta({ description: "What it says to the reader of a form." }),
    mark: mark.optional().meta({ description: "The emoji before it." }),
    calendar: name.optional().meta({ description: "What “working” means here: one of calendars, or always." }),
    pausable: list(oneOf(targetKeys, "a clock"), "The clocks that /incident pause stops."),
    acknowledge: target.optional().meta({ description: "A commander takes it, after it was declared." }),
    first_update: target.optional().meta({ description: "The first status update, after it was declared." }),
    update_every: target.optional().meta({ description: "From one status update to the next." }),
    mitigate: target.optional().meta({ description: "Customers are no longer affected." }),
    resolve: target.optional().meta({ description: "It is over." }),
    postmortem: target.optional().meta({ description: "The postmortem is published, after it was resolved." }),
  },
  "A severity and its SLA policy. What is left out is as in the default of the same name.",
);

const calendar = settings(
  {
    zone: zone.optional().meta({ description: "Whose clocks its hours are read from." }),
    hours: list(weekHours, "The hours that count, per day of the week; past midnight too."),
    holidays: list(
      holidayOrList,
      "Days on which nothing counts: dates with their names, regions (GB-ENG), or names of lists.",
    ),
  },
  "When “working” time counts.",
);

const component = settings(
  {
    availability: percentOrNone.optional().meta({ description: "What is promised per month, instead of the usual." }),
    impact: oneOf(degrees, "an impact").optional().meta({ description: "What a form proposes." }),
  },
  "What can be affected.",
);

const creditTier = settings(
  {
    below: percent.meta({ description: "A month's availability below this …" }),
    credit: percent.meta({ description: "… earns this much of the fee." }),
  },
  "A tier of service credit.",
);

const weight = numberWithin(0, 1, "a weight", 0.3).optional();

const availability = settings(
  {
    zone: zone.optional().meta({ description: "The contract's zone: where its months begin." }),
    target: percentOrNone.optional().meta({ description: "What is promised of each component per month." }),
    weights: settings(
      { degraded: weight, "partial outage": weight, "major outage": weight },
      "How much of the time counts as down.",
    ).nullish(),
    credits: list(creditTier, "What is given back to the customer."),
  },
  "Availability, error budget and service credit, per component and month.",
);

const escalation = settings(
  { user: user.optional(), group: group.optional(), channel: channel.optional() },
  "Who is mentioned: one of the three.",
).refine((it) => Object.keys(it).length === 1, {
  error: "{it} names not exactly one. Write one of user, group or channel in each entry.",
});

const nudges = settings(
  {
    warn_before: span.optional().meta({ description: "So long before a promised update is due." }),
    snooze: span.optional().meta({ description: "What the Snooze button gives." }),
    escalate_at: numberWithin(1, 10, "a factor", 1.5)
      .optional()
      .meta({ description: "Times what was promised, when it is escalated." }),
  },
  "Reminders of promised updates.",
);

const toldPerSeverity = "for all, and per severity instead of that";

export const settingsSchema = settings(
  {
    severities: named(
      severityName,
      severity.nullable(),
      "The worst first. Where it is written, these are all there are.",
    ),
    calendars: named(calendarName, calendar.nullable(), "What “working” means. working is there unless changed."),
    holidays: named(listName, list(holiday, "Its days."), "Lists of holidays, for several calendars."),
    component_groups: list(groupName, "The groups that components may be in, as Group / Name."),
    components: named(componentName, component.nullable(), "What can be affected, in the order shown."),
    availability: availability.nullish(),
    roles: named(roleKey, name, "What is typed, and the role's name. commander has to be among them."),
    announcements: named(name, list(channel, "Channels."), `Where incidents are announced: ${toldPerSeverity}.`),
    escalation: named(name, list(escalation, "Whom."), `Who is mentioned at a breach: ${toldPerSeverity}.`),
    channel_name: template.optional().meta({ description: "How an incident's channel is named." }),
    nudges: nudges.nullish(),
    export_zone: zone.optional().meta({ description: "The time zone in which exports are written." }),
  },
  "The settings of Sitrep (sitrep.yml). All of them may be left out.",
);

/** sitrep.yml, checked, as it is written. */
export type WrittenSettings = z.output<typeof settingsSchema>;
