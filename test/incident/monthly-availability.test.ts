// A month's availability out of incidents: what counts, for which component, and which incidents made it.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { windowsThatCount } from "../../src/incident/downtime.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { impactOf, monthsOf, ownAvailability } from "../../src/incident/incident-availability.ts";
import {
  type ComponentMonth,
  type IncidentImpact,
  monthlyAvailability,
  type Terms,
} from "../../src/incident/monthly-availability.ts";
import { hourMs, minuteMs } from "../../src/time/duration.ts";
import { type Asking, declare, declared, minute, startsAt } from "./given.ts";

const at = (text: string): number => Date.parse(text);
const weights = { degraded: 0, "partial outage": 0.3, "major outage": 1 };
const creditTiers = [
  { below: 0.999, credit: 0.1 },
  { below: 0.99, credit: 0.25 },
];
const termsOf = (components: Terms["components"] = [], zone = "UTC"): Terms => ({
  components,
  availability: { zone, target: 0.999, weights, creditTiers },
});
const march = { year: 2026, month: 3 };
/** A day after the stories begin. */
const later = startsAt + 24 * hourMs;

type Window = Partial<Extract<Asking, { type: "SetImpactWindow" }>>;
const window = (change: Window): { request: Extract<Asking, { type: "SetImpactWindow" }>; at: { now: number } } => ({
  request: {
    type: "SetImpactWindow",
    windowId: null,
    from: startsAt,
    to: startsAt + 10 * minute,
    components: ["Voice"],
    degree: "major outage",
    isSlaEligible: true,
    note: "",
    ...change,
  },
  at: { now: later },
});

type Told = {
  timeZone: string;
  components: string[];
  milestones: { declared: string };
  impactWindows: { from: string; to: string; components?: string[]; slaEligible?: boolean; note: string }[];
};

function toldIn(file: string): Incident {
  const path = new URL(`../fixtures/incidents/${file}.json`, import.meta.url);
  const { components: all, milestones, impactWindows } = JSON.parse(readFileSync(path, "utf8")) as Told;
  const declaredAt = at(milestones.declared);
  const windows = impactWindows.map(({ from, to, components = [], slaEligible = true, note }) => ({
    ...window({ from: at(from), to: at(to), components, isSlaEligible: slaEligible, note }),
    at: { now: at(to) },
  }));
  return declared(
    { request: declare({ components: all }), at: { now: declaredAt, occurredAt: declaredAt } },
    ...windows,
  );
}

const monthOf = (incidents: Incident[], terms = termsOf(), now = later): Record<string, ComponentMonth> => {
  const { components } = monthlyAvailability(incidents.map(impactOf), { month: march, now, terms });
  return Object.fromEntries(components.map((component) => [component.name, component]));
};
const downOf = (incidents: Incident[], terms = termsOf(), now = later): Record<string, number> =>
  Object.fromEntries(
    Object.entries(monthOf(incidents, terms, now)).map(([name, { availability }]) => [
      name,
      availability.downtimeMs / minuteMs,
    ]),
  );

test("Simwood's January 2020: Voice 99.8925 % and a credit, API and Portal 47 min, each with its budget", () => {
  const [report] = ownAvailability(toldIn("simwood-2020-01-23"), { now: later, terms: termsOf() });
  const rows = report?.components.map(({ name, availability, budget, credit, causes }) => [
    name,
    (availability.share * 100).toFixed(4),
    availability.downtimeMs / minuteMs,
    budget?.leftMs,
    credit?.credit,
    causes.map(({ number, downtimeMs }) => [number, downtimeMs / minuteMs]),
  ]);
  const left = (minutes: number) => 44_640 * 60 - minutes * minuteMs;
  expect(report?.month).toEqual({ year: 2020, month: 1 });
  expect(rows).toEqual([
    ["API", "99.8947", 47, left(47), 0.1, [[1, 47]]],
    ["Portal", "99.8947", 47, left(47), 0.1, [[1, 47]]],
    ["Voice", "99.8925", 48, left(48), 0.1, [[1, 48]]],
  ]);
});

test("Invoca's July 2019 in Los Angeles came to 99.8297 %", () => {
  const terms = termsOf([], "America/Los_Angeles");
  const [report] = ownAvailability(toldIn("invoca-2019-07-23"), { now: later, terms });
  expect(report?.components.map(({ availability }) => (availability.share * 100).toFixed(4))).toEqual(["99.8297"]);
});

test("Drills, what was canceled and what is not eligible count for nothing", () => {
  const drill = declared(declare({ isDrill: true }), window({}));
  const canceled = declared(declare(), window({}), { type: "Cancel", reason: "a false alarm" });
  const ineligible = declared(declare(), window({ isSlaEligible: false }));
  expect(downOf([drill, canceled, ineligible])).toEqual({});
});

test("The heaviest counts where two incidents overlap, and each says what it made", () => {
  const partial = declared(declare({ number: 7 }), window({ degree: "partial outage" }));
  const major = declared(declare({ number: 9 }), window({ from: startsAt + 5 * minute, to: startsAt + 15 * minute }));
  const degraded = declared(declare({ number: 8 }), window({ degree: "degraded" }));
  const { Voice } = monthOf([major, degraded, partial]);
  expect(Voice?.availability.downtimeMs).toBeCloseTo(11.5 * minuteMs, 6);
  expect(Voice?.causes.map(({ number, downtimeMs }) => [number, downtimeMs / minuteMs])).toEqual([
    [7, 3],
    [9, 10],
  ]);
});

test("Impact without a degree takes the component's usual one; where nobody configured it, the heaviest", () => {
  const story: Asking[] = [
    declare({ components: ["api", "Elsewhere"], impactStartedAt: startsAt }),
    { request: { type: "Resolve", text: "", impactEndedAt: startsAt + 10 * minute }, at: { now: later } },
  ];
  const terms = termsOf([{ name: "API", impact: "partial outage", availabilityTarget: 0.5 }]);
  expect(downOf([declared(...story)], terms)).toEqual({ API: 3, Elsewhere: 10 });
});

test("Components stand in the order of the settings, affected or not; then others, by name", () => {
  const terms = termsOf([
    { name: "Voice / SIP", impact: "major outage", availabilityTarget: 0.9995 },
    { name: "API", impact: "major outage", availabilityTarget: null },
  ]);
  const found = monthOf([declared(declare(), window({ components: ["zebra", "Voice", "aPi"] }))], terms);
  expect(Object.keys(found)).toEqual(["Voice / SIP", "API", "Voice", "zebra"]);
  expect(found["Voice / SIP"]).toMatchObject({ target: 0.9995, causes: [], credit: null });
  expect(found["Voice / SIP"]?.availability.share).toBe(1);
  expect(found.API).toMatchObject({ target: null, budget: null });
  expect(found.zebra).toMatchObject({ target: 0.999 });
});

test("A window that lasts counts to now; one that nobody ended counts no longer than its incident", () => {
  const story = [declare({ components: ["Voice"], impactStartedAt: startsAt })] as const;
  const open = declared(...story);
  const now = startsAt + 30 * minute;
  expect(downOf([open], termsOf(), now)).toEqual({ Voice: 30 });
  expect(monthOf([open], termsOf(), now).Voice?.causes).toMatchObject([{ isOpen: true, isEndAssumed: false }]);
  const resolved = declared(...story, {
    request: { type: "Resolve", text: "", impactEndedAt: null },
    at: { now, occurredAt: now },
  });
  expect(downOf([resolved])).toEqual({ Voice: 30 });
  expect(monthOf([resolved]).Voice?.causes).toMatchObject([{ isOpen: false, isEndAssumed: true }]);
  const again = declared(
    ...story,
    { request: { type: "Resolve", text: "", impactEndedAt: now }, at: { now, occurredAt: now } },
    window({ from: now + 30 * minute, to: null }),
  );
  expect(windowsThatCount(again)).toMatchObject([{ from: now + 30 * minute, to: null, isEndAssumed: false }]);
});

test("Impact that names no component counts for none, and is told of", () => {
  const nameless = declared(declare({ number: 4 }), window({ components: [] }));
  const report = monthlyAvailability([impactOf(nameless)], { month: march, now: later, terms: termsOf() });
  expect(report.components).toEqual([]);
  expect(report.unassigned).toEqual([{ incidentId: nameless.id, number: 4, isPrivate: false }]);
});

test("An incident over a month's end has both; one without impact yet has that of now; a drill none", () => {
  const end = at("2026-03-31T23:30:00Z");
  const over = declared(
    { request: declare(), at: { now: end } },
    { ...window({ from: end, to: null }), at: { now: end } },
  );
  const now = at("2026-04-01T00:15:00Z");
  const [first, second, ...rest] = ownAvailability(over, { now, terms: termsOf() });
  const minutes = [first, second].map((report) => report?.components[0]?.availability.downtimeMs ?? 0);
  expect([minutes, rest]).toEqual([[30 * minuteMs, 15 * minuteMs], []]);
  expect(monthsOf(declared(declare({ components: ["Voice"] })), now, "UTC")).toEqual([{ year: 2026, month: 4 }]);
  expect(monthsOf(declared(declare({ isDrill: true })), now, "UTC")).toEqual([]);
  const years = monthsOf(over, at("2028-02-29T12:00:00Z"), "UTC");
  expect(years.map(({ year, month }) => [year, month])).toEqual([
    [2027, 12],
    [2028, 1],
    [2028, 2],
  ]);
});

test("Nothing that has not happened yet counts", () => {
  const impact: IncidentImpact = {
    incidentId: "x",
    number: 1,
    isPrivate: false,
    windows: [{ from: later, to: null, components: ["Voice"], degree: null, isEndAssumed: false }],
  };
  const before = { year: 2026, month: 2 };
  for (const month of [before, march]) {
    const report = monthlyAvailability([impact], { month, now: startsAt, terms: termsOf() });
    expect([report.components, report.unassigned]).toEqual([[], []]);
  }
});
