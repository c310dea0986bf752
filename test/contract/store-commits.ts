// The contract of commits: all or nothing, one winner, one change for each receipt.

import { describe, expect, test } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { aCommit, anEvent, anIncident, claimKeys, claimOne, leaseMs, noon, once, put, team } from "./store-fixtures.ts";

/** A commit that has something of everything. */
function fullCommit(settled: number, key = "envelope-1") {
  return aCommit({
    events: [anEvent()],
    receipt: { key },
    effects: [once("c1")],
    deadlines: [{ kind: "update-due", dueAt: noon }],
    incident: anIncident(1),
    settle: {
      effectId: settled,
      shownVersion: null,
      surface: { name: "card", channelId: "C1", ts: "1.2", version: 1, digest: "d" },
    },
  });
}

/** Everything in the store that a commit to inc-1 can change. */
async function everything(store: Store) {
  return {
    events: await store.read(team, "inc-1"),
    receipts: [await store.receipt(team, "envelope-1"), await store.receipt(team, "envelope-2")],
    deadlines: await store.dueDeadlines(noon * 2, 100),
    surfaces: await store.surfaces(team, "inc-1"),
    incidents: await store.incidents(team, { open: null, ids: null, limit: 100 }),
    nextDueAt: await store.nextDueAt(noon),
  };
}

function readingContract(store: () => Store): void {
  test("a stream is read back in its order, with both times and the very same JSON", async () => {
    const body = { z: 1, a: ["\u0000", "\ud800", "שלום", "👩‍🚒", null, 1e21, { "": 'a"\\' }], "2": 0, "10": 0 };
    const events = [anEvent({ body }), anEvent({ type: "Renamed", occurredAt: noon - 60_000, recordedAt: noon + 5 })];
    expect(await store().commit(aCommit({ events }))).toBe("committed");
    const read = await store().read(team, "inc-1");
    expect(read).toEqual(events.map((event, index) => ({ ...event, streamId: "inc-1", version: index + 1 })));
    expect(JSON.stringify(read[0]?.body)).toBe(JSON.stringify(body));
  });

  test("only what came after a version is read, and nothing of another stream or team", async () => {
    await store().commit(aCommit({ events: [anEvent(), anEvent({ type: "Second" })] }));
    await store().commit(aCommit({ streamId: "inc-2", events: [anEvent()] }));
    await store().commit(aCommit({ teamId: "T2", events: [anEvent(), anEvent(), anEvent()] }));
    expect((await store().read(team, "inc-1", 1)).map((event) => event.type)).toEqual(["Second"]);
    expect(await store().read(team, "inc-1", 2)).toEqual([]);
    expect(await store().read(team, "inc-2")).toHaveLength(1);
    expect(await store().read(team, "inc-3")).toEqual([]);
  });

  test("more rows than one INSERT takes keep their order", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `n${index}`);
    await store().commit(
      aCommit({
        events: names.map((type) => anEvent({ type })),
        effects: names.map((key) => once(key, { lane: key })),
        deadlines: names.map((kind, index) => ({ kind, dueAt: noon + index })),
      }),
    );
    expect((await store().read(team, "inc-1")).map((event) => event.type)).toEqual(names);
    expect(await claimKeys(store())).toEqual(names);
    expect((await store().dueDeadlines(noon + 100, 1000)).map((deadline) => deadline.kind)).toEqual(names);
  });
}

function racingContract(store: () => Store): void {
  test("of several commits on the same version one wins, and the others are told", async () => {
    const outcomes = await Promise.all(
      [1, 2, 3, 4, 5].map(() => store().commit(aCommit({ events: [anEvent(), anEvent()] }))),
    );
    expect(outcomes.toSorted()).toEqual(["committed", "conflict", "conflict", "conflict", "conflict"]);
    expect(await store().read(team, "inc-1")).toHaveLength(2);
  });

  test("a commit on an old version is a conflict and leaves nothing behind", async () => {
    await put(store(), [once("b1")]);
    const { id } = await claimOne(store());
    await store().commit(aCommit({ events: [anEvent()] }));
    const before = await everything(store());
    expect(await store().commit(fullCommit(id))).toBe("conflict");
    expect(await everything(store())).toEqual(before);
    // The effect that it would have settled is still under way, and none was added.
    expect(await claimKeys(store(), noon + leaseMs)).toEqual(["b1"]);
  });

  test("the very same commit twice is a conflict", async () => {
    const commit = aCommit({ events: [anEvent()] });
    expect(await store().commit(commit)).toBe("committed");
    expect(await store().commit(commit)).toBe("conflict");
  });

  test("a number that another incident has is a conflict and leaves nothing behind", async () => {
    await store().commit(aCommit({ streamId: "inc-0", events: [anEvent()], incident: anIncident(1) }));
    const before = await everything(store());
    expect(await store().commit(fullCommit(0))).toBe("conflict");
    expect(await everything(store())).toEqual(before);
    expect(await claimKeys(store())).toEqual([]);
  });

  test("incidents declared in the same moment get consecutive numbers", async () => {
    const declare = async (streamId: string): Promise<number> => {
      for (let attempt = 0; attempt < 100; attempt++) {
        const number = await store().nextNumber(team);
        const outcome = await store().commit(aCommit({ streamId, events: [anEvent()], incident: anIncident(number) }));
        if (outcome === "committed") return number;
        expect(outcome).toBe("conflict");
      }
      throw new Error("A hundred declarations in a row were refused");
    };
    const numbers = await Promise.all(["a", "b", "c", "d", "e", "f"].map(declare));
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await store().nextNumber(team)).toBe(7);
    expect(await store().nextNumber("T2")).toBe(1);
  });
}

function receiptContract(store: () => Store): void {
  test("a receipt says what its key led to", async () => {
    await store().commit(aCommit({ events: [anEvent(), anEvent()], receipt: { key: "envelope-1" } }));
    expect(await store().receipt(team, "envelope-1")).toEqual({ streamId: "inc-1", version: 2, at: noon });
    expect(await store().receipt(team, "envelope-2")).toBeNull();
    expect(await store().receipt("T2", "envelope-1")).toBeNull();
  });

  test("a second commit with the same key is a duplicate and leaves nothing behind", async () => {
    await put(store(), [once("b1")]);
    const { id } = await claimOne(store());
    await store().commit(aCommit({ events: [anEvent()], receipt: { key: "envelope-1" } }));
    const before = await everything(store());
    expect(await store().commit({ ...fullCommit(id), expectedVersion: 1 })).toBe("duplicate");
    // Also where the version has moved on: that it was done already says more than that somebody was faster.
    expect(await store().commit(fullCommit(id))).toBe("duplicate");
    expect(await everything(store())).toEqual(before);
    expect(await claimKeys(store(), noon + leaseMs)).toEqual(["b1"]);
  });

  test("of the same envelope many times at once one is committed", async () => {
    const outcomes = await Promise.all(
      ["a", "b", "c", "d"].map((streamId) =>
        store().commit(aCommit({ streamId, events: [anEvent()], receipt: { key: "envelope-1" } })),
      ),
    );
    expect(outcomes.toSorted()).toEqual(["committed", "duplicate", "duplicate", "duplicate"]);
  });

  test("another team may have the same key", async () => {
    const change = { events: [anEvent()], receipt: { key: "envelope-1" } };
    expect(await store().commit(aCommit(change))).toBe("committed");
    expect(await store().commit(aCommit({ ...change, events: [anEvent()], teamId: "T2" }))).toBe("committed");
  });

  test("a receipt alone can be committed, for a click that changes nothing", async () => {
    const commit = aCommit({ expectedVersion: 3, receipt: { key: "envelope-1" } });
    expect(await store().commit(commit)).toBe("committed");
    expect(await store().commit(commit)).toBe("duplicate");
  });
}

function failureContract(store: () => Store): void {
  test("a commit that settles an effect does both", async () => {
    await put(store(), [once("b1")]);
    const { id } = await claimOne(store());
    expect(await store().commit(fullCommit(id))).toBe("committed");
    expect(await store().surface(team, "inc-1", "card")).toMatchObject({ channelId: "C1", ts: "1.2", at: noon });
    expect(await claimKeys(store(), noon + leaseMs)).toEqual(["c1"]);
  });

  test("what the database refuses is thrown, and leaves nothing behind", async () => {
    const before = await everything(store());
    const commit = fullCommit(0);
    const broken = { ...commit, deadlines: [{ kind: "update-due", dueAt: Number.NaN }] };
    await expect(store().commit(broken)).rejects.toThrow();
    expect(await everything(store())).toEqual(before);
    expect(await store().commit(commit)).toBe("committed");
  });

  test("a key that PostgreSQL could not index is refused on every database", async () => {
    const long = "k".repeat(501);
    await expect(store().commit(aCommit({ receipt: { key: long } }))).rejects.toThrow("longer than 500");
    await expect(put(store(), [once(long)])).rejects.toThrow("longer than 500");
  });
}

export function commitsContract(store: () => Store): void {
  describe("reads", () => readingContract(store));
  describe("gives a race one winner", () => racingContract(store));
  describe("makes one change for each receipt", () => receiptContract(store));
  describe("commits all or nothing", () => failureContract(store));
}
