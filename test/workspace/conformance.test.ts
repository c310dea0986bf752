import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { methods } from "../../src/workspace/api/methods.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { facts, isDocumented, oddities } from "./support/shapes.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.stop());

/** Documented, though no recorded answer shows it. */
const documented: Record<string, string[]> = {
  "pins.list": [".items[].channel", ".items[].message"],
  "conversations.history": [".messages[].old_name", ".messages[].name"],
  "conversations.replies": [".messages[].subtype"],
  "chat.postMessage": [".warning", ".response_metadata.warnings", ".message.files", ".message.reactions"],
  "conversations.setTopic": [".channel.is_member"],
  "conversations.setPurpose": [".channel.is_member"],
};

type Body = Record<string, unknown>;
type Ok = (method: string, args?: object, token?: string) => Promise<Body>;

async function identities(ok: Ok): Promise<void> {
  const { workspace } = bench;
  await ok("auth.test");
  await ok("auth.test", {}, workspace.appToken);
  await ok("apps.connections.open", {}, workspace.appToken);
  await ok("team.info");
  await ok("bots.info", { bot: workspace.botId });
  workspace.addGroup({ handle: "oncall", name: "On call", members: ["sam"] });
  const { id } = workspace.person("sam");
  await ok("users.info", { user: id, include_locale: true });
  await ok("users.list", { limit: 1 });
  await ok("users.lookupByEmail", { email: "sam@example.com" });
  await ok("users.conversations", { user: id, types: "public_channel" });
  await ok("usergroups.list", { include_users: true, include_count: true });
  await ok("conversations.open", { users: id });
  await ok("conversations.open", { users: id, return_im: true });
  await ok("conversations.list", { types: "im" });
  await ok("views.publish", { user_id: id, view: { type: "home", blocks: [{ type: "divider" }] } });
}

async function makeChannel(ok: Ok): Promise<string> {
  const created = await ok("conversations.create", { name: "inc-1-checkout" });
  const channel = (created.channel as { id: string }).id;
  await ok("conversations.invite", { channel, users: `${bench.workspace.person("sam").id},U0NOBODY`, force: true });
  await ok("conversations.setTopic", { channel, topic: "SEV2 investigating" });
  await ok("conversations.setPurpose", { channel, purpose: "Checkout" });
  await ok("conversations.rename", { channel, name: "inc-1-checkout-down" });
  return channel;
}

async function messages(ok: Ok, channel: string): Promise<string> {
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

async function reads(ok: Ok, channel: string, ts: string): Promise<void> {
  await ok("conversations.history", { channel, include_all_metadata: true, limit: 5 });
  await ok("conversations.history", { channel });
  await ok("conversations.replies", { channel, ts, limit: 1 });
  await ok("conversations.info", { channel, include_num_members: true });
  await ok("conversations.list", { types: "public_channel,private_channel,im", limit: 1 });
  await ok("conversations.members", { channel, limit: 1 });
}

async function endings(ok: Ok, channel: string, ts: string): Promise<void> {
  await ok("conversations.kick", { channel, user: bench.workspace.person("sam").id });
  await ok("pins.remove", { channel, timestamp: ts });
  await ok("conversations.archive", { channel });
  await ok("conversations.unarchive", { channel });
  await ok("conversations.join", { channel });
  await ok("conversations.leave", { channel });
}

/** One call of each method that succeeds, later ones on what earlier ones made. */
async function everyMethod(visit: (method: string, body: Body) => void): Promise<void> {
  const { workspace } = bench;
  const ok: Ok = async (method, args = {}, token = workspace.botToken) => {
    const { body } = await call(workspace, method, args, { token });
    expect(body, method).toMatchObject({ ok: true });
    visit(method, body);
    return body;
  };
  await identities(ok);
  const channel = await makeChannel(ok);
  const ts = await messages(ok, channel);
  await marks(ok, channel, ts);
  await files(ok, channel);
  await reads(ok, channel, ts);
  await endings(ok, channel, ts);
}

describe("the embedded workspace answers as Slack was recorded to", () => {
  test("every key of a successful answer exists in the recorded answers, with the same type", async () => {
    const seen = new Set<string>();
    const found: string[] = [];
    await everyMethod((method, body) => {
      seen.add(method);
      for (const oddity of oddities(`api/${method}`, body, documented[method])) found.push(`${method} ${oddity}`);
    });
    expect(found).toEqual([]);
    const fromTriggers = ["views.open", "views.push", "views.update"];
    expect([...methods.keys()].filter((name) => !seen.has(name) && !fromTriggers.includes(name))).toEqual([]);
  });

  test("its table of methods agrees with Slack's about JSON bodies and scopes", () => {
    for (const [name, method] of methods) {
      const known = facts.methods[name];
      expect(known, name).toBeDefined();
      expect(method.json, `${name} reads JSON`).toBe(known?.json);
      for (const scope of method.scopes) expect(known?.scopes, `${name} with ${scope}`).toContain(scope);
      expect(method.scopes.length > 0, `${name} needs a scope`).toBe((known?.scopes.length ?? 0) > 0);
    }
  });

  test.each([...methods.keys()])("%s refuses each missing required argument with a documented code", async (name) => {
    const { workspace } = bench;
    const sample: Record<string, unknown> = {
      ...{ channel: workspace.channel("general").id, name: "eyes", users: workspace.person("sam").id, type: "link" },
      ...{
        user: workspace.person("sam").id,
        text: "hello",
        ts: "1.000001",
        message_ts: "1.000001",
        title: "t",
        topic: "t",
      },
      ...{
        user_id: workspace.person("sam").id,
        view: {},
        files: [],
        file: "F1",
        length: 1,
        filename: "a",
        purpose: "p",
      },
      ...{ channel_id: workspace.channel("general").id, email: "a@b.c" },
    };
    const token = methods.get(name)?.tokens.includes("bot") ? workspace.botToken : workspace.appToken;
    for (const missing of facts.methods[name]?.required ?? []) {
      // An empty topic or purpose is how they are cleared, and Slack's client sends just that.
      if (missing === "topic" || missing === "purpose") continue;
      const given = { ...sample };
      delete given[missing];
      const { body } = await call(workspace, name, given, { token });
      expect(body.ok, `${name} without ${missing}`).toBe(false);
      expect(isDocumented(name, String(body.error)), `${name} without ${missing}: ${body.error}`).toBe(true);
    }
  });
});
