// Changing the settings never rewrites the past: the bot is started again with another sitrep.yml.

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Incident } from "../../src/incident/incident.ts";
import { temporaryFolder } from "../support/folder.ts";
import {
  card,
  cardMessage,
  declare,
  exportOf,
  formOf,
  newest,
  openStage,
  type Played,
  type Stage,
  saidIn,
  topic,
  type,
} from "./support/stage.ts";

const minute = 60_000;

const before = `
severities:
  SEV1: { acknowledge: 10 min, first_update: none, mitigate: 60 min, mark: 🔥 }
  SEV2: { acknowledge: none }
roles: { commander: incident commander, scribe: keeper of the record }
`;
/** SEV1 is stricter, SEV2 is gone, and so is the scribe. */
const after = `
severities:
  SEV1: { acknowledge: 1 min, first_update: none, mitigate: 2 min, mark: 🧨 }
  Minor: { meaning: It can wait, mitigate: 5 h }
roles: { commander: captain }
`;

async function stageOfTest(): Promise<Stage> {
  const stage = await openStage({ settings: before, databaseUrl: join(temporaryFolder(), "sitrep.db") });
  onTestFinished(() => stage.stop());
  return stage;
}

async function stateOf({ bot, workspace }: Stage, { channel }: Played): Promise<Incident> {
  const told = await bot.engine.find.byChannel(workspace.team.id, channel);
  if (told === null) throw new Error(`No incident has the channel ${channel}.`);
  return told.incident;
}

const breachesOf = async (stage: Stage, played: Played) =>
  (await stateOf(stage, played)).breaches.map(({ clock, severity, withdrawnAt }) => [clock, severity, withdrawnAt]);

async function declareWithoutCommander(stage: Stage): Promise<Played> {
  const form = await formOf(stage.sam, "declare Checkout is failing");
  await form.fill({ Severity: "SEV1", Commander: null });
  await form.submit();
  await stage.pass(5_000);
  return newest(stage);
}

test("A running clock keeps the policy that it was started under; a change of severity takes the new one", async () => {
  const stage = await stageOfTest();
  const played = await declare(stage, stage.sam, "sev1 Checkout is failing");
  await stage.restart(after);
  // Under the new settings it would have been due after 2 minutes.
  await stage.pass(30 * minute);
  expect(await breachesOf(stage, played)).toEqual([]);
  expect(card(stage, played)).toContain("🔥 SEV1");
  await stage.pass(31 * minute);
  expect(await breachesOf(stage, played)).toEqual([["mitigate", "SEV1", null]]);
  // What was breached stays, with its severity; the clock counts on under the new policy, from the same start.
  await type(stage, stage.sam, "severity minor", played.channel);
  await stage.pass(5 * 60 * minute);
  expect(await breachesOf(stage, played)).toEqual([
    ["mitigate", "SEV1", null],
    ["mitigate", "Minor", null],
  ]);
  const { policies } = await stateOf(stage, played);
  expect(policies.map(({ targets }) => targets.mitigate?.said)).toEqual(["60 min", "5 h"]);
});

test("What was breached before stays breached under settings that would have allowed it", async () => {
  const stage = await stageOfTest();
  const played = await declareWithoutCommander(stage);
  await stage.pass(11 * minute);
  expect(await breachesOf(stage, played)).toEqual([["acknowledge", "SEV1", null]]);
  await stage.restart("severities: { SEV1: { acknowledge: none, first_update: none, update_every: none } }");
  await type(stage, stage.ada, `take ${played.ref}`);
  await type(stage, stage.sam, "update Looking", played.channel);
  expect(await breachesOf(stage, played)).toEqual([["acknowledge", "SEV1", null]]);
});

test("An incident whose severity and roles are no more goes on, as it was, and can be changed away", async () => {
  const stage = await stageOfTest();
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Search is slow");
  await type(stage, sam, "role scribe @ada", played.channel);
  await stage.restart(after);
  await type(stage, sam, "rename Search is very slow", played.channel);
  expect(card(stage, played)).toContain("🟠 SEV2 · Search is very slow");
  expect(card(stage, played)).toContain("Keeper of the record · ada");
  // The menu shows it, without offering it.
  expect(card(stage, played)).toContain("‹🟠 SEV2› ‹Investigating›");
  expect(topic(stage, played)).toContain("🟠 SEV2");
  expect(await type(stage, sam, "list sev2")).toContain("Search is very slow");
  const form = await formOf(sam, "update", played.channel);
  expect(JSON.stringify(form.value("Severity"))).toContain("SEV2 · as it is, no longer in the settings");
  await form.fill({ "What is new?": "Looking" });
  await form.submit();
  await stage.pass(5_000);
  expect(saidIn(stage, played).at(-1)).toContain("Looking");
  expect((await stateOf(stage, played)).severity).toBe("SEV2");
  expect(await exportOf(stage, sam, played)).toContain("Search is very slow");
  await sam.choose(played.channel, cardMessage(stage, played).ts, "change-severity", "🧨 SEV1");
  await stage.pass(5_000);
  expect(card(stage, played)).toContain("🧨 SEV1 · Search is very slow");
  expect(card(stage, played)).toContain("‹🧨 SEV1› ‹Investigating›");
});

test("A menu that was drawn before the settings changed is answered with what there is now", async () => {
  const stage = await stageOfTest();
  const played = await declare(stage, stage.sam, "sev1 Stale menu");
  const { ts } = cardMessage(stage, played);
  await stage.restart(after);
  const outcome = await stage.sam.choose(played.channel, ts, "Severity", "🟠 SEV2");
  expect(stage.read(await outcome.reply())).toBe("SEV2 is no severity. It can be SEV1, Minor.");
});
