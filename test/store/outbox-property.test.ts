// Any interleaving of commits, claims, answers (late ones too), retries and crashes keeps what the engine relies on.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OutboxRow } from "../../src/store/outbox.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { aCommit, keep, noon, once } from "../contract/store-fixtures.ts";

const leaseMs = 100;
const gapMs = 50;

type Step =
  | { do: "say"; lane: string }
  | { do: "change"; surface: string; delayMs: number }
  | { do: "claim"; limit: number }
  | { do: "answer" | "retry" | "park"; which: number }
  | { do: "wait"; ms: number }
  | { do: "crash" };

const lane = fc.constantFrom("x", "y", "z");
// Two surfaces have a lane of their own, and one stands in a lane among messages.
const surface = fc.constantFrom("card", "topic", "x");
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("say" as const), lane }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("change" as const), surface, delayMs: fc.nat(80) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("claim" as const), limit: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("answer" as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("retry" as const, "park" as const), which: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, 20, 50, 100, 150) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("crash" as const) }) },
);

type Held = { row: OutboxRow; claimedAt: number; isOver: boolean };

/** What ought to be, beside the store that is. */
type World = {
  store: Store;
  now: number;
  said: { key: string; lane: string }[];
  /** The newest version that each surface was asked to show, and what an answer last showed of it. */
  wanted: Map<string, number>;
  shown: Map<string, { version: number; at: number }>;
  settled: Set<string>;
  parked: Set<string>;
  held: Held[];
};

async function claim(world: World, limit: number): Promise<OutboxRow[]> {
  const { store, now, settled, parked, held } = world;
  const rows = await store.claim(now, leaseMs, limit);
  expect(rows.length).toBeLessThanOrEqual(limit);
  for (const row of rows) {
    expect(row.dueAt).toBeLessThanOrEqual(now);
    const isBusy = (other: Held) => other.row.lane === row.lane && other.claimedAt + leaseMs > now && !other.isOver;
    expect(held.filter(isBusy)).toEqual([]);
    if (row.version === null) {
      // Once means once, and everything said before it in its lane has been said or given up.
      expect(settled).not.toContain(row.key);
      const lane = world.said.filter((said) => said.lane === row.lane).map((said) => said.key);
      const before = lane.slice(0, lane.indexOf(row.key));
      expect(before.filter((key) => !settled.has(key) && !parked.has(key))).toEqual([]);
    } else {
      const last = world.shown.get(row.key);
      if (last !== undefined && row.lastError === null) expect(now).toBeGreaterThanOrEqual(last.at + gapMs);
    }
    held.push({ row, claimedAt: now, isOver: false });
  }
  return rows;
}

/**
 * Takes one of those held; also one whose lease has run out, as a slow process would. Whatever it says of the effect
 * ends the lease of whoever holds the same one by now: it is settled, or tried again.
 */
function take(world: World, which: number): OutboxRow | null {
  const [taken] = world.held.splice(which % Math.max(1, world.held.length), 1);
  if (taken === undefined) return null;
  for (const other of world.held) if (other.row.id === taken.row.id) other.isOver = true;
  return taken.row;
}

async function answer(world: World, row: OutboxRow): Promise<void> {
  const { store, now } = world;
  const effect = { effectId: row.id, shownVersion: row.version, surface: null };
  await store.settle({ teamId: row.teamId, streamId: row.streamId, effects: [], at: now, settle: effect });
  if (row.version === null) world.settled.add(row.key);
  else world.shown.set(row.key, { version: row.version, at: now });
}

async function change(world: World, key: string, delayMs: number): Promise<void> {
  const version = (world.wanted.get(key) ?? 0) + 1;
  world.wanted.set(key, version);
  const effect = keep(key, version, { dueAt: world.now + delayMs, gapMs });
  await world.store.commit(aCommit({ effects: [effect], at: world.now }));
}

async function giveUp(world: World, row: OutboxRow): Promise<void> {
  // What its lane waited for may go on now, unless another claim has carried it out meanwhile.
  await world.store.park(row.id, { error: "never", at: world.now });
  world.parked.add(row.key);
}

async function perform(world: World, next: Step): Promise<void> {
  const { store, said, held } = world;
  if (next.do === "say") {
    const key = `say${said.length}`;
    said.push({ key, lane: next.lane });
    // Committed twice, as after an answer that was lost: it is still one effect.
    for (let time = 0; time < 2; time++) {
      await store.commit(aCommit({ effects: [once(key, { lane: next.lane, dueAt: world.now })], at: world.now }));
    }
  } else if (next.do === "change") {
    await change(world, next.surface, next.delayMs);
  } else if (next.do === "claim") {
    await claim(world, next.limit);
  } else if (next.do === "wait") {
    world.now += next.ms;
  } else if (next.do === "crash") {
    held.length = 0;
    await store.releaseLeases();
  } else {
    const row = take(world, next.which);
    if (row === null) return;
    if (next.do === "answer") await answer(world, row);
    else if (next.do === "park") await giveUp(world, row);
    else await store.retry(row.id, { dueAt: world.now + 30, error: "again", nothingHappened: true });
  }
}

/** Lets the store come to rest, as the engine's loop does: nothing but its own next instant tells when to look. */
async function comeToRest(world: World): Promise<void> {
  for (let rounds = 0; rounds < 500; rounds++) {
    const nextAt = await world.store.nextDueAt(world.now);
    if (nextAt === null) return;
    world.now = Math.max(world.now, nextAt);
    const rows = await claim(world, 10);
    world.held.length = 0;
    for (const row of rows) await answer(world, row);
  }
  throw new Error("The store named a next instant 500 times over and never came to rest");
}

describe("The outbox, whatever happens in whatever order,", () => {
  test("keeps lanes in order, carries out once, and ends with each surface at its newest version", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: "max" }), async (steps) => {
        const store = await openStore(":memory:");
        const world: World = {
          store,
          now: noon,
          said: [],
          wanted: new Map(),
          shown: new Map(),
          settled: new Set(),
          parked: new Set(),
          held: [],
        };
        try {
          for (const next of steps) await perform(world, next);
          await comeToRest(world);
          const left = (await store.parked(null)).map((row) => row.key);
          for (const { key } of world.said) expect(world.settled.has(key) || left.includes(key)).toBe(true);
          for (const [key, version] of world.wanted) {
            if (!left.includes(key)) expect(world.shown.get(key)?.version).toBe(version);
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
