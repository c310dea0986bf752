// Every clock of an incident, the worst first, with what it is made of: by word, by button, and in a line of the card.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  answer,
  card,
  cardMessage,
  declare,
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

const clockAt = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

test("The answer has each clock in a line, and what it is made of under it", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev1 Voice is down");
  const declaredAt = stage.clock.now() - 5_000;
  const due = (minutes: number) => clockAt(declaredAt + minutes * 60_000);
  await stage.pass(50 * 60_000);
  const shown = (await type(stage, sam, "sla", played.channel)).split("\n");
  expect(shown.slice(0, 5)).toEqual([
    `🔴 SEV1 · ${played.ref} Voice is down`,
    `🚨 Breached: first update · due ${due(15)} · within 15 min · 50 min 5 s so far`,
    `From declared ${due(0)} to now · 24×7`,
    `⚠️ At risk: mitigate · due ${due(60)} (in 10 min) · within 1 h · 50 min 5 s so far`,
    `From declared ${due(0)} to now · 24×7`,
  ]);
  const rest = shown.slice(5).join("\n");
  expect(rest).toContain(`🟢 Running: resolve · due ${due(240)} `);
  expect(rest).toContain("⚪ Not started: postmortem · within 5 days working of the resolution");
  expect(rest).toContain(`✅ Met: acknowledge · due ${due(5)} · within 5 min · took 0 s`);
  expect(rest).toContain("On record  1 breach");
});

test("The button on the card shows the same, to whoever pressed it alone", async () => {
  const { sam, ada } = stage;
  const played = await declare(stage, sam, "sev2 Mail is late");
  const ts = cardMessage(stage, played).ts;
  const reply = await answer(stage, sam.click(played.channel, ts, "SLA"));
  expect(reply).toContain("🟢 Running: first update");
  expect(reply).toContain("[Impact] [Times] [Pause clocks]");
  expect(await type(stage, ada, `sla ${played.ref}`)).toContain("🟢 Running: mitigate");
});

test("The card says the worst clock in one line, and follows", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev1 Login is down");
  const line = (): string =>
    card(stage, played)
      .split("\n")
      .find((one) => one.startsWith("SLA")) ?? "";
  expect(line()).toMatch(/^SLA {2}🟢 First update due \d\d:15 \(in 15 min\)$/);
  await stage.pass(12 * 60_000);
  expect(line()).toMatch(/^SLA {2}⚠️ At risk: first update within 15 min, due \d\d:15 \(in 3 min\)$/);
  await stage.pass(4 * 60_000);
  expect(line()).toMatch(/^SLA {2}🚨 Breached: first update within 15 min, was due \d\d:15$/);
  expect(await type(stage, sam, "list")).toMatch(/Login is down · Investigating, .*, 🚨 first update breached · #inc/);
  await type(stage, sam, "update Looking at it", played.channel);
  expect(line()).toMatch(/^SLA {2}🟢 Next update due /);
  await type(stage, sam, "resolve It was DNS", played.channel);
  expect(line()).toMatch(/^SLA {2}❌ Missed: first update · 🟢 Postmortem due /);
});

test("What this severity does not promise is said in one line", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev4 A typo");
  expect(await type(stage, sam, "sla", played.channel)).toContain(
    "SEV4 promises nothing for: first update, mitigate, postmortem",
  );
});

test("A drill's card says when a clock is due, and never that all is well: nobody is told when it is not", async () => {
  const { sam } = stage;
  const form = await formOf(sam, "declare");
  await form.fill({ "What is failing?": "Practice", Severity: "SEV1", Options: ["drill"], Commander: null });
  await form.submit();
  await stage.pass(70 * 60_000);
  const played = newest(stage);
  expect(card(stage, played)).toMatch(/^SLA {2}Acknowledge due \d\d:05 \(65 min ago\)$/m);
  expect(saidIn(stage, played)).toEqual([]);
  expect(await type(stage, sam, "sla", played.channel)).toContain("🚨 Breached: acknowledge");
});
