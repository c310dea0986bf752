// The clocks that the policy lets be paused stand still, with a reason, until they are started again.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { answer, card, declare, formOf, nextHour, openStage, type Stage, saidIn, type } from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => nextHour(stage));
afterAll(() => stage.stop());

test("A pause moves what is due by as long as it lasts, and says why", async () => {
  const { sam, ada } = stage;
  const played = await declare(stage, sam, "sev1 Voice is down");
  const declaredAt = stage.clock.now() - 5_000;
  const due = (minutes: number) => new Date(declaredAt + minutes * 60_000).toISOString().slice(11, 16);
  await type(stage, sam, "update Looking", played.channel);
  await stage.pass(10 * 60_000 - 10_000);
  expect(await type(stage, sam, "pause awaiting vendor", played.channel)).toBe("");
  expect(saidIn(stage, played).at(-1)).toContain("⏸️ SLA clocks paused: mitigate, resolve\nawaiting vendor\nsam · ");
  expect(card(stage, played)).toContain("SLA  ⏸️ Paused: awaiting vendor");
  expect(await type(stage, ada, `pause ${played.ref} once more`)).toContain("are paused already: /incident resume");
  await stage.pass(12 * 60_000);
  const paused = await type(stage, ada, `sla ${played.ref}`);
  expect(paused).toContain("⏸️ Paused: mitigate · ");
  expect(paused).toMatch(/Paused {2}since \d\d:\d\d: awaiting vendor, by sam/);
  expect(await type(stage, ada, `resume ${played.ref}`)).toContain("Done:");
  expect(saidIn(stage, played).at(-1)).toMatch(
    new RegExp(`^▶️ SLA clocks resumed after 12 min.*\nada · .* · Mitigate within 1 h: due ${due(72)}`),
  );
  expect(await type(stage, sam, "sla", played.channel)).toMatch(/· without 12 min 15 s paused\n/);
  expect(await type(stage, sam, "resume", played.channel)).toContain("are not paused: nothing changed.");
});

test("Without a reason a form asks for it, and says what stands still", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Mail is late");
  const form = await formOf(sam, "pause", played.channel);
  expect(form.title).toBe(`Pause clocks of ${played.ref}`.slice(0, 24));
  expect(JSON.stringify(form.blocks)).toContain("Until then these stand still: mitigate, resolve");
  await form.fill({ "What are you waiting for?": "The carrier" });
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
  expect(saidIn(stage, played).at(-1)).toContain("SLA clocks paused: mitigate, resolve\nThe carrier");
});

test("The answer of SLA pauses and resumes by its buttons", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Search is slow");
  const shown = await (await sam.command("/incident sla", { channel: played.channel })).reply();
  const form = await (await sam.click(played.channel, shown.ts, "Pause clocks")).openedForm();
  await form.fill({ "What are you waiting for?": "The vendor" });
  await form.submit();
  await stage.pass(5_000);
  const again = await (await sam.command("/incident sla", { channel: played.channel })).reply();
  expect(stage.read(again)).toContain("[Resume clocks]");
  await sam.click(played.channel, again.ts, "Resume clocks");
  await stage.pass(5_000);
  expect(saidIn(stage, played).at(-1)).toContain("▶️ SLA clocks resumed");
  expect(await answer(stage, sam.click(played.channel, again.ts, "Resume clocks"))).toContain("are not paused");
});
