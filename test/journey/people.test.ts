// People leave, are guests, or can't be looked up: nothing stops for it.

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import {
  announced,
  card,
  declare,
  exportOf,
  openStage,
  type Stage,
  type StageOptions,
  saidIn,
  told,
  topic,
  type,
} from "./support/stage.ts";

async function stageOfTest(options: StageOptions = {}): Promise<Stage> {
  const stage = await openStage(options);
  onTestFinished(() => stage.stop());
  return stage;
}

test("A commander who leaves the channel runs the incident from elsewhere", async () => {
  const stage = await stageOfTest();
  const played = await declare(stage, stage.sam, "sev2 Checkout");
  stage.sam.leave(played.channel);
  await type(stage, stage.sam, "update INC-1 From the train");
  expect(saidIn(stage, played)).toEqual([expect.stringContaining("Update 1\nFrom the train\nsam")]);
  expect(card(stage, played)).toContain("Commander: @sam");
});

test("People whom Slack does not tell about are shown as Slack can, and everything else goes on", async () => {
  const stage = await stageOfTest();
  const { sam, workspace } = stage;
  workspace.faults.add("users.info", { kind: "error", error: "user_not_found" });
  const played = await declare(stage, sam, "sev2 Checkout");
  expect(card(stage, played)).toContain("*INC-1* · Declared by @sam");
  expect(announced(stage, played)).toHaveLength(1);
  expect(topic(stage, played)).toBe("🟠 SEV2 investigating · INC-1 Checkout");
  await type(stage, sam, "update Going on", played.channel);
  expect(saidIn(stage, played)).toEqual([expect.stringContaining("Update 1\nGoing on\n@sam")]);
  expect(await exportOf(stage, sam, played)).toContain(`Declared SEV2, investigating: Checkout`);
  expect(told(stage, sam)).toEqual([expect.stringContaining("Slack refused looking up a person's name")]);
});

test("Who can't be invited is the commander all the same, and it is told once", async () => {
  const stage = await stageOfTest();
  const { sam, workspace } = stage;
  const played = await declare(stage, sam, "sev2 Checkout");
  workspace.faults.add("conversations.invite", { kind: "error", error: "user_is_restricted" });
  await type(stage, sam, "role commander @ada", played.channel);
  expect(card(stage, played)).toContain("Commander: @ada");
  expect(told(stage, stage.ada).concat(told(stage, sam))).toEqual([
    "🟠 SEV2 · INC-1 Checkout\n⚠️ Slack refused inviting people to the incident's channel (user_is_restricted)\n" +
      "A guest may not do this: have a full member do it. · Nothing else was stopped by it · #inc-1-checkout",
  ]);
});

test("A declarer who can't be invited has an incident all the same", async () => {
  const stage = await stageOfTest();
  stage.workspace.faults.add("conversations.invite", { kind: "error", error: "ura_max_channels" });
  const played = await declare(stage, stage.sam, "sev2 Checkout");
  expect(card(stage, played)).toContain("🟠 SEV2 · Checkout");
  expect(announced(stage, played)).toHaveLength(1);
  expect(told(stage, stage.sam)).toEqual([expect.stringContaining("(ura_max_channels)")]);
});

test("Somebody who is in no channel of the incident acts by its number", async () => {
  const stage = await stageOfTest();
  const played = await declare(stage, stage.sam, "sev2 Checkout");
  expect(await type(stage, stage.kim, "status INC-1 monitoring")).toContain(
    "Done: 🟠 SEV2 · INC-1 Checkout → #inc-1-checkout",
  );
  expect(await type(stage, stage.kim, "INC-1 severity sev3", "incidents")).toContain("Done: 🟡 SEV3");
  expect(saidIn(stage, played)).toHaveLength(2);
});

test("The bot's own direct conversation is a place to type in as well", async () => {
  const stage = await stageOfTest();
  const { sam } = stage;
  await declare(stage, sam, "sev2 Checkout");
  const reply = await type(stage, sam, "list", sam.dm().id);
  expect(reply).toContain("INC-1 Checkout");
});

test("Everything declared before is there after a restart, and runs on", async () => {
  const stage = await stageOfTest({ databaseUrl: join(temporaryFolder(), "sitrep.db") });
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Checkout");
  await type(stage, sam, "update Before", played.channel);
  await stage.restart();
  expect(await type(stage, sam, "list")).toContain("INC-1 Checkout");
  await type(stage, sam, "update After", played.channel);
  expect(saidIn(stage, played).map((text) => text.split("\n")[0])).toEqual(["Update 1", "Update 2"]);
  expect(card(stage, played)).toContain("> After");
});
