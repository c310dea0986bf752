// What time alone brings: warned, asked for, put off, stopped, escalated; once each, and after downtime in one message.

import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Person } from "../../src/workspace/people/person.ts";
import { temporaryFolder } from "../support/folder.ts";
import {
  answer,
  card,
  declare,
  formOf,
  newest,
  nextHour,
  openStage,
  type Played,
  posts,
  type Stage,
  saidIn,
  told,
  type,
} from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => nextHour(stage));
afterAll(() => stage.stop());

const minute = 60_000;

/** An update with a promise, by the form. */
async function promise(on: Stage, person: Person, played: Played, next: string): Promise<void> {
  const form = await formOf(person, "update", played.channel);
  await form.fill({ "What is new?": "Looking", "Next update": next });
  await form.submit();
  await on.settle();
}

const nudges = (played: Played): string[] => saidIn(stage, played).filter((text) => text.includes("next update"));
const newestTs = (played: Played): string => posts(stage, played.channel).at(-1)?.ts ?? "";

test("The commander is warned, then the channel asked; an update ends it", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Checkout is failing");
  const before = told(stage, sam).length;
  await promise(stage, sam, played, "In 30 min");
  await stage.pass(24 * minute);
  expect(told(stage, sam)).toHaveLength(before);
  await stage.pass(2 * minute);
  expect(told(stage, sam).slice(before)).toEqual([
    expect.stringMatching(
      /^🟠 SEV2 · INC-\d+ Checkout is failing\n⏳ Update due soon: promised for \d\d:30 \(in 4 min\)\n/,
    ),
  ]);
  expect(card(stage, played)).toMatch(/Next update: ⏳ \d\d:30 \(in 4 min\)/);
  await stage.pass(5 * minute);
  expect(saidIn(stage, played).at(-1)).toMatch(
    /^⏰ @sam The next update is due: promised for \d\d:30\n\[Post update\] \[Snooze 15\] \[Stop\]$/,
  );
  expect(nudges(played)).toHaveLength(1);
  const form = await (await sam.click(played.channel, newestTs(played), "Post update")).openedForm();
  await form.fill({ "What is new?": "Found it", "Next update": "No promise" });
  await form.submit();
  await stage.pass(20 * minute);
  expect(nudges(played)).toHaveLength(1);
});

test("Snoozed, it is asked for again then; stopped, no more", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev3 Mail is late");
  await promise(stage, sam, played, "In 60 min");
  await stage.pass(61 * minute);
  const first = newestTs(played);
  const until = new Date(stage.clock.now() + 15 * minute).toISOString().slice(11, 16);
  expect(await answer(stage, sam.click(played.channel, first, "Snooze 15"))).toBe(`Asked again at ${until}.`);
  await stage.pass(5_000);
  expect(card(stage, played)).toContain(`asked again ${until}`);
  await stage.pass(14 * minute);
  expect(nudges(played)).toHaveLength(1);
  await stage.pass(2 * minute);
  expect(nudges(played)).toHaveLength(2);
  expect(nudges(played).at(-1)).toMatch(/⏰ @sam The next update is overdue: promised for \d\d:00, 16 min ago/);
  expect(await answer(stage, sam.click(played.channel, newestTs(played), "Stop"))).toBe(
    "Nobody will be reminded of this update. The next one starts anew.",
  );
  await stage.pass(5_000);
  expect(card(stage, played)).toContain("reminders stopped");
  await stage.pass(3 * 60 * minute);
  expect(nudges(played)).toHaveLength(2);
  expect(await answer(stage, sam.click(played.channel, first, "Snooze 15"))).toContain(
    "Nobody is reminded of this update any more",
  );
});

test("A button of a promise that was kept meanwhile changes nothing, and says so", async () => {
  const { sam, ada } = stage;
  const played = await declare(stage, sam, "sev3 Search is slow");
  await promise(stage, sam, played, "In 15 min");
  await stage.pass(16 * minute);
  const ts = newestTs(played);
  await type(stage, ada, `update ${played.ref} It is back`);
  expect(await answer(stage, sam.click(played.channel, ts, "Stop"))).toBe(
    "An update came meanwhile: this one is no longer due.",
  );
});

test("Where the SLA asks for the same update at the same time, that is one message", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev1 Voice is down");
  await promise(stage, sam, played, "In 30 min");
  await stage.pass(31 * minute);
  const due = saidIn(stage, played).filter((text) => /update every|update is due/.test(text));
  expect(due).toEqual([expect.stringMatching(/^🚨 @sam SLA breached: an update every 30 min, promised for \d\d:30\n/)]);
});

test("A drill and what is resolved are nudged of nothing", async () => {
  const { sam } = stage;
  const form = await formOf(sam, "declare");
  await form.fill({
    "What is failing?": "A practice",
    Severity: "SEV1 · Critical: customers can't work",
    Options: ["drill"],
  });
  await form.submit();
  await stage.pass(5_000);
  const drill = newest(stage);
  const played = await declare(stage, sam, "sev1 Login is down");
  await promise(stage, sam, played, "In 15 min");
  await type(stage, sam, "resolve It was DNS", played.channel);
  const [before, counted] = [saidIn(stage, drill).length, saidIn(stage, played).length];
  await stage.pass(5 * 60 * minute);
  expect(saidIn(stage, drill)).toHaveLength(before);
  expect(saidIn(stage, played)).toHaveLength(counted);
});

test("After three hours of downtime one message says what was missed", async () => {
  const folder = temporaryFolder();
  const own = await openStage({ databaseUrl: join(folder, "sitrep.db") });
  try {
    const played = await declare(own, own.sam, "sev1 Voice is down");
    await promise(own, own.sam, played, "In 15 min");
    const before = saidIn(own, played).length;
    await own.bot.stop();
    own.clock.advanceTo(own.clock.now() + 3 * 60 * minute);
    await own.restart();
    await own.pass(5_000);
    const after = saidIn(own, played).slice(before);
    expect(after).toHaveLength(1);
    expect((after[0] ?? "").split("\n").map((line) => line.replace(/\d\d:(?=\d\d)/, ":"))).toEqual([
      "🚨 @sam SLA breached: an update every 30 min, due :30, 2 h 30 min ago",
      "🚨 SLA breached: mitigate within 1 h, due :00, 2 h ago",
      expect.stringMatching(/^⏰ Still no update: promised for :15, 2 h 4\d min ago$/),
      "[Post update] [Snooze 15] [Stop] [SLA]",
    ]);
    await own.pass(20 * minute);
    expect(saidIn(own, played)).toHaveLength(before + 1);
  } finally {
    await own.stop();
  }
});
