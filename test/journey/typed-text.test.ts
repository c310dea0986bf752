// Whatever people type pages nobody whom they did not mean, and is shown as they typed it.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Message } from "../../src/workspace/world.ts";
import {
  announced,
  card,
  declare,
  exportOf,
  formOf,
  newest,
  openStage,
  quietMinute,
  type Stage,
  saidIn,
  topic,
  type,
} from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    found: (workspace) => void workspace.addGroup({ handle: "ops", name: "Operations", members: ["ada", "kim"] }),
  });
});
beforeEach(() => quietMinute(stage));
afterAll(() => stage.stop());

/** Everything of the bot's since `from`, in any channel. */
const messagesOfBot = (): Message[] =>
  stage.workspace
    .channels()
    .flatMap(({ messages }) => messages.filter(({ user }) => user === stage.workspace.botUserId));

const rung = (since: number): string[] => [
  ...new Set(
    messagesOfBot()
      .slice(since)
      .flatMap(({ notified }) => notified),
  ),
];

/** Typed letter by letter into a form; Slack makes no token of it. */
const nasty = [
  "<!channel> <!here> <!everyone> <!subteam^S0000000001|@ops>",
  "<!date^1392734382^{date}|then> &lt;!channel&gt; &amp;",
  "*bold* _it_ ~s~ `code` ```pre``` > quote",
  "[x](https://evil.example) <https://evil.example|Slack login> https://a.example/?a=1&b=<c>",
  "عربي ‮right‬ to left ✓ 👩‍👩‍👧‍👦 🔥:fire:",
  "half \ud83d a pair",
  "@channel @here @ops #general |pipe| \\ back",
];

const seen = (text: string): string => text.toWellFormed().replace(/[\u202A-\u202E\u2066-\u2069]/g, "");

test.each(nasty)("In a form's title and texts it rings at nobody: %j", async (text) => {
  const { sam, workspace } = stage;
  const since = messagesOfBot().length;
  const form = await formOf(sam, "declare");
  await form.fill({ "What is failing?": text, Severity: "SEV2", "What is happening": text, Components: text });
  await form.submit();
  await stage.pass(5_000);
  const played = newest(stage);
  const title = text.toWellFormed().replace(/\s+/g, " ");
  expect(seen(card(stage, played)).split("\n")[0]).toContain(seen(title));
  expect(seen(announced(stage, played)[0] ?? "")).toContain(seen(title));
  for (const [line, field] of [
    ["update", "What is new?"],
    ["resolve", "What fixed it?"],
  ] as const) {
    const next = await formOf(sam, line, played.channel);
    await next.fill({ [field]: text });
    await next.submit();
    await stage.pass(5_000);
    expect(saidIn(stage, played).at(-1)).toContain(text.toWellFormed());
  }
  const reopen = await formOf(sam, "reopen", played.channel);
  await reopen.fill({ "Why is it open again?": text });
  await reopen.submit();
  const rename = await formOf(sam, "rename", played.channel);
  await rename.fill({ Title: `${text} again` });
  await rename.submit();
  await stage.pass(5_000);
  expect(seen(card(stage, played))).toContain(seen(`${title} again`));
  expect(rung(since).filter((id) => id !== sam.id)).toEqual([]);
  expect(workspace.channel(played.channel).topic.value).not.toMatch(/<!|<@|<#/);
  const [, , markdown = ""] = (await exportOf(stage, sam, played)).split(/^---$/m);
  expect(markdown).toContain("## Timeline");
  expect(markdown).not.toMatch(/(?<!\\)<(?:!|@|#)/);
});

test("Typed behind /incident, what Slack made a token of is words again, but for people", async () => {
  const { sam, ada, kim } = stage;
  const since = messagesOfBot().length;
  const played = await declare(stage, sam, "sev2 @channel @here @ops a <b> & c https://x.example/?a=1&b=2");
  expect(card(stage, played)).toContain("🟠 SEV2 · @channel @here @group a <b> & c https://x.example/?a=1&b=2");
  expect(topic(stage, played)).toContain("@channel @here @group a ‹b› & c");
  await type(stage, sam, "update @channel please read #general and ask @ada, 1 < 2 & *now*", played.channel);
  expect(saidIn(stage, played)).toEqual([
    expect.stringContaining("Update 1\n@channel please read #general and ask @ada, 1 < 2 & *now*\nsam"),
  ]);
  expect(rung(since).filter((id) => id !== sam.id)).toEqual([ada.id]);
  expect(rung(since)).not.toContain(kim.id);
  expect(await exportOf(stage, sam, played)).toContain("@channel please read #general and ask @ada, 1 < 2 & \\*now\\*");
});

test("A person in a title is a name there, and is not rung at", async () => {
  const since = messagesOfBot().length;
  const played = await declare(stage, stage.sam, "sev2 @kim can't log in");
  expect(card(stage, played).split("\n")[0]).toBe("🟠 SEV2 · @kim can't log in");
  expect(topic(stage, played)).toContain("@kim can't log in");
  await type(stage, stage.sam, "rename @ada can't log in", played.channel);
  expect(card(stage, played).split("\n")[0]).toBe("🟠 SEV2 · @ada can't log in");
  expect(rung(since).filter((id) => id !== stage.sam.id)).toEqual([]);
});

test("An update of 3,000 characters comes whole, in messages that Slack takes", async () => {
  const played = await declare(stage, stage.sam, "sev2 At length");
  const text = Array.from({ length: 300 }, (_, index) => `line ${String(index).padStart(4, "0")}`)
    .join("\n")
    .slice(0, 3_000);
  const form = await formOf(stage.sam, "update", played.channel);
  await form.fill({ "What is new?": text });
  await form.submit();
  await stage.pass(5_000);
  expect(saidIn(stage, played)[0]).toContain(text);
});

test("A person in a reason or a note is a name wherever it is shown again", async () => {
  const { sam } = stage;
  const played = await declare(stage, sam, "sev2 Exports are slow");
  const said = async (line: string) => await type(stage, sam, line, played.channel);
  await said("pause waiting for @kim in #general");
  await said("impact since 20 min ago API: @kim saw it first");
  await said("time detected 10 min ago @kim was paged");
  await said("time acknowledged just now @kim called");
  const shown = [
    card(stage, played),
    await said("sla"),
    stage.read({ text: "", blocks: (await formOf(sam, "impact", played.channel)).blocks }),
    stage.read({ text: "", blocks: (await formOf(sam, "time", played.channel)).blocks }),
  ];
  for (const text of shown) expect(text).not.toMatch(/<[@#]/);
  expect(shown[0]).toContain("Paused: waiting for @kim in #general");
  expect(shown[1]).toMatch(/^Paused {2}since \d\d:\d\d: waiting for @kim in #general, by sam$/m);
  expect(shown[1]).toMatch(/ · 24×7 · acknowledged set by · sam · @kim · called$/m);
  expect(shown[2]).toContain("@kim saw it first");
  expect(shown[3]).toMatch(/set by sam: @kim was paged$/m);
  expect(await exportOf(stage, sam, played)).toContain("API | major outage | eligible | @kim saw it first |");
});
