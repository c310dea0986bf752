// People post updates, change status and severity; the card, the announcement and the topic follow.

import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import {
  announced,
  card,
  cardMessage,
  declare,
  exportOf,
  facts,
  formOf,
  minute,
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

async function pressed(played: Played, button: string) {
  return await (await stage.sam.click(played.channel, cardMessage(stage, played).ts, button)).openedForm();
}

test("Post update opens a form; what is sent stands in the channel, on the card and on the announcement", async () => {
  const { sam, kim } = stage;
  const played = await declare(stage, sam, "sev1 Voice is down");
  const form = await pressed(played, "Post update");
  expect([form.title, form.submitLabel]).toEqual([`Update ${played.ref}`, "Post update"]);
  expect(JSON.stringify(form.value("Status"))).toContain('"investigating"');
  expect(JSON.stringify(form.value("Severity"))).toContain('"SEV1"');
  expect(JSON.stringify(form.value("Next update"))).toContain('"30"');
  await form.fill({
    "What is new?": "Trunk is down\nCarrier called",
    Status: "Identified",
    "Next update": "In 15 min",
  });
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
  expect(saidIn(stage, played)).toEqual([
    `Update 1 · Identified\nTrunk is down\nCarrier called\nsam · ${hourNow()}:00 · Next update in 15 min`,
  ]);
  expect(card(stage, played)).toContain("Status: Identified");
  expect(card(stage, played)).toContain(`Next update: ${hourNow()}:15 (in 15 min)`);
  expect(card(stage, played)).toContain("> Update 1 · just now\n> Trunk is down\n[Post update]");
  expect(announced(stage, played)).toHaveLength(1);
  expect(announced(stage, played)[0]).toContain("Identified · declared just now");
  expect(announced(stage, played)[0]).toContain("> Update 1 · just now\n> Trunk is down");
  expect(topic(stage, played)).toContain("🔴 SEV1 identified");
  expect(await type(stage, kim, `show ${played.ref}`)).toContain("Trunk is down");
});

test("An update sent to the announcement channel too is a message there, with where it comes from", async () => {
  const played = await declare(stage, stage.sam, "sev2 Mail is late");
  const form = await pressed(played, "Post update");
  await form.fill({ "What is new?": "Queue drains", "Next update": "No promise", Announcement: ["announce"] });
  await form.submit();
  await stage.pass(5_000);
  const [announcement, update] = announced(stage, played);
  expect(announcement).toContain("> Queue drains");
  expect(update).toBe(
    `🟠 SEV2 · ${played.ref} Mail is late\nUpdate 1 · Investigating\nQueue drains\n` +
      `sam · ${hourNow()}:00 · #inc-${played.number}-mail-is-late`,
  );
});

test("The form changes the severity with the update, and says both", async () => {
  const played = await declare(stage, stage.sam, "sev3 Login is slow");
  const form = await pressed(played, "Post update");
  await form.fill({ "What is new?": "It is worse", Severity: "SEV1 · Critical: customers can't work" });
  await form.submit();
  await stage.pass(5_000);
  expect(saidIn(stage, played).map((text) => text.split("\n")[0])).toEqual([
    "Update 1 · Investigating",
    "🔴 Severity SEV1, was SEV3",
  ]);
  expect(card(stage, played)).toContain("🔴 SEV1 · Login is slow");
});

test("What somebody else changed while a form lay open is not undone by it", async () => {
  const { sam, ada } = stage;
  const played = await declare(stage, sam, "sev3 Two at once");
  const form = await pressed(played, "Post update");
  await type(stage, ada, `status ${played.ref} monitoring`);
  await type(stage, ada, `severity ${played.ref} sev1`);
  await form.fill({ "What is new?": "Still looking" });
  await form.submit();
  await stage.pass(5_000);
  expect(card(stage, played)).toContain("🔴 SEV1 · Two at once");
  expect(card(stage, played)).toContain("Status: Monitoring");
  expect(saidIn(stage, played).at(-1)).toContain("Update 1\nStill looking");
});

test("Text after the word posts at once, from inside and, with its number, from anywhere", async () => {
  const { sam, ada } = stage;
  const played = await declare(stage, sam, "sev2 Text way");
  expect(await type(stage, sam, "update First", played.channel)).toBe("");
  expect(await type(stage, ada, `update ${played.ref} Second`)).toBe(
    `Done: 🟠 SEV2 · ${played.ref} Text way → #inc-${played.number}-text-way`,
  );
  expect(await type(stage, ada, `inc-${played.number} UPDATE Third`)).toContain("Done:");
  expect(saidIn(stage, played)).toEqual([
    `Update 1\nFirst\nsam · ${hourNow()}:00`,
    `Update 2\nSecond\nada · ${hourNow()}:00`,
    `Update 3\nThird\nada · ${hourNow()}:00`,
  ]);
  expect(await exportOf(stage, sam, played)).toMatch(/### Update 1[\s\S]*First[\s\S]*### Update 3[\s\S]*Third/);
});

test("The card's menus change status and severity, and show what was chosen to everybody", async () => {
  const { sam, ada } = stage;
  const played = await declare(stage, sam, "sev2 Menus");
  const { ts } = cardMessage(stage, played);
  // Slack keeps what a person picked in a block until its id changes, and would go on showing it to them.
  const menus = () => JSON.stringify(cardMessage(stage, played).blocks?.at(-1)?.block_id);
  const before = menus();
  ada.join(played.channel);
  await sam.choose(played.channel, ts, "change-status", "Monitoring");
  await stage.pass(5_000);
  await ada.choose(played.channel, ts, "change-severity", "🔴 SEV1");
  await stage.pass(5_000);
  expect(saidIn(stage, played)).toEqual([
    `Status monitoring, was investigating\nsam · ${hourNow()}:00`,
    `🔴 Severity SEV1, was SEV2\nada · ${hourNow()}:00`,
  ]);
  expect(card(stage, played)).toContain("‹🔴 SEV1› ‹Monitoring›");
  expect(menus()).not.toBe(before);
  expect(topic(stage, played)).toContain("🔴 SEV1 monitoring");
  expect(announced(stage, played)).toEqual([expect.stringContaining(`🔴 SEV1 · ${played.ref} Menus\nMonitoring`)]);
});

test("Status and severity are typed, in full or begun; text after a status is an update that states it", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Typed");
  await type(stage, sam, "status IDENTIFIED", played.channel);
  await type(stage, sam, "severity 1", played.channel);
  await type(stage, sam, "status mon The fix is out", played.channel);
  await type(stage, sam, `severity ${played.ref} sev-3`);
  expect(saidIn(stage, played).map((text) => text.split("\n").slice(0, -1).join("\n"))).toEqual([
    "Status identified, was investigating",
    "🔴 Severity SEV1, was SEV2",
    "Update 1 · Monitoring\nThe fix is out",
    "🟡 Severity SEV3, was SEV1",
  ]);
});

test("The card is one message, pinned once, edited in place, and current after every change", async () => {
  const { sam, workspace } = stage;
  const played = await declare(stage, sam, "sev2 Always current");
  const { ts } = cardMessage(stage, played);
  const steps: [line: string, shown: string][] = [
    ["status identified", "Status: Identified"],
    ["severity sev1", "🔴 SEV1 · Always current"],
    ["update All hands", "> All hands"],
    ["role commander @ada", "Commander: @ada"],
    ["rename Still current", "🔴 SEV1 · Still current"],
    ["resolve Done", "Outcome: Resolved after 30 s"],
    ["reopen Not done", "Status: Investigating"],
    ["cancel A test", "Outcome: Canceled after 40 s"],
  ];
  for (const [line, shown] of steps) {
    await type(stage, sam, line, played.channel);
    expect(card(stage, played)).toContain(shown);
  }
  const cards = posts(stage, played.channel).filter((message) => stage.read(message).includes(`*${played.ref}*`));
  expect(cards.map((message) => message.ts)).toEqual([ts]);
  expect(workspace.channel(played.channel).pins.map((pin) => pin.ts)).toEqual([ts]);
  expect(announced(stage, played)).toHaveLength(1);
  expect(topic(stage, played)).toBe(`⚪ SEV1 canceled · ${played.ref} Still current · commander ada`);
});

test("Ten quick changes make one edit of each surface, and one message each", async () => {
  const { sam, workspace } = stage;
  const played = await declare(stage, sam, "sev2 Hectic");
  const from = workspace.calls.length;
  for (let turn = 0; turn < 5; turn++) {
    await sam.command("/incident status identified", { channel: played.channel });
    await sam.command("/incident status monitoring", { channel: played.channel });
  }
  await stage.pass(10_000);
  const calls = workspace.calls.slice(from).map(({ method }) => method);
  const count = (method: string) => calls.filter((called) => called === method).length;
  expect([count("chat.update"), count("conversations.setTopic")]).toEqual([2, 1]);
  expect(saidIn(stage, played)).toHaveLength(10);
  expect(card(stage, played)).toContain("Status: Monitoring");
  expect(topic(stage, played)).toContain("monitoring");
});

test("A promise that is not kept shows as overdue, and the commander is nudged once", async () => {
  const { sam, ada } = stage;
  const played = await declare(stage, sam, "sev2 Promised");
  const form = await formOf(sam, "update", played.channel);
  await form.fill({ "What is new?": "Looking", "Next update": "In 15 min" });
  await form.submit();
  await stage.pass(14 * minute);
  expect(saidIn(stage, played)).toHaveLength(1);
  await stage.pass(2 * minute);
  const nudge = `⏰ @sam The next update is due: promised for ${hourNow()}:15\n[Post update] [Snooze 15] [Stop]`;
  const hour = hourNow();
  expect(saidIn(stage, played).slice(1)).toEqual([nudge]);
  const { notified, ts } = posts(stage, played.channel).at(-1) ?? { notified: [], ts: "" };
  expect(notified).toEqual([sam.id]);
  expect(card(stage, played)).toContain("Next update: ⏰ Was due 1 min ago");
  await stage.pass(3 * 60 * minute);
  // Escalated once, and what the SLA asks for is another matter; the promise is not asked for again.
  expect(saidIn(stage, played).slice(1)).toEqual([
    nudge,
    `⏰ @sam Still no update: promised for ${hour}:15, 7 min ago\n[Post update] [Snooze 15] [Stop]`,
    expect.stringMatching(/^🚨 SLA breached: an update every 60 min, due \d\d:00\n\[Post update\] \[SLA\]$/),
  ]);
  ada.join(played.channel);
  const late = await (await ada.click(played.channel, ts, "Post update")).openedForm();
  await late.fill({ "What is new?": "Found", "Next update": "No promise" });
  await late.submit();
  await stage.pass(5_000);
  expect(card(stage, played)).toContain("Next update: None promised");
  expect(saidIn(stage, played)).toHaveLength(5);
});

test("A newer update replaces the promise, and a resolved incident is not nudged", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Replaced");
  for (const text of ["One", "Two"]) {
    const form = await formOf(sam, "update", played.channel);
    await form.fill({ "What is new?": text, "Next update": "In 15 min" });
    await form.submit();
    await stage.pass(10 * minute);
  }
  expect(saidIn(stage, played)).toHaveLength(2);
  await type(stage, sam, "resolve Fixed", played.channel);
  await stage.pass(30 * minute);
  expect(saidIn(stage, played)).toHaveLength(3);
  expect(await facts(stage, played)).not.toContain("UpdateOverdue");
});

test("A promise that fell due while the bot was down makes one nudge", async () => {
  const own = await openStage({ databaseUrl: join(temporaryFolder(), "sitrep.db") });
  try {
    const played = await declare(own, own.sam, "sev2 Long night");
    const form = await formOf(own.sam, "update", played.channel);
    await form.fill({ "What is new?": "Looking", "Next update": "In 15 min" });
    await form.submit();
    await own.settle();
    await own.bot.stop();
    own.clock.advanceBy(12 * 60 * minute);
    await own.restart();
    await own.pass(5_000);
    expect(saidIn(own, played).filter((text) => text.includes("⏰"))).toHaveLength(1);
    await own.pass(60 * minute);
    expect(saidIn(own, played).filter((text) => text.includes("⏰"))).toHaveLength(1);
  } finally {
    await own.stop();
  }
});
