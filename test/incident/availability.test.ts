// Availability: the figures of two real months, and the law against an oracle that steps through the period.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { availability, creditTier, errorBudget, type Outage } from "../../src/incident/availability.ts";
import { minuteMs } from "../../src/time/duration.ts";
import { monthInterval } from "../../src/time/month.ts";

const at = (text: string): number => Date.parse(text);
const outage = (from: string, to: string, weight = 1): Outage => ({ from: at(from), to: at(to), weight });
const tiers = [
  { below: 0.999, credit: 0.1 },
  { below: 0.99, credit: 0.25 },
];

describe("Simwood's January 2020", () => {
  const month = monthInterval({ year: 2020, month: 1 }, "UTC");
  const masters = outage("2020-01-23T11:07:00Z", "2020-01-23T11:27:00Z");
  const blocked = outage("2020-01-23T11:07:00Z", "2020-01-23T11:54:00Z");
  const second = outage("2020-01-23T13:47:00Z", "2020-01-23T13:48:00Z");

  test("Voice was down 48 min, neither the sum nor the span: 99.8925 %, over its budget, a credit of a tenth", () => {
    const voice = availability([masters, blocked, second], month);
    expect(voice.downtimeMs).toBe(48 * minuteMs);
    expect((voice.share * 100).toFixed(4)).toBe("99.8925");
    const budget = errorBudget(voice, 0.999);
    expect(budget.allowedMs).toBe(44_640 * 60);
    expect(budget.leftMs).toBe(44_640 * 60 - 48 * minuteMs);
    expect(creditTier(voice, tiers)).toEqual({ below: 0.999, credit: 0.1 });
  });

  test("API and Portal were down 47 min", () => {
    expect(availability([blocked], month).downtimeMs).toBe(47 * minuteMs);
  });
});

test("Invoca's July 2019 came to 99.8297 %", () => {
  const month = monthInterval({ year: 2019, month: 7 }, "America/Los_Angeles");
  const calls = availability([outage("2019-07-23T10:35:00-07:00", "2019-07-23T11:51:00-07:00")], month);
  expect((calls.share * 100).toFixed(4)).toBe("99.8297");
});

test("An outage over a month's end counts in each for what lies in it", () => {
  const over = outage("2020-01-31T23:00:00Z", "2020-02-01T02:00:00Z");
  const january = availability([over], monthInterval({ year: 2020, month: 1 }, "UTC"));
  const february = availability([over], monthInterval({ year: 2020, month: 2 }, "UTC"));
  expect([january.downtimeMs, february.downtimeMs]).toEqual([60 * minuteMs, 120 * minuteMs]);
});

test("The heaviest counts where they overlap; what is still usable counts nothing", () => {
  const hour = { from: 0, to: 60 * minuteMs };
  const partial = { from: 0, to: 30 * minuteMs, weight: 0.3 };
  const major = { from: 20 * minuteMs, to: 40 * minuteMs, weight: 1 };
  const degraded = { from: 0, to: 60 * minuteMs, weight: 0 };
  expect(availability([partial, major, degraded], hour).downtimeMs).toBe(26 * minuteMs);
  expect(availability([], hour)).toEqual({ downtimeMs: 0, lengthMs: 60 * minuteMs, share: 1 });
});

test("Exactly at a tier's edge earns nothing; further down the higher credit", () => {
  const lengthMs = 1_000_000;
  const of = (downtimeMs: number) => ({ downtimeMs, lengthMs, share: 1 - downtimeMs / lengthMs });
  expect(creditTier(of(1_000), tiers)).toBeNull();
  expect(creditTier(of(1_001), tiers)?.credit).toBe(0.1);
  expect(creditTier(of(20_000), tiers)?.credit).toBe(0.25);
  expect(creditTier(of(20_000), [])).toBeNull();
});

test("Whatever the outages, downtime is what stepping through the period gives", () => {
  const one = fc.record({
    from: fc.integer({ min: -20, max: 120 }),
    to: fc.integer({ min: -20, max: 120 }),
    weight: fc.constantFrom(0, 0.3, 0.5, 1),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), (outages) => {
      let down = 0;
      for (let instant = 0; instant < 100; instant++) {
        const heavy = outages.filter(({ from, to }) => from <= instant && instant < to).map(({ weight }) => weight);
        down += Math.max(0, ...heavy);
      }
      expect(availability(outages, { from: 0, to: 100 }).downtimeMs).toBeCloseTo(down, 6);
    }),
  );
});
