// App Home: the button, what is open, what has ended lately; private incidents only to those who may know of them.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Form } from "../../src/workspace/people/form.ts";
import { declare, formOf, newest, openStage, type Played, type Stage, type } from "./support/stage.ts";

let stage: Stage;
let checkout: Played;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

/** A home is drawn beside everything else, so it is waited for. */
const sees = (home: Form, ...texts: string[]) =>
  stage.workspace.until(texts.join(", "), () => texts.every((text) => stage.read(home).includes(text)));

const drawn = (): number => stage.workspace.calls.filter(({ method }) => method === "views.publish").length;

const hint = "`/incident help` shows all that can be typed, `/incident list all` every incident.";

test("With nothing open the home says so, and its button opens the form", async () => {
  const home = await stage.sam.openHome();
  expect(stage.read(home)).toBe(["[Declare incident]", "No incident is open", hint].join("\n"));
  const form = await (await home.press("declare")).openedForm();
  expect(form.title).toBe("Declare incident");
  await form.fill({ title: "Checkout is failing", Severity: "SEV2" });
  expect(await form.submit()).toMatchObject({ closed: true });
  await stage.pass(20_000);
  checkout = newest(stage);
  await sees(home, "Open now: 1", "SEV2 INC-1 Checkout is failing · Investigating, declared just now");
});

test("A home that lies open follows what happens, and one incident's changes in a row draw it once", async () => {
  const home = await stage.kim.openHome();
  const before = drawn();
  await type(stage, stage.sam, "severity sev1", checkout.channel);
  await type(stage, stage.sam, "status identified", checkout.channel);
  await stage.pass(20_000);
  await sees(home, "SEV1 INC-1 Checkout is failing · Identified");
  // Kim's, and Sam's of the test before.
  expect(drawn() - before).toBe(2);
});

test("What has ended is below, with how long it lasted", async () => {
  await type(stage, stage.sam, "resolve Rolled back", checkout.channel);
  await stage.pass(20_000);
  const home = await stage.sam.openHome();
  await sees(home, "No incident is open", "Ended lately", "SEV1 INC-1 Checkout is failing · Resolved after");
});

test("A private incident is on the home of the one who declared it, and on nobody else's", async () => {
  const form = await formOf(stage.ada, "declare");
  await form.fill({ title: "Secret key leaked", Severity: "SEV2", Options: ["private"], Commander: "ada" });
  await form.submit();
  await stage.pass(20_000);
  const ofAda = await stage.ada.openHome();
  const ofSam = await stage.sam.openHome();
  await sees(ofAda, "Open now: 1", "Secret key leaked");
  await sees(ofSam, "No incident is open");
  await stage.pass(20_000);
  expect(stage.read(ofSam)).not.toContain("Secret key leaked");
  await sees(ofAda, "Secret key leaked");
});

test("Nobody's home is drawn again a quarter of an hour after it was opened", async () => {
  await stage.sam.openHome();
  await stage.pass(16 * 60_000);
  const before = drawn();
  await declare(stage, stage.sam, "sev4 Search is slow");
  await stage.pass(60_000);
  expect(drawn() - before).toBe(0);
});

test("A home that Slack refuses to draw is logged, holds nothing up, and is drawn at the next opening", async () => {
  stage.workspace.faults.add("views.publish", { kind: "error", error: "internal_error" }, { times: 1 });
  await stage.kim.openHome();
  await stage.workspace.until("the line", () => stage.logged.join("\n").includes("An App Home could not be drawn"));
  const home = await stage.kim.openHome();
  await sees(home, "Open now: 1", "Search is slow");
});
