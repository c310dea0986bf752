import { expect, test } from "vitest";
import { createUpkeep } from "../../src/engine/upkeep.ts";
import { silentLog } from "../../src/log.ts";
import { createRig, declaration, team } from "./rig.ts";

const dayMs = 24 * 3_600_000;

async function afterDays(days: number, skewMs: number) {
  const rig = await createRig();
  await rig.ask(declaration, { key: "trigger/1" });
  await rig.pass(5_000);
  const { store, clock } = rig;
  const upkeep = createUpkeep({ store, clock, log: silentLog, skewMs: () => skewMs });
  upkeep.start();
  await rig.pass(days * dayMs, 3_600_000);
  await upkeep.stop();
  const kept = { receipt: await store.receipt(team, "trigger/1"), log: await store.read(team, "inc") };
  const incident = await rig.incident();
  await rig.close();
  return { ...kept, incident };
}

test("After a week what was done is removed, and the log is not", async () => {
  const { receipt, log, incident } = await afterDays(8, 0);
  expect(receipt).toBeNull();
  expect(log.length).toBe(incident.version);
});

test("Within a week a delivery that comes again is still known", async () => {
  expect((await afterDays(6, 0)).receipt).not.toBeNull();
});

test("A host's clock that jumped ahead removes nothing", async () => {
  expect((await afterDays(8, -365 * dayMs)).receipt).not.toBeNull();
});
