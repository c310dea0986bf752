// Files through the page's doors: brought, shared, shown in blocks, and read by nobody who may not. And what the page
// is told of pins, whose messages it may not have.

import { afterEach, beforeEach, expect, test } from "vitest";
import { bareHost, type PageHost } from "../../src/workspace/client/host.ts";
import { until } from "../support/until.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { addressOf, deed, messagesOf, openPage, snapshotOf, upload } from "./support/page.ts";
import { call } from "./support/raw.ts";

let bench: Bench;
let isReadOnly = false;
const id = (name: string): string => bench.workspace.person(name).id;

beforeEach(async () => {
  isReadOnly = false;
  const host: PageHost = { ...bareHost, isReadOnly: () => isReadOnly };
  bench = await openBench({ page: { host, firstPerson: null } });
});

afterEach(() => bench.stop());

const bytes = (words: string) => new TextEncoder().encode(words);

async function uploaded(who: string, name: string, words = "content"): Promise<string> {
  const sent = await upload(bench.workspace, id(who), name, bytes(words));
  if (!sent.ok) throw new Error(sent.sentence);
  return sent.file.id;
}

const read = async (who: string, file: string): Promise<string> => {
  const answer = await fetch(`${addressOf(bench.workspace)}client/file?as=${id(who)}&file=${file}`);
  return answer.ok ? answer.text() : `refused ${answer.status}`;
};

test("an uploaded file is seen by who brought it alone, until they share it", async () => {
  const file = await uploaded("sam", "log.txt", "all of it");
  expect([await read("sam", file), await read("ada", file)]).toEqual(["all of it", "refused 404"]);
  const general = bench.workspace.channel("general");
  const share = { do: "share", channelId: general.id, fileIds: [file], threadTs: null } as const;
  const stolen = await deed(bench.workspace, id("ada"), { ...share, text: "mine" });
  expect(stolen).toMatchObject({ ok: false, sentence: "This file is not there any more: choose it again." });
  const page = await openPage(bench.workspace, id("ada"));
  await page.load(general.id);
  expect(await deed(bench.workspace, id("sam"), { ...share, text: "see *line 3*" })).toMatchObject({ ok: true });
  const last = () => page.state().messages[general.id]?.messages.at(-1);
  await until(() => last()?.subtype === "file_share", { what: "the file in ada's page" });
  expect(last()).toMatchObject({
    user: id("sam"),
    text: "see *line 3*",
    files: [{ id: file, name: "log.txt", size: 9 }],
  });
  expect(await read("ada", file)).toBe("all of it");
});

test("a file that is empty, too big, badly sent or brought during a replay is refused in a sentence", async () => {
  const general = bench.workspace.channel("general").id;
  const none = { do: "share", channelId: general, fileIds: [], text: "", threadTs: null } as const;
  expect(await deed(bench.workspace, id("sam"), none)).toMatchObject({
    ok: false,
    sentence: "There is no file to share: choose one first.",
  });
  const empty = await upload(bench.workspace, id("sam"), "empty.txt", bytes(""));
  expect(empty).toEqual({ ok: false, sentence: "empty.txt is empty: choose another file." });
  const big = await upload(bench.workspace, id("sam"), "big.bin", new Uint8Array(10 * 1024 * 1024 + 1));
  expect(big).toEqual({ ok: false, sentence: "big.bin is too big: 10 MB is the limit." });
  const address = `${addressOf(bench.workspace)}client/file?as=${id("sam")}&name=a.txt`;
  const typed = await fetch(address, { method: "POST", body: "as a form of another page would send it" });
  expect(typed.status).toBe(415);
  const elsewhere = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", origin: "http://elsewhere.example" },
    body: "x",
  });
  expect(elsewhere.status).toBe(403);
  isReadOnly = true;
  const onlooker = await upload(bench.workspace, id("sam"), "log.txt", bytes("x"));
  expect(onlooker).toMatchObject({ ok: false, sentence: expect.stringContaining("watching a replay") });
});

test("a file's name keeps no folders, and one that is too long keeps its end", async () => {
  const long = await uploaded("sam", `${"🔥".repeat(200)}x.txt`, "all of it");
  expect(await read("sam", long)).toBe("all of it");
  expect(bench.workspace.file(long).name).toHaveLength(200);
  expect(bench.workspace.file(long).name).toMatch(/^\uFFFD.*🔥x\.txt$/u);
  const sent = await upload(bench.workspace, id("sam"), "../../etc/pass\nwd.txt", bytes("x"));
  expect(sent).toMatchObject({ ok: true, file: { name: ".._.._etc_pass_wd.txt" } });
});

test("an image that is a file here has its address for those who may read it, and for no one else", async () => {
  const general = bench.workspace.channel("general");
  const picture = await uploaded("sam", "graph.png");
  const image = { type: "image", alt_text: "A graph", slack_file: { id: picture } };
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "Look" }, accessory: image }, image];
  const { body } = await call(bench.workspace, "chat.postMessage", { channel: general.id, text: "Look", blocks });
  expect(body).toMatchObject({ ok: true });
  const seenBy = async (who: string) => {
    const { messages } = await messagesOf(bench.workspace, id(who), { channel: general.id });
    const [section, alone] = messages.at(-1)?.blocks ?? [];
    return [(section?.accessory as { address?: string } | undefined)?.address, alone?.address];
  };
  const address = `client/file?as=${id("sam")}&file=${picture}`;
  expect(await seenBy("sam")).toEqual([address, address]);
  expect(await seenBy("ada")).toEqual([undefined, undefined]);
  await deed(bench.workspace, id("sam"), {
    do: "share",
    channelId: general.id,
    fileIds: [picture],
    text: "",
    threadTs: null,
  });
  const answer = await messagesOf(bench.workspace, id("ada"), { channel: general.id });
  expect(answer.messages.at(-2)?.blocks?.[1]?.address).toBe(`client/file?as=${id("ada")}&file=${picture}`);
  expect(general.messages.at(-2)?.blocks?.[1]).not.toHaveProperty("address");
});

// Newest first, as they are listed.
test("a pin says who wrote the message and its first words, with no torn token at the end", async () => {
  const sam = bench.workspace.person("sam");
  const long = `${"x".repeat(295)} @ada and more`;
  const { ts } = sam.say("general", long);
  const reply = bench.workspace.person("ada").say("general", "found it", { threadTs: ts });
  sam.pin("general", ts);
  sam.pin("general", reply.ts);
  const { channels } = await snapshotOf(bench.workspace, sam.id);
  const pins = channels.find(({ name }) => name === "general")?.pins;
  expect(pins).toMatchObject([
    { ts: reply.ts, by: sam.id, user: id("ada"), text: "found it", threadTs: ts },
    { ts, by: sam.id, user: sam.id, byApp: false, text: `${"x".repeat(295)} …`, threadTs: ts },
  ]);
});

test("a pin's words follow the message, also for a page that never loaded it", async () => {
  const sam = bench.workspace.person("sam");
  const { ts } = sam.say("general", "befor");
  sam.pin("general", ts);
  const page = await openPage(bench.workspace, id("ada"));
  const words = () => Object.values(page.state().channels).find(({ name }) => name === "general")?.pins[0]?.text;
  expect(words()).toBe("befor");
  sam.edit("general", ts, "before");
  await until(() => words() === "before", { what: "the pin's new words" });
});

test("a feed begins to tell of records, and ends it, without a new snapshot", async () => {
  const page = await openPage(bench.workspace, id("sam"));
  await call(bench.workspace, "auth.test", {});
  const inspect = (who: string, feed: string, records: number) =>
    fetch(`${addressOf(bench.workspace)}client/inspect?as=${id(who)}&feed=${feed}&records=${records}`, {
      method: "POST",
    });
  const { feedId } = page.state();
  expect((await inspect("ada", feedId, 1)).status).toBe(404);
  expect((await inspect("sam", "404", 1)).status).toBe(404);
  expect(page.state().records).toEqual([]);
  expect((await inspect("sam", feedId, 1)).status).toBe(200);
  const methods = () => page.state().records.map((record) => (record.kind === "call" ? record.method : record.what));
  await until(() => methods().includes("auth.test"), { what: "what had gone before" });
  await call(bench.workspace, "team.info", {});
  await until(() => methods().includes("team.info"), { what: "what came after" });
  await inspect("sam", feedId, 0);
  const before = methods().length;
  await call(bench.workspace, "users.list", {});
  const { ts } = bench.workspace.person("ada").say("general", "heard");
  // What is said after the call is told after it too.
  await until(() => page.raw().includes(`"latest":"${ts}"`), { what: "the next word of the feed" });
  expect(methods()).toHaveLength(before);
  expect(page.changes.filter(({ type }) => type === "snapshot")).toHaveLength(1);
});
