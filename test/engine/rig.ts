// An engine on a virtual clock, SQLite in memory and a recording gateway, with the requests that tests make.

import { virtualClock } from "../../src/clock.ts";
import type { Ways } from "../../src/engine/carry-out/job.ts";
import { createEngine, type Engine } from "../../src/engine/engine.ts";
import type { Ask, Asking, Handled } from "../../src/engine/handle.ts";
import type { Catalog } from "../../src/incident/catalog.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { silentLog } from "../../src/log.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { usualCatalog, usualWays } from "../support/catalog.ts";
import { type RecordingGateway, recordingGateway } from "../support/recording-gateway.ts";

export const startsAt = Date.UTC(2026, 2, 2, 9);
export const team = "T1";

export const declaration: Asking = {
  type: "Declare",
  title: "Checkout is failing",
  severity: "SEV2",
  status: "investigating",
  summary: "",
  components: [],
  impactStartedAt: null,
  commanderId: "USAM",
  isPrivate: false,
  isDrill: false,
  from: null,
};

export type Rig = Awaited<ReturnType<typeof createRig>>;

type RigOptions = {
  gateway?: RecordingGateway;
  store?: Store;
  now?: number;
  catalog?: Catalog;
  announceIn?: Ways["announceIn"];
};

export async function createRig({
  gateway = recordingGateway(),
  store,
  now = startsAt,
  catalog = usualCatalog,
  announceIn = usualWays.announceIn,
}: RigOptions = {}) {
  const clock = virtualClock(now);
  const kept = store ?? (await openStore(":memory:"));
  const engine: Engine = createEngine({
    store: kept,
    gateway,
    clock,
    log: silentLog,
    ...usualWays,
    catalog,
    announceIn,
  });
  await engine.start();

  const ask = (request: Asking, change: Partial<Ask> = {}): Promise<Handled> =>
    engine.handle({
      teamId: team,
      incidentId: "inc",
      request,
      by: { kind: "person", userId: "USAM" },
      source: "command",
      occurredAt: clock.now(),
      key: null,
      ...change,
    });

  return {
    clock,
    store: kept,
    gateway,
    engine,
    ask,
    /** Moves the clock on in steps, letting everything that falls due be done on the way. */
    async pass(ms: number, stepMs = 100) {
      await engine.idle();
      for (let gone = 0; gone < ms; gone += stepMs) {
        clock.advanceBy(Math.min(stepMs, ms - gone));
        await engine.idle();
      }
    },
    async incident(id = "inc"): Promise<Incident> {
      const told = await engine.find.byId(team, id);
      if (told === null) throw new Error(`There is no incident ${id}.`);
      return told.incident;
    },
    async close() {
      await engine.stop();
      await kept.close();
    },
  };
}
