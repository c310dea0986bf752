import { afterEach, expect, test } from "vitest";
import { createRig, declaration, type Rig, startsAt } from "./rig.ts";

const opened: Rig[] = [];
const rig = async (): Promise<Rig> => {
  const made = await createRig();
  opened.push(made);
  return made;
};
afterEach(async () => {
  for (const made of opened.splice(0)) await made.close();
});

test("The same key makes one change, and the second is told of the first", async () => {
  const { ask, incident } = await rig();
  await ask(declaration, { key: "trigger-1" });
  const update = {
    type: "PostUpdate",
    text: "Looking",
    status: null,
    nextUpdateAt: null,
    alsoAnnounce: false,
  } as const;
  const answers = await Promise.all([ask(update, { key: "view-1" }), ask(update, { key: "view-1" })]);
  expect(answers.map(({ result }) => result).sort()).toEqual(["committed", "repeated"]);
  expect(answers.every((answer) => answer.incident?.number === 1)).toBe(true);
  expect((await incident()).updateCount).toBe(1);
});

test("A declaration that is repeated under another id is the first one", async () => {
  const { ask, engine } = await rig();
  await ask(declaration, { key: "trigger-1", incidentId: "one" });
  const again = await ask(declaration, { key: "trigger-1", incidentId: "two" });
  expect(again).toMatchObject({ result: "repeated", incident: { id: "one", number: 1 } });
  expect(await engine.find.byId("T1", "two")).toBeNull();
});

test("Declared in the same millisecond, incidents have consecutive numbers", async () => {
  const { ask, engine } = await rig();
  const ids = Array.from({ length: 40 }, (_, index) => `inc${index}`);
  await Promise.all(ids.map((incidentId) => ask(declaration, { incidentId, key: incidentId })));
  const told = await Promise.all(ids.map((id) => engine.find.byId("T1", id)));
  const numbers = told.map((one) => one?.incident.number ?? 0);
  expect(numbers.sort((one, other) => one - other)).toEqual(ids.map((_, index) => index + 1));
});

test("Two people click one button: one takes command, the other is told", async () => {
  const { ask, incident } = await rig();
  await ask({ ...declaration, commanderId: null } as typeof declaration);
  const answers = await Promise.all(
    ["USAM", "UZOE"].map((userId) => ask({ type: "TakeCommand", seenId: null }, { by: { kind: "person", userId } })),
  );
  expect(answers.map(({ result }) => result)).toEqual(["committed", "refused"]);
  expect((await incident()).commanderId).toBe("USAM");
});

test("A refusal changes nothing and is not remembered as done", async () => {
  const { ask, incident } = await rig();
  await ask(declaration);
  const empty = { type: "PostUpdate", text: " ", status: null, nextUpdateAt: null, alsoAnnounce: false } as const;
  expect(await ask(empty, { key: "view-1" })).toMatchObject({ result: "refused", refusal: { field: "text" } });
  expect(await ask({ ...empty, text: "Now with words" }, { key: "view-1" })).toMatchObject({ result: "committed" });
  expect((await incident()).updateCount).toBe(1);
});

test("An incident that nobody declared is refused", async () => {
  const { ask } = await rig();
  expect(await ask({ type: "Cancel", reason: "no" })).toMatchObject({ result: "refused", incident: null });
});

test("Another process's events are seen at once", async () => {
  const first = await rig();
  await first.ask(declaration);
  const second = await createRig({ store: first.store });
  await second.ask({ type: "ChangeSeverity", severity: "SEV1" });
  expect((await first.incident()).severity).toBe("SEV1");
  const raced = await Promise.all([
    first.ask({ type: "PostUpdate", text: "one", status: null, nextUpdateAt: null, alsoAnnounce: false }),
    second.ask({ type: "PostUpdate", text: "two", status: null, nextUpdateAt: null, alsoAnnounce: false }),
  ]);
  expect(raced.map(({ result }) => result)).toEqual(["committed", "committed"]);
  expect((await first.incident()).updateCount).toBe(2);
  expect(first.clock.now()).toBe(startsAt);
  await second.engine.stop();
});

test("A private incident is found by those who run it and in its own channel, and by nobody else", async () => {
  const { ask, engine, pass } = await rig();
  await ask({ ...declaration, isPrivate: true, commanderId: "UZOE" } as typeof declaration);
  await pass(1_000);
  const look = (userId: string, channelId: string | null) =>
    Promise.all([
      engine.find.byNumber(1, { teamId: "T1", userId, channelId }),
      engine.find.list({ open: true, limit: 10 }, { teamId: "T1", userId, channelId }),
    ]).then(([one, rows]) => [one !== null, rows.length]);
  expect(await look("USAM", null)).toEqual([true, 1]);
  expect(await look("UZOE", null)).toEqual([true, 1]);
  expect(await look("UEVE", null)).toEqual([false, 0]);
  expect(await look("UEVE", "C1")).toEqual([true, 1]);
});
