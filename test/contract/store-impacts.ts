// The contract of impact beside the rows: what a month is read from.

import { describe, expect, test } from "vitest";
import type { Impact } from "../../src/store/impacts.ts";
import type { Store } from "../../src/store/store.ts";
import { aCommit, anIncident, noon, team } from "./store-fixtures.ts";

const hour = 3_600_000;
const windows = [{ components: ["Voice \u0000 \ud83d\ude92"], from: noon }];
const from = (start: number, end: number | null): Impact => ({ reach: { from: start, to: end }, windows });
const none: Impact = { reach: null, windows: [] };

/** Commits incident `number` of the team. */
async function put(store: Store, number: number, impact: Impact | null, teamId = team, version = 1): Promise<void> {
  const incident = anIncident(number, { version });
  await store.commit(aCommit({ teamId, streamId: `${teamId}-${number}`, incident, impact }));
}

/** The numbers that are found for the hour after noon, and whether their windows are known. */
async function found(store: Store): Promise<[number: number, isKnown: boolean][]> {
  const rows = await store.impacts(team, { from: noon, to: noon + hour });
  return rows.map((row) => [row.number, row.windows !== null]);
}

export function impactsContract(store: () => Store): void {
  describe("keeps impact beside the rows", () => {
    test("found is what has a part of the span, what lasts and what is unknown, of this team", async () => {
      await put(store(), 1, from(noon - hour, noon));
      await put(store(), 2, from(noon - hour, noon + 1));
      await put(store(), 3, from(noon + hour - 1, noon + 5 * hour));
      await put(store(), 4, from(noon + hour, noon + 5 * hour));
      await put(store(), 5, from(noon - 900 * hour, null));
      await put(store(), 6, from(noon + hour, null));
      await put(store(), 7, none);
      await put(store(), 8, null);
      await put(store(), 9, from(noon, noon + 1), "T2");
      expect(await found(store())).toEqual([
        [2, true],
        [3, true],
        [5, true],
        [8, false],
      ]);
      const [row] = await store().impacts(team, { from: noon, to: noon + hour });
      expect(row).toEqual({ ...anIncident(2), teamId: team, streamId: `${team}-2`, windows });
    });

    test("a commit replaces it, an older version never does; one that does not know it makes it unknown", async () => {
      await put(store(), 1, from(noon, noon + 1), team, 4);
      await put(store(), 1, none, team, 3);
      expect(await found(store())).toEqual([[1, true]]);
      await put(store(), 1, none, team, 5);
      expect(await found(store())).toEqual([]);
      await put(store(), 1, null, team, 6);
      expect(await found(store())).toEqual([[1, false]]);
      expect((await store().unknownImpacts(5)).map(({ number, version }) => [number, version])).toEqual([[1, 6]]);
    });

    test("what is unknown is filled in once, unless the incident has gone on", async () => {
      await put(store(), 1, null);
      await put(store(), 2, null, "T2");
      expect((await store().unknownImpacts(1)).map(({ number }) => number)).toEqual([1]);
      const rows = await store().unknownImpacts(9);
      expect(rows.map((row) => [row.teamId, row.number])).toEqual([
        [team, 1],
        ["T2", 2],
      ]);
      for (const row of rows) await store().fillImpact({ ...row, version: 2 }, from(noon, null));
      expect(await store().unknownImpacts(9)).toHaveLength(2);
      for (const row of rows) await store().fillImpact(row, from(noon, null));
      expect(await store().unknownImpacts(9)).toEqual([]);
      const [row] = await store().impacts(team, { from: noon, to: noon + hour });
      expect(row?.windows).toEqual(windows);
    });
  });
}
