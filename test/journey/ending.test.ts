// An incident ends, comes back, was none after all, or is called something else.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  announced,
  card,
  cardMessage,
  declare,
  exportOf,
  facts,
  formOf,
  minute,
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

const hourNow = (): string => `${String(new Date(stage.clock.now()).getUTCHours()).padStart(2, "0")}`;
const clickCard = async (played: Played, button: string) =>
  await stage.sam.click(played.channel, cardMessage(stage, played).ts, button);
const lastSaid = (played: Played): string | undefined => saidIn(stage, played).at(-1);

async function declareWithImpact(title: string): Promise<Played> {
  const form = await formOf(stage.sam, `declare ${title}`);
  await form.fill({ Severity: "SEV1", "Impact started": Math.floor(stage.clock.now() / 1_000) - 600 });
  await form.submit();
  await stage.pass(10 * minute);
  return newest(stage);
}

const none = { selected_date_time: null };

test("Resolve asks what fixed it and when it stopped hurting, and says how long it lasted", async () => {
  const played = await declareWithImpact("Voice is down");
  const form = await (await clickCard(played, "Resolve")).openedForm();
  expect([form.title, form.submitLabel]).toEqual([`Resolve ${played.ref}`, "Resolve"]);
  expect(form.value("Impact ended").selected_date_time).toBe(Math.floor(stage.clock.now() / 1_000));
  await form.fill({
    "What fixed it?": "Trunk restarted",
    "Impact ended": Math.floor(stage.clock.now() / 1_000) - 5 * 60,
  });
  await form.submit();
  await stage.pass(5_000);
  expect(lastSaid(played)).toBe(
    `✅ Resolved after 10 min · update 1\nTrunk restarted\nsam · ${hourNow()}:10\n[Export postmortem]`,
  );
  const shown = card(stage, played);
  expect(shown).toContain("✅ SEV1 · Voice is down");
  expect(shown).toContain("Outcome: Resolved after 10 min");
  expect(shown).toMatch(/Impact: 15 min, from \d\d:50/);
  expect(shown).toContain("[Reopen] [Export postmortem] [SLA] ‹…›");
  expect(announced(stage, played)).toEqual([expect.stringContaining("Resolved after 10 min")]);
  expect(topic(stage, played)).toContain("✅ SEV1 resolved");
  const markdown = await exportOf(stage, stage.sam, played);
  expect(markdown).toContain("| Declared → resolved | 10 min |");
  expect(markdown).toContain("Impact ended");
});

test("Resolve proposes that impact ends now where a window lasts, and no end where all have ended", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Reports are late");
  expect((await formOf(sam, "resolve", played.channel)).value("Impact ended")).toMatchObject(none);
  await type(stage, sam, "impact since 5 min ago Reports", played.channel);
  const form = await formOf(sam, "resolve", played.channel);
  expect(form.value("Impact ended")).not.toMatchObject(none);
  await type(stage, sam, "impact 1 to 1 min ago", played.channel);
  expect((await formOf(sam, "resolve", played.channel)).value("Impact ended")).toMatchObject(none);
});

test("Resolve without a word is enough", async () => {
  const played = await declare(stage, stage.sam, "sev2 Went away");
  const form = await formOf(stage.sam, "resolve", played.channel);
  expect(form.value("Impact ended").selected_date_time).toBe(null);
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
  expect(lastSaid(played)).toBe(`✅ Resolved after 5 s\nsam · ${hourNow()}:00\n[Export postmortem]`);
  expect(await facts(stage, played)).toEqual(["IncidentDeclared", "StatusChanged"]);
});

test("Resolved by a line, with what fixed it, and by an update that states it", async () => {
  const one = await declare(stage, stage.sam, "sev2 By a line");
  expect(await type(stage, stage.sam, "resolve Rolled back", one.channel)).toBe("");
  expect(lastSaid(one)).toContain("✅ Resolved after 5 s · update 1\nRolled back");
  const two = await declare(stage, stage.sam, "sev2 By update");
  const form = await formOf(stage.sam, "update", two.channel);
  await form.fill({ "What is new?": "All green", Status: "Resolved", "Next update": "In 30 min" });
  await form.submit();
  await stage.pass(40 * minute);
  expect(saidIn(stage, two)).toHaveLength(1);
  expect(card(stage, two)).toContain("Outcome: Resolved after 5 s");
  const three = await declare(stage, stage.sam, "sev2 By status");
  await type(stage, stage.sam, "status resolved", three.channel);
  expect(card(stage, three)).toContain("Outcome: Resolved after 5 s");
});

test("Reopen asks why, by form and by text; then it is open again, everywhere", async () => {
  const played = await declare(stage, stage.sam, "sev2 It comes back");
  await type(stage, stage.sam, "resolve Restarted", played.channel);
  const form = await (await clickCard(played, "Reopen")).openedForm();
  expect(form.title).toBe(`Reopen ${played.ref}`);
  await form.fill({ "Why is it open again?": "Errors are back" });
  await form.submit();
  await stage.pass(5_000);
  expect(lastSaid(played)).toBe(`Reopened · Investigating\nErrors are back\nsam · ${hourNow()}:00`);
  expect(card(stage, played)).toContain("Status: Investigating");
  expect(card(stage, played)).toContain("[Post update] [Resolve] [SLA] ‹…›");
  expect(announced(stage, played)).toEqual([expect.stringContaining("Investigating · declared")]);
  expect(topic(stage, played)).toContain("🟠 SEV2 investigating");
  await type(stage, stage.sam, "resolve Fixed", played.channel);
  expect(await type(stage, stage.ada, `reopen ${played.ref} Not at all`)).toContain("Done:");
  expect(lastSaid(played)).toContain("Reopened · Investigating\nNot at all\nada");
});

test("A promise that was open when it was resolved does not come back when it is reopened", async () => {
  const played = await declare(stage, stage.sam, "sev2 Old promise");
  const form = await formOf(stage.sam, "update", played.channel);
  await form.fill({ "What is new?": "Looking", "Next update": "In 15 min" });
  await form.submit();
  await stage.pass(5_000);
  await type(stage, stage.sam, "status resolved", played.channel);
  await type(stage, stage.sam, "reopen Not so", played.channel);
  expect(card(stage, played)).toContain("Next update: None promised");
  await stage.pass(20 * minute);
  expect(saidIn(stage, played)).toHaveLength(3);
});

test("Cancel asks why and says what it means, by form and by text", async () => {
  const played = await declare(stage, stage.sam, "sev2 No incident");
  const more = await stage.sam.choose(played.channel, cardMessage(stage, played).ts, "more", `Cancel ${played.ref}`);
  const form = await more.openedForm();
  expect([form.title, form.submitLabel]).toEqual([`Cancel ${played.ref}`, "Cancel incident"]);
  expect(form.text).toContain("A canceled incident counts nowhere. If it was fixed, resolve it instead.");
  await form.fill({ "Why is it no incident?": "Planned work" });
  await form.submit();
  await stage.pass(5_000);
  expect(lastSaid(played)).toBe(`Canceled after 5 s\nPlanned work\nsam · ${hourNow()}:00`);
  expect(card(stage, played)).toContain("⚪ SEV2 · No incident");
  expect(announced(stage, played)).toEqual([expect.stringContaining("Canceled after 5 s")]);
  const other = await declare(stage, stage.sam, "sev2 Neither");
  await type(stage, stage.sam, "cancel A test", other.channel);
  expect(await exportOf(stage, stage.sam, other)).toContain("> A test");
});

test("Rename changes the title everywhere, by form and by text, and leaves the channel's name alone", async () => {
  const { sam, workspace } = stage;
  const played = await declare(stage, sam, "sev2 Something is off");
  const name = workspace.channel(played.channel).name;
  const more = await sam.choose(played.channel, cardMessage(stage, played).ts, "more", "Rename");
  const form = await more.openedForm();
  expect(form.value("Title").value).toBe("Something is off");
  await form.fill({ Title: "Payments are declined" });
  await form.submit();
  await stage.pass(5_000);
  expect(lastSaid(played)).toBe(`Now called Payments are declined\nsam · ${hourNow()}:00 · Before: · Something is off`);
  expect(card(stage, played)).toContain("🟠 SEV2 · Payments are declined");
  expect(announced(stage, played)[0]).toContain(`${played.ref} Payments are declined`);
  expect(topic(stage, played)).toContain(`${played.ref} Payments are declined`);
  expect(workspace.channel(played.channel).name).toBe(name);
  await type(stage, sam, "rename Cards are declined", played.channel);
  expect(card(stage, played)).toContain("🟠 SEV2 · Cards are declined");
});

test("An ended incident still takes entries, a name, a commander and a severity", async () => {
  const played = await declare(stage, stage.sam, "sev2 Afterwards");
  await type(stage, stage.sam, "resolve Done", played.channel);
  for (const line of ["log just now Checked once more", "rename Afterwards, better", "role commander @ada"]) {
    await type(stage, stage.sam, line, played.channel);
  }
  await type(stage, stage.sam, "severity sev3", played.channel);
  expect(card(stage, played)).toContain("✅ SEV3 · Afterwards, better");
  const more = await stage.sam.choose(played.channel, cardMessage(stage, played).ts, "more", "Add to timeline");
  const form = await more.openedForm();
  await form.fill({ "What happened?": "Noted later" });
  await form.submit();
  await stage.pass(5_000);
  expect(lastSaid(played)).toContain("Noted later");
  expect(posts(stage, played.channel)[0]?.ts).toBe(cardMessage(stage, played).ts);
});
