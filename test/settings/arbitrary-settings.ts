// Settings as chance makes them: any that a file could ask for.

import fc from "fast-check";
import type { CreditTier } from "../../src/incident/availability.ts";
import { degrees } from "../../src/incident/impact.ts";
import { type Escalation, targetNames } from "../../src/incident/policy.ts";
import type {
  ComponentSettings,
  NamedCalendar,
  PolicyTarget,
  Settings,
  SeveritySettings,
  SlaPolicy,
} from "../../src/settings/settings.ts";
import { type Calendar, type Hours, workingDayMs } from "../../src/time/calendar.ts";
import { dayMs, hourMs, minuteMs, secondMs } from "../../src/time/duration.ts";

/** Names that YAML, or a program, could take for something else. */
const nasty = [
  "constructor",
  "toString",
  "null",
  "Yes",
  "true",
  "1e3",
  "0x1F",
  "- x",
  "a: b",
  "#x",
  "a #b",
  "&x",
  "*x",
  "!x",
  "{it}",
  "[x]",
  "@x",
  "`x`",
  "%x",
  'O\'Brien "the" 2nd',
  "שרת",
  "Störung 🚒",
  "a\\nb",
  "2026-12-25 x",
  "x".repeat(60),
];

/** One line with a letter, no longer than this. */
const line = (max: number): fc.Arbitrary<string> =>
  fc
    .oneof(fc.constantFrom(...nasty), fc.string({ unit: "grapheme", maxLength: max }))
    .map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, "").trim())
    .filter((text) => text.length <= max && /\p{L}/u.test(text) && text !== "__proto__" && !text.includes(" / "));

const lower = (text: string): string => text.toLowerCase();
const names = (max: number): fc.Arbitrary<string[]> => fc.uniqueArray(line(60), { maxLength: max, selector: lower });
const word = fc.constantFrom("p1", "sev", "Sev2", "SEV1", "SEV3", "Ü-1", "critical", "constructor", "true", "null");
const zone = fc.constantFrom("UTC", "Europe/London", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe");
/** Of 1, written with five digits after the point of its percentage at most. */
const share = fc.integer({ min: 0, max: 10_000_000 }).map((parts) => parts / 10_000_000);

/** Hours that do not overlap; the last may go over midnight, until the first begin. */
const hours: fc.Arbitrary<Hours[]> = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 1_439 }), { maxLength: 6 }), fc.boolean())
  .map(([cuts, isNight]) => {
    const sorted = [...cuts].sort((one, other) => one - other);
    if (sorted.length % 2 === 1) sorted.push(isNight ? 1_440 + (sorted[0] ?? 0) : 1_440);
    const pairs = sorted.flatMap((from, index) => (index % 2 === 0 ? [{ from, to: sorted[index + 1] ?? 1_440 }] : []));
    return pairs.filter(({ from, to }) => to - from < 1_440);
  });

const date = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
const holidays = fc
  .uniqueArray(
    fc.record({ date: date.map((at) => at.toISOString().slice(0, 10)), name: fc.oneof(line(40), fc.constant("")) }),
    {
      maxLength: 5,
      selector: (holiday) => holiday.date,
    },
  )
  .map((days) => days.sort((one, other) => (one.date < other.date ? -1 : 1)));

const calendar = (name: string): fc.Arbitrary<NamedCalendar> =>
  fc
    .record({ zone, week: fc.array(hours, { minLength: 7, maxLength: 7 }), holidays })
    .filter(({ week }) => week.some((day) => day.length > 0))
    .map(({ zone: ofCalendar, week, holidays: days }) => ({
      name,
      calendar: { zone: ofCalendar, week, holidays: new Set(days.map((day) => day.date)) },
      holidays: days,
    }));

const calendars: fc.Arbitrary<NamedCalendar[]> = names(3).chain((found) => {
  const others = found.filter((name) => name !== "always" && lower(name) !== "working");
  return fc.tuple(...["working", ...others].map(calendar));
});

/** What a target is measured on. */
type Measure = { name: string; calendar: Calendar };

function targetOn(working: Measure): fc.Arbitrary<PolicyTarget | null> {
  const part = fc.integer({ min: 0, max: 90 });
  return fc.tuple(part, part, part, part, fc.boolean()).map(([days, hour, minutes, seconds, isWorking]) => {
    const parts = [days && `${days} day${days === 1 ? "" : "s"}`, hour && `${hour} h`, minutes && `${minutes} min`];
    const said = [...parts, seconds && `${seconds} s`, isWorking && "working"].filter(Boolean).join(" ");
    if (days + hour + minutes + seconds === 0) return null;
    const measure = isWorking ? working : ({ name: "always", calendar: "always" } as const);
    const dayLength = measure.calendar === "always" ? dayMs : workingDayMs(measure.calendar);
    const withinMs = days * dayLength + hour * hourMs + minutes * minuteMs + seconds * secondMs;
    return { withinMs, calendar: measure.calendar, said, calendarName: measure.name };
  });
}

function policy(found: readonly NamedCalendar[]): fc.Arbitrary<SlaPolicy> {
  const measures: Measure[] = [{ name: "always", calendar: "always" }, ...found];
  return fc.constantFrom(...measures).chain((working) => {
    const target = targetOn(working);
    return fc.record({
      calendarName: fc.constant(working.name),
      pausable: fc.subarray([...targetNames]),
      targets: fc.record({
        acknowledge: target,
        firstUpdate: target,
        updateEvery: target,
        mitigate: target,
        resolve: target,
        postmortem: target,
      }),
    });
  });
}

const channel = fc.constantFrom({ name: "incidents" }, { name: "störungen" }, { name: "1" }, { id: "C0123456789" });
const group = fc.constantFrom({ id: "S0123456789" }, { handle: "oncall" }, { handle: "on.call-2" });
const escalation: fc.Arbitrary<Escalation> = fc.oneof(
  fc.constant<Escalation>({ kind: "user", id: "U0123456789" }),
  group.map((one): Escalation => ({ kind: "group", group: one })),
  channel.map((one): Escalation => ({ kind: "channel", channel: one })),
);

const severity = (name: string, found: readonly NamedCalendar[]): fc.Arbitrary<SeveritySettings> =>
  fc.record({
    name: fc.constant(name),
    meaning: line(60),
    mark: fc.constantFrom("🔴", ":fire:", "#", "!", "1"),
    policy: policy(found),
    announceIn: fc.array(channel, { maxLength: 3 }),
    escalateTo: fc.array(escalation, { maxLength: 3 }),
  });

const component = (name: string, groupName: string | null): fc.Arbitrary<ComponentSettings> =>
  fc.record({
    name: fc.constant(groupName === null ? name : `${groupName} / ${name}`),
    group: fc.constant(groupName),
    availabilityTarget: fc.option(share),
    impact: fc.constantFrom(...degrees),
  });

const components = fc.tuple(names(3), names(6)).chain(([groups, found]) =>
  fc.record({
    componentGroups: fc.constant(groups),
    components: fc
      .tuple(...found.map((name) => fc.constantFrom(null, ...groups).chain((one) => component(name, one))))
      .map((made) => made.filter(({ name }) => name.length <= 60))
      // As they are shown: group by group, those in none last.
      .map((made) => [...groups, null].flatMap((name) => made.filter(({ group: one }) => one === name))),
  }),
);

/** The lower the availability, the higher the credit. */
const creditTiers: fc.Arbitrary<CreditTier[]> = fc
  .tuple(fc.uniqueArray(share, { maxLength: 4 }), fc.uniqueArray(share, { minLength: 4, maxLength: 4 }))
  .map(([belows, credits]) => {
    const rising = credits.sort((one, other) => one - other);
    return belows.sort((one, other) => other - one).map((below, index) => ({ below, credit: rising[index] ?? 1 }));
  });

const tenth = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10);
const span = fc.integer({ min: 1, max: 10_000_000 }).map((seconds) => seconds * secondMs);

export const settings: fc.Arbitrary<Settings> = fc
  .tuple(calendars, fc.uniqueArray(word, { minLength: 1, maxLength: 6, selector: lower }), components)
  .chain(([found, severityNames, { componentGroups, components: parts }]) =>
    fc.record({
      severities: fc.tuple(...severityNames.map((name) => severity(name, found))),
      announceIn: fc.array(channel, { maxLength: 3 }),
      calendars: fc.constant(found),
      componentGroups: fc.constant(componentGroups),
      components: fc.constant(parts),
      availability: fc.record({
        zone,
        target: fc.option(share),
        weights: fc.record({ degraded: tenth, "partial outage": tenth, "major outage": tenth }),
        creditTiers,
      }),
      roles: line(60).map((name) => [
        { key: "scribe", name: "scribe" },
        { key: "commander", name },
      ]),
      channelTemplate: fc.constantFrom("inc-{number}-{title}", "{number}", "x_{title}-{number}"),
      nudges: fc.record({
        warnBeforeMs: span,
        snoozeMs: span,
        escalateAt: fc.integer({ min: 10, max: 100 }).map((tenths) => tenths / 10),
      }),
      exportZone: zone,
    }),
  );
