import { describe, expect, test } from "vitest";
import type { TargetName } from "../../src/incident/policy.ts";
import { readClock } from "../../src/incident/sla-clock.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import type { PolicyTarget, Settings, SeveritySettings } from "../../src/settings/settings.ts";
import { due } from "../../src/time/calendar.ts";
import { dayMs, hourMs, minuteMs } from "../../src/time/duration.ts";

function settingsOf(...lines: string[]): Settings {
  const reading = readSettings(lines.join("\n"), "sitrep.yml");
  if (reading.kind === "problems") throw new Error(reading.problems.map(({ sentence }) => sentence).join("\n"));
  return reading.settings;
}

function severityOf({ severities }: Settings, name: string): SeveritySettings {
  const found = severities.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

function targetOf(settings: Settings, severity: string, name: TargetName): PolicyTarget {
  const target = severityOf(settings, severity).policy.targets[name];
  if (target === null) throw new Error(`${severity} has no ${name}.`);
  return target;
}

const namesOf = (named: readonly { name: string }[]): string[] => named.map(({ name }) => name);

describe("A target", () => {
  test("in days of a working calendar is as long as those days are", () => {
    const settings = settingsOf(
      "severities:",
      "  SEV1: { calendar: shop, resolve: 2 days working, mitigate: 1 working day, postmortem: 1 day 2 h working }",
      "  SEV2: { calendar: always, resolve: 2 days working }",
      "  SEV3: { calendar: shop, resolve: 2 days, mitigate: 90 min working }",
      "calendars:",
      "  shop: { zone: Europe/London, hours: ['Mon-Sat 09:00-12:00, 13:00-17:30'] }",
    );
    expect(targetOf(settings, "SEV1", "resolve")).toMatchObject({ withinMs: 15 * hourMs, calendarName: "shop" });
    expect(targetOf(settings, "SEV1", "mitigate").withinMs).toBe(7.5 * hourMs);
    expect(targetOf(settings, "SEV1", "postmortem").withinMs).toBe(9.5 * hourMs);
    expect(targetOf(settings, "SEV2", "resolve")).toEqual({
      withinMs: 2 * dayMs,
      calendar: "always",
      calendarName: "always",
      said: "2 days working",
    });
    expect(targetOf(settings, "SEV3", "resolve")).toMatchObject({ withinMs: 2 * dayMs, calendarName: "always" });
    expect(targetOf(settings, "SEV3", "mitigate").withinMs).toBe(90 * minuteMs);
  });

  test("is what an SLA clock is read with", () => {
    const target = targetOf(settingsOf(), "SEV3", "acknowledge");
    const friday = Date.parse("2026-03-06T16:30:00Z");
    const reading = readClock(target, { startedAt: friday, stoppedAt: null, pauses: [] }, friday);
    expect(reading.dueAt).toBe(Date.parse("2026-03-09T09:30:00Z"));
  });

  test("that is left out is as in the default of the same name, and else none", () => {
    const settings = settingsOf(
      "severities:",
      "  SEV2: { resolve: 6 h }",
      "  SEV9: { meaning: Nothing, mitigate: 1 h }",
    );
    expect(namesOf(settings.severities)).toEqual(["SEV2", "SEV9"]);
    expect(targetOf(settings, "SEV2", "resolve").said).toBe("6 h");
    expect(targetOf(settings, "SEV2", "acknowledge").said).toBe("15 min");
    const { policy, mark } = severityOf(settings, "SEV9");
    expect(Object.values(policy.targets).filter((target) => target !== null)).toHaveLength(1);
    expect(policy).toMatchObject({ calendarName: "working", pausable: ["mitigate", "resolve"] });
    expect(mark).toBe("🟣");
  });

  test("may be paused where its severity says so", () => {
    const settings = settingsOf(
      "severities:",
      "  SEV1: { pausable: [] }",
      "  SEV2: { pausable: [update_every, first_update] }",
    );
    expect(severityOf(settings, "SEV1").policy.pausable).toEqual([]);
    expect(severityOf(settings, "SEV2").policy.pausable).toEqual(["firstUpdate", "updateEvery"]);
  });
});

describe("A calendar", () => {
  test("has several spans a day, also across midnight and over the end of the week", () => {
    const settings = settingsOf(
      "calendars:",
      "  mixed:",
      "    zone: America/Sao_Paulo",
      "    hours:",
      "      - Mon, Wed 13:00 – 17:30, 09:00-12:00",
      "      - Fri-Sun 22:00-06:00",
      "      - Tue 00:00-24:00",
    );
    const day = [
      { from: 540, to: 720 },
      { from: 780, to: 1050 },
    ];
    const night = [{ from: 1320, to: 1800 }];
    expect(settings.calendars.map(({ name }) => name)).toEqual(["working", "mixed"]);
    expect(settings.calendars[1]?.calendar).toEqual({
      zone: "America/Sao_Paulo",
      week: [night, day, [{ from: 0, to: 1440 }], day, [], night, night],
      holidays: new Set(),
    });
  });

  test("has holidays of its own and from lists, each once, by date", () => {
    const settings = settingsOf(
      "holidays:",
      "  england: [2026-12-28 Boxing Day, 2026-12-25 Christmas Day]",
      "  empty:",
      "calendars:",
      "  working: { holidays: [2026-12-25 Party, england, empty, 2026-07-01] }",
    );
    const [working] = settings.calendars;
    expect(settings.calendars).toHaveLength(1);
    expect(working?.holidays).toEqual([
      { date: "2026-07-01", name: "" },
      { date: "2026-12-25", name: "Party" },
      { date: "2026-12-28", name: "Boxing Day" },
    ]);
    const thursday = Date.parse("2026-12-24T16:30:00Z");
    const acknowledge = targetOf(settings, "SEV3", "acknowledge");
    expect(due(thursday, acknowledge.withinMs, acknowledge.calendar, [])).toBe(Date.parse("2026-12-29T09:30:00Z"));
  });
});

describe("What is told to whom", () => {
  const settings = settingsOf(
    "announcements:",
    "  all: ['#incidents', C0123456789]",
    "  SEV1: [incidents, störungen]",
    "  SEV4: []",
    "escalation:",
    "  all: [{ user: U0SAM00001 }]",
    "  SEV1: [{ group: '@oncall' }, { group: S0123456789 }, { channel: leads }, { channel: G0123456789 }]",
    "  SEV2:",
  );

  test("is the severity's own list, also an empty one, and else that for all", () => {
    const announced = settings.severities.map(({ announceIn }) => announceIn);
    const all = [{ name: "incidents" }, { id: "C0123456789" }];
    expect(announced).toEqual([[{ name: "incidents" }, { name: "störungen" }], all, all, []]);
    expect(severityOf(settings, "SEV2").escalateTo).toEqual([{ kind: "user", id: "U0SAM00001" }]);
  });

  test("is that for all, also where the severity is named like something that every object has", () => {
    const odd = settingsOf("severities: { constructor: { meaning: x } }", "announcements: { all: [incidents] }");
    expect(odd.severities[0]?.announceIn).toEqual([{ name: "incidents" }]);
  });

  test("is a person, a group by handle or id, a channel by name or id", () => {
    expect(severityOf(settings, "SEV1").escalateTo).toEqual([
      { kind: "group", group: { handle: "oncall" } },
      { kind: "group", group: { id: "S0123456789" } },
      { kind: "channel", channel: { name: "leads" } },
      { kind: "channel", channel: { id: "G0123456789" } },
    ]);
  });
});

describe("Components and what is promised of them", () => {
  const settings = settingsOf(
    "component_groups: [Voice]",
    "components:",
    "  constructor:",
    "  Voice / SIP trunks: { availability: 99.95 %, impact: degraded }",
    "  API: { availability: none }",
    "availability:",
    "  target: 99.9 %",
    "  weights: { partial outage: 0.5 }",
    "  credits: [{ below: 99.9 %, credit: 10 % }, { below: 57 %, credit: 100% }]",
  );

  test("come by their groups, those in none last, and else in the order of the file", () => {
    expect(settings.components).toEqual([
      { name: "Voice / SIP trunks", group: "Voice", availabilityTarget: 0.9995, impact: "degraded" },
      { name: "constructor", group: null, availabilityTarget: 0.999, impact: "major outage" },
      { name: "API", group: null, availabilityTarget: null, impact: "major outage" },
    ]);
  });

  test("keep what is not written as it was, and shares as they are read", () => {
    expect(settings.availability).toEqual({
      zone: "UTC",
      target: 0.999,
      weights: { degraded: 0, "partial outage": 0.5, "major outage": 1 },
      creditTiers: [
        { below: 0.999, credit: 0.1 },
        { below: 0.57, credit: 1 },
      ],
    });
  });
});

describe("The file", () => {
  test("may be empty, or have empty sections, or be written by Windows", () => {
    const usual = settingsOf();
    for (const text of [
      "# nothing\n",
      "---\n",
      "null",
      "{}",
      "\uFEFFseverities:\r\ncomponents:\r\nnudges:\r\nroles:\r\n",
    ]) {
      expect(settingsOf(text)).toEqual(usual);
    }
    const names = ["severities", "calendars", "holidays", "component_groups", "components", "availability", "roles"];
    const others = ["announcements", "escalation", "nudges", "availability:\n  weights", "availability:\n  credits"];
    for (const section of [...names, ...others]) expect(settingsOf(`${section}:`)).toEqual(usual);
  });

  test("may name a thing once and use it twice", () => {
    const settings = settingsOf("announcements:", "  SEV1: &loud [incidents]", "  SEV2: *loud");
    expect(severityOf(settings, "SEV2").announceIn).toEqual([{ name: "incidents" }]);
  });

  test("uses of a name what was written last before it", () => {
    const text = [
      "export_zone: &z Europe/Paris",
      "availability:",
      "  zone: &z Europe/Rome",
      "calendars:",
      "  uk:",
      "    zone: *z",
    ];
    const settings = settingsOf(...text);
    expect([settings.exportZone, settings.calendars[1]?.calendar.zone]).toEqual(["Europe/Paris", "Europe/Rome"]);
  });

  test("gives a name no other meaning by using what was written before", () => {
    const settings = settingsOf(
      "calendars:",
      "  one: &c { zone: &z Europe/Rome }",
      "  two: { zone: &z Asia/Kathmandu }",
      "  three: *c",
      "export_zone: *z",
    );
    expect(settings.exportZone).toBe("Asia/Kathmandu");
    expect(settings.calendars[3]?.calendar.zone).toBe("Europe/Rome");
  });

  test("gives settings that nobody can change", () => {
    const isFrozen = (value: unknown): boolean =>
      typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect(isFrozen(settingsOf("components: { API: }"))).toBe(true);
  });
});
