import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { openSocket, type Socket } from "./support/socket.ts";

let bench: Bench;
let socket: Socket;

beforeEach(async () => {
  bench = await openBench();
  socket = await openSocket(bench.workspace);
});

afterEach(async () => {
  await socket.close();
  await bench.stop();
});

const plain = (text: string) => ({ type: "plain_text", text });
const row = (confirm?: object) => [
  {
    type: "actions",
    block_id: "row",
    elements: [{ type: "button", action_id: "take", text: plain("Take command"), ...(confirm ? { confirm } : {}) }],
  },
];

async function respond(body: object): Promise<{ status: number; text: string }> {
  const url = String(socket.envelopes.findLast((it) => it.payload.response_url !== undefined)?.payload.response_url);
  const headers = { "content-type": "application/json" };
  const res = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: res.status, text: await res.text() };
}

describe("a command's answer", () => {
  test("in the acknowledgement, as text or with blocks, is seen by that person alone", async () => {
    const { workspace } = bench;
    const sam = workspace.person("sam");
    socket.answer = () => ({ text: "Pick one", blocks: row() });
    const outcome = await sam.command("/incident", { channel: "general" });
    expect(outcome.replies).toMatchObject([{ text: "Pick one", visibility: "ephemeral" }]);
    expect(sam.ephemerals).toHaveLength(1);
    expect(workspace.person("ada").ephemerals).toHaveLength(0);
    const clicked = await sam.click("general", outcome.replies[0] ?? "", "Take command");
    expect(socket.envelopes.at(-1)?.payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(socket.envelopes.at(-1)?.payload).not.toHaveProperty("message");
    await respond({ replace_original: true, text: "Done" });
    expect(outcome.replies[0]).toMatchObject({ text: "Done", blocks: null });
    expect(clicked.replies).toEqual([]);
    await respond({ delete_original: true });
    expect(sam.ephemerals).toEqual([]);
  });

  test("blocks that Slack refuses show the person the error", async () => {
    socket.answer = () => ({ blocks: [{ type: "header", text: plain("x".repeat(151)) }] });
    const outcome = await bench.workspace.person("sam").command("/incident", { channel: "general" });
    expect(outcome).toMatchObject({ error: "invalid_blocks", replies: [] });
  });

  test("at the response_url, five times and for 30 minutes; in_channel is for all", async () => {
    const { workspace, clock } = bench;
    const sam = workspace.person("sam");
    const outcome = await sam.command("/incident list", { channel: "general" });
    expect(await respond({ text: "one" })).toEqual({ status: 200, text: "ok" });
    await respond({ text: "two", response_type: "in_channel" });
    expect(workspace.channel("general").messages.at(-1)).toMatchObject({ text: "two", byApp: true });
    expect(await respond({ blocks: [{ type: "carrot" }] })).toMatchObject({ status: 404 });
    for (const text of ["three", "four", "five"]) await respond({ text });
    expect(await respond({ text: "six" })).toEqual({ status: 404, text: '{"ok":false,"error":"used_url"}' });
    expect(outcome.replies.map((it) => it.text)).toEqual(["one", "two", "three", "four", "five"]);
    await sam.command("/incident list", { channel: "general" });
    clock.advanceBy(30 * 60_000 + 1);
    expect((await respond({ text: "late" })).text).toContain("expired_url");
  });

  test("can be typed in a channel the bot is not in, private ones too, and answered there", async () => {
    const { workspace } = bench;
    workspace.addChannel({ name: "secret", isPrivate: true, members: ["sam"] });
    socket.answer = () => ({ text: "Not an incident's channel" });
    const outcome = await workspace.person("sam").command("/incident", { channel: "secret" });
    expect(outcome.replies[0]?.text).toBe("Not an incident's channel");
    expect(socket.envelopes.at(-1)?.payload.channel_name).toBe("privategroup");
  });
});

describe("a click's answer", () => {
  test("replaces or deletes the message through its response_url", async () => {
    const { workspace } = bench;
    const sam = workspace.person("sam");
    const { body } = await call(workspace, "chat.postMessage", { channel: "general", text: "card", blocks: row() });
    await sam.click("general", String(body.ts), "take");
    await respond({ replace_original: true, text: "taken" });
    const general = workspace.channel("general");
    expect(general.messageByTs.get(String(body.ts))).toMatchObject({ text: "taken", blocks: null });
    await respond({ delete_original: true });
    expect(general.messageByTs.has(String(body.ts))).toBe(false);
  });

  test("a confirm dialog that is denied sends nothing", async () => {
    const { workspace } = bench;
    const confirm = { title: plain("Sure?"), text: plain("Really"), confirm: plain("Yes"), deny: plain("No") };
    const { body } = await call(workspace, "chat.postMessage", {
      channel: "general",
      text: "card",
      blocks: row(confirm),
    });
    const sam = workspace.person("sam");
    await workspace.idle();
    const before = socket.envelopes.length;
    await expect(sam.click("general", String(body.ts), "take", { confirm: "deny" })).rejects.toThrow("denied");
    expect(socket.envelopes).toHaveLength(before);
    await sam.click("general", String(body.ts), "take", { confirm: "accept" });
    expect(socket.envelopes).toHaveLength(before + 1);
  });
});

describe("what people cannot do", () => {
  test("is refused with the reason", async () => {
    const { workspace } = bench;
    const [sam, ada] = [workspace.person("sam"), workspace.person("ada")];
    workspace.addChannel({ name: "secret", isPrivate: true, members: ["ada"] });
    const { ts } = ada.say("general", "mine");
    await expect(sam.command("/deploy", { channel: "general" })).rejects.toThrow(
      '/deploy is not a valid command. In Slack, all messages that start with the "/" character',
    );
    await expect(sam.command("/incident", { channel: "secret" })).rejects.toThrow("cannot see");
    await expect(sam.globalShortcut("note")).rejects.toThrow("no global shortcut");
    await expect(sam.click("general", ts, "Take command")).rejects.toThrow("nothing named");
    await expect(sam.click("general", "1.000001", "x")).rejects.toThrow("no message");
    expect(() => sam.edit("general", ts, "yours")).toThrow("did not write");
    expect(() => sam.say("secret", "hello")).toThrow("cannot see");
    expect(() => sam.say("nowhere", "hello")).toThrow("no channel nowhere");
    expect(() => ada.archive("general")).toThrow("the channel that everybody is in");
    workspace.addChannel({ name: "old", members: ["ada", "sam"] });
    ada.archive("old");
    expect(() => sam.say("old", "hello")).toThrow("is archived");
  });

  test("typed text cannot page by its characters, only by a mention", () => {
    const { workspace } = bench;
    const sam = workspace.person("sam");
    expect(sam.say("general", "<!channel> & <@U1>")).toMatchObject({
      text: "&lt;!channel&gt; &amp; &lt;@U1&gt;",
      notified: [],
    });
    const mention = sam.say("general", "@ada look at #general and https://e.com/a?b=1.");
    const general = workspace.channel("general").id;
    expect(mention.text).toBe(
      `<@${workspace.person("ada").id}> look at <#${general}|general> and <https://e.com/a?b=1>.`,
    );
    expect(mention.notified).toEqual([workspace.person("ada").id]);
    expect(sam.say("general", "@channel down").notified).toEqual([workspace.person("ada").id, workspace.botUserId]);
  });
});
