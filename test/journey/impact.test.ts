// People write down when customers were hurt: on a line, in a form, again and again, also when it is over.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  card,
  declare,
  facts,
  formOf,
  newest,
  nextHour,
  openStage,
  type Stage,
  saidIn,
  type,
} from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => nextHour(stage));
afterAll(() => stage.stop());

const hour = (): string => String(new Date(stage.clock.now()).getUTCHours()).padStart(2, "0");

test("A line adds a window; the answer says how it was read, the channel and the card what it comes to", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Calls fail");
  await stage.pass(59 * 60_000);
  const h = hour();
  const said = async (line: string) => await type(stage, sam, `impact ${line}`, played.channel);
  expect(await said(`${h}:07 to ${h}:54 Voice, API`)).toMatch(
    /^Impact 1: today, 2026-03-\d\d \d\d:07 \+00:00 to \d\d:54 \+00:00 \(47 min\)\.\nImpact in all: 47 min\.$/,
  );
  expect(saidIn(stage, played).at(-1)).toBe(
    `Impact 1: ${h}:07 to ${h}:54 (47 min) · Voice, API · major outage\nsam · ${h}:59`,
  );
  await said(`${h}:50 to ${h}:58 Voice degraded not eligible: raised post-dial delay`);
  expect(saidIn(stage, played).at(-1)).toBe(
    `Impact 2: ${h}:50 to ${h}:58 (8 min) · Voice · degraded, not SLA-eligible\nraised post-dial delay\n` +
      `sam · ${h}:59 · In all 51 min`,
  );
  expect(card(stage, played)).toContain(`Impact: 51 min in 2 windows, from ${h}:07`);
  // What is not said stays.
  await said(`2 to ${h}:55`);
  expect(saidIn(stage, played).at(-1)).toContain(
    `Impact 2: ${h}:50 to ${h}:55 (5 min) · Voice · degraded, not SLA-eligible`,
  );
  await said("2 partial");
  expect(saidIn(stage, played).at(-1)).toContain(`Impact 2: ${h}:50 to ${h}:55 (5 min) · Voice · partial outage`);
  await said("remove 2 it was the test");
  expect(saidIn(stage, played).at(-1)).toContain("Impact 2 removed\nit was the test");
  expect(card(stage, played)).toContain(`Impact: 47 min, from ${h}:07`);
});

test("After it was resolved windows are still written, changed and removed", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Mail is late");
  await stage.pass(50 * 60_000);
  await type(stage, sam, "resolve It was DNS", played.channel);
  await type(stage, sam, `impact ${hour()}:05 to ${hour()}:15`, played.channel);
  expect(card(stage, played)).toContain(`Impact: 10 min, from ${hour()}:05`);
  await type(stage, sam, `impact 1 ${hour()}:05 to ${hour()}:25`, played.channel);
  expect(card(stage, played)).toContain(`Impact: 20 min, from ${hour()}:05`);
});

test("Windows say when impact started, whatever the declaration said; when it ended may stay unknown", async () => {
  const { sam } = stage;
  await stage.pass(40 * 60_000);
  const form = await formOf(sam, "declare");
  await form.fill({ "What is failing?": "Chat drops", Severity: "SEV2", Components: "Chat, Push" });
  await form.submit();
  await stage.pass(5_000);
  const played = newest(stage);
  const said = async (line: string) => await type(stage, sam, line, played.channel);
  await said(`impact ${hour()}:20 to ${hour()}:30 Push`);
  await said(`impact 1 : only on phones`);
  expect(saidIn(stage, played).at(-1)).toContain("Push · major outage\nonly on phones");
  await said(`impact since ${hour()}:31 Chat`);
  await said(`time detected ${hour()}:25`);
  const open = await said("sla");
  expect(open).toMatch(/Impact {2}1\d min( \d+ s)? so far · Push 10 min, Chat /);
  expect(open).toContain("Times  detected after 5 min · ");
  await said("resolve It was the cache");
  expect(await said("sla")).toContain("Impact  unknown: nobody said when it ended · Push 10 min, Chat unknown\n");
  await said(`impact 2 to ${hour()}:35`);
  expect(await said("sla")).toContain("Impact  14 min · Push 10 min, Chat 4 min\n");
});

test("The form lists the windows, opens one to be changed, and removes one with a reason", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Search is down");
  await stage.pass(55 * 60_000);
  await type(stage, sam, `impact ${hour()}:07 to ${hour()}:20 Search`, played.channel);
  await type(stage, sam, `impact since ${hour()}:40 Search`, played.channel);
  const list = await formOf(sam, "impact", played.channel);
  expect([list.title, list.submitLabel]).toEqual([`Impact of ${played.ref}`, "Add window"]);
  expect(list.text).toContain("Search · major outage");
  const edit = await (await list.press("window-1", "Edit")).openedForm();
  expect([edit.title, edit.submitLabel]).toEqual(["Change window 1", "Change"]);
  await edit.fill({ "How badly": "Degraded", Note: "Slow, not down" });
  expect((await edit.submit()).closed).toBe(true);
  expect(list.isOpen).toBe(false);
  await stage.pass(5_000);
  expect(saidIn(stage, played).at(-1)).toContain(`Impact 1: ${hour()}:07 to ${hour()}:20 (13 min) · Search · degraded`);
  const again = await formOf(sam, "impact", played.channel);
  const remove = await (await again.press("window-1", "Remove")).openedForm();
  expect(remove.title).toBe("Remove window 1");
  await remove.fill({ "Why?": "Nobody noticed" });
  await remove.submit();
  await stage.pass(5_000);
  expect(saidIn(stage, played).at(-1)).toContain("Impact 1 removed\nNobody noticed");
  expect(card(stage, played)).toContain(`Impact: Since ${hour()}:40`);
});

test("The form adds a window, and says at its field what is wrong", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Login is down");
  await stage.pass(30 * 60_000);
  const now = Math.floor(stage.clock.now() / 1_000);
  const form = await formOf(sam, "impact", played.channel);
  await form.fill({ From: now - 600, To: now - 1_200, Components: "Login" });
  expect((await form.submit()).closed).toBe(false);
  expect(form.errors).toEqual({ to: "Impact can't have ended before it started: correct one of the times." });
  await form.fill({ To: now - 300 });
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
  expect(saidIn(stage, played).at(-1)).toContain("(5 min) · Login · major outage");
});

test("A wrong line gets one sentence that says what to type, and changes nothing", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Chat is down");
  const said = async (line: string) => await type(stage, sam, `impact ${line}`, played.channel);
  expect(await said("Voice")).toContain("There is no time at the start of “Voice”");
  expect(await said("11:07 Voice")).toContain("There is no end after “11:07”");
  expect(await said("3 11:07 to 11:50")).toBe(
    `${played.ref} has no impact window 3: /incident impact shows those it has.`,
  );
  expect(await said("remove 3")).toBe(`${played.ref} has no impact window 3: /incident impact shows those it has.`);
  expect(await said("remove")).toContain("Say which window, as in /incident impact remove 2.");
  expect(await facts(stage, played)).toEqual(["IncidentDeclared"]);
});
