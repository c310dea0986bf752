// People look: the menu, the help, lists, one incident; and are told when they typed a word that is none.

import { afterAll, beforeAll, expect, test } from "vitest";
import { card, declare, formOf, newest, openStage, type Played, type Stage, type } from "./support/stage.ts";

let stage: Stage;
let checkout: Played;
let voice: Played;
let search: Played;

beforeAll(async () => {
  stage = await openStage();
  const { sam, ada } = stage;
  expect(await type(stage, sam, "")).toBe(
    "No incident is open.\n[Declare incident]\n/incident help shows what else there is",
  );
  expect(await type(stage, sam, "list")).toBe("No incident found. /incident list all shows those that have ended too.");
  checkout = await declare(stage, sam, "sev2 Checkout is failing");
  const form = await formOf(ada, "declare Voice is down");
  await form.fill({ Severity: "SEV1", Components: "Voice, API Gateway" });
  await form.submit();
  await stage.pass(5_000);
  voice = newest(stage);
  search = await declare(stage, sam, "sev4 Search is slow");
  await type(stage, sam, "resolve Index rebuilt", search.channel);
});
afterAll(() => stage.stop());

test("/incident anywhere shows the open incidents with their clocks, and a button that declares", async () => {
  const { kim, workspace } = stage;
  const outcome = await kim.command("/incident", { channel: "general" });
  expect(stage.read(await outcome.reply())).toBe(
    [
      "Open now: 2",
      "🔴 SEV1 INC-2 Voice is down · Investigating, declared just now · #inc-2-voice-is-down",
      "🟠 SEV2 INC-1 Checkout is failing · Investigating, declared just now · #inc-1-checkout-is-failing",
      "[Declare incident]",
      "/incident help shows what else there is",
    ].join("\n"),
  );
  const form = await (await kim.click("general", await outcome.reply(), "Declare incident")).openedForm();
  expect(form.title).toBe("Declare incident");
  expect(form.value("Commander").selected_user).toBe(kim.id);
  await form.close();
  expect(workspace.channel("general").messages.filter(({ byApp }) => byApp)).toEqual([]);
});

test("/incident in an incident's channel shows its card, to that person alone, with all its controls", async () => {
  const reply = await type(stage, stage.sam, "", checkout.channel);
  expect(reply).toBe(card(stage, checkout));
  expect(reply).toContain("[Post update] [Resolve] [SLA] ‹…›\n‹🟠 SEV2› ‹Investigating›");
  const outcome = await stage.sam.command("/incident", { channel: checkout.channel });
  const form = await (await stage.sam.click(checkout.channel, await outcome.reply(), "Resolve")).openedForm();
  expect(form.title).toBe("Resolve INC-1");
  await form.close();
});

test("Help is one screen, in every channel", async () => {
  const help = await type(stage, stage.kim, "help", "general");
  for (const word of ["declare", "update", "status", "severity", "take", "role", "log", "list", "show", "resolve"]) {
    expect(help).toContain(word);
  }
  for (const word of ["impact", "time", "sla", "pause", "resume"]) expect(help).toContain(word);
  for (const word of ["reopen", "cancel", "rename", "export"]) expect(help).toContain(word);
  expect(help.split("\n").length).toBeLessThanOrEqual(14);
  expect(await type(stage, stage.kim, "HELP", "general")).toBe(help);
});

test.each([
  ["udpate x", "“udpate” is no command. Did you mean /incident update? /incident help shows all."],
  ["Decalre sev1 x", "“Decalre” is no command. Did you mean /incident declare? /incident help shows all."],
  ["fixed", "“fixed” is no command. Did you mean /incident resolve? /incident help shows all."],
  ["handover @sam", "“handover” is no command. Did you mean /incident role? /incident help shows all."],
  ["lst", "“lst” is no command. Did you mean /incident list? /incident help shows all."],
  ["quux", "“quux” is no command. /incident help shows those there are."],
  ["<!channel>", "“<!channel>” is no command. /incident help shows those there are."],
])("A wrong word is answered with the nearest right one, and does nothing: %s", async (typed, sentence) => {
  expect(await type(stage, stage.kim, typed)).toBe(sentence);
});

test("Lists are of open incidents; all of them, one's own, of a severity, of a component where asked", async () => {
  const { sam, ada, kim } = stage;
  const numbers = async (person = kim, words = ""): Promise<string[]> =>
    (await type(stage, person, `list ${words}`)).match(/INC-\d+(?= )/g) ?? [];
  expect(await numbers(kim)).toEqual(["INC-2", "INC-1"]);
  expect(await numbers(kim, "open")).toEqual(["INC-2", "INC-1"]);
  expect(await numbers(kim, "all")).toEqual(["INC-3", "INC-2", "INC-1"]);
  expect(await numbers(sam, "mine")).toEqual(["INC-1"]);
  expect(await numbers(sam, "all mine")).toEqual(["INC-3", "INC-1"]);
  expect(await numbers(ada, "mine")).toEqual(["INC-2"]);
  expect(await numbers(kim, "sev1")).toEqual(["INC-2"]);
  expect(await numbers(kim, "SEV-4 all")).toEqual(["INC-3"]);
  expect(await numbers(kim, "api gateway")).toEqual(["INC-2"]);
  expect(await numbers(kim, "voice")).toEqual(["INC-2"]);
  expect(await type(stage, kim, "list mine")).toBe(
    "No incident found. /incident list all shows those that have ended too.",
  );
});

test("The menu and the list tell when the next update is due", async () => {
  const form = await formOf(stage.sam, "update", checkout.channel);
  await form.fill({ "What is new?": "Looking", "Next update": "In 30 min" });
  await form.submit();
  await stage.pass(60_000);
  const line = /INC-1 Checkout is failing · Investigating, declared \d min ago, update due in 29 min · #inc-1/;
  expect(await type(stage, stage.kim, "")).toMatch(line);
  expect(await type(stage, stage.kim, "list")).toMatch(line);
});

test("An ended incident is listed with how it ended", async () => {
  expect(await type(stage, stage.kim, "list all sev4")).toMatch(
    /^✅ SEV4 INC-3 Search is slow · Resolved after 5 s, .* · #inc-3-search-is-slow$/,
  );
});

test("One incident is shown anywhere, however its number is typed", async () => {
  for (const typed of ["show INC-2", "show inc-2", "show 2", "show #2", "SHOW inc2", "INC-2", "inc-2 show"]) {
    const shown = await type(stage, stage.kim, typed);
    expect(shown.split("\n")[0]).toBe("🔴 SEV1 · Voice is down");
    expect(shown).toContain("Components  Voice, API Gateway");
    expect(shown).toContain("#inc-2-voice-is-down\n[Post update] [Export postmortem]");
  }
  expect(voice.number).toBe(2);
});

test("show without a number is asked about outside, and is the channel's incident inside", async () => {
  expect(await type(stage, stage.kim, "show")).toBe(
    "Say which incident, as in /incident show INC-42, or type it in its own channel. /incident list shows them.",
  );
  expect(await type(stage, stage.sam, "show", checkout.channel)).toContain("🟠 SEV2 · Checkout is failing");
  expect(await type(stage, stage.sam, "show INC-2", checkout.channel)).toContain("🔴 SEV1 · Voice is down");
});

test("An incident that there is not is said to be none", async () => {
  for (const typed of ["show INC-999", "INC-999 update x", "update inc-999 x", "log INC-999 10:25 x"]) {
    expect(await type(stage, stage.kim, typed)).toBe(
      "There is no INC-999: /incident list all shows those that there are.",
    );
  }
});
