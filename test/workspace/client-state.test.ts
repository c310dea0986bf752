// The state file: nothing that anybody was told is lost, however the workspace ends.

import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { virtualClock } from "../../src/clock.ts";
import { bareHost } from "../../src/workspace/client/host.ts";
import { lastTimeIn } from "../../src/workspace/journal.ts";
import { startWorkspace, type Workspace } from "../../src/workspace/workspace.ts";
import { temporaryFolder } from "../support/folder.ts";
import { until } from "../support/until.ts";
import { manifestWith } from "./support/bolt.ts";
import { messagesOf, openPage, snapshotOf } from "./support/page.ts";
import { call } from "./support/raw.ts";
import { openSocket } from "./support/socket.ts";

const startAt = Date.parse("2026-03-02T10:00:00Z");

async function started(stateFile: string, at = startAt): Promise<Workspace> {
  const page = { host: bareHost, firstPerson: null };
  const workspace = await startWorkspace({ clock: virtualClock(at), manifest: manifestWith(), stateFile, page });
  onTestFinished(() => workspace.stop());
  if (!workspace.isRestored) {
    workspace.addPerson({ name: "sam" });
    workspace.addPerson({ name: "ada" });
    workspace.addChannel({ name: "general", members: ["sam", "ada", "bot"] });
  }
  return workspace;
}

const stateIn = (): string => join(temporaryFolder(), "deep", "state.jsonl");

type Child = { process: ChildProcess; apiUrl: string; token: string; ended: Promise<void> };

async function child(stateFile: string): Promise<Child> {
  const program = fileURLToPath(new URL("support/kept-workspace.ts", import.meta.url));
  const started = spawn(process.execPath, [program, stateFile], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => {
    started.once("close", () => resolve());
  });
  onTestFinished(async () => {
    started.kill("SIGKILL");
    await ended;
  });
  let said = "";
  started.stdout?.on("data", (chunk) => {
    said += String(chunk);
  });
  await until(() => said.includes("\n"), { what: "the workspace's address", timeoutMs: 15_000 });
  return { process: started, ended, ...(JSON.parse(said) as { apiUrl: string; token: string }) };
}

/** Brings a file as the app does, so far as its bytes; answers its id. */
async function upload(workspace: Workspace, bytes: Buffer): Promise<string> {
  const wanted = { filename: "big.bin", length: bytes.length };
  const { body } = await call(workspace, "files.getUploadURLExternal", wanted);
  await fetch(String(body.upload_url), { method: "POST", body: new Uint8Array(bytes) });
  return String(body.file_id);
}

type Posted = { ok: boolean; ts: string; channel: string };

/** Posts on and on until the line breaks; answers what was answered. */
async function postUntilKilled({ apiUrl, token }: Child, told: Posted[]): Promise<void> {
  for (let at = 0; ; at++) {
    const body = new URLSearchParams({ token, channel: "general", text: `message ${at}` });
    try {
      told.push((await (await fetch(`${apiUrl}chat.postMessage`, { method: "POST", body })).json()) as Posted);
    } catch (error) {
      // fetch says so with a TypeError when the process is gone.
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

test("after kill -9 everything that was answered is there, and no ts is given out twice", async () => {
  const stateFile = join(temporaryFolder(), "state.jsonl");
  const told: Posted[] = [];
  for (const count of [30, 75, 140]) {
    const running = await child(stateFile);
    const posting = postUntilKilled(running, told);
    await until(() => told.length >= count, { what: "some messages", timeoutMs: 15_000 });
    running.process.kill("SIGKILL");
    await running.ended;
    await posting;
  }
  const workspace = await started(stateFile);
  const channel = workspace.channel("general");
  const kept = new Set(channel.messages.map(({ ts }) => ts));
  expect(told.filter(({ ts }) => !kept.has(ts))).toEqual([]);
  expect(new Set(told.map(({ ts }) => ts)).size).toBe(told.length);
  // What nobody was told of may be there too: the one call under way at each kill.
  expect(channel.messages.length - told.length).toBeLessThanOrEqual(2 + 3);
  const newest = channel.messages.at(-1)?.ts ?? "";
  const { body } = await call(workspace, "chat.postMessage", { channel: "general", text: "goes on" });
  expect(String(body.ts) > newest).toBe(true);
}, 60_000);

test("an event that the app was sent has its message on disk", async () => {
  const stateFile = stateIn();
  const workspace = await started(stateFile);
  const socket = await openSocket(workspace);
  let found: boolean | null = null;
  socket.answer = ({ payload }) => {
    if (payload.event?.type === "message") found = readFileSync(stateFile, "utf8").includes("told at once");
  };
  workspace.person("sam").say("general", "told at once");
  await until(() => found !== null, { what: "the event" });
  expect(found).toBe(true);
  await socket.close();
});

test("a call that was answered is on disk, whether or not an event tells of it", async () => {
  const stateFile = stateIn();
  const workspace = await started(stateFile);
  const channel = workspace.channel("general").id;
  const link = { title: "Runbook", type: "link", link: "https://example.com/runbook" };
  await call(workspace, "bookmarks.add", { channel_id: channel, ...link });
  expect(readFileSync(stateFile, "utf8")).toContain("https://example.com/runbook");
});

test("a channel that was archived and is open again is so after a restart", async () => {
  const stateFile = stateIn();
  const first = await started(stateFile);
  for (const name of ["alpha", "beta"]) first.addChannel({ name, members: ["sam"] });
  for (const name of ["alpha", "beta"]) first.person("sam").archive(name);
  await first.stop();
  const second = await started(stateFile);
  second.person("sam").unarchive("alpha");
  await second.stop();
  const third = await started(stateFile);
  expect([third.channel("alpha").isArchived, third.channel("beta").isArchived]).toEqual([false, true]);
});

test("ids, events and opaque words go on where they were, and are not given out again", async () => {
  const stateFile = stateIn();
  const first = await started(stateFile);
  const eventIds = async (workspace: Workspace) => {
    const socket = await openSocket(workspace);
    workspace.person("sam").say("general", "look");
    const event = await until(() => socket.envelopes[0], { what: "the event" });
    await socket.close();
    return [
      event.payload.event_id,
      event.envelope_id,
      workspace.addChannel({ name: `c${Object.keys(event).length}` }).id,
    ];
  };
  const before = await eventIds(first);
  await first.stop();
  const second = await started(stateFile);
  second.person("sam").renameChannel("general", "lobby");
  const socket = await openSocket(second);
  second.person("sam").say("lobby", "again");
  const event = await until(() => socket.envelopes.at(-1), { what: "the event" });
  const after = [event.payload.event_id, event.envelope_id, second.addPerson({ name: "kim" }).id];
  expect(after.filter((id) => before.includes(id))).toEqual([]);
  expect(second.person("kim").id).not.toBe(second.person("ada").id);
  expect(second.channel("lobby").previousNames).toEqual(["general"]);
  await socket.close();
});

test("what was typed and read survives, what one person alone was shown does not", async () => {
  const stateFile = stateIn();
  const workspace = await started(stateFile);
  const socket = await openSocket(workspace);
  const sam = workspace.person("sam");
  await sam.command("/incident", { channel: "general" });
  const element = { type: "plain_text_input", action_id: "title" };
  const block = { type: "input", block_id: "title", label: { type: "plain_text", text: "Title" }, element };
  const text = (words: string) => ({ type: "plain_text", text: words });
  const more = { type: "actions", elements: [{ type: "button", action_id: "more", text: text("More") }] };
  const trigger = String(socket.envelopes.at(-1)?.payload.trigger_id);
  const view = { type: "modal", title: text("Declare"), submit: text("Go"), blocks: [block, more] };
  await call(workspace, "views.open", { trigger_id: trigger, view });
  await sam.form?.press("more");
  const second = { ...view, title: text("Upon it"), blocks: [{ ...block, block_id: "upon" }] };
  await call(workspace, "views.push", {
    trigger_id: String(socket.envelopes.at(-1)?.payload.trigger_id),
    view: second,
  });
  await call(workspace, "chat.postEphemeral", { channel: workspace.channel("general").id, user: sam.id, text: "psst" });
  const page = await openPage(workspace, sam.id);
  const [under, upon] = page.state().views;
  expect(under?.title).toBe("Declare");
  await page.do({ do: "fill", viewId: upon?.id ?? "", values: { upon: { title: "Half a ti" } } });
  const { ts } = workspace.person("ada").say("general", "@sam look");
  workspace.person("ada").say("general", "and here");
  await page.do({ do: "read", channelId: workspace.channel("general").id, ts });
  await socket.close();
  await workspace.stop();
  const again = await started(stateFile);
  const seen = await snapshotOf(again, sam.id, "0.000001");
  expect(seen.views.map(({ title }) => title)).toEqual(["Declare", "Upon it"]);
  expect(seen.views[1]?.values.upon?.title).toMatchObject({ value: "Half a ti" });
  expect(seen.channels[0]).toMatchObject({ lastRead: ts, unread: 1, mentions: 0 });
  expect(seen.ephemerals).toEqual([]);
});

test("files keep their bytes", async () => {
  const stateFile = stateIn();
  const workspace = await started(stateFile);
  const { body } = await call(workspace, "files.getUploadURLExternal", { filename: "a.md", length: 6 });
  await fetch(String(body.upload_url), { method: "POST", body: "# Über".slice(0, 5) });
  const channel = workspace.channel("general").id;
  await call(workspace, "files.completeUploadExternal", { files: [{ id: body.file_id }], channel_id: channel });
  await workspace.stop();
  const again = await started(stateFile);
  expect(again.file(String(body.file_id)).bytes?.toString()).toBe("# Übe");
  const { messages } = await messagesOf(again, again.person("sam").id, { channel });
  expect(messages.at(-1)?.files[0]?.name).toBe("a.md");
});

test("a last line that was torn off is ignored", async () => {
  const stateFile = stateIn();
  const first = await started(stateFile);
  first.person("sam").say("general", "whole");
  await first.stop();
  appendFileSync(stateFile, '{"message":{"ts":"17000000');
  const second = await started(stateFile);
  expect(second.channel("general").messages.at(-1)?.text).toBe("whole");
  second.person("sam").say("general", "goes on");
  await second.stop();
  const third = await started(stateFile);
  expect(third.channel("general").messages.at(-1)?.text).toBe("goes on");
});

test.each([
  ["damaged", (text: string) => text.replace('{"user":', '{"user"'), /damaged in line 2 .*npm start -- --fresh$/s],
  ["of another shape", (text: string) => text.replace('"realName":', '"real":'), /damaged in line 2 .*--fresh$/s],
  ["without its head", (text: string) => text.slice(text.indexOf("\n") + 1), /damaged in line 1 .*--fresh$/s],
  ["of another version", (text: string) => text.replace('"format":1', '"format":2'), /another version.*--fresh$/s],
  ["something else", () => "hello\nworld\n", /damaged in line 1 .*--fresh$/s],
])("one that is %s is refused with a sentence, and left as it is", async (_, change, sentence) => {
  const stateFile = stateIn();
  await (await started(stateFile)).stop();
  const changed = change(readFileSync(stateFile, "utf8"));
  writeFileSync(stateFile, changed);
  await expect(started(stateFile)).rejects.toThrow(sentence);
  expect(readFileSync(stateFile, "utf8")).toBe(changed);
});

test("the time of a clock that was put ahead is known at the next start", async () => {
  const stateFile = stateIn();
  expect(lastTimeIn(stateFile)).toBeNull();
  const workspace = await started(stateFile, startAt + 3_600_000);
  expect(lastTimeIn(stateFile)).toBe(startAt + 3_600_000);
  await workspace.stop();
  const behind = await started(stateFile, startAt);
  const [newest] = behind.channel("general").messages.slice(-1);
  expect(behind.person("sam").say("general", "later").ts > (newest?.ts ?? "")).toBe(true);
});

test("it is written short at start, however often the same thing was changed", async () => {
  const stateFile = stateIn();
  const first = await started(stateFile);
  const { ts } = first.person("sam").say("general", "0");
  for (let at = 1; at <= 200; at++) {
    first.person("sam").edit("general", ts, `edit ${at}`);
    await call(first, "api.test");
  }
  await first.stop();
  const long = statSync(stateFile).size;
  const second = await started(stateFile);
  expect(statSync(stateFile).size).toBeLessThan(long / 5);
  expect(second.channel("general").messages.at(-1)?.text).toBe("edit 200");
});

test("where it cannot be shortened it is written on, and nothing is lost or given out twice", async () => {
  const file = stateIn();
  const warned: string[] = [];
  const hear = (warning: Error) => warned.push(warning.message);
  process.on("warning", hear);
  onTestFinished(() => void process.off("warning", hear));
  const first = await started(file);
  // A folder stands where the new file would be written.
  mkdirSync(`${file}.new`);
  const sent = (at: number) => upload(first, Buffer.alloc(13_000_000, at));
  const ids = [await sent(1), await sent(2)];
  await until(() => warned.length > 0, { what: "a warning" });
  expect(warned.join()).toContain("could not be shortened");
  const { body } = await call(first, "chat.postMessage", { channel: "general", text: "after that" });
  // As kill -9 leaves it.
  const left = stateIn();
  mkdirSync(dirname(left), { recursive: true });
  copyFileSync(file, left);
  const next = await started(left);
  expect(next.channel("general").messageByTs.get(String(body.ts))?.text).toBe("after that");
  expect(ids.map((id) => next.file(id).bytes?.at(-1))).toEqual([1, 2]);
  expect(ids).not.toContain(await upload(next, Buffer.from("x")));
});
