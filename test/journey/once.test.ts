// The same thing twice: one change, and who comes second is told.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  cardMessage,
  declare,
  exportOf,
  facts,
  formOf,
  newest,
  nextHour,
  openStage,
  type Played,
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

const ownChannels = (): string[] =>
  stage.workspace
    .channels()
    .filter(({ creator }) => creator === stage.workspace.botUserId)
    .map(({ name }) => name);

test("A command delivered twice declares one incident", async () => {
  const before = ownChannels().length;
  stage.workspace.faults.duplicateEnvelopes(1, "slash_commands");
  await type(stage, stage.sam, "declare sev2 Delivered twice");
  expect(ownChannels().slice(before)).toHaveLength(1);
  expect(await facts(stage, newest(stage))).toEqual(["IncidentDeclared"]);
});

test("A click delivered twice is one change", async () => {
  const played = await declare(stage, stage.sam, "sev2 Clicked twice");
  stage.workspace.faults.duplicateEnvelopes(1, "interactive");
  const click = await stage.sam.choose(played.channel, cardMessage(stage, played).ts, "change-severity", "🔴 SEV1");
  await stage.pass(5_000);
  // Nobody is told that it was so already: it was they who made it so.
  expect(click.replies).toEqual([]);
  expect(await facts(stage, played)).toEqual(["IncidentDeclared", "SeverityChanged"]);
  expect(saidIn(stage, played)).toHaveLength(1);
});

test("A form delivered twice, or sent twice, is one change", async () => {
  const before = ownChannels().length;
  const form = await formOf(stage.sam, "declare Sent twice");
  await form.fill({ Severity: "SEV2" });
  stage.workspace.faults.duplicateEnvelopes(1, "interactive");
  await Promise.all([form.submit(), form.submit()]);
  await stage.pass(5_000);
  expect(ownChannels().slice(before)).toHaveLength(1);
  const played = newest(stage);
  const update = await formOf(stage.sam, "update", played.channel);
  await update.fill({ "What is new?": "Once", Severity: "SEV1 · Critical: customers can't work" });
  await Promise.all([update.submit(), update.submit()]);
  await stage.pass(5_000);
  expect(await facts(stage, played)).toEqual(["IncidentDeclared", "UpdatePosted", "SeverityChanged"]);
});

test("An event delivered twice is one entry, and one notice", async () => {
  const { sam, ada, workspace } = stage;
  const played = await declare(stage, sam, "sev2 Told twice");
  const message = sam.say(played.channel, "Seen twice");
  ada.join(played.channel);
  await stage.settle();
  workspace.faults.duplicateEnvelopes(1, "events_api");
  ada.react(played.channel, message.ts, "pushpin");
  await stage.pass(5_000);
  workspace.faults.duplicateEnvelopes(1, "events_api");
  sam.renameChannel(played.channel, `told-${played.number}`);
  await stage.pass(5_000);
  expect(await facts(stage, played)).toEqual(["IncidentDeclared", "EntryAdded", "ChannelRenamed"]);
  expect((await exportOf(stage, sam, played)).match(/Seen twice/g)).toHaveLength(1);
});

async function bothChoose(played: Played, menu: string, option: string): Promise<string[]> {
  const { ts } = cardMessage(stage, played);
  stage.ada.join(played.channel);
  const outcomes = await Promise.all([
    stage.sam.choose(played.channel, ts, menu, option),
    stage.ada.choose(played.channel, ts, menu, option),
  ]);
  await stage.pass(5_000);
  return outcomes.flatMap((outcome) => outcome.replies).map((reply) => stage.read(reply));
}

test("Two people choose the same in a menu: one change, the second is told that it is so", async () => {
  const played = await declare(stage, stage.sam, "sev2 Both");
  expect(await bothChoose(played, "change-status", "Monitoring")).toEqual([`${played.ref} is monitoring already.`]);
  expect(await bothChoose(played, "change-severity", "🔴 SEV1")).toEqual([`${played.ref} is SEV1 already.`]);
  expect(await facts(stage, played)).toEqual(["IncidentDeclared", "StatusChanged", "SeverityChanged"]);
});

test("Two people resolve by the form: the second is told, and keeps what they typed", async () => {
  const { sam, ada } = stage;
  const played = await declare(stage, sam, "sev2 Resolved twice");
  const { ts } = cardMessage(stage, played);
  ada.join(played.channel);
  const forms = await Promise.all(
    [sam, ada].map(async (person) => await (await person.click(played.channel, ts, "Resolve")).openedForm()),
  );
  const results = [];
  for (const form of forms) {
    await form.fill({ "What fixed it?": "Restarted it" });
    results.push(await form.submit());
    await stage.pass(5_000);
  }
  expect(results.map(({ closed }) => closed)).toEqual([true, false]);
  expect(results[1]?.errors?.text).toContain(`${played.ref} is resolved: `);
  expect(forms[1]?.value("What fixed it?").value).toBe("Restarted it");
  expect(await facts(stage, played)).toEqual(["IncidentDeclared", "UpdatePosted", "StatusChanged"]);
});

test("Two declare the same second: two incidents, with numbers of their own", async () => {
  const before = ownChannels().length;
  await Promise.all([
    stage.sam.command("/incident declare sev2 Same title", { channel: "general" }),
    stage.ada.command("/incident declare sev2 Same title", { channel: "general" }),
  ]);
  await stage.pass(5_000);
  const made = ownChannels().slice(before);
  expect(new Set(made).size).toBe(2);
  const numbers = made.map((name) => Number(/^inc-(\d+)-same-title$/.exec(name)?.[1])).sort((a, b) => a - b);
  expect(numbers[1]).toBe((numbers[0] ?? 0) + 1);
});
