// Availability in words.

import { expect, test } from "vitest";
import { availabilityLines, budgetLines } from "../../src/blocks/availability-lines.ts";
import type { CountedWindow } from "../../src/incident/downtime.ts";
import {
  type IncidentImpact,
  type MonthlyAvailability,
  monthlyAvailability,
  type Terms,
} from "../../src/incident/monthly-availability.ts";
import { minuteMs } from "../../src/time/duration.ts";

const termsWith = (change: Partial<Terms["availability"]> = {}): Terms => ({
  components: [],
  availability: {
    zone: "UTC",
    target: 0.999,
    weights: { degraded: 0, "partial outage": 0.3, "major outage": 1 },
    creditTiers: [{ below: 0.999, credit: 0.1 }],
    ...change,
  },
});

const noon = Date.UTC(2020, 0, 23, 12);
const impact = (number: number, minutes: number, change: Partial<CountedWindow> = {}): IncidentImpact => ({
  incidentId: `i${number}`,
  number,
  isPrivate: false,
  windows: [
    { from: noon, to: noon + minutes * minuteMs, components: ["Voice"], degree: null, isEndAssumed: false, ...change },
  ],
});

type Options = { now?: number; month?: number; terms?: Terms };
const january = (
  impacts: IncidentImpact[],
  { now = Date.UTC(2020, 1, 3), month = 1, terms = termsWith() }: Options = {},
) => monthlyAvailability(impacts, { month: { year: 2020, month }, now, terms });

test("A component's month is a line: availability, budget, and what follows", () => {
  expect(availabilityLines([january([impact(1, 48)])])).toEqual([
    "Voice, January: 99.8925 % of 99.9 %, used 48 min of 44 min 38 s: credit tier 10 %",
  ]);
  const later = { now: Date.UTC(2021, 5, 1), terms: termsWith({ creditTiers: [] }) };
  expect(availabilityLines([january([impact(1, 48)], later)])).toEqual([
    "Voice, January 2020: 99.8925 % of 99.9 %, used 48 min of 44 min 38 s: over budget",
  ]);
  expect(availabilityLines([january([impact(1, 10)], { now: noon + 60 * minuteMs })])).toEqual([
    "Voice, January so far: 99.9776 % of 99.9 %, used 10 min of 44 min 38 s",
  ]);
  expect(availabilityLines([january([impact(1, 10)], { terms: termsWith({ target: null }) })])).toEqual([
    "Voice, January: 99.9776 %, down 10 min",
  ]);
});

test("The worst stands on top, over all months", () => {
  const end = Date.UTC(2020, 0, 31, 23, 50);
  const over = impact(1, 0, { from: end, to: end + 40 * minuteMs, components: ["API", "Voice"] });
  const reports: MonthlyAvailability[] = [january([impact(2, 5), over]), january([over], { month: 2 })];
  expect(availabilityLines(reports).map((line) => line.split(":")[0])).toEqual([
    "API, February so far",
    "Voice, February so far",
    "Voice, January",
    "API, January",
  ]);
  const promised = termsWith({ target: 1 });
  expect(availabilityLines([january([impact(2, 5), over], { terms: promised })])).toHaveLength(2);
});

test("What people typed is cut and has no line of its own", () => {
  const [line] = availabilityLines([january([impact(1, 1, { components: [`a\nb\u202e${"x".repeat(400)}`] })])]);
  expect(line).not.toMatch(/[\n\u202e]/);
  expect(line).toMatch(/^a bx+…, January/);
});

test("At resolve it is said what this incident used, and what the month has come to with others", () => {
  expect(budgetLines("i1", [january([impact(1, 48)])])).toEqual([
    "This used 48 min of the 44 min 38 s of Voice's budget for January: credit tier 10 %",
  ]);
  const two = january([impact(1, 48, { from: noon - 100 * minuteMs, to: noon - 80 * minuteMs }), impact(2, 40)]);
  expect(budgetLines("i1", [two])).toEqual([
    "This used 20 min of the 44 min 38 s of Voice's budget for January, 1 h with others: credit tier 10 %",
  ]);
  expect(budgetLines("i3", [two])).toEqual([]);
  expect(budgetLines("i1", [january([impact(1, 48)], { terms: termsWith({ target: null }) })])).toEqual([
    "This took 48 min of Voice's January: credit tier 10 %",
  ]);
  const unpromised = termsWith({ target: null, creditTiers: [] });
  expect(budgetLines("i1", [january([impact(1, 48)], { terms: unpromised })])).toEqual([]);
});

test("Where nobody said when impact ended no figure is told; beyond five lines the rest is counted", () => {
  const components = Array.from({ length: 7 }, (_, index) => `C${index}`);
  expect(budgetLines("i1", [january([impact(1, 5, { components, isEndAssumed: true })])])).toEqual([
    "What it used of the error budgets is known once somebody says when impact ended: /incident impact.",
  ]);
  const sure = january([impact(1, 5, { components })]);
  expect(budgetLines("i1", [sure]).slice(3)).toEqual([expect.stringContaining("C3's"), "and 3 more components"]);
  expect(availabilityLines([sure]).slice(3)).toEqual([expect.stringContaining("C3, "), "and 3 more components"]);
});
