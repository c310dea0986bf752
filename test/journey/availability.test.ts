// What an incident that people ran in Slack has made of its month: as told when it is resolved, and in the shell.

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { availabilityLines, budgetLines } from "../../src/blocks/availability-lines.ts";
import { startBot } from "../../src/bot.ts";
import { availability } from "../../src/cli/availability.ts";
import type { Person } from "../../src/workspace/people/person.ts";
import { temporaryFolder } from "../support/folder.ts";
import { formOf, minute, newest, openStage, type Played, type Stage, type } from "./support/stage.ts";

const seconds = (ms: number): number => Math.floor(ms / 1_000);

/** Declares with impact on Voice since `minutesAgo`, and resolves an hour later, when impact had ended `endedAgo`. */
async function live(stage: Stage, person: Person, title: string, { options, minutesAgo, endedAgo }: Lived) {
  const form = await formOf(person, `declare ${title}`);
  const from = seconds(stage.clock.now() - minutesAgo * minute);
  await form.fill({ Severity: "SEV1", Options: options, Components: "Voice", "Impact started": from });
  await form.submit();
  await stage.pass(5_000);
  const played = newest(stage);
  await stage.pass(60 * minute);
  const ending = await formOf(person, "resolve", played.channel);
  const to = seconds(stage.clock.now() - endedAgo * minute);
  await ending.fill({ "What fixed it?": "Rolled back", "Impact ended": to });
  await ending.submit();
  await stage.pass(5_000);
  return { ...played, usedMs: (to - from) * 1_000 };
}
type Lived = { options: string[]; minutesAgo: number; endedAgo: number };

/** The months of an incident as all who are in its channel may read them. */
async function monthsOf({ bot, workspace }: Stage, { channel }: Played) {
  const told = await bot.engine.find.byChannel(workspace.team.id, channel);
  if (told === null) throw new Error("There is no such incident.");
  const { incident } = told;
  return { incident, reports: await bot.engine.availability.ofIncident(workspace.team.id, incident, null) };
}

test("At resolve it is told what it used; a private incident shows in the private one's figures alone", async () => {
  const databaseUrl = join(temporaryFolder(), "sitrep.db");
  const stage = await openStage({
    databaseUrl,
    settings: "availability:\n  credits: [{ below: 99.9 %, credit: 10 % }]",
  });
  onTestFinished(() => stage.stop());
  const open = await live(stage, stage.sam, "Calls fail", { options: [], minutesAgo: 8, endedAgo: 20 });
  const secret = await live(stage, stage.sam, "Zebra", { options: ["private"], minutesAgo: 0, endedAgo: 30 });
  expect(Math.round(open.usedMs / minute)).toBe(48);

  const ofOpen = await monthsOf(stage, open);
  expect(budgetLines(ofOpen.incident.id, ofOpen.reports)).toEqual([
    expect.stringMatching(
      /^This used 48 min( \d+ s)? of the 44 min 38 s of Voice's budget for March: credit tier 10 %$/,
    ),
  ]);
  const ofSecret = await monthsOf(stage, secret);
  expect(budgetLines(ofSecret.incident.id, ofSecret.reports)).toEqual([
    expect.stringMatching(
      /^This used 30 min( \d+ s)? of the .* budget for March, 1 h 18 min.* with others: credit tier 10 %$/,
    ),
  ]);
  expect(JSON.stringify(ofOpen.reports)).not.toContain(ofSecret.incident.id);
  expect(availabilityLines(ofOpen.reports)).not.toEqual(availabilityLines(ofSecret.reports));

  const printed: string[] = [];
  const print = (text: string): void => void printed.push(text);
  await availability(["2026-03"], { config: stage.config, clock: stage.clock, startBot, print });
  expect(printed.join("")).toMatch(/\nVoice .* INC-1 48 min.*, INC-2 30 min.* \[private\]\n/);
  expect(printed.join("")).not.toMatch(/zebra/i);
  expect(stage.logged.join("")).not.toMatch(/zebra/i);
});

test("Resolved in one line, nothing is said of the budget but how it becomes known", async () => {
  const stage = await openStage();
  onTestFinished(() => stage.stop());
  const form = await formOf(stage.sam, "declare Calls fail");
  await form.fill({ Severity: "SEV1", Components: "Voice", "Impact started": seconds(stage.clock.now()) });
  await form.submit();
  await stage.pass(30 * minute);
  const played = newest(stage);
  await type(stage, stage.sam, "resolve Rolled back", played.channel);
  await stage.pass(24 * 60 * minute);
  const { incident, reports } = await monthsOf(stage, played);
  expect(budgetLines(incident.id, reports)).toEqual([
    "What it used of the error budgets is known once somebody says when impact ended: /incident impact.",
  ]);
});
