// A month's availability against an oracle that steps through it minute by minute, and its laws.

import fc from "fast-check";
import { expect, test } from "vitest";
import { availability } from "../../src/incident/availability.ts";
import type { CountedWindow } from "../../src/incident/downtime.ts";
import { degrees } from "../../src/incident/impact.ts";
import { type IncidentImpact, monthlyAvailability, type Terms } from "../../src/incident/monthly-availability.ts";
import { dayMs, hourMs, minuteMs } from "../../src/time/duration.ts";
import { type Month, monthInterval, monthsIn } from "../../src/time/month.ts";

/** Months with a change of the clocks, and a leap February. */
const months: readonly [zone: string, month: Month, hours: number][] = [
  ["Europe/London", { year: 2026, month: 3 }, 743],
  ["Europe/London", { year: 2026, month: 10 }, 745],
  ["America/Los_Angeles", { year: 2026, month: 3 }, 743],
  ["America/Los_Angeles", { year: 2026, month: 11 }, 721],
  ["America/Sao_Paulo", { year: 2018, month: 2 }, 673],
  ["America/Sao_Paulo", { year: 2026, month: 2 }, 672],
  ["Australia/Lord_Howe", { year: 2026, month: 10 }, 743.5],
  ["Asia/Kathmandu", { year: 2026, month: 6 }, 720],
  ["UTC", { year: 2024, month: 2 }, 696],
  ["UTC", { year: 2023, month: 2 }, 672],
];

const weights = { degraded: 0.1, "partial outage": 0.3, "major outage": 1 };
const names = ["Voice", "API", "Portal"];
const termsIn = (zone: string): Terms => ({
  components: [{ name: "Voice", impact: "partial outage", availabilityTarget: 0.999 }],
  availability: { zone, target: 0.99, weights, creditTiers: [{ below: 0.99, credit: 0.1 }] },
});

/** Windows around the month, to the minute, some of them still open. */
const windowAround = ({ from, to }: { from: number; to: number }): fc.Arbitrary<CountedWindow> => {
  const minutes = fc.integer({ min: -3_000, max: (to - from) / minuteMs + 3_000 });
  return fc
    .record({
      start: minutes,
      lengthMinutes: fc.option(fc.integer({ min: 0, max: 6_000 }), { freq: 5 }),
      components: fc.subarray(names),
      degree: fc.option(fc.constantFrom(...degrees)),
    })
    .map(({ start, lengthMinutes, ...rest }) => {
      const begins = from + start * minuteMs;
      return {
        ...rest,
        from: begins,
        to: lengthMinutes === null ? null : begins + lengthMinutes * minuteMs,
        isEndAssumed: false,
      };
    });
};

const impactsAround = (span: { from: number; to: number }): fc.Arbitrary<IncidentImpact[]> =>
  fc
    .array(fc.array(windowAround(span), { maxLength: 4 }), { maxLength: 4 })
    .map((all) =>
      all.map((windows, index) => ({ incidentId: `i${index}`, number: index + 1, isPrivate: false, windows })),
    );

/** What each component was down, by looking at every minute of the month. */
function stepped(impacts: readonly IncidentImpact[], { from, to }: { from: number; to: number }, now: number) {
  const down: Record<string, number> = {};
  const usual = (name: string) => (name === "Voice" ? weights["partial outage"] : weights["major outage"]);
  const windows = impacts.flatMap((impact) => impact.windows);
  for (let at = from; at < Math.min(to, now); at += minuteMs) {
    const here = windows.filter((window) => window.from <= at && at < (window.to ?? now));
    for (const name of names) {
      const heavy = here
        .filter(({ components }) => components.includes(name))
        .map(({ degree }) => (degree === null ? usual(name) : weights[degree]));
      down[name] = (down[name] ?? 0) + Math.max(0, ...heavy) * minuteMs;
    }
  }
  return down;
}

test.each(months)("In %s, %o has %d h, and is what stepping through its minutes gives", (zone, month, hours) => {
  const period = monthInterval(month, zone);
  expect(period.to - period.from).toBe(hours * hourMs);
  const nows = fc.integer({ min: -1_000, max: (period.to - period.from) / minuteMs + 5_000 });
  fc.assert(
    fc.property(impactsAround(period), nows, (impacts, minutes) => {
      const now = period.from + minutes * minuteMs;
      const { components } = monthlyAvailability(impacts, { month, now, terms: termsIn(zone) });
      const down = stepped(impacts, period, now);
      for (const { name, availability: found, budget } of components) {
        expect(found.downtimeMs).toBeCloseTo(down[name] ?? 0, 3);
        expect(found.share).toBeCloseTo(1 - (down[name] ?? 0) / (hours * hourMs), 9);
        expect(budget?.usedMs).toBe(Math.round(found.downtimeMs));
      }
      const unseen = names.filter((name) => !components.some((component) => component.name === name));
      expect(unseen.filter((name) => (down[name] ?? 0) > 0)).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

const year = { from: Date.UTC(2023, 11, 1), to: Date.UTC(2025, 1, 1) };

test("Split at the ends of months nothing is lost and nothing counts twice", () => {
  const zones = fc.constantFrom(...months.map(([zone]) => zone));
  fc.assert(
    fc.property(impactsAround(year), zones, (impacts, zone) => {
      const now = year.to + dayMs;
      const all = monthsIn({ from: year.from - 5 * dayMs, to: year.to + 10 * dayMs }, zone);
      const reports = all.map((month) => monthlyAvailability(impacts, { month, now, terms: termsIn(zone) }));
      for (const name of names) {
        const sum = reports
          .flatMap(({ components }) => components.filter((component) => component.name === name))
          .reduce((total, component) => total + component.availability.downtimeMs, 0);
        const usual = name === "Voice" ? weights["partial outage"] : weights["major outage"];
        const outages = impacts
          .flatMap(({ windows }) => windows)
          .filter(({ components }) => components.includes(name))
          .map(({ from, to, degree }) => ({ from, to: to ?? now, weight: degree === null ? usual : weights[degree] }));
        const whole = availability(outages, { from: year.from - 30 * dayMs, to: now });
        expect(sum).toBeCloseTo(whole.downtimeMs, 2);
      }
    }),
    { numRuns: 60 },
  );
});

test("Downtime is at least each incident's own and at most their sum, and does not depend on their order", () => {
  const [zone, month] = ["Europe/London", { year: 2026, month: 3 }] as const;
  const period = monthInterval(month, zone);
  fc.assert(
    fc.property(impactsAround(period), (impacts) => {
      const asked = { month, now: period.to, terms: termsIn(zone) };
      const report = monthlyAvailability(impacts, asked);
      for (const { availability: found, causes } of report.components) {
        const own = causes.map(({ downtimeMs }) => downtimeMs);
        expect(found.downtimeMs).toBeGreaterThanOrEqual(Math.max(0, ...own) - 0.001);
        expect(found.downtimeMs).toBeLessThanOrEqual(own.reduce((sum, ms) => sum + ms, 0) + 0.001);
      }
      expect(monthlyAvailability([...impacts].reverse(), asked)).toEqual(report);
      const twice = impacts.map((impact) => ({ ...impact, windows: [...impact.windows, ...impact.windows] }));
      expect(monthlyAvailability(twice, asked)).toEqual(report);
    }),
  );
});
