import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Channel, Message } from "../../src/workspace/world.ts";
import { allScopes, type Bench, manifestWith, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { isDocumented } from "./support/shapes.ts";

let bench: Bench;
let inc: Channel;
let card: Message;

beforeEach(async () => {
  bench = await openBench();
  const { workspace } = bench;
  const { body } = await call(workspace, "conversations.create", { name: "inc-1" });
  inc = workspace.channel((body.channel as { id: string }).id);
  const posted = await call(workspace, "chat.postMessage", { channel: inc.id, text: "card" });
  card = inc.messageByTs.get(String(posted.body.ts)) as Message;
});

afterEach(() => bench.stop());

/** Calls and answers the error code, which must be one that Slack documents for that method. */
async function refusal(method: string, args: object, token?: string): Promise<string> {
  const { body } = await call(bench.workspace, method, args, token === undefined ? {} : { token });
  if (body.ok) return "ok";
  expect(isDocumented(method, String(body.error)), `${method}: ${body.error} is documented`).toBe(true);
  return String(body.error);
}

const make = (name: string, more: object = {}) => refusal("conversations.create", { name, ...more });

describe("channel names", () => {
  test.each([
    ["", "invalid_name_required"],
    ["x".repeat(81), "invalid_name_maxlength"],
    ["---", "invalid_name_punctuation"],
    ["Inc-1", "invalid_name_specials"],
    ["inc 1", "invalid_name_specials"],
    ["inc.1", "invalid_name_specials"],
    ["#inc", "invalid_name_specials"],
    ["inc-1", "name_taken"],
    ["x".repeat(80), "ok"],
    ["störung_7-ё", "ok"],
  ])("%s → %s", async (name, expected) => {
    expect(await make(name)).toBe(expected);
  });

  test("an archived channel's name stays taken, a private one's too; a rename frees the old one", async () => {
    await refusal("conversations.archive", { channel: inc.id });
    expect(await make("inc-1")).toBe("name_taken");
    expect(await make("hush", { is_private: true })).toBe("ok");
    expect(await make("hush")).toBe("name_taken");
    const hush = bench.workspace.channel("hush");
    expect(await refusal("conversations.rename", { channel: hush.id, name: "inc-1" })).toBe("name_taken");
    expect(await refusal("conversations.rename", { channel: hush.id, name: "hushed" })).toBe("ok");
    expect(await make("hush")).toBe("ok");
  });

  test("only the creator renames", async () => {
    const general = bench.workspace.channel("general");
    expect(await refusal("conversations.rename", { channel: general.id, name: "all" })).toBe("not_authorized");
  });
});

describe("membership", () => {
  test("a public channel the bot is not in is not_in_channel; a private one is not revealed", async () => {
    const { workspace } = bench;
    const open = workspace.addChannel({ name: "open", members: ["sam"] });
    const hidden = workspace.addChannel({ name: "hidden", isPrivate: true, members: ["sam"] });
    const { ts } = workspace.person("sam").say("open", "hello");
    const methods: [string, (channel: string) => object, string][] = [
      ["chat.postMessage", (channel) => ({ channel, text: "a" }), "not_in_channel"],
      ["conversations.history", (channel) => ({ channel }), "not_in_channel"],
      ["conversations.setTopic", (channel) => ({ channel, topic: "a" }), "not_in_channel"],
      ["conversations.invite", (channel) => ({ channel, users: workspace.person("ada").id }), "not_in_channel"],
      ["conversations.archive", (channel) => ({ channel }), "not_in_channel"],
      ["pins.add", (channel) => ({ channel, timestamp: ts }), "not_in_channel"],
      [
        "bookmarks.add",
        (channel) => ({ channel_id: channel, title: "a", type: "link", link: "https://e.com" }),
        "channel_not_found",
      ],
      ["reactions.add", (channel) => ({ channel, timestamp: ts, name: "eyes" }), "channel_not_found"],
      ["conversations.info", (channel) => ({ channel }), "ok"],
    ];
    for (const [method, args, whenPublic] of methods) {
      expect(await refusal(method, args(open.id)), method).toBe(whenPublic);
      expect(await refusal(method, args(hidden.id)), method).toBe("channel_not_found");
    }
    const { body } = await call(workspace, "conversations.list", { types: "public_channel,private_channel" });
    expect((body.channels as Channel[]).map((it) => it.name)).toEqual(["general", "inc-1", "open"]);
    workspace.person("sam").inviteBot("hidden");
    expect(await refusal("chat.postMessage", { channel: "hidden", text: "here" })).toBe("ok");
  });

  test("invites: unknown, oneself, already in; force invites the rest and tells which failed", async () => {
    const { workspace } = bench;
    const [sam, ada] = [workspace.person("sam").id, workspace.person("ada").id];
    const invite = (users: string, more: object = {}) =>
      refusal("conversations.invite", { channel: inc.id, users, ...more });
    expect(await invite("")).toBe("no_user");
    expect(await invite("U0NOBODY")).toBe("user_not_found");
    expect(await invite(workspace.botUserId)).toBe("cant_invite_self");
    expect(await invite(`${sam},U0NOBODY`)).toBe("user_not_found");
    expect(inc.members.has(sam)).toBe(false);
    const { body } = await call(workspace, "conversations.invite", {
      channel: inc.id,
      users: `${sam},U0NOBODY,${ada}`,
      force: true,
    });
    expect(body).toMatchObject({ ok: true, errors: [{ user: "U0NOBODY", ok: false, error: "user_not_found" }] });
    expect([...inc.members]).toEqual([workspace.botUserId, sam, ada]);
    expect(await invite(sam)).toBe("already_in_channel");
    expect(await invite(Array.from({ length: 101 }, (_, i) => `U${i}`).join(","))).toBe("cant_invite");
  });

  test("kick, join and leave", async () => {
    const { workspace } = bench;
    const sam = workspace.person("sam").id;
    expect(await refusal("conversations.kick", { channel: inc.id, user: sam })).toBe("not_in_channel");
    expect(await refusal("conversations.kick", { channel: inc.id, user: workspace.botUserId })).toBe("cant_kick_self");
    expect(await refusal("conversations.leave", { channel: inc.id })).toBe("ok");
    expect(await refusal("conversations.history", { channel: inc.id })).toBe("not_in_channel");
    expect(await refusal("conversations.join", { channel: inc.id })).toBe("ok");
    expect((await call(workspace, "conversations.join", { channel: inc.id })).body.warning).toBe("already_in_channel");
  });
});

describe("an archived channel refuses what changes it", () => {
  test.each<[string, (it: { channel: string; ts: string; user: string }) => object, string]>([
    ["chat.postMessage", ({ channel }) => ({ channel, text: "a" }), "is_archived"],
    ["chat.update", ({ channel, ts }) => ({ channel, ts, text: "a" }), "is_inactive"],
    ["conversations.setTopic", ({ channel }) => ({ channel, topic: "a" }), "is_archived"],
    ["conversations.rename", ({ channel }) => ({ channel, name: "b" }), "is_archived"],
    ["conversations.invite", ({ channel, user }) => ({ channel, users: user }), "is_archived"],
    ["conversations.archive", ({ channel }) => ({ channel }), "already_archived"],
    ["reactions.add", ({ channel, ts }) => ({ channel, timestamp: ts, name: "eyes" }), "is_archived"],
    ["conversations.history", ({ channel }) => ({ channel }), "ok"],
    ["conversations.unarchive", ({ channel }) => ({ channel }), "ok"],
  ])("%s → %s", async (method, args, expected) => {
    expect(await refusal("conversations.archive", { channel: inc.id })).toBe("ok");
    const filled = args({ channel: inc.id, ts: card.ts, user: bench.workspace.person("sam").id });
    expect(await refusal(method, filled)).toBe(expected);
  });
});

describe("messages", () => {
  test.each<[string, string, object, string]>([
    ["no text", "chat.postMessage", { text: " " }, "no_text"],
    ["text and markdown_text", "chat.postMessage", { text: "a", markdown_text: "b" }, "markdown_text_conflict"],
    [
      "metadata that is none",
      "chat.postMessage",
      { text: "a", metadata: { event_type: "x" } },
      "invalid_metadata_format",
    ],
    ["metadata that is no JSON", "chat.postMessage", { text: "a", metadata: "{" }, "invalid_metadata_format"],
    [
      "metadata of a novel",
      "chat.postMessage",
      { text: "a", metadata: { event_type: "x", event_payload: { a: "y".repeat(17_000) } } },
      "metadata_too_large",
    ],
    [
      "a hundred and one attachments",
      "chat.postMessage",
      { attachments: Array.from({ length: 101 }, () => ({ text: "a" })) },
      "too_many_attachments",
    ],
    ["an update over 4,000", "chat.update", { text: "x".repeat(4_001) }, "msg_too_long"],
    ["an update of nothing there", "chat.update", { text: "a", ts: "1.000001" }, "message_not_found"],
    [
      "an ephemeral to somebody elsewhere",
      "chat.postEphemeral",
      { text: "a", user: "U0NOBODY" },
      "user_not_in_channel",
    ],
    ["a link to nothing", "chat.getPermalink", { message_ts: "1.000001" }, "message_not_found"],
  ])("%s is refused", async (_, method, args, expected) => {
    expect(await refusal(method, { channel: inc.id, ts: card.ts, ...args })).toBe(expected);
  });

  test("the app updates and deletes its own messages only", async () => {
    const general = bench.workspace.channel("general");
    const { ts } = bench.workspace.person("sam").say("general", "mine");
    expect(await refusal("chat.update", { channel: general.id, ts, text: "b" })).toBe("cant_update_message");
    expect(await refusal("chat.delete", { channel: general.id, ts })).toBe("cant_delete_message");
    expect(await refusal("chat.delete", { channel: inc.id, ts: card.ts })).toBe("ok");
    expect(await refusal("chat.delete", { channel: inc.id, ts: card.ts })).toBe("message_not_found");
  });

  test("a topic of 250 characters is taken, of 251 too long; an empty one clears it, and none is refused", async () => {
    for (const [method, key] of [
      ["conversations.setTopic", "topic"],
      ["conversations.setPurpose", "purpose"],
    ] as const) {
      const set = (value: string) => refusal(method, { channel: inc.id, [key]: value });
      expect([await set("x".repeat(251)), await set("ё".repeat(250))]).toEqual(["too_long", "ok"]);
      expect(inc[key].value).toHaveLength(250);
      expect([await set(""), inc[key].value]).toEqual(["ok", ""]);
      expect(await refusal(method, { channel: inc.id })).toBe("invalid_arguments");
    }
  });

  test("nobody replies to a join, and a join is not the app's to change or delete", async () => {
    const ts = String(inc.messages[0]?.ts);
    expect(await refusal("chat.postMessage", { channel: inc.id, text: "a", thread_ts: ts })).toBe(
      "cannot_reply_to_message",
    );
    expect(await refusal("chat.update", { channel: inc.id, ts, text: "a" })).toBe("cant_update_message");
    expect(await refusal("chat.delete", { channel: inc.id, ts })).toBe("cant_delete_message");
  });

  test("what is too long has another code in chat.postMessage than in its sisters", async () => {
    const { id: user } = bench.workspace.person("sam");
    bench.workspace.person("sam").join("inc-1");
    const tooMuch = { markdown_text: "x".repeat(12_001) };
    const to = { channel: inc.id, ts: card.ts, user };
    expect(await refusal("chat.postMessage", { ...to, ...tooMuch })).toBe("msg_blocks_too_long");
    expect(await refusal("chat.update", { ...to, ...tooMuch })).toBe("msg_too_long");
    expect(await refusal("chat.postEphemeral", { ...to, ...tooMuch })).toBe("msg_too_long");
    expect(await refusal("chat.postMessage", { ...to, attachments: "{}" })).toBe("invalid_arguments");
    expect(await refusal("chat.update", { ...to, attachments: "{}" })).toBe("invalid_attachments");
  });

  test("the app does not write to itself", async () => {
    expect(await refusal("chat.postMessage", { channel: bench.workspace.botUserId, text: "a" })).toBe(
      "channel_not_found",
    );
  });
});

describe("pins, reactions, bookmarks, files", () => {
  test("pins: already there, not there, nothing to pin, a join message, and too many", async () => {
    const add = (timestamp: string) => refusal("pins.add", { channel: inc.id, timestamp });
    expect(await add("")).toBe("no_item_specified");
    expect(await add("soon")).toBe("bad_timestamp");
    expect(await add("1.000001")).toBe("message_not_found");
    expect(await add(String(inc.messages[0]?.ts))).toBe("not_pinnable");
    expect([await add(card.ts), await add(card.ts)]).toEqual(["ok", "already_pinned"]);
    expect(await refusal("pins.remove", { channel: inc.id, timestamp: card.ts })).toBe("ok");
    expect(await refusal("pins.remove", { channel: inc.id, timestamp: card.ts })).toBe("no_pin");
    inc.pins = Array.from({ length: 100 }, (_, i) => ({ ts: `1.${i}`, by: "U1", at: 0 }));
    expect(await add(card.ts)).toBe("too_many_pins");
  });

  test("reactions: twice, none, and a name that is none", async () => {
    const react = (verb: string, name: string) =>
      refusal(`reactions.${verb}`, { channel: inc.id, timestamp: card.ts, name });
    expect([await react("add", "eyes"), await react("add", "eyes")]).toEqual(["ok", "already_reacted"]);
    expect([await react("remove", "eyes"), await react("remove", "eyes")]).toEqual(["ok", "no_reaction"]);
    expect(await react("add", "two words")).toBe("invalid_name");
  });

  test("bookmarks: their type, their link, their emoji", async () => {
    const add = (more: object) =>
      refusal("bookmarks.add", { channel_id: inc.id, title: "a", type: "link", link: "https://e.com", ...more });
    expect(await add({ type: "folder" })).toBe("invalid_bookmark_type");
    expect(await add({ link: "ftp://e.com" })).toBe("invalid_link");
    expect(await add({ emoji: "fire" })).toBe("invalid_emoji");
    expect(await add({ emoji: ":fire:" })).toBe("ok");
    expect(await refusal("bookmarks.remove", { channel_id: inc.id, bookmark_id: "Bk1" })).toBe("not_found");
    expect([await add({ title: "x".repeat(256) }), await add({ title: "x".repeat(257) })]).toEqual([
      "ok",
      "invalid_arguments",
    ]);
    expect(await add({ link: `https://e.com/${"x".repeat(2_048)}` })).toBe("invalid_arguments");
    const [first] = inc.bookmarks;
    const edit = (more: object) =>
      refusal("bookmarks.edit", { channel_id: inc.id, bookmark_id: first?.id ?? "", ...more });
    expect([await edit({ title: "b" }), await edit({ link: "gopher://e.com" })]).toEqual(["ok", "invalid_link"]);
    expect(inc.bookmarks[0]).toMatchObject({ title: "b", link: "https://e.com" });
  });

  test("pins and reactions are not taken off where the app is not, or nothing changes any more", async () => {
    const { workspace } = bench;
    const open = workspace.addChannel({ name: "open", members: ["sam"] });
    const { ts } = workspace.person("sam").say("open", "hello");
    workspace.person("sam").pin("open", ts);
    expect(await refusal("pins.remove", { channel: open.id, timestamp: ts })).toBe("restricted_action");
    expect(await refusal("pins.list", { channel: open.id })).toBe("ok");
    expect(open.pins).toHaveLength(1);
  });

  test("a file is shared with a person by their id, in the thread of the message named, or of its parent", async () => {
    const { workspace } = bench;
    const sam = workspace.person("sam");
    const upload = async () => {
      const { body } = await call(workspace, "files.getUploadURLExternal", { filename: "a.md", length: 3 });
      await fetch(String(body.upload_url), { method: "POST", body: "abc" });
      return [{ id: body.file_id }];
    };
    expect(await refusal("files.completeUploadExternal", { files: await upload(), channels: sam.id })).toBe("ok");
    expect(sam.dm().messages.at(-1)).toMatchObject({ subtype: "file_share" });
    const { body } = await call(workspace, "chat.postMessage", { channel: inc.id, text: "b", thread_ts: card.ts });
    const inThread = { files: await upload(), channel_id: inc.id, thread_ts: body.ts };
    expect(await refusal("files.completeUploadExternal", inThread)).toBe("ok");
    expect(inc.messages.at(-1)?.threadTs).toBe(card.ts);
    const bad = { files: await upload(), channel_id: inc.id, blocks: [{ type: "carrot" }] };
    expect(await refusal("files.completeUploadExternal", bad)).toBe("invalid_blocks");
  });

  test("a file has to be uploaded whole before it is completed, and once", async () => {
    const { workspace } = bench;
    const { body } = await call(workspace, "files.getUploadURLExternal", { filename: "a.md", length: 3 });
    const complete = () =>
      refusal("files.completeUploadExternal", { files: [{ id: body.file_id }], channel_id: inc.id });
    expect(await complete()).toBe("file_not_found");
    const upload = (bytes: string) => fetch(String(body.upload_url), { method: "POST", body: bytes });
    expect((await upload("four")).status).toBe(400);
    expect(await (await upload("abc")).text()).toBe("OK - 3");
    expect([await complete(), await complete()]).toEqual(["ok", "file_not_found"]);
    expect(await refusal("files.getUploadURLExternal", { filename: "a.md", length: 0 })).toBe("missing_argument");
  });
});

describe("who may call", () => {
  test("no token, a wrong token, the wrong kind of token, an unknown method", async () => {
    const { workspace } = bench;
    expect((await call(workspace, "auth.test", {}, { token: null })).body.error).toBe("not_authed");
    expect(await refusal("auth.test", {}, "xoxb-wrong")).toBe("invalid_auth");
    expect(await refusal("pins.add", {}, workspace.appToken)).toBe("not_allowed_token_type");
    expect(await refusal("apps.connections.open", {})).toBe("not_allowed_token_type");
    expect(await refusal("team.info", { domain: "elsewhere" })).toBe("team_not_on_enterprise");
    expect(await refusal("team.info", { team: "T0ELSEWHERE" })).toBe("team_not_found");
    expect(await refusal("users.conversations", { user: "U0NOBODY" })).toBe("invalid_arguments");
    expect((await call(workspace, "chat.shout", {})).body.error).toBe("unknown_method");
  });

  test("a call without its scope is missing_scope, with what is needed and what there is", async () => {
    const poor = await openBench({ manifest: manifestWith({ scopes: ["chat:write", "channels:manage"] }) });
    const { body } = await call(poor.workspace, "pins.add", { channel: "C1", timestamp: "1.000001" });
    expect(body).toMatchObject({
      error: "missing_scope",
      needed: "pins:write",
      provided: "chat:write,channels:manage",
    });
    const hidden = await call(poor.workspace, "conversations.create", { name: "hidden", is_private: true });
    expect(hidden.body).toMatchObject({ error: "missing_scope", needed: "groups:write" });
    await poor.stop();
  });

  test("users.info shows an e-mail address only with users:read.email", async () => {
    const shy = await openBench({
      manifest: manifestWith({ scopes: allScopes.filter((it) => it !== "users:read.email") }),
    });
    const profileIn = async ({ workspace }: Bench) => {
      const { body } = await call(workspace, "users.info", { user: workspace.person("sam").id });
      return (body.user as { profile: { email?: string } }).profile;
    };
    expect((await profileIn(bench)).email).toBe("sam@example.com");
    expect((await profileIn(shy)).email).toBeUndefined();
    await shy.stop();
  });
});
