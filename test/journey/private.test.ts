// A private incident leaves no trace where others can see.

import { expect, onTestFinished, test } from "vitest";
import type { Person } from "../../src/workspace/people/person.ts";
import {
  announced,
  card,
  declare,
  exportOf,
  facts,
  formOf,
  newest,
  openStage,
  type Played,
  publicText,
  type Stage,
  saidIn,
  told,
  topic,
  type,
} from "./support/stage.ts";

async function stageOfTest(): Promise<Stage> {
  const stage = await openStage();
  onTestFinished(() => stage.stop());
  return stage;
}

async function declarePrivately(stage: Stage, person: Person, title: string): Promise<void> {
  const form = await formOf(person, `declare ${title}`);
  await form.fill({
    Severity: "SEV1",
    Options: ["private"],
    "What is happening": "Tokens leaked",
    Components: "Vault",
  });
  await form.submit();
  await stage.pass(5_000);
}

const secrets = /zebra|leaked|vault/i;

test("A private incident has a private channel, and its members see it marked", async () => {
  const stage = await stageOfTest();
  await declarePrivately(stage, stage.sam, "Zebra breach");
  const played = newest(stage);
  const channel = stage.workspace.channel(played.channel);
  expect([channel.name, channel.kind]).toEqual(["inc-1-zebra-breach", "private"]);
  expect(card(stage, played)).toContain("🔒 Private");
  expect(topic(stage, played)).toContain("🔒 Private");
  expect(await exportOf(stage, stage.sam, played)).toContain("**Private.** Share it only with those who were in it.");
});

/** Everything that can be done to an incident, by those who are in it. */
async function liveThrough(stage: Stage, played: Played): Promise<void> {
  const { sam } = stage;
  const lines = [
    "update Zebra tokens leaked",
    "status identified",
    "severity sev2",
    "role commander @ada",
    "log 10:00 zebra found",
    "impact since 10:00 Zebra: zebra note",
    "time detected 10:00 zebra alert",
    "pause zebra vendor",
    "resume",
    "rename Zebra two",
    "resolve zebra rotated",
    "reopen zebra again",
  ];
  for (const line of lines) await type(stage, sam, line, played.channel);
  const form = await formOf(sam, "update", played.channel);
  expect(form.text).not.toContain("announcement");
  await form.fill({ "What is new?": "Zebra vault sealed", "Next update": "In 15 min" });
  await form.submit();
  await stage.pass(20 * 60_000);
  expect(saidIn(stage, played).join("\n")).toContain("The next update is due");
  sam.renameChannel(played.channel, "inc-1-zebra-renamed");
  await stage.pass(5_000);
  sam.kickBot(played.channel);
  await stage.pass(5_000);
  sam.inviteBot(played.channel);
  await stage.pass(5_000);
  await type(stage, sam, "cancel zebra false alarm", played.channel);
  expect(await facts(stage, played)).toEqual([
    ...["IncidentDeclared", "UpdatePosted", "StatusChanged", "SeverityChanged", "RoleAssigned", "EntryAdded"],
    ...["ImpactWindowSet", "MilestoneSet", "ClocksPaused", "ClocksResumed"],
    ...["IncidentRenamed", "UpdatePosted", "StatusChanged", "IncidentReopened", "UpdatePosted"],
    ...["ChannelRenamed", "ChannelLost", "ChannelRegained", "IncidentCanceled"],
  ]);
}

test("Whatever happens, nothing of it is ever in a public place, in a log line, or told to an outsider", async () => {
  const stage = await stageOfTest();
  const { kim } = stage;
  await declarePrivately(stage, stage.sam, "Zebra breach");
  const played = newest(stage);
  await liveThrough(stage, played);
  expect(announced(stage, played)).toEqual([]);
  expect(publicText(stage)).not.toMatch(secrets);
  expect(stage.logged.join("")).not.toMatch(secrets);
  const answers: string[] = [];
  const lines = [
    "",
    "list",
    "list all",
    "list sev1 all",
    "list all vault",
    "show INC-1",
    "update INC-1 x",
    "take INC-1",
  ];
  for (const line of lines) answers.push(await type(stage, kim, line));
  expect(answers.join("\n")).not.toMatch(secrets);
  expect(answers.slice(5)).toEqual(Array(3).fill("There is no INC-1: /incident list all shows those that there are."));
  const form = await formOf(kim, "declare");
  expect(form.text).not.toMatch(secrets);
  expect(told(stage, kim)).toEqual([]);
});

test("The declarer's own form lists no private incidents either: somebody may look over the shoulder", async () => {
  const stage = await stageOfTest();
  await declarePrivately(stage, stage.sam, "Zebra breach");
  const form = await formOf(stage.sam, "declare");
  expect(form.text).not.toMatch(secrets);
  expect(await type(stage, stage.sam, "list")).toContain("INC-1 Zebra breach · 🔒 Private");
});

test("What happens to its channel is told to the commander alone", async () => {
  const stage = await stageOfTest();
  await declarePrivately(stage, stage.sam, "Zebra breach");
  const played = newest(stage);
  stage.sam.archive(played.channel);
  await stage.pass(5_000);
  expect(told(stage, stage.sam)).toEqual([
    "🔴 SEV1 · INC-1 Zebra breach · 🔒 Private\n⚠️ Its channel #inc-1-zebra-breach was archived\n" +
      "Unarchive it and invite Sitrep to go on there · " +
      "The incident goes on: /incident update INC-1 works in any channel",
  ]);
  expect(publicText(stage)).not.toMatch(secrets);
});

test("A channel that can't be made private is not made at all, and the declarer is told how it goes on", async () => {
  const stage = await stageOfTest();
  const { sam, workspace } = stage;
  workspace.faults.add("conversations.create", { kind: "error", error: "restricted_action" });
  const form = await formOf(sam, "declare Zebra breach");
  await form.fill({ Severity: "SEV1", Options: ["private"], Commander: "ada" });
  await form.submit();
  await stage.pass(60_000);
  expect(workspace.channels().filter(({ creator }) => creator === workspace.botUserId)).toEqual([]);
  expect(told(stage, sam)).toEqual([
    "🔴 SEV1 · INC-1 Zebra breach · 🔒 Private\n⚠️ Slack did not make a private channel (restricted_action)\n" +
      "A workspace preference forbids this to apps: an admin can change it under Settings → Permissions. · " +
      "The incident goes on without one: /incident update INC-1 works anywhere",
  ]);
  expect(told(stage, stage.ada)).toEqual([]);
  expect(publicText(stage)).not.toMatch(secrets);
  expect(stage.logged.join("")).not.toMatch(secrets);
  expect(await type(stage, sam, "update INC-1 going on")).toBe("Done: 🔴 SEV1 · INC-1 Zebra breach · 🔒 Private");
});

test("A public incident beside it is found as ever", async () => {
  const stage = await stageOfTest();
  await declarePrivately(stage, stage.sam, "Zebra breach");
  const played = await declare(stage, stage.sam, "sev3 In the open");
  expect(played.ref).toBe("INC-2");
  expect(await type(stage, stage.kim, "list all")).toContain("INC-2 In the open");
  expect(announced(stage, played)).toHaveLength(1);
});
