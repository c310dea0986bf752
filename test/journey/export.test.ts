// The postmortem in the channel: a file, or, where files fail, the whole text in a thread.

import { expect, onTestFinished, test } from "vitest";
import { exportShape } from "../../src/postmortem/json-shape.ts";
import {
  cardMessage,
  declare,
  exported,
  exportOf,
  openStage,
  type Played,
  posts,
  type Stage,
  told,
  type,
} from "./support/stage.ts";

async function stageOfTest(): Promise<Stage> {
  const stage = await openStage({ exportTimeZone: "Europe/Berlin" });
  onTestFinished(() => stage.stop());
  return stage;
}

async function tell(stage: Stage): Promise<Played> {
  const played = await declare(stage, stage.sam, "sev1 Voice is down");
  await type(stage, stage.sam, `update ${"Carriers are looking. ".repeat(100)}`, played.channel);
  await type(stage, stage.ada, `update ${played.ref} ${"It gets better. ".repeat(100)}`);
  await type(stage, stage.sam, "resolve Trunk restarted", played.channel);
  return played;
}

test("Export postmortem puts the Markdown into the channel as a file, named after the incident", async () => {
  const stage = await stageOfTest();
  const played = await tell(stage);
  const outcome = await stage.sam.click(played.channel, cardMessage(stage, played).ts, "Export postmortem");
  await stage.pass(5_000);
  expect(outcome.replies).toEqual([]);
  const message = stage.workspace.channel(played.channel).messages.find(({ fileIds }) => fileIds.length > 0);
  const file = stage.workspace.file(message?.fileIds[0] ?? "");
  expect([file.name, file.title, message?.text]).toEqual(["INC-1.md", "Postmortem of INC-1", "Postmortem of INC-1"]);
  const markdown = exported(stage, played) ?? "";
  expect(markdown).toContain("# INC-1: Voice is down");
  expect(markdown).toContain("Times are in Europe/Berlin, with their UTC offset.");
  expect(markdown).toContain("2026-03-02 11:00:00 +01:00");
});

test("/incident export does the same, says where, and gives the same bytes again", async () => {
  const stage = await stageOfTest();
  const played = await tell(stage);
  expect(await type(stage, stage.sam, "export", played.channel)).toBe(
    "The postmortem is put into the channel as a file: ✅ SEV1 · INC-1 Voice is down → #inc-1-voice-is-down",
  );
  const first = exported(stage, played);
  await stage.pass(3_600_000);
  expect(await type(stage, stage.kim, "export INC-1 markdown")).toContain("The postmortem is put into the channel");
  const files = stage.workspace.channel(played.channel).messages.flatMap(({ fileIds }) => fileIds);
  expect(new Set(files).size).toBe(2);
  expect(exported(stage, played)).toBe(first);
});

test.each([
  ["json", "INC-1.json", "INC-1 as JSON", "The incident is put into the channel as a JSON file: "],
  ["CSV", "INC-1-timeline.csv", "Timeline of INC-1", "The timeline is put into the channel as a CSV file: "],
])("/incident export %s puts that file into the channel", async (format, name, title, said) => {
  const stage = await stageOfTest();
  const played = await tell(stage);
  expect(await type(stage, stage.sam, `export ${format}`, played.channel)).toBe(
    `${said}✅ SEV1 · INC-1 Voice is down → #inc-1-voice-is-down`,
  );
  const message = stage.workspace.channel(played.channel).messages.find(({ fileIds }) => fileIds.length > 0);
  const file = stage.workspace.file(message?.fileIds[0] ?? "");
  expect([file.name, file.title, message?.text]).toEqual([name, title, title]);
  const text = exported(stage, played) ?? "";
  if (format === "json") {
    const { id, updateCount, timeline } = exportShape.parse(JSON.parse(text));
    expect([id, updateCount]).toEqual(["INC-1", 3]);
    expect(timeline.map(({ who, kind }) => `${who} ${kind}`)).toContain("ada UpdatePosted");
    expect(timeline[0]?.link).toContain("/archives/");
  } else expect(text.split("\r\n")[0]).toBe("at,recorded at,who,kind,what,link");
});

test("Where files fail, JSON comes whole in a thread under its own name", async () => {
  const stage = await stageOfTest();
  const played = await tell(stage);
  await type(stage, stage.sam, "export json", played.channel);
  const whole = exported(stage, played);
  stage.workspace.faults.add("files.getUploadURLExternal", { kind: "error", error: "file_uploads_disabled" });
  const before = posts(stage, played.channel).length;
  await type(stage, stage.sam, "export json", played.channel);
  await stage.pass(60_000);
  const [opening] = posts(stage, played.channel).slice(before);
  expect(opening && stage.read(opening)).toBe(
    "INC-1 as JSON\nSlack did not take the file, so the whole text is in this thread.",
  );
  const { messages } = stage.workspace.channel(played.channel);
  const pieces = messages.filter(({ threadTs, ts }) => threadTs === opening?.ts && threadTs !== ts);
  expect(pieces.map((message) => stage.read(message)).join("")).toBe(whole);
});

test("An open incident is exported as the story so far", async () => {
  const stage = await stageOfTest();
  const played = await declare(stage, stage.sam, "sev3 Ongoing");
  expect(await exportOf(stage, stage.sam, played)).toContain("**Still open.** This is the story so far.");
});

test.each([
  ["files.getUploadURLExternal", "file_uploads_disabled"],
  ["files.completeUploadExternal", "posting_to_channel_denied"],
  ["files.getUploadURLExternal", "missing_scope"],
])("Where %s fails with %s, the whole text comes in a thread, in pieces", async (method, error) => {
  const stage = await stageOfTest();
  const { sam, workspace } = stage;
  const played = await tell(stage);
  const whole = await exportOf(stage, sam, played);
  workspace.faults.add(method, { kind: "error", error });
  const before = posts(stage, played.channel).length;
  await type(stage, sam, "export", played.channel);
  await stage.pass(60_000);
  const opening = posts(stage, played.channel).slice(before);
  expect(opening.map((message) => stage.read(message))).toEqual([
    "Postmortem of INC-1\nSlack did not take the file, so the whole text is in this thread.",
  ]);
  const { messages } = workspace.channel(played.channel);
  const pieces = messages.filter(({ threadTs, ts }) => threadTs === opening[0]?.ts && threadTs !== ts);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.map((message) => stage.read(message)).join("")).toBe(whole);
  expect(told(stage, sam)).toEqual([expect.stringContaining(`Slack refused uploading the postmortem (${error})`)]);
  await type(stage, sam, "export", played.channel);
  await stage.pass(60_000);
  expect(told(stage, sam)).toHaveLength(1);
});
