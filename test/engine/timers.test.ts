import { afterEach, expect, test } from "vitest";
import { deadlinesPerTick } from "../../src/engine/limits.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { aCommit, team } from "../contract/store-fixtures.ts";
import { createRig, type Rig, startsAt } from "./rig.ts";

const hourMs = 3_600_000;
const opened: Rig[] = [];
afterEach(async () => {
  for (const rig of opened.splice(0)) await rig.close();
});

/** A store in which so many deadlines wait, each of a stream of its own, of a kind that leads to nothing. */
async function waiting(count: number, dueAt: number): Promise<Store> {
  const store = await openStore(":memory:");
  for (let index = 0; index < count; index++) {
    const deadlines = [{ kind: "of-old", dueAt: dueAt + index }];
    await store.commit(aCommit({ teamId: team, streamId: `old-${index}`, deadlines }));
  }
  return store;
}

async function startOn(store: Store): Promise<Rig> {
  const rig = await createRig({ store });
  opened.push(rig);
  await rig.engine.idle();
  return rig;
}

const left = async (store: Store): Promise<number> =>
  (await store.dueDeadlines(Number.MAX_SAFE_INTEGER, 10_000)).length;

test("What fell due in a downtime is met at the start, also where it is more than one tick takes up", async () => {
  const store = await waiting(2 * deadlinesPerTick + 50, startsAt - hourMs);
  const { pass } = await startOn(store);
  await pass(10, 1);
  expect(await left(store)).toBe(0);
});

test("What is not due yet is left alone until its instant", async () => {
  const store = await waiting(3, startsAt + hourMs);
  const { clock, engine } = await startOn(store);
  clock.advanceBy(hourMs - 1);
  await engine.idle();
  expect(await left(store)).toBe(3);
  clock.advanceBy(1);
  await engine.idle();
  expect(await left(store)).toBe(2);
});

test("What is due in forty days is met in forty days", async () => {
  const store = await waiting(1, startsAt + 40 * 24 * hourMs);
  const { clock, engine } = await startOn(store);
  clock.advanceBy(40 * 24 * hourMs - 1);
  await engine.idle();
  expect(await left(store)).toBe(1);
  clock.advanceBy(1);
  await engine.idle();
  expect(await left(store)).toBe(0);
});
