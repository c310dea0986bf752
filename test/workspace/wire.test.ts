import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.stop());

describe("how a call comes in", () => {
  test("form, JSON, multipart and GET; the token in the header or the body", async () => {
    const { workspace } = bench;
    for (const as of ["form", "json", "multipart", "get"] as const) {
      for (const tokenIn of ["header", "body"] as const) {
        // A GET has no body, and a token in the query is not read.
        if (as === "get" && tokenIn === "body") continue;
        const { body } = await call(workspace, "chat.postMessage", { channel: "general", text: as }, { as, tokenIn });
        expect(body, `${as}, token in ${tokenIn}`).toMatchObject({ ok: true, message: { text: as } });
      }
    }
    const { body } = await call(workspace, "auth.test", {}, { as: "get", tokenIn: "body" });
    expect(body).toEqual({ ok: false, error: "not_authed" });
    expect(JSON.stringify(workspace.calls)).not.toContain(workspace.botToken);
  });

  test("a JSON body is not read by a method that takes forms only", async () => {
    const { workspace } = bench;
    const channel = workspace.channel("general").id;
    expect((await call(workspace, "conversations.info", { channel }, { as: "json" })).body.error).toBe(
      "invalid_arguments",
    );
    expect((await call(workspace, "conversations.info", { channel }, { as: "get" })).body.ok).toBe(true);
  });

  test("JSON that is none, and a body of another type, are refused", async () => {
    const { workspace } = bench;
    const send = async (contentType: string, body: string) => {
      const headers = { "content-type": contentType, authorization: `Bearer ${workspace.botToken}` };
      const res = await fetch(`${workspace.apiUrl}chat.postMessage`, { method: "POST", headers, body });
      return ((await res.json()) as { error: string }).error;
    };
    expect(await send("application/json", "{")).toBe("invalid_json");
    expect(await send("application/json", "[]")).toBe("json_not_object");
    expect(await send("application/xml", "<a/>")).toBe("invalid_post_type");
    expect(await send("multipart/form-data; boundary=x", "nothing")).toBe("invalid_form_data");
  });

  test("the answer carries Slack's headers and the clock's Date", async () => {
    const { headers } = await call(bench.workspace, "pins.list", { channel: bench.workspace.channel("general").id });
    expect(headers.get("date")).toBe("Mon, 02 Mar 2026 10:00:00 GMT");
    expect(headers.get("x-slack-req-id")).toBeTruthy();
    expect(headers.get("x-accepted-oauth-scopes")).toBe("pins:read");
    expect(headers.get("x-oauth-scopes")).toContain("chat:write");
  });
});

describe("timestamps", () => {
  test("several messages in one millisecond are unique and ordered, also when the clock goes back", async () => {
    const { workspace, client } = bench;
    const post = async () => (await client.chat.postMessage({ channel: "general", text: "a" })).ts ?? "";
    const first = [await post(), await post(), await post()];
    const general = workspace.channel("general");
    general.lastMicroseconds += 3_600_000_000;
    const later = await post();
    expect([...first, later]).toEqual([...new Set([...first, later])].sort());
    expect(first[0]).toMatch(/^1772445600\.\d{6}$/);
  });

  test("two channels may share one", async () => {
    const { workspace } = bench;
    workspace.addChannel({ name: "a", members: ["sam"] });
    workspace.addChannel({ name: "b", members: ["sam"] });
    const sam = workspace.person("sam");
    expect(sam.say("a", "x").ts).toBe(sam.say("b", "x").ts);
  });
});

describe("history", () => {
  async function fill(count: number) {
    const { workspace, clock } = bench;
    workspace.addChannel({ name: "long", members: ["sam", "bot"] });
    const sam = workspace.person("sam");
    const said = [];
    for (let i = 0; i < count; i++) {
      clock.advanceBy(1_000);
      said.push(sam.say("long", `${i}`));
    }
    return { channel: workspace.channel("long").id, said };
  }

  const texts = (body: object) => (body as { messages: { text: string }[] }).messages.map((it) => it.text);

  test("comes newest first, in pages that neither miss nor repeat", async () => {
    const { channel } = await fill(25);
    const seen: string[] = [];
    for await (const page of bench.client.paginate("conversations.history", { channel, limit: 10 })) {
      seen.push(...texts(page));
    }
    expect(seen.slice(0, 25)).toEqual(Array.from({ length: 25 }, (_, i) => `${24 - i}`));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("oldest and latest exclude their own message unless inclusive", async () => {
    const { channel, said } = await fill(5);
    const between = async (inclusive: boolean) => {
      const bounds = { oldest: said[1]?.ts, latest: said[3]?.ts, inclusive };
      return texts((await call(bench.workspace, "conversations.history", { channel, ...bounds })).body);
    };
    expect(await between(false)).toEqual(["2"]);
    expect(await between(true)).toEqual(["3", "2", "1"]);
    const one = { channel, oldest: said[2]?.ts, latest: said[2]?.ts, inclusive: true, limit: 1 };
    expect(texts((await call(bench.workspace, "conversations.history", one)).body)).toEqual(["2"]);
    const bad = await call(bench.workspace, "conversations.history", { channel, oldest: "yesterday" });
    expect(bad.body.error).toBe("invalid_ts_oldest");
    expect((await call(bench.workspace, "conversations.history", { channel, cursor: "x" })).body.error).toBe(
      "invalid_cursor",
    );
  });

  test("replies stay in their thread unless sent to the channel too; the parent comes first", async () => {
    const { workspace } = bench;
    const { channel, said } = await fill(2);
    const sam = workspace.person("sam");
    const threadTs = String(said[0]?.ts);
    sam.say("long", "in the thread", { threadTs });
    sam.say("long", "for all", { threadTs, alsoToChannel: true });
    expect(texts((await call(workspace, "conversations.history", { channel })).body)).toEqual([
      "for all",
      "1",
      "0",
      expect.stringContaining("joined"),
      expect.stringContaining("joined"),
    ]);
    const { body } = await call(workspace, "conversations.replies", { channel, ts: threadTs });
    expect(texts(body)).toEqual(["0", "in the thread", "for all"]);
    expect((body.messages as object[])[0]).toMatchObject({ reply_count: 2, thread_ts: threadTs });
    expect((await call(workspace, "conversations.replies", { channel, ts: "1.000001" })).body.error).toBe(
      "thread_not_found",
    );
  });

  test("metadata: whole with include_all_metadata, else its type; an update keeps it, {} removes it", async () => {
    const { workspace } = bench;
    const channel = workspace.channel("general").id;
    const metadata = { event_type: "op", event_payload: { id: "7" } };
    const { ts } = (await call(workspace, "chat.postMessage", { channel, text: "a", metadata })).body;
    const newest = async (more: object) => {
      const { body } = await call(workspace, "conversations.history", { channel, limit: 1, ...more });
      return (body.messages as { metadata?: object }[])[0]?.metadata;
    };
    expect(await newest({})).toEqual({ event_type: "op" });
    expect(await newest({ include_all_metadata: true })).toEqual(metadata);
    await call(workspace, "chat.update", { channel, ts, text: "b" });
    expect(await newest({ include_all_metadata: true })).toEqual(metadata);
    await call(workspace, "chat.update", { channel, ts, text: "c", metadata: {} });
    expect(await newest({ include_all_metadata: true })).toBeUndefined();
  });

  test("a deleted parent leaves a tombstone, a deleted reply nothing", async () => {
    const { workspace } = bench;
    const sam = workspace.person("sam");
    const parent = sam.say("general", "wrong");
    const reply = sam.say("general", "indeed", { threadTs: parent.ts });
    sam.deleteMessage("general", parent.ts);
    expect(parent).toMatchObject({ subtype: "tombstone", text: "This message was deleted." });
    sam.deleteMessage("general", reply.ts);
    expect(workspace.channel("general").messageByTs.has(reply.ts)).toBe(false);
  });
});

describe("paging", () => {
  type Page = { response_metadata?: { next_cursor?: string }; has_more?: boolean };

  /** All that the pages hold, in order; each page but the last is full. */
  async function pages(method: string, args: object, key: string, size: number): Promise<unknown[]> {
    const all: unknown[] = [];
    let cursor = "";
    do {
      const { body } = await call(bench.workspace, method, { ...args, limit: size, ...(cursor ? { cursor } : {}) });
      expect(body, method).toMatchObject({ ok: true });
      all.push(...(body[key] as unknown[]));
      cursor = (body as Page).response_metadata?.next_cursor ?? "";
      if (cursor !== "") expect((body[key] as unknown[]).length).toBeGreaterThanOrEqual(size);
    } while (cursor !== "");
    return all;
  }

  async function crowd(): Promise<string> {
    const { workspace } = bench;
    const names = Array.from({ length: 7 }, (_, i) => `p${i}`);
    for (const name of names) workspace.addPerson({ name });
    workspace.addChannel({ name: "crowd", members: ["sam", "bot", ...names] });
    for (const name of names) workspace.addChannel({ name: `c-${name}`, members: ["sam", "bot"] });
    return workspace.channel("crowd").id;
  }

  const ids = (items: unknown[]) => items.map((it) => (typeof it === "string" ? it : (it as { id: string }).id));

  test("neither misses nor repeats, in whatever size of page", async () => {
    const channel = await crowd();
    const { workspace } = bench;
    for (const size of [1, 2, 3, 100]) {
      expect(ids(await pages("users.list", {}, "members", size))).toHaveLength(10);
      expect(ids(await pages("conversations.members", { channel }, "members", size))).toEqual([
        ...workspace.channel("crowd").members,
      ]);
      const listed = ids(await pages("conversations.list", {}, "channels", size));
      expect(listed).toEqual(workspace.channels().map(({ id }) => id));
      expect(ids(await pages("users.conversations", {}, "channels", size))).toEqual(listed);
    }
  });

  test("of replies gives the parent first on each page", async () => {
    const sam = bench.workspace.person("sam");
    const parent = sam.say("general", "parent");
    for (let i = 0; i < 5; i++) sam.say("general", `${i}`, { threadTs: parent.ts });
    const channel = bench.workspace.channel("general").id;
    const found = await pages("conversations.replies", { channel, ts: parent.ts }, "messages", 2);
    expect(found.map((it) => (it as { text: string }).text)).toEqual([
      "parent",
      "0",
      "1",
      "parent",
      "2",
      "3",
      "parent",
      "4",
    ]);
  });

  test("refuses a cursor and a limit that are none", async () => {
    const channel = bench.workspace.channel("general").id;
    for (const method of ["conversations.list", "conversations.members", "users.conversations"]) {
      expect((await call(bench.workspace, method, { channel, cursor: "x" })).body.error).toBe("invalid_cursor");
      expect((await call(bench.workspace, method, { channel, limit: "many" })).body.error).toBe("invalid_limit");
    }
    expect((await call(bench.workspace, "users.list", { cursor: "x" })).body.error).toBe("invalid_cursor");
  });

  test("leaves out archived channels, and kinds that were not asked for", async () => {
    const { workspace } = bench;
    const { body } = await call(workspace, "conversations.create", { name: "gone" });
    const gone = (body.channel as { id: string }).id;
    await call(workspace, "conversations.archive", { channel: gone });
    for (const method of ["conversations.list", "users.conversations"]) {
      expect(ids(await pages(method, {}, "channels", 2))).toContain(gone);
      expect(ids(await pages(method, { exclude_archived: true }, "channels", 2))).not.toContain(gone);
      expect(ids(await pages(method, { types: "private_channel" }, "channels", 2))).toEqual([]);
      expect((await call(workspace, method, { types: "secret" })).body.error).toBe("invalid_types");
    }
  });
});

describe("what is posted", () => {
  test("a user id is their direct conversation, a name is its channel", async () => {
    const { workspace, client } = bench;
    const sam = workspace.person("sam");
    const dm = await client.chat.postMessage({ channel: sam.id, text: "psst" });
    expect(dm.channel).toBe(sam.dm().id);
    expect(sam.dm().messages.at(-1)).toMatchObject({ text: "psst", notified: [sam.id] });
    const named = await client.chat.postMessage({ channel: "#general", text: "hello" });
    expect(named.channel).toBe(workspace.channel("general").id);
  });

  test("a reply to a message that is gone stands in the channel, and its answer has no thread_ts", async () => {
    const { workspace } = bench;
    const channel = workspace.channel("general").id;
    const sam = workspace.person("sam");
    const parent = sam.say("general", "wrong place");
    sam.deleteMessage("general", parent.ts);
    const { body } = await call(workspace, "chat.postMessage", { channel, text: "late", thread_ts: parent.ts });
    expect(body.message).toMatchObject({ text: "late" });
    expect(body.message).not.toHaveProperty("thread_ts");
    const history = (await call(workspace, "conversations.history", { channel, limit: 1 })).body;
    expect((history.messages as { text: string }[])[0]?.text).toBe("late");
  });

  test("text over 40,000 is truncated with a warning", async () => {
    const { body } = await call(bench.workspace, "chat.postMessage", { channel: "general", text: "x".repeat(40_001) });
    expect(body).toMatchObject({ ok: true, warning: "message_truncated" });
    expect((body.message as { text: string }).text).toHaveLength(40_000);
  });

  test("ephemerals are seen by one person and are in no history", async () => {
    const { workspace, client } = bench;
    const sam = workspace.person("sam");
    const channel = workspace.channel("general");
    await client.chat.postEphemeral({ channel: channel.id, user: sam.id, text: "only you" });
    expect(sam.ephemerals.map((it) => it.text)).toEqual(["only you"]);
    expect(workspace.person("ada").ephemerals).toEqual([]);
    expect(channel.messages.some((it) => it.text === "only you")).toBe(false);
  });

  test("a message remembers whom it paged: mentions in mrkdwn, none in plain or escaped text", async () => {
    const { workspace, client } = bench;
    const [sam, ada] = [workspace.person("sam"), workspace.person("ada")];
    const oncall = workspace.addGroup({ handle: "oncall", name: "On call", members: ["ada"] });
    const paged = async (text: string, blocks?: object[]) => {
      const extra = blocks === undefined ? {} : { blocks: blocks as never };
      const { ts } = await client.chat.postMessage({ channel: "general", text, ...extra });
      return workspace
        .channel("general")
        .messageByTs.get(ts ?? "")
        ?.notified.toSorted();
    };
    const all = [sam.id, ada.id].toSorted();
    expect(await paged("<!channel> down")).toEqual(all);
    expect(await paged("&lt;!channel&gt; down")).toEqual([]);
    expect(await paged(`<@${sam.id}|sam>`)).toEqual([sam.id]);
    expect(await paged(`<!subteam^${oncall.id}>`)).toEqual([ada.id]);
    expect(await paged("a", [{ type: "section", text: { type: "mrkdwn", text: "<!here>" } }])).toEqual(all);
    expect(await paged("a", [{ type: "header", text: { type: "plain_text", text: "<!here>" } }])).toEqual([]);
    const rich = [
      { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "user", user_id: ada.id }] }] },
    ];
    expect(await paged("a", rich)).toEqual([ada.id]);
  });

  test("an update with text alone takes the blocks away and marks it edited; with blocks it does not", async () => {
    const { workspace, client } = bench;
    const channel = workspace.channel("general").id;
    const blocks = [{ type: "section" as const, text: { type: "mrkdwn" as const, text: "one" } }];
    const ts = (await client.chat.postMessage({ channel, text: "one", blocks })).ts ?? "";
    const message = () => workspace.channel("general").messageByTs.get(ts);
    await client.chat.update({ channel, ts, text: "two", blocks });
    expect(message()).toMatchObject({ text: "two", edited: null });
    await client.chat.update({ channel, ts, text: "three" });
    expect(message()).toMatchObject({ text: "three", blocks: null, edited: { user: workspace.botUserId } });
  });
});

describe("files", () => {
  test("what was uploaded is fetched byte for byte, with the token and files:read alone", async () => {
    const { workspace } = bench;
    const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]);
    const { body } = await call(workspace, "files.getUploadURLExternal", { filename: "a.png", length: bytes.length });
    await fetch(String(body.upload_url), { method: "POST", body: bytes });
    const id = String(body.file_id);
    expect((await call(workspace, "files.info", { file: id })).body.error).toBe("file_not_found");
    await call(workspace, "files.completeUploadExternal", { files: [{ id }] });
    const file = (await call(workspace, "files.info", { file: id })).body.file as { url_private: string };
    const fetched = (authorization: string) =>
      fetch(file.url_private, { headers: { authorization }, redirect: "manual" });
    const answer = await fetched(`Bearer ${workspace.botToken}`);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
    expect((await fetched("Bearer xoxb-wrong")).status).toBe(302);
  });

  test("a person's file is seen where the app can look, and not in a private channel that it is not in", async () => {
    const { workspace } = bench;
    workspace.addChannel({ name: "hidden", isPrivate: true, members: ["sam"] });
    const share = (channel: string) =>
      workspace.person("sam").share(channel, [{ name: "a.txt", bytes: Buffer.from("a") }]).fileIds[0];
    const info = async (file: unknown) => (await call(workspace, "files.info", { file })).body;
    expect((await info(share("general"))).ok).toBe(true);
    expect((await info(share("hidden"))).error).toBe("file_not_found");
  });

  test("uploadV2 shares a file whose content can be read; its type is known only after processing", async () => {
    const { workspace, client } = bench;
    const channel = workspace.channel("general");
    await client.filesUploadV2({
      channel_id: channel.id,
      filename: "INC-1.md",
      content: "# Checkout\n",
      initial_comment: "Export",
    });
    const message = channel.messages.at(-1);
    expect(message).toMatchObject({ text: "Export", subtype: "file_share" });
    const file = workspace.file(String(message?.fileIds[0]));
    expect(file.bytes?.toString()).toBe("# Checkout\n");
    const type = async () => (await client.files.info({ file: file.id })).file?.mimetype;
    expect(await type()).toBe("");
    bench.clock.advanceBy(1_000);
    expect(await type()).toBe("text/markdown");
  });
});
