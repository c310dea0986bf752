// What becomes of an incident's channel: its name, its renaming, its loss and its return. The incident goes on.

import { expect, onTestFinished, test } from "vitest";
import {
  announced,
  card,
  declare,
  exportOf,
  formOf,
  newest,
  newestChannel,
  openStage,
  type Played,
  posts,
  type Stage,
  type StageOptions,
  told,
  topic,
  type,
} from "./support/stage.ts";

async function stageOfTest(options: StageOptions = {}): Promise<Stage> {
  const stage = await openStage(options);
  onTestFinished(() => stage.stop());
  return stage;
}

test.each([
  ["Überlast in München: Ärger & Öl", "inc-1-uberlast-in-munchen-arger-ol"],
  ["Оплата не работает", "inc-1-oplata-ne-rabotaet"],
  ["支付失败", "inc-1-zhifushibai"],
  ["قاعدة البيانات", "inc-1-q-dh-lbynt"],
  ["🔥🔥🔥", "inc-1"],
  ["!!! ??? ...", "inc-1"],
  ["API_v2 -- is *down* @ 10%", "inc-1-api_v2-is-down-10"],
  ["x".repeat(140), `inc-1-${"x".repeat(74)}`],
])("A channel is named so that Slack takes it, whatever the title is: %s", async (title, name) => {
  const stage = await stageOfTest();
  const played = await declare(stage, stage.sam, `sev2 ${title}`);
  expect(newestChannel(stage).name).toBe(name);
  expect(card(stage, played)).toContain(title);
});

/** A channel of somebody else's, as it has to be left. */
const looks = ({ workspace }: Stage, id: string): string => {
  const { name, members, topic: itsTopic, messages, pins, bookmarks, isArchived } = workspace.channel(id);
  return JSON.stringify([name, [...members], itsTopic, messages, pins, bookmarks, isArchived]);
};

test.each(["a channel in use", "an archived channel"])("%s that has the name already is left alone", async (kind) => {
  const stage = await stageOfTest();
  const { workspace, kim } = stage;
  const theirs = workspace.addChannel({ name: "inc-1-checkout", members: ["kim"] });
  kim.say(theirs.id, "This is ours");
  if (kind === "an archived channel") kim.archive(theirs.id);
  const before = looks(stage, theirs.id);
  const played = await declare(stage, stage.sam, "sev2 Checkout");
  expect(workspace.channel(played.channel).name).toBe("inc-1-checkout-2");
  expect(card(stage, played)).toContain("🟠 SEV2 · Checkout");
  expect(looks(stage, theirs.id)).toBe(before);
});

test("Our own channel of the same name is not taken for another incident's either", async () => {
  const stage = await stageOfTest();
  const one = await declare(stage, stage.sam, "sev2 Checkout");
  stage.sam.renameChannel(one.channel, "inc-2-checkout");
  await stage.pass(5_000);
  const two = await declare(stage, stage.sam, "sev2 Checkout");
  expect(stage.workspace.channel(two.channel).name).toBe("inc-2-checkout-2");
  expect(two.channel).not.toBe(one.channel);
});

const gone = "The incident goes on: /incident update INC-1 works in any channel";

test("Renamed, it is said where incidents are announced, and everything goes on", async () => {
  const stage = await stageOfTest();
  const played = await declare(stage, stage.sam, "sev2 Checkout");
  stage.sam.renameChannel(played.channel, "checkout-war-room");
  await stage.pass(5_000);
  expect(announced(stage, played)).toEqual([
    expect.stringContaining("Investigating · declared just now · #checkout-war-room"),
    "🟠 SEV2 · INC-1 Checkout\nIts channel was renamed: it is #checkout-war-room now\n" + "Before: · inc-1-checkout",
  ]);
  await type(stage, stage.sam, "update Still here", played.channel);
  expect(card(stage, played)).toContain("> Still here");
});

/** Everything that can be lost and come back, with what is said of it. */
const losses = [
  {
    what: "Archived",
    lose: (stage: Stage, { channel }: Played) => stage.sam.archive(channel),
    regain: (stage: Stage, { channel }: Played) => stage.sam.unarchive(channel),
    said: "⚠️ Its channel #inc-1-checkout was archived",
    mend: "Unarchive it and invite Sitrep to go on there",
  },
  {
    what: "With the bot removed",
    lose: (stage: Stage, { channel }: Played) => stage.sam.kickBot(channel),
    regain: (stage: Stage, { channel }: Played) => stage.sam.inviteBot(channel),
    said: "⚠️ Sitrep was removed from its channel #inc-1-checkout",
    mend: "Invite it to go on there",
  },
];

test.each(losses)(
  "$what, it is said once, the incident goes on without, and catches up when it is back",
  async (loss) => {
    const stage = await stageOfTest();
    const { sam, workspace } = stage;
    const played = await declare(stage, sam, "sev2 Checkout");
    loss.lose(stage, played);
    await stage.pass(5_000);
    expect(announced(stage, played)).toEqual([
      "🟠 SEV2 · INC-1 Checkout\nInvestigating · declared just now · its channel is gone\nCommander · sam",
      `🟠 SEV2 · INC-1 Checkout\n${loss.said}\n${loss.mend} · ${gone}`,
    ]);
    const before = workspace.channel(played.channel).messages.length;
    expect(await type(stage, sam, "update INC-1 Working by phone")).toBe("Done: 🟠 SEV2 · INC-1 Checkout");
    expect(await type(stage, sam, "severity INC-1 sev1")).toBe("Done: 🔴 SEV1 · INC-1 Checkout");
    expect(await type(stage, sam, "export INC-1")).toBe(
      "INC-1 has no channel to put the file in: in a shell, npm run -s sitrep -- export INC-1 writes it.",
    );
    expect(announced(stage, played)[0]).toContain("> Working by phone");
    expect(workspace.channel(played.channel).messages).toHaveLength(before);
    loss.regain(stage, played);
    await stage.pass(5_000);
    expect(announced(stage, played).at(-1)).toBe(
      "🔴 SEV1 · INC-1 Checkout\nIts channel can be used again\n#inc-1-checkout",
    );
    expect(card(stage, played)).toContain("🔴 SEV1 · Checkout");
    expect(card(stage, played)).toContain("> Working by phone");
    expect(topic(stage, played)).toContain("🔴 SEV1");
    expect(await exportOf(stage, sam, played)).toContain("Working by phone");
    const told = await stage.bot.engine.find.byChannel(workspace.team.id, played.channel);
    const lost = told?.log.find(({ type }) => type === "ChannelLost");
    expect(lost?.by).toEqual({ kind: "person", userId: sam.id });
  },
);

test.each(losses)("$what, without an announcement channel, it is told to the commander", async (loss) => {
  const stage = await stageOfTest({ announce: null });
  const form = await formOf(stage.sam, "declare Checkout");
  await form.fill({ Severity: "SEV2", Commander: "ada" });
  await form.submit();
  await stage.pass(5_000);
  loss.lose(stage, newest(stage));
  await stage.pass(5_000);
  expect(told(stage, stage.ada)).toEqual([`🟠 SEV2 · INC-1 Checkout\n${loss.said}\n${loss.mend} · ${gone}`]);
  expect(told(stage, stage.sam)).toEqual([]);
});

test("A channel that nobody told us was archived is noticed at the next call, and said then", async () => {
  const stage = await stageOfTest();
  const { workspace, sam } = stage;
  const played = await declare(stage, sam, "sev2 Checkout");
  workspace.faults.add(
    "chat.postMessage",
    { kind: "error", error: "is_archived" },
    {
      matching: ({ channel }) => channel === played.channel,
    },
  );
  expect(await type(stage, sam, "update INC-1 Into the void")).toContain("Done:");
  expect(announced(stage, played)[1]).toBe(
    `🟠 SEV2 · INC-1 Checkout\n⚠️ Its channel #inc-1-checkout was archived\n` +
      `Unarchive it and invite Sitrep to go on there · ${gone}`,
  );
  expect(announced(stage, played)).toHaveLength(2);
});

test("Where Slack makes no channel, the incident goes on without, and says how", async () => {
  const stage = await stageOfTest();
  const { sam, workspace } = stage;
  workspace.faults.add("conversations.create", { kind: "error", error: "restricted_action" });
  await type(stage, sam, "declare sev2 Nowhere");
  expect(told(stage, sam)).toEqual([
    "🟠 SEV2 · INC-1 Nowhere\n⚠️ Slack did not make a channel (restricted_action)\n" +
      "A workspace preference forbids this to apps: an admin can change it under Settings → Permissions. · " +
      "The incident goes on without one: /incident update INC-1 works anywhere",
  ]);
  expect(await type(stage, sam, "update INC-1 We meet in the office")).toBe("Done: 🟠 SEV2 · INC-1 Nowhere");
  expect(posts(stage, "incidents").map(stage.read)).toEqual([
    expect.stringMatching(/INC-1 Nowhere\nInvestigating .* without a channel\n> Update 1 .*\n> We meet in the office/),
  ]);
  expect(await type(stage, sam, "resolve INC-1 Done")).toContain("Done: ✅ SEV2 · INC-1 Nowhere");
});
