// The contract of what is kept current (card, announcement, topic), of deadlines, and of the next instant at which
// there is something to do.

import { describe, expect, test } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { aCommit, claimKeys, claimOne, keep, leaseMs, noon, once, put, settle, team } from "./store-fixtures.ts";

const minute = 60_000;

function keepContract(store: () => Store): void {
  test("many changes make one row, which wants the newest version and shows the newest", async () => {
    await put(store(), [keep("card", 1), keep("card", 3), keep("card", 2)]);
    await put(store(), [keep("card", 5)]);
    await put(store(), [keep("card", 4)]);
    expect(await claimOne(store())).toMatchObject({ version: 5, effect: { show: 5 } });
  });

  test("what waits becomes due at the earliest time that any change asks for", async () => {
    await put(store(), [keep("card", 1, { dueAt: noon + 50 })]);
    await put(store(), [keep("card", 2, { dueAt: noon + 20 })]);
    await put(store(), [keep("card", 3, { dueAt: noon + 90 })]);
    expect(await store().nextDueAt(noon)).toBe(noon + 20);
  });

  test("it is done when the newest version is shown, and due again at the next change, after its gap", async () => {
    await put(store(), [keep("card", 1)]);
    await settle(store(), await claimOne(store()), noon, 1);
    expect(await store().nextDueAt(noon)).toBeNull();
    await put(store(), [keep("card", 2)], noon + 1);
    expect(await store().nextDueAt(noon)).toBe(noon + 1000);
    expect(await claimOne(store(), noon + 1000)).toMatchObject({ version: 2, attempts: 1, openAttempts: 1 });
  });

  test("further changes within the gap do not shorten it, and a later wish is kept", async () => {
    await put(store(), [keep("card", 1)]);
    await settle(store(), await claimOne(store()), noon, 1);
    for (const version of [2, 3, 4])
      await put(store(), [keep("card", version, { dueAt: noon + version })], noon + version);
    expect(await store().nextDueAt(noon)).toBe(noon + 1000);
    await settle(store(), await claimOne(store(), noon + 1000), noon + 1000, 4);
    await put(store(), [keep("card", 5, { dueAt: noon + minute })]);
    expect(await store().nextDueAt(noon)).toBe(noon + minute);
  });

  test("a showing that lies in the future, for the host's clock was set back, holds no change back", async () => {
    const before = noon + 60 * minute;
    await put(store(), [keep("card", 1, { dueAt: before })], before);
    await settle(store(), await claimOne(store(), before), before, 1);
    await put(store(), [keep("card", 2, { dueAt: noon + 5 })], noon + 5);
    expect(await store().nextDueAt(noon + 5)).toBe(noon + 5);
  });

  test("a change while it is under way makes it due again after its gap", async () => {
    await put(store(), [keep("card", 1)]);
    const row = await claimOne(store());
    await put(store(), [keep("card", 2, { dueAt: noon + 1 })], noon + 1);
    await settle(store(), row, noon + 2, 1);
    expect(await store().nextDueAt(noon + 2)).toBe(noon + 1002);
    expect(await claimOne(store(), noon + 1002)).toMatchObject({ version: 2, attempts: 1, openAttempts: 1 });
  });

  test("a change does not shorten a wait that Slack asked for", async () => {
    await put(store(), [keep("card", 1)]);
    const { id } = await claimOne(store());
    await store().retry(id, { dueAt: noon + minute, error: "ratelimited", nothingHappened: true });
    await put(store(), [keep("card", 2, { dueAt: noon + 1 })], noon + 1);
    expect(await claimKeys(store(), noon + minute - 1)).toEqual([]);
    expect(await claimOne(store(), noon + minute)).toMatchObject({ version: 2, attempts: 2, lastError: "ratelimited" });
  });

  test("a change brings back what was parked", async () => {
    await put(store(), [keep("card", 1)]);
    await store().park((await claimOne(store())).id, { error: "is_archived", at: noon });
    await put(store(), [keep("card", 2, { dueAt: noon + 5 })], noon + 5);
    expect(await store().parked(null)).toEqual([]);
    expect(await claimOne(store(), noon + 5)).toMatchObject({ version: 2, attempts: 1, lastError: null });
  });

  test("a late answer with an older version, from a lease that had run out, has it shown again", async () => {
    await put(store(), [keep("card", 1)]);
    const slow = await claimOne(store(), noon);
    await put(store(), [keep("card", 2)]);
    const quick = await claimOne(store(), noon + leaseMs);
    await settle(store(), quick, noon + leaseMs, 2);
    expect(await store().nextDueAt(noon + leaseMs)).toBeNull();
    await settle(store(), slow, noon + leaseMs + 1, 1);
    expect(await store().nextDueAt(noon + leaseMs)).toBe(noon + leaseMs + 1001);
  });

  test("what can be shown no more is settled without a version", async () => {
    await put(store(), [keep("card", 7)]);
    await settle(store(), await claimOne(store()), noon, null);
    expect(await store().nextDueAt(noon)).toBeNull();
  });

  test("due again, it stands first in its lane but waits for what is under way there", async () => {
    await put(store(), [keep("card", 1, { lane: "x" }), once("x1"), once("x2")]);
    await settle(store(), await claimOne(store()), noon, 1);
    const said = await claimOne(store(), noon + 1);
    expect(said.key).toBe("x1");
    await put(store(), [keep("card", 2, { lane: "x", gapMs: 0 })], noon + 1);
    expect(await claimKeys(store(), noon + 2)).toEqual([]);
    await settle(store(), said, noon + 3);
    expect(await claimKeys(store(), noon + 3)).toEqual(["card"]);
  });
}

function surfaceContract(store: () => Store): void {
  const shown = { name: "card", channelId: "C1", ts: "1700000000.000100", version: 1, digest: "abc" };

  test("a surface is what was shown last; it can be forgotten", async () => {
    const show = (surface: typeof shown, at: number) =>
      store().settle({
        teamId: team,
        streamId: "inc-1",
        effects: [],
        at,
        settle: { effectId: 0, shownVersion: null, surface },
      });
    await show(shown, noon);
    await show({ ...shown, name: "announcement" }, noon);
    await show({ ...shown, ts: "1700000000.000200", version: 3, digest: "def" }, noon + 1);
    const card = { ...shown, ts: "1700000000.000200", version: 3, digest: "def", at: noon + 1 };
    expect(await store().surface(team, "inc-1", "card")).toEqual(card);
    expect(await store().surfaces(team, "inc-1")).toEqual([{ ...shown, name: "announcement", at: noon }, card]);
    expect(await store().surfaces(team, "inc-2")).toEqual([]);
    expect(await store().surface("T2", "inc-1", "card")).toBeNull();
    await store().forgetSurface(team, "inc-1", "card");
    expect(await store().surface(team, "inc-1", "card")).toBeNull();
    expect(await store().surfaces(team, "inc-1")).toHaveLength(1);
  });
}

function deadlinesContract(store: () => Store): void {
  const deadlinesOf = async () =>
    (await store().dueDeadlines(noon + minute, 100)).map(({ kind, dueAt }) => [kind, dueAt]);

  test("a commit replaces all of its stream's deadlines, or leaves them", async () => {
    await store().commit(aCommit({ streamId: "inc-2", deadlines: [{ kind: "other", dueAt: noon + 9 }] }));
    await store().commit(
      aCommit({
        deadlines: [
          { kind: "warn", dueAt: noon + 2 },
          { kind: "nudge", dueAt: noon + 1 },
        ],
      }),
    );
    expect(await deadlinesOf()).toEqual([
      ["nudge", noon + 1],
      ["warn", noon + 2],
      ["other", noon + 9],
    ]);
    await store().commit(aCommit({ deadlines: null, at: noon + 1 }));
    expect(await deadlinesOf()).toHaveLength(3);
    await store().commit(aCommit({ deadlines: [{ kind: "nudge", dueAt: noon + 5 }] }));
    expect(await deadlinesOf()).toEqual([
      ["nudge", noon + 5],
      ["other", noon + 9],
    ]);
    await store().commit(aCommit({ deadlines: [] }));
    expect(await deadlinesOf()).toEqual([["other", noon + 9]]);
  });

  test("only what is due is given, the longest overdue first, up to the limit", async () => {
    const deadlines = [3, 1, 2, 4].map((n) => ({ kind: `k${n}`, dueAt: noon + n }));
    await store().commit(aCommit({ deadlines }));
    expect(await store().dueDeadlines(noon + 3, 2)).toEqual([
      { teamId: team, streamId: "inc-1", kind: "k1", dueAt: noon + 1 },
      { teamId: team, streamId: "inc-1", kind: "k2", dueAt: noon + 2 },
    ]);
    expect(await store().dueDeadlines(noon + 3, 100)).toHaveLength(3);
    expect(await store().dueDeadlines(noon, 100)).toEqual([]);
  });

  test("a deadline is dropped only as it was read", async () => {
    const deadline = { teamId: team, streamId: "inc-1", kind: "nudge", dueAt: noon };
    await store().commit(aCommit({ deadlines: [{ kind: "nudge", dueAt: noon + 1 }] }));
    await store().dropDeadline(deadline);
    expect(await deadlinesOf()).toEqual([["nudge", noon + 1]]);
    await store().dropDeadline({ ...deadline, dueAt: noon + 1 });
    expect(await deadlinesOf()).toEqual([]);
  });
}

function nextDueContract(store: () => Store): void {
  test("with nothing to do there is no next instant", async () => {
    expect(await store().nextDueAt(noon)).toBeNull();
  });

  test("it is the earliest head or deadline; what waits behind a head does not count", async () => {
    await store().commit(aCommit({ deadlines: [{ kind: "nudge", dueAt: noon + 500 }] }));
    expect(await store().nextDueAt(noon)).toBe(noon + 500);
    await put(store(), [
      once("a1", { dueAt: noon + 300 }),
      once("a2", { dueAt: noon - 5 }),
      once("b1", { dueAt: noon + 400 }),
    ]);
    expect(await store().nextDueAt(noon)).toBe(noon + 300);
    // Once it has passed it stays, until somebody claims it.
    expect(await store().nextDueAt(noon + 350)).toBe(noon + 300);
  });

  test("a lane under way counts from the end of its lease, and what is parked or done not at all", async () => {
    await put(store(), [once("a1"), once("a2"), once("b1"), once("c1")]);
    const [, b1, c1] = await store().claim(noon, leaseMs, 100);
    if (b1 === undefined || c1 === undefined) throw new Error("three heads were expected");
    await settle(store(), b1, noon);
    await store().park(c1.id, { error: "never", at: noon });
    expect(await store().nextDueAt(noon + 1)).toBe(noon + leaseMs);
    expect(await store().nextDueAt(noon + leaseMs)).toBe(noon);
    expect(await claimKeys(store(), noon + leaseMs)).toEqual(["a1"]);
  });
}

export function surfacesContract(store: () => Store): void {
  describe("keeps surfaces current", () => keepContract(store));
  describe("remembers surfaces", () => surfaceContract(store));
  describe("holds deadlines", () => deadlinesContract(store));
  describe("knows the next instant", () => nextDueContract(store));
}
