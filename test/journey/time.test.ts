// People set and correct when things happened; the old time stays on record, and what is odd is said in words.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  answer,
  cardMessage,
  declare,
  facts,
  formOf,
  newest,
  nextHour,
  openStage,
  publicText,
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

const hour = (ago = 0): string => String((new Date(stage.clock.now()).getUTCHours() + 24 - ago) % 24).padStart(2, "0");

test("A time that is typed is set, said in the channel, and answered with how it was understood", async () => {
  const { sam, ada } = stage;
  const played = await declare(stage, sam, "sev2 Checkout is failing");
  await stage.pass(10 * 60_000);
  const reply = await type(stage, sam, `time detected ${hour(1)}:55`, played.channel);
  expect(reply).toMatch(/^Detected (?:to|yester)day, 2026-03-0\d \d\d:55 \+00:00\.$/);
  expect(saidIn(stage, played).at(-1)).toMatch(/^Detected: .*\d\d:55\nsam · \d\d:10$/);
  // In her own zone, from outside the channel.
  const elsewhere = await type(stage, ada, `time ${played.ref} impact started 5 min ago`);
  expect(elsewhere).toMatch(/: impact started .* -08:00\.\nDetected 10 min 10 s before impact started\.$/);
  expect(saidIn(stage, played).at(-1)).toContain("Detected 10 min 10 s before impact started");
});

test("A correction asks for its reason in a form that keeps what was typed, and says what it was before", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Mail is late");
  await stage.pass(20 * 60_000);
  await type(stage, sam, `time detected ${hour()}:05`, played.channel);
  const form = await formOf(sam, `time detected ${hour()}:02`, played.channel);
  expect(form.title).toBe(`Times of ${played.ref}`);
  expect(JSON.stringify(form.value("Set or correct"))).toContain('"detected"');
  expect(form.text).toContain("Postmortem published");
  await form.fill({ Why: "The alert says so" });
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
  expect(saidIn(stage, played).at(-1)).toBe(
    `Detected: ${hour()}:02\nThe alert says so\nsam · ${hour()}:20 · Was ${hour()}:05 · Declared 2 min before detected`,
  );
  // With the reason on the line no form is needed.
  expect(await type(stage, sam, "time detected unknown nobody knows", played.channel)).toContain("Detected unknown.");
  expect(saidIn(stage, played).at(-1)).toContain(`Detected: unknown\nnobody knows\n`);
  expect(await facts(stage, played)).toEqual(["IncidentDeclared", "MilestoneSet", "MilestoneSet", "MilestoneSet"]);
});

test("The form shows all nine, sets one, and says at its field what it will not take", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev3 Search is slow");
  await stage.pass(30 * 60_000);
  const form = await formOf(sam, "time", played.channel);
  expect(form.text).toContain("Impact started  unknown");
  expect(form.text).toMatch(/Declared\s+/);
  await form.fill({ "Set or correct": "Resolved", When: Math.floor(stage.clock.now() / 1_000) });
  expect((await form.submit()).closed).toBe(false);
  expect(JSON.stringify(form.errors)).toContain("is investigating, not resolved: /incident resolve resolves it.");
  await form.fill({ "Set or correct": "Mitigated" });
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
  expect(saidIn(stage, played).at(-1)).toMatch(/^Mitigated: /);
});

test("What can't be is refused in a sentence, and nothing is changed", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Login is slow");
  await stage.pass(5 * 60_000);
  const before = await facts(stage, played);
  const said = async (line: string) => await type(stage, sam, line, played.channel);
  expect(await said("time acknowledged 3 hours ago it was earlier")).toMatch(
    /^That is today, \S+ \d\d:\d\d:\d\d \+00:00\. It can't have been acknowledged before it was declared/,
  );
  expect(await said(`time detected ${hour()}:59`)).toMatch(/future|yesterday|day/);
  expect(await said("time detcted 11:08")).toContain("Did you mean detected?");
  expect(await said("time resolved 1 min ago")).toContain("/incident resolve resolves it");
  expect((await facts(stage, played)).length - before.length).toBeLessThanOrEqual(1);
});

test("A correction that undoes a breach withdraws it, in the same message", async () => {
  const { sam, ada } = stage;
  const form = await formOf(sam, "declare");
  await form.fill({ "What is failing?": "Voice is down", Severity: "SEV1 · Critical: customers can't work" });
  await form.submit();
  await stage.pass(5_000);
  const played = newest(stage);
  await stage.pass(61 * 60_000);
  expect(saidIn(stage, played).join("\n")).toContain("SLA breached: mitigate within 1 h");
  await type(stage, ada, `time ${played.ref} mitigated 10 min ago it was over by then`);
  expect(saidIn(stage, played).at(-1)).toContain("✅ Breach withdrawn: mitigate, was due ");
});

test("Times of a private incident are set and shown in its channel alone", async () => {
  const { sam, kim } = stage;
  const form = await formOf(sam, "declare");
  await form.fill({
    "What is failing?": "Ledger breach",
    Severity: "SEV2 · Major: much is broken or slow",
    Options: ["private"],
  });
  await form.submit();
  await stage.pass(5_000);
  const played = newest(stage);
  await type(stage, sam, "time detected just now alert 4711", played.channel);
  expect(publicText(stage)).not.toContain("4711");
  expect(await type(stage, kim, `time ${played.ref} detected just now`)).toBe(
    `There is no ${played.ref}: /incident list all shows those that there are.`,
  );
  expect(await answer(stage, kim.command(`/incident sla ${played.ref}`, { channel: "general" }))).toContain(
    "There is no",
  );
  expect(cardMessage(stage, played).text).toContain("Ledger breach");
});
