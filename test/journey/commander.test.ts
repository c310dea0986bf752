// Who is in command: taken by a click or a line, given to somebody, and never taken twice by two clicks on one button.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  announced,
  answer,
  card,
  cardMessage,
  declare,
  facts,
  formOf,
  newest,
  nextHour,
  openStage,
  type Played,
  posts,
  type Stage,
  saidIn,
  topic,
  type,
} from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => nextHour(stage));
afterAll(() => stage.stop());

async function declareWithoutCommander(): Promise<Played> {
  const form = await formOf(stage.sam, "declare Nobody leads");
  await form.fill({ Severity: "SEV2", Commander: null });
  await form.submit();
  await stage.pass(5_000);
  return newest(stage);
}

const lines = (played: Played): (string | undefined)[] => saidIn(stage, played).map((text) => text.split("\n")[0]);

test("Take command makes the one who clicks the commander, and the button goes", async () => {
  const { ada, workspace } = stage;
  const played = await declareWithoutCommander();
  const { ts } = cardMessage(stage, played);
  const outcome = await ada.click(played.channel, ts, "Take command");
  await stage.pass(5_000);
  expect(outcome.replies).toEqual([]);
  expect(lines(played)).toEqual(["ada is the incident commander"]);
  expect(card(stage, played)).toContain("Commander: @ada");
  expect(card(stage, played)).not.toContain("[Take command]");
  expect(announced(stage, played)[0]).toContain("Commander · ada");
  expect(topic(stage, played)).toContain("commander ada");
  expect(workspace.channel(played.channel).members).toContain(ada.id);
});

test("Two people click Take command at once: one is the commander, the other is told", async () => {
  const { sam, ada } = stage;
  const played = await declareWithoutCommander();
  const { ts } = cardMessage(stage, played);
  const outcomes = await Promise.all([
    sam.click(played.channel, ts, "Take command"),
    ada.click(played.channel, ts, "Take command"),
  ]);
  await stage.pass(5_000);
  const replies = outcomes.flatMap((outcome) => outcome.replies).map((reply) => stage.read(reply));
  expect(replies).toEqual([
    "Somebody else took command just before you: nothing changed. /incident take takes it over.",
  ]);
  expect(await facts(stage, played)).toEqual(["IncidentDeclared", "RoleAssigned"]);
  expect(lines(played)).toHaveLength(1);
});

test("Taking over from a commander is in the menu beside the buttons, and by text", async () => {
  const { sam, ada } = stage;
  const played = await declare(stage, sam, "sev2 Changing hands");
  ada.join(played.channel);
  await ada.choose(played.channel, cardMessage(stage, played).ts, "more", "Take command");
  await stage.pass(5_000);
  expect(card(stage, played)).toContain("Commander: @ada");
  expect(await type(stage, sam, "take", played.channel)).toBe("");
  expect(await type(stage, ada, `take ${played.ref}`)).toContain("Done: 🟠 SEV2");
  expect(await type(stage, sam, `take ${played.number}`)).toContain("Done: 🟠 SEV2");
  expect(lines(played)).toEqual([
    "ada is the incident commander",
    "sam is the incident commander",
    "ada is the incident commander",
    "sam is the incident commander",
  ]);
  expect(card(stage, played)).toContain("Commander: @sam");
});

test("A commander who takes command again is told, and nothing changes", async () => {
  const played = await declare(stage, stage.sam, "sev2 Mine already");
  expect(await type(stage, stage.sam, "take", played.channel)).toBe(
    `You are the incident commander of ${played.ref} already.`,
  );
  const menu = await stage.sam.choose(played.channel, cardMessage(stage, played).ts, "more", "Take command");
  expect(await answer(stage, menu)).toBe(`You are the incident commander of ${played.ref} already.`);
  expect(await facts(stage, played)).toEqual(["IncidentDeclared"]);
});

test("Somebody is made commander by name: they are invited, and rung at once", async () => {
  const { sam, ada, kim, workspace } = stage;
  const played = await declare(stage, sam, "sev2 Over to you");
  expect(await type(stage, sam, "role commander @ada", played.channel)).toBe("");
  expect(lines(played)).toEqual(["@ada is the incident commander"]);
  expect(posts(stage, played.channel).at(-1)?.notified).toEqual([ada.id]);
  expect(workspace.channel(played.channel).members).toContain(ada.id);
  expect(await type(stage, ada, `role ${played.ref} @kim`)).toContain("Done:");
  expect(card(stage, played)).toContain("Commander: @kim");
  expect(topic(stage, played)).toContain("commander kim");
  expect(await type(stage, kim, "list mine")).toContain(played.ref);
});

test.each([
  ["role", "Say who: /incident role commander @sam. /incident take takes command yourself."],
  ["role commander", "Say who: /incident role commander @sam. /incident take takes command yourself."],
  [
    "role commander sam",
    "Type @ and pick the person, so that Slack knows who is meant: /incident role commander @sam. " +
      "/incident take takes command yourself.",
  ],
  [
    "role scrib @sam",
    "“scrib” is no role. Did you mean scribe? It can be commander, communications, scribe or operations: " +
      "/incident role commander @sam.",
  ],
])("A role that can't be understood is asked about: %s", async (line, sentence) => {
  const played = await declare(stage, stage.ada, "sev2 Who");
  expect(await type(stage, stage.ada, line, played.channel)).toBe(sentence);
  expect(await facts(stage, played)).toEqual(["IncidentDeclared"]);
});
