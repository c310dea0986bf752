// One call of each method that succeeds, and of some several, later ones on what earlier ones made.

import { expect } from "vitest";
import type { Bench } from "./bolt.ts";
import { call } from "./raw.ts";
import { openSocket } from "./socket.ts";

type Body = Record<string, unknown>;
type Ok = (method: string, args?: object, token?: string) => Promise<Body>;

const plain = (text: string) => ({ type: "plain_text", text });

async function identities(bench: Bench, ok: Ok): Promise<void> {
  const { workspace } = bench;
  await ok("auth.test");
  await ok("auth.test", {}, workspace.appToken);
  await ok("apps.connections.open", {}, workspace.appToken);
  await ok("team.info");
  await ok("bots.info", { bot: workspace.botId });
  const group = workspace.addGroup({ handle: "oncall", name: "On call", members: ["sam"] });
  const { id } = workspace.person("sam");
  await ok("users.info", { user: id, include_locale: true });
  await ok("users.list", { limit: 1, include_locale: true });
  await ok("users.lookupByEmail", { email: "sam@example.com" });
  await ok("users.conversations", { user: id, types: "public_channel,private_channel,mpim,im" });
  await ok("usergroups.list", { include_users: true, include_count: true });
  await ok("usergroups.users.list", { usergroup: group.id });
  await ok("conversations.open", { users: id });
  await ok("conversations.open", { users: id, return_im: true });
  await ok("conversations.open", { users: `${id},${workspace.person("ada").id}` });
  await ok("conversations.list", { types: "im,mpim" });
  await ok("users.conversations", { types: "mpim" });
}

async function views(bench: Bench, ok: Ok): Promise<void> {
  const { workspace } = bench;
  const socket = await openSocket(workspace);
  const sam = workspace.person("sam");
  const title = plain("Declare");
  const button = { type: "actions", elements: [{ type: "button", action_id: "help", text: plain("Help") }] };
  const input = { type: "input", label: plain("Title"), element: { type: "plain_text_input", action_id: "it" } };
  const view = { type: "modal", title, submit: plain("Go"), close: plain("No"), blocks: [button, input] };
  const trigger = () => socket.envelopes.findLast((it) => it.payload.trigger_id !== undefined)?.payload.trigger_id;
  const outcome = await sam.globalShortcut("declare");
  await ok("views.open", { trigger_id: trigger(), view });
  const form = await outcome.openedForm();
  await form.press("Help");
  const pushed = (await ok("views.push", { trigger_id: trigger(), view })).view as { id: string; hash: string };
  await ok("views.update", { view_id: pushed.id, hash: pushed.hash, view });
  await ok("views.publish", { user_id: sam.id, view: { type: "home", blocks: [{ type: "divider" }] } });
  await socket.close();
}

async function makeChannel(bench: Bench, ok: Ok): Promise<string> {
  const created = await ok("conversations.create", { name: "inc-1-checkout" });
  const channel = (created.channel as { id: string }).id;
  await ok("conversations.invite", { channel, users: `${bench.workspace.person("sam").id},U0NOBODY`, force: true });
  await ok("conversations.setTopic", { channel, topic: "SEV2 investigating" });
  await ok("conversations.setPurpose", { channel, purpose: "Checkout" });
  await ok("conversations.rename", { channel, name: "inc-1-checkout-down" });
  return channel;
}

async function messages(bench: Bench, ok: Ok, channel: string): Promise<string> {
  const ada = bench.workspace.person("ada");
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*SEV2*" } }];
  const metadata = { event_type: "op", event_payload: { id: "1" } };
  const ts = String((await ok("chat.postMessage", { channel, text: "card", blocks, metadata })).ts);
  await ok("chat.postMessage", { channel, text: "reply", thread_ts: ts, reply_broadcast: true });
  ada.join(channel);
  ada.say(channel, "Looking at it, @sam", { threadTs: ts });
  ada.react(channel, ts, "eyes");
  await ok("chat.update", { channel, ts, text: "card 2", blocks });
  await ok("chat.update", { channel, ts, text: "card 3" });
  await ok("chat.postEphemeral", { channel, user: ada.id, text: "only you" });
  await ok("chat.getPermalink", { channel, message_ts: ts });
  await ok("chat.delete", { channel, ts: String((await ok("chat.postMessage", { channel, text: "x" })).ts) });
  return ts;
}

async function marks(ok: Ok, channel: string, timestamp: string): Promise<void> {
  await ok("pins.add", { channel, timestamp });
  await ok("pins.list", { channel });
  await ok("reactions.add", { channel, timestamp, name: "eyes" });
  await ok("reactions.get", { channel, timestamp });
  await ok("reactions.remove", { channel, timestamp, name: "eyes" });
  const link = { channel_id: channel, title: "Doc", type: "link", link: "https://example.com" };
  const bookmark = ((await ok("bookmarks.add", link)).bookmark as { id: string }).id;
  await ok("bookmarks.edit", { channel_id: channel, bookmark_id: bookmark, title: "Docs" });
  await ok("bookmarks.list", { channel_id: channel });
  await ok("bookmarks.remove", { channel_id: channel, bookmark_id: bookmark });
}

async function files(ok: Ok, channel: string): Promise<void> {
  const upload = await ok("files.getUploadURLExternal", { filename: "INC-1.md", length: 5 });
  expect(await (await fetch(String(upload.upload_url), { method: "POST", body: "# Hi\n" })).text()).toBe("OK - 5");
  const named = [{ id: upload.file_id, title: "INC-1" }];
  await ok("files.completeUploadExternal", { files: named, channel_id: channel, initial_comment: "The export" });
  await ok("files.info", { file: upload.file_id });
  await ok("files.info", { file: upload.file_id });
}

async function canvases(ok: Ok, channel: string): Promise<void> {
  const content = { type: "markdown", markdown: "# Summary\n\nIt is down." };
  const canvas = await ok("conversations.canvases.create", { channel_id: channel, document_content: content });
  await ok("canvases.create", { title: "Notes" });
  const changes = [{ operation: "insert_at_end", document_content: { type: "markdown", markdown: "## Next" } }];
  await ok("canvases.edit", { canvas_id: canvas.canvas_id, changes });
  await ok("canvases.sections.lookup", { canvas_id: canvas.canvas_id, criteria: { section_types: ["any_header"] } });
  await ok("conversations.list", {});
  await ok("blocks.validate", { blocks: [{ type: "divider" }] });
}

async function reads(ok: Ok, channel: string, ts: string): Promise<void> {
  await ok("conversations.history", { channel, include_all_metadata: true, limit: 5 });
  await ok("conversations.history", { channel });
  await ok("conversations.replies", { channel, ts, limit: 1 });
  await ok("conversations.info", { channel, include_num_members: true, include_locale: true });
  await ok("conversations.list", { types: "public_channel,private_channel,im", limit: 1 });
  await ok("conversations.members", { channel, limit: 1 });
}

async function endings(bench: Bench, ok: Ok, channel: string, ts: string): Promise<void> {
  await ok("conversations.kick", { channel, user: bench.workspace.person("sam").id });
  await ok("pins.remove", { channel, timestamp: ts });
  await ok("conversations.archive", { channel });
  await ok("conversations.unarchive", { channel });
  await ok("conversations.join", { channel });
  await ok("conversations.join", { channel });
  await ok("conversations.leave", { channel });
}

export async function everyMethod(bench: Bench, visit: (method: string, body: Body) => void): Promise<void> {
  const { workspace } = bench;
  const ok: Ok = async (method, args = {}, token = workspace.botToken) => {
    const { body } = await call(workspace, method, args, { token });
    expect(body, method).toMatchObject({ ok: true });
    visit(method, body);
    return body;
  };
  await identities(bench, ok);
  await views(bench, ok);
  const channel = await makeChannel(bench, ok);
  const ts = await messages(bench, ok, channel);
  await marks(ok, channel, ts);
  await files(ok, channel);
  await canvases(ok, channel);
  await reads(ok, channel, ts);
  await endings(bench, ok, channel, ts);
}
