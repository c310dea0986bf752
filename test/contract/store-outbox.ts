// The contract of the outbox: lanes in their order, once means once, surfaces end at the newest version.

import { describe, expect, test } from "vitest";
import type { Store } from "../../src/store/store.ts";
import {
  aCommit,
  anEvent,
  claimKeys,
  claimOne,
  keep,
  leaseMs,
  noon,
  once,
  put,
  settle,
  team,
} from "./store-fixtures.ts";

const minute = 60_000;

function lanesContract(store: () => Store): void {
  test("only the head of each lane can be claimed, and the next when it is settled", async () => {
    await put(store(), [once("a1"), once("a2"), once("b1"), once("a3"), once("b2")]);
    const seen: string[][] = [];
    for (let at = noon; at < noon + 4; at++) {
      const rows = await store().claim(at, leaseMs, 100);
      seen.push(rows.map((row) => row.key));
      for (const row of rows) await settle(store(), row, at);
    }
    expect(seen).toEqual([["a1", "b1"], ["a2", "b2"], ["a3"], []]);
  });

  test("a lane of the same name in another team is another lane", async () => {
    await put(store(), [once("a1")]);
    await store().commit(aCommit({ teamId: "T2", effects: [once("a1")] }));
    expect(await claimKeys(store())).toEqual(["a1", "a1"]);
  });

  test("nothing is claimed before it is due, nor more than the limit, and the longest due comes first", async () => {
    await put(store(), [
      once("a1", { dueAt: noon + 2 }),
      once("b1", { dueAt: noon + 1 }),
      once("c1", { dueAt: noon + 3 }),
    ]);
    expect(await claimKeys(store(), noon)).toEqual([]);
    expect(await claimKeys(store(), noon + 2, 1)).toEqual(["b1"]);
    expect(await claimKeys(store(), noon + 2, 1)).toEqual(["a1"]);
    expect(await claimKeys(store(), noon + 2, 1)).toEqual([]);
  });

  test("a head that waits holds its own lane and no other", async () => {
    await put(store(), [once("a1"), once("a2"), once("b1"), once("b2")]);
    const [first, second] = await store().claim(noon, leaseMs, 100);
    if (first === undefined || second === undefined) throw new Error("two heads were expected");
    await store().retry(first.id, { dueAt: noon + minute, error: "ratelimited", nothingHappened: true });
    await settle(store(), second, noon);
    expect(await claimKeys(store(), noon + 1)).toEqual(["b2"]);
    // By then the lease of b2 has ended as well.
    expect(await claimKeys(store(), noon + minute)).toEqual(["a1", "b2"]);
  });

  test("a parked head lets its lane go on, is listed, and comes back afresh", async () => {
    await put(store(), [once("a1"), once("a2")]);
    const { id } = await claimOne(store());
    await store().park(id, { error: "channel_not_found \u0000", at: noon + 5 });
    expect(await store().parked(team)).toMatchObject([
      { id, key: "a1", parkedAt: noon + 5, lastError: "channel_not_found \ufffd", effect: { say: "a1" } },
    ]);
    expect(await store().parked(null)).toHaveLength(1);
    expect(await store().parked("T2")).toEqual([]);
    expect(await claimKeys(store(), noon + 6)).toEqual(["a2"]);
    await store().unpark(id, noon + minute);
    expect(await store().parked(null)).toEqual([]);
    expect(await claimKeys(store(), noon + minute - 1)).toEqual([]);
    // The attempt that was under way when it was parked may have left its trace.
    expect(await store().claim(noon + minute, leaseMs, 1)).toMatchObject([
      { key: "a1", attempts: 1, openAttempts: 2, triedAt: noon, lastError: null },
    ]);
  });

  test("a claimed row carries all that was committed", async () => {
    await store().commit(
      aCommit({ streamId: "inc-7", effects: [once("a1", { effect: { do: "say", n: [1] } })], at: noon - 9 }),
    );
    expect(await claimOne(store())).toMatchObject({
      teamId: team,
      streamId: "inc-7",
      key: "a1",
      lane: "a",
      effect: { do: "say", n: [1] },
      version: null,
      dueAt: noon,
      lockedUntil: noon + leaseMs,
      createdAt: noon - 9,
    });
  });
}

function leasesContract(store: () => Store): void {
  test("a claimed effect is nobody else's until its lease ends", async () => {
    await put(store(), [once("a1"), once("a2")]);
    expect(await claimKeys(store(), noon)).toEqual(["a1"]);
    expect(await claimKeys(store(), noon + leaseMs - 1)).toEqual([]);
    expect(await claimKeys(store(), noon + leaseMs)).toEqual(["a1"]);
  });

  test("releasing the leases makes them claimable at once", async () => {
    await put(store(), [once("a1")]);
    await claimKeys(store());
    await store().releaseLeases();
    expect(await claimOne(store(), noon + 1)).toMatchObject({ attempts: 2, openAttempts: 2, triedAt: noon });
  });

  test("what a clock that was ahead put off, or claimed, is due when the cap says; the rest is as it was", async () => {
    const dueAts = { a1: noon + 1, b1: noon + minute, c1: noon + 60 * minute, d1: noon };
    await put(
      store(),
      Object.entries(dueAts).map(([key, dueAt]) => once(key, { dueAt })),
    );
    // Claimed by a clock that is an hour ahead; d1 is done, and stays so.
    const done = await claimOne(store());
    await settle(store(), done, noon);
    const ahead = await store().claim(noon + 60 * minute, leaseMs, 1);
    expect(ahead.map((row) => row.key)).toEqual(["a1"]);
    await store().capWaits(noon + 2 * minute);
    expect(await store().nextDueAt(noon)).toBe(noon + minute);
    expect(await claimKeys(store(), noon + minute)).toEqual(["b1"]);
    expect(await claimKeys(store(), noon + 2 * minute - 1)).toEqual(["b1"]);
    expect(await claimKeys(store(), noon + 2 * minute)).toEqual(["a1", "c1"]);
  });

  test("attempts are counted apart from those that may have left a trace", async () => {
    await put(store(), [once("a1")]);
    const { id } = await claimOne(store(), noon);
    await store().retry(id, { dueAt: noon + 1, error: "ratelimited", nothingHappened: true });
    expect(await claimOne(store(), noon + 1)).toMatchObject({ attempts: 2, openAttempts: 1, triedAt: noon + 1 });
    await store().retry(id, { dueAt: noon + 2, error: "timeout", nothingHappened: false });
    expect(await claimOne(store(), noon + 2)).toMatchObject({ attempts: 3, openAttempts: 2, triedAt: noon + 1 });
    await store().retry(id, { dueAt: noon + 3, error: "ratelimited", nothingHappened: true });
    expect(await claimOne(store(), noon + 3)).toMatchObject({
      attempts: 4,
      openAttempts: 2,
      triedAt: noon + 1,
      lastError: "ratelimited",
    });
  });

  test("an answer that comes after the effect was settled changes nothing", async () => {
    await put(store(), [once("a1"), once("a2")]);
    const row = await claimOne(store());
    await settle(store(), row, noon);
    await store().retry(row.id, { dueAt: noon, error: "late", nothingHappened: false });
    await store().park(row.id, { error: "late", at: noon });
    await settle(store(), row, noon + 1);
    expect(await store().parked(null)).toEqual([]);
    expect(await claimKeys(store(), noon + 1)).toEqual(["a2"]);
  });
}

function onceContract(store: () => Store): void {
  test("the same key is carried out once, whether it waits, is done, or comes twice in one commit", async () => {
    await put(store(), [once("a1", { effect: { say: "first" } }), once("a1", { effect: { say: "second" } })]);
    await put(store(), [once("a1", { effect: { say: "third" } })]);
    const row = await claimOne(store());
    expect(row.effect).toEqual({ say: "first" });
    await settle(store(), row, noon);
    await put(store(), [once("a1")]);
    expect(await claimKeys(store(), noon + minute)).toEqual([]);
  });

  test("an effect's answer may bring further effects, in the same transaction", async () => {
    await put(store(), [once("a1"), once("a2")]);
    const { id } = await claimOne(store());
    const answered = { effectId: id, shownVersion: null, surface: null };
    await store().settle({ teamId: team, streamId: "inc-1", effects: [once("b1")], at: noon, settle: answered });
    expect(await claimKeys(store())).toEqual(["a2", "b1"]);
  });

  test("a key is carried out once or kept current, never both", async () => {
    await expect(put(store(), [once("a1"), keep("a1", 1)])).rejects.toThrow("one or the other");
    expect(await claimKeys(store())).toEqual([]);
  });
}

function pruningContract(store: () => Store): void {
  test("pruning removes old receipts and what was carried out once long ago, and nothing else", async () => {
    await store().commit(aCommit({ events: [anEvent()], receipt: { key: "old" } }));
    await store().commit(aCommit({ receipt: { key: "new" }, at: noon + minute }));
    await put(store(), [once("a1"), once("a2"), once("b1"), once("c1"), keep("card", 1)]);
    const [a1, b1, c1, card] = await store().claim(noon, leaseMs, 100);
    if (!a1 || !b1 || !c1 || !card) throw new Error("four heads were expected");
    await settle(store(), a1, noon);
    await settle(store(), b1, noon + minute);
    await settle(store(), card, noon, 1);
    await store().park(c1.id, { error: "never", at: noon });
    expect(await store().prune(noon)).toBe(0);
    expect(await store().prune(noon + minute)).toBe(2);
    expect(await store().prune(noon + minute)).toBe(0);
    expect([await store().receipt(team, "old"), await store().receipt(team, "new")]).toMatchObject([
      null,
      { at: noon + minute },
    ]);
    expect(await store().read(team, "inc-1")).toHaveLength(1);
    expect(await store().parked(null)).toHaveLength(1);
    // b1 is remembered still, a1 is not, a2 waits; the card holds its gap.
    await put(store(), [once("a1"), once("b1"), keep("card", 2)]);
    expect(await claimKeys(store(), noon + 999)).toEqual(["a2"]);
    expect(await claimKeys(store(), noon + 1000)).toEqual(["card"]);
  });
}

export function outboxContract(store: () => Store): void {
  describe("keeps lanes in order", () => lanesContract(store));
  describe("leases what is claimed", () => leasesContract(store));
  describe("carries out once", () => onceContract(store));
  describe("prunes", () => pruningContract(store));
}
