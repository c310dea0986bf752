// Forms through the page's door: what is closed, kept, told and sent, and what a form knows of where it was opened.

import { afterEach, beforeEach, expect, test } from "vitest";
import { bareHost } from "../../src/workspace/client/host.ts";
import type { Deed, Done } from "../../src/workspace/client/protocol.ts";
import type { Json } from "../../src/workspace/world.ts";
import { until } from "../support/until.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { deed, openPage, upload } from "./support/page.ts";
import { call } from "./support/raw.ts";
import { openSocket, type Socket } from "./support/socket.ts";

let bench: Bench;
let socket: Socket;
let sam: string;
let general: string;

beforeEach(async () => {
  bench = await openBench({ safetyMs: 200, page: { host: bareHost, firstPerson: null } });
  socket = await openSocket(bench.workspace);
  sam = bench.workspace.person("sam").id;
  general = bench.workspace.channel("general").id;
});

afterEach(async () => {
  await socket.close();
  await bench.stop();
});

const by = (what: Deed): Promise<Done> => deed(bench.workspace, sam, what);
const text = (words: string) => ({ type: "plain_text", text: words });
const lastTrigger = () => String(socket.envelopes.at(-1)?.payload.trigger_id);
const payloads = (type: string) => socket.envelopes.map(({ payload }) => payload).filter((it) => it.type === type);

const modal = (title: string, blocks: Json[]) => ({
  type: "modal",
  callback_id: title,
  title: text(title),
  submit: text("Go"),
  notify_on_close: true,
  blocks,
});
const field = (id: string, element: Json, more: Json = {}) => {
  return { type: "input", block_id: id, label: text(id), element: { action_id: id, ...element }, ...more };
};

async function opened(method: string, title: string, blocks: Json[]): Promise<string> {
  const { body } = await call(bench.workspace, method, { trigger_id: lastTrigger(), view: modal(title, blocks) });
  if (body.ok !== true) throw new Error(JSON.stringify(body));
  return String((body.view as { id: string }).id);
}

/** A form over a form: sam's button in the first one opened the second. */
async function stack(): Promise<{ below: string; top: string }> {
  const button = { type: "button", action_id: "more", text: text("More") };
  await by({ do: "command", channelId: general, line: "/incident declare" });
  const below = await opened("views.open", "Below", [{ type: "actions", block_id: "buttons", elements: [button] }]);
  await by({ do: "act", place: { viewId: below }, blockId: "buttons", actionId: "more", value: null });
  const top = await opened("views.push", "Top", [{ type: "section", text: text("More") }]);
  return { below, top };
}

function submitted(): Record<string, Record<string, Json>> {
  const [sent] = payloads("view_submission");
  if (sent === undefined) throw new Error("Nothing was submitted.");
  return (sent.view as { state: { values: Record<string, Record<string, Json>> } }).state.values;
}

const closings = () => payloads("view_closed").map((it) => [(it.view as Json).id, it.is_cleared]);

test("✕ closes the whole stack at once, and the app hears of each form that it was cleared", async () => {
  const { below, top } = await stack();
  const page = await openPage(bench.workspace, sam);
  expect(page.state().views.map(({ id }) => id)).toEqual([below, top]);
  expect(await by({ do: "close", viewId: top, all: true })).toEqual({ ok: true });
  expect(closings()).toEqual([
    [top, true],
    [below, true],
  ]);
  expect(bench.workspace.person("sam").form).toBeNull();
});

test("the close button closes the form in front alone", async () => {
  const { below, top } = await stack();
  expect(await by({ do: "close", viewId: top, all: false })).toEqual({ ok: true });
  expect(closings()).toEqual([[top, false]]);
  expect(bench.workspace.person("sam").form?.viewId).toBe(below);
});

test("a form that a global shortcut opened knows the channel that the page shows, if it shows one", async () => {
  const where = { type: "conversations_select", default_to_current_conversation: true };
  const chosenIn = async (channelId: string | null) => {
    expect(await by({ do: "global shortcut", callbackId: "declare", channelId })).toEqual({ ok: true });
    await opened("views.open", "Where", [field("where", where)]);
    return bench.workspace.person("sam").form?.value("where").selected_conversation;
  };
  expect(await chosenIn(general)).toBe(general);
  const hidden = bench.workspace.person("ada").createChannel("hidden", { isPrivate: true }).id;
  const refused = await by({ do: "global shortcut", callbackId: "declare", channelId: hidden });
  expect(refused).toEqual({ ok: false, sentence: "There is no such channel any more." });
  await by({ do: "close", viewId: String(bench.workspace.person("sam").form?.viewId), all: true });
  expect(await chosenIn(null)).toBeNull();
});

test("what is submitted is stored and not told once more by fields that tell the app at once", async () => {
  const option = (value: string) => ({ text: text(value), value });
  const menu = { type: "static_select", options: [option("one"), option("two")] };
  const typed = { type: "plain_text_input", dispatch_action_config: { trigger_actions_on: ["on_character_entered"] } };
  await by({ do: "command", channelId: general, line: "/incident declare" });
  const blocks = [field("menu", menu, { dispatch_action: true }), field("typed", typed, { dispatch_action: true })];
  const viewId = await opened("views.open", "Telling", blocks);
  await by({ do: "fill", viewId, values: { menu: { menu: "one" } } });
  expect(payloads("block_actions")).toHaveLength(1);
  expect(await by({ do: "fill", viewId, values: { menu: { menu: "one" } } })).toEqual({ ok: true });
  expect(await by({ do: "submit", viewId, values: { menu: { menu: "two" }, typed: { typed: "so" } } })).toEqual({
    ok: true,
  });
  expect(payloads("block_actions")).toHaveLength(1);
  const values = submitted();
  expect(values.menu?.menu?.selected_option).toMatchObject({ value: "two" });
  expect(values.typed?.typed).toMatchObject({ value: "so" });
});

test("a file that was uploaded is sent with its form, and nobody else's is", async () => {
  await by({ do: "command", channelId: general, line: "/incident declare" });
  const element = { type: "file_input", filetypes: ["txt"], max_files: 1 };
  const viewId = await opened("views.open", "Files", [field("logs", element)]);
  const submit = (...ids: string[]) => by({ do: "submit", viewId, values: { logs: { logs: ids } } });
  expect(await submit()).toMatchObject({ errors: { logs: "Please complete this required field." } });
  const log = await upload(bench.workspace, sam, "log.txt", new TextEncoder().encode("all of it"));
  const picture = await upload(bench.workspace, sam, "graph.png", new Uint8Array([1]));
  const hers = await upload(bench.workspace, bench.workspace.person("ada").id, "hers.txt", new Uint8Array([1]));
  if (!log.ok || !picture.ok || !hers.ok) throw new Error("All of them are small enough.");
  expect(await submit(hers.file.id)).toMatchObject({ errors: { logs: expect.stringContaining("choose it again") } });
  expect(await submit(picture.file.id)).toMatchObject({ errors: { logs: expect.stringContaining("only txt files") } });
  expect(await submit(log.file.id, log.file.id)).toMatchObject({
    errors: { logs: expect.stringContaining("At most 1") },
  });
  const page = await openPage(bench.workspace, sam);
  expect(await by({ do: "fill", viewId, values: { logs: { logs: [log.file.id] } } })).toEqual({ ok: true });
  const kept = () => page.state().views[0]?.values.logs?.logs?.files;
  await until(() => JSON.stringify(kept()).includes("log.txt"), { what: "the file in the page's form" });
  expect(await submit(log.file.id)).toEqual({ ok: true });
  const values = submitted();
  expect(values.logs?.logs?.files).toMatchObject([{ id: log.file.id, name: "log.txt", size: 9 }]);
});

test("a form is shown in the window in which its person clicked, and in none of their others", async () => {
  const here = await openPage(bench.workspace, sam, { client: "here" });
  const there = await openPage(bench.workspace, sam, { client: "there" });
  const nameless = await openPage(bench.workspace, sam);
  await here.do({ do: "command", channelId: general, line: "/incident declare" });
  const viewId = await opened("views.open", "Mine", [field("name", { type: "plain_text_input" })]);
  await until(() => nameless.state().views.length === 1, { what: "the form where no window is named" });
  expect(here.state().views.map(({ id }) => id)).toEqual([viewId]);
  expect(there.state().views).toEqual([]);
  const reloaded = await openPage(bench.workspace, sam, { client: "here" });
  expect(reloaded.state().views.map(({ id }) => id)).toEqual([viewId]);
  expect((await openPage(bench.workspace, sam, { client: "there" })).state().views).toEqual([]);
});
