import { expect, test } from "vitest";
import { badDay, chanceOf, faultsFromSeed } from "../../src/workspace/seeds.ts";

const methods = ["chat.postMessage", "views.open", "users.info"];

/** The trouble of `count` calls of each method. */
function troubleOf(seed: number, count: number, order = methods): Record<string, unknown[]> {
  const seeded = faultsFromSeed(seed);
  const met: Record<string, unknown[]> = {};
  for (let call = 0; call < count; call++) {
    for (const method of order) met[method] = [...(met[method] ?? []), seeded.call(method)];
  }
  return met;
}

test("The same seed brings the same trouble, in whatever order methods are called", () => {
  expect(troubleOf(1, 200)).toEqual(troubleOf(1, 200, [...methods].reverse()));
  expect(troubleOf(1, 200)).not.toEqual(troubleOf(2, 200));
});

test("Chance is spread evenly, over seeds and over counts", () => {
  for (const words of [(n: number) => [n, "auth.test", 1], (n: number) => [1, "auth.test", n]]) {
    const tenths = Array<number>(10).fill(0);
    for (let n = 0; n < 10_000; n++) {
      const tenth = Math.floor(chanceOf(...words(n)) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  }
});

test("Each kind of trouble comes about as often as its odds say", () => {
  const seeded = faultsFromSeed(3);
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (let call = 0; call < 20_000; call++) count(seeded.call("chat.postMessage")?.kind ?? "none");
  for (let event = 0; event < 20_000; event++) count(seeded.envelope("events_api").kind);
  const share = (name: string) => (counts.get(name) ?? 0) / 20_000;
  expect(share("ratelimited")).toBeCloseTo(badDay.calls.ratelimited ?? 0, 2);
  expect(share("answer lost")).toBeCloseTo(badDay.calls["answer lost"] ?? 0, 2);
  expect(share("error")).toBeCloseTo((badDay.calls.internal_error ?? 0) + (badDay.calls.invalid_auth ?? 0), 2);
  expect(share("duplicate")).toBeCloseTo(badDay.events.duplicate ?? 0, 2);
  expect(share("cut")).toBeCloseTo(badDay.events.cut ?? 0, 2);
});

test("Odds, spared methods and bounds are held to", () => {
  const odds = { calls: { slow: 1 }, events: {}, gestures: { "half-open": 1 } };
  const seeded = faultsFromSeed(5, { odds, spared: ["auth.test"], longestMs: 40, skewMs: 100 });
  expect(Math.abs(seeded.dateSkewMs)).toBeLessThanOrEqual(100);
  for (let call = 0; call < 100; call++) {
    expect(seeded.call("auth.test")).toBeNull();
    const fault = seeded.call("chat.update");
    expect(fault?.kind === "slow" && fault.ms <= 40).toBe(true);
    expect(seeded.envelope("events_api")).toEqual({ kind: "plain" });
    const fate = seeded.envelope("interactive");
    expect(fate.kind === "half-open" && fate.ms <= 40).toBe(true);
    expect([0, 1, 2]).toContain(seeded.socket(3));
  }
});
