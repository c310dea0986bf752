import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { methods } from "../../src/workspace/api/methods.ts";
import type { Channel } from "../../src/workspace/world.ts";
import { type Bench, manifestWith, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { facts } from "./support/shapes.ts";

const argsOf = (name: string): string[] => facts.methods[name]?.args ?? [];
const named = [...methods.keys()];

describe("rules that hold for every method", () => {
  let bench: Bench;
  let hidden: Channel;
  let archived: Channel;
  let ts: string;

  beforeAll(async () => {
    bench = await openBench();
    const { workspace } = bench;
    hidden = workspace.addChannel({ name: "hidden", isPrivate: true, members: ["sam"] });
    const { body } = await call(workspace, "conversations.create", { name: "gone" });
    archived = workspace.channel((body.channel as { id: string }).id);
    const posted = await call(workspace, "chat.postMessage", { channel: archived.id, text: "card" });
    ts = String(posted.body.ts);
    await call(workspace, "reactions.add", { channel: archived.id, timestamp: ts, name: "eyes" });
    await call(workspace, "pins.add", { channel: archived.id, timestamp: ts });
    const link = { channel_id: archived.id, title: "Doc", type: "link", link: "https://example.com" };
    await call(workspace, "bookmarks.add", link);
    await call(workspace, "conversations.archive", { channel: archived.id });
  });

  afterAll(() => bench.stop());

  /** Arguments with which the method would do its deed in this channel. */
  function argsIn(channel: string, { id: sam }: { id: string }): Record<string, unknown> {
    return {
      ...{ channel, channel_id: channel, users: sam, user: sam, name: "tada", type: "link", title: "Doc" },
      ...{ text: "hello", ts, message_ts: ts, timestamp: ts, topic: "t", purpose: "p", link: "https://example.com" },
      bookmark_id: archived.bookmarks[0]?.id,
    };
  }

  const picked = (name: string, all: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => argsOf(name).includes(key)));

  test.each(named.filter((name) => argsOf(name).some((arg) => arg === "channel" || arg === "channel_id")))(
    "%s answers for a private channel that the app is not in just as for one that does not exist",
    async (name) => {
      const { workspace } = bench;
      const sam = workspace.person("sam");
      const answers = [];
      for (const channel of [hidden.id, "C0NOWHERE"]) {
        const args = picked(name, { ...argsIn(channel, sam), users: undefined, ...usersFor(name, sam.id) });
        answers.push((await call(workspace, name, args)).body);
      }
      expect(answers[0]).toEqual(answers[1]);
      // canvases.create takes a canvas without a channel; chat.* and the rest refuse.
      expect(answers[0]?.ok).toBe(false);
    },
  );

  /** conversations.open resumes the channel only when no users are named. */
  const usersFor = (name: string, sam: string) => (name === "conversations.open" ? {} : { users: sam });

  const unchanging = new Set([
    ...["conversations.info", "conversations.history", "conversations.replies", "conversations.members"],
    ...["chat.getPermalink", "pins.list", "bookmarks.list", "reactions.get", "conversations.unarchive"],
  ]);
  const changing = named.filter(
    (name) => !unchanging.has(name) && argsOf(name).some((arg) => arg === "channel" || arg === "channel_id"),
  );
  // It resumes direct conversations alone; canvases.edit has its own test, and files their own arguments.
  const exempt = new Set(["conversations.open", "files.completeUploadExternal"]);

  test.each(changing.filter((name) => !exempt.has(name)))("%s refuses in an archived channel", async (name) => {
    const { workspace } = bench;
    const before = JSON.stringify([archived.messages, archived.pins, archived.bookmarks, [...archived.members]]);
    const { body } = await call(workspace, name, picked(name, argsIn(archived.id, workspace.person("sam"))));
    expect(body.ok).toBe(false);
    expect(JSON.stringify([archived.messages, archived.pins, archived.bookmarks, [...archived.members]])).toBe(before);
  });

  test.each([...unchanging].filter((name) => name !== "conversations.unarchive"))(
    "%s still answers in an archived channel",
    async (name) => {
      const { workspace } = bench;
      const { body } = await call(workspace, name, picked(name, argsIn(archived.id, workspace.person("sam"))));
      expect(body).toMatchObject({ ok: true });
    },
  );

  test.each(named)("%s needs a token that it knows, of its kind", async (name) => {
    const { workspace } = bench;
    if (name === "blocks.validate") {
      expect((await call(workspace, name, { blocks: [] }, { token: null })).body).toEqual({ ok: true });
      return;
    }
    const other = name === "apps.connections.open" ? workspace.botToken : workspace.appToken;
    expect((await call(workspace, name, {}, { token: null })).body.error).toBe("not_authed");
    expect((await call(workspace, name, {}, { token: "xoxb-wrong" })).body.error).toBe("invalid_auth");
    const { body } = await call(workspace, name, {}, { token: other });
    if (name === "auth.test") expect(body).toMatchObject({ ok: true });
    else expect(body.error).toBe("not_allowed_token_type");
  });

  test.each(named.filter((name) => facts.methods[name]?.required.some((arg) => arg !== "channel")))(
    "%s reads a JSON body just if Slack does",
    async (name) => {
      const { workspace } = bench;
      const all = { ...argsIn(workspace.channel("general").id, workspace.person("sam")), name: "inc-json" };
      const more = { usergroup: "S1", file: "F1", length: 1, filename: "a", email: "a@b.c", files: [], changes: [] };
      const args = { ...all, ...more, canvas_id: "F1", criteria: {}, view: {}, view_id: "V1", user_id: "U0NOBODY" };
      const saysMissing = async (as: "json" | "form") =>
        /missing required field|no_user|invalid_name_required|missing_argument/.test(
          JSON.stringify((await call(workspace, name, args, { as })).body),
        );
      expect(await saysMissing("form")).toBe(false);
      expect(await saysMissing("json")).toBe(facts.methods[name]?.json === false);
    },
  );
});

describe("without any scope", () => {
  let poor: Bench;

  beforeAll(async () => {
    poor = await openBench({ manifest: manifestWith({ scopes: ["commands"] }) });
  });

  afterAll(() => poor.stop());

  test.each(named)("%s is missing_scope with what is needed and provided, or needs none", async (name) => {
    const { workspace } = poor;
    const scopes = methods.get(name)?.scopes ?? [];
    const token = methods.get(name)?.tokens.includes("bot") ? workspace.botToken : workspace.appToken;
    const { body } = await call(workspace, name, {}, { token });
    if (scopes.length === 0) expect(body.error).not.toBe("missing_scope");
    else expect(body).toEqual({ ok: false, error: "missing_scope", needed: scopes.join(","), provided: "commands" });
    expect(scopes.length > 0).toBe((facts.methods[name]?.scopes.length ?? 0) > 0);
  });
});

describe("the scope of each kind of conversation", () => {
  test.each([
    ["public", "channels"],
    ["private", "groups"],
    ["im", "im"],
    ["mpim", "mpim"],
  ])("%s: its history, its members and its place in the lists need %s:…", async (kind, prefix) => {
    const prefixes = ["channels", "groups", "im", "mpim"];
    const without = (verb: string) => prefixes.filter((it) => it !== prefix).map((it) => `${it}:${verb}`);
    const scopes = [...without("read"), ...without("history"), "chat:write", "channels:manage"];
    const bench = await openBench({ manifest: manifestWith({ scopes }) });
    const { workspace } = bench;
    workspace.addChannel({ name: "closed", isPrivate: true, members: ["sam", "bot"] });
    const sam = workspace.person("sam");
    await call(workspace, "chat.postMessage", { channel: sam.id, text: "hello" });
    const ids: Record<string, string> = {
      public: workspace.channel("general").id,
      private: workspace.channel("closed").id,
      im: sam.dm().id,
    };
    const types: Record<string, string> = { public: "public_channel", private: "private_channel" };
    const channel = ids[kind];
    const error = async (method: string, args: object) => (await call(workspace, method, args)).body.needed;
    if (channel !== undefined) {
      expect(await error("conversations.history", { channel })).toBe(`${prefix}:history`);
      expect(await error("conversations.info", { channel })).toBe(`${prefix}:read`);
      expect(await error("conversations.members", { channel })).toBe(`${prefix}:read`);
    }
    expect(await error("conversations.list", { types: types[kind] ?? kind })).toBe(`${prefix}:read`);
    expect(await error("users.conversations", { types: types[kind] ?? kind })).toBe(`${prefix}:read`);
    await bench.stop();
  });
});
