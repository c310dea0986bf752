// The contract of finding incidents, and of upkeep.

import { describe, expect, test } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { aCommit, anEvent, anIncident, noon, team } from "./store-fixtures.ts";

async function declareThree(store: Store): Promise<void> {
  for (const number of [1, 2, 3]) {
    const endedAt = number === 2 ? noon + 60_000 : null;
    const incident = anIncident(number, { channelId: `C${number}`, endedAt });
    await store.commit(aCommit({ streamId: `inc-${number}`, events: [anEvent()], incident }));
  }
  await store.commit(aCommit({ teamId: "T2", streamId: "other", events: [anEvent()], incident: anIncident(1) }));
}

function findContract(store: () => Store): void {
  test("an incident is found by number, by channel and by stream, in its own team", async () => {
    await declareThree(store());
    const row = { ...anIncident(2, { channelId: "C2", endedAt: noon + 60_000 }), teamId: team, streamId: "inc-2" };
    expect(await store().incidentByNumber(team, 2)).toEqual(row);
    expect(await store().incidentByChannel(team, "C2")).toEqual(row);
    expect(await store().incidentByStream(team, "inc-2")).toEqual(row);
    expect(await store().incidentByNumber(team, 9)).toBeNull();
    expect(await store().incidentByChannel("T2", "C2")).toBeNull();
    expect(await store().incidentByStream("T2", "inc-2")).toBeNull();
    expect(await store().teams()).toEqual([team, "T2"]);
  });

  test("incidents are listed newest first, open or ended, or by their streams", async () => {
    await declareThree(store());
    const list = async (filter: { open?: boolean; ids?: string[]; limit?: number }) => {
      const found = await store().incidents(team, { open: null, ids: null, limit: 100, ...filter });
      return found.map((row) => row.number);
    };
    expect(await list({})).toEqual([3, 2, 1]);
    expect(await list({ limit: 2 })).toEqual([3, 2]);
    expect(await list({ open: true })).toEqual([3, 1]);
    expect(await list({ open: false })).toEqual([2]);
    expect(await list({ ids: ["inc-1", "inc-2", "other"] })).toEqual([2, 1]);
    expect(await list({ ids: [] })).toEqual([]);
  });

  test("a commit replaces its incident's row, and an older version never does", async () => {
    await store().commit(aCommit({ incident: anIncident(1, { title: "new", version: 4, commanderId: "U2" }) }));
    await store().commit(
      aCommit({ incident: anIncident(1, { title: "newer", version: 5, channelId: "C9", drillAt: noon }) }),
    );
    await store().commit(aCommit({ incident: anIncident(1, { title: "old", version: 3 }) }));
    expect(await store().incidents(team, { open: null, ids: null, limit: 100 })).toEqual([
      {
        ...anIncident(1, { title: "newer", version: 5, channelId: "C9", drillAt: noon }),
        teamId: team,
        streamId: "inc-1",
      },
    ]);
  });

  test("a title that no database can hold as it is does not stop the incident", async () => {
    expect(await store().commit(aCommit({ incident: anIncident(1, { title: "a\u0000b\ud800c" }) }))).toBe("committed");
    expect((await store().incidentByNumber(team, 1))?.title).toBe("a\ufffdb\ufffdc");
  });

  test("the rows of a team can be replaced as a whole", async () => {
    await declareThree(store());
    const rows = [3, 1].map((number) => ({ ...anIncident(number, { title: "again" }), streamId: `inc-${4 - number}` }));
    await store().replaceIncidents(team, rows);
    const found = await store().incidents(team, { open: null, ids: null, limit: 100 });
    expect(found).toEqual(rows.map((row) => ({ ...row, teamId: team })));
    expect(await store().teams()).toEqual([team, "T2"]);
    const twice = [...rows, { ...anIncident(3), streamId: "inc-7" }];
    await expect(store().replaceIncidents(team, twice)).rejects.toThrow();
    expect(await store().incidents(team, { open: null, ids: null, limit: 100 })).toEqual(found);
  });
}

export function findingContract(store: () => Store): void {
  describe("finds incidents", () => findContract(store));
  test("a check that it can be written leaves nothing to be found", async () => {
    await store().checkWritable(noon);
    await store().checkWritable(noon + 1);
    expect(await store().teams()).toEqual([]);
    expect(await store().nextDueAt(noon)).toBeNull();
    expect(await store().prune(noon + 1)).toBe(0);
    expect(await store().prune(noon + 2)).toBe(1);
  });
}
