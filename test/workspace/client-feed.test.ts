// The feed: what each page is told, to whom it is not told, and that a page never holds the workspace.

import { type IncomingMessage, request } from "node:http";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { bareHost } from "../../src/workspace/client/host.ts";
import type { Person } from "../../src/workspace/people/person.ts";
import { realNow, until } from "../support/until.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { addressOf, messagesOf, openPage, snapshotOf } from "./support/page.ts";
import { openSocket } from "./support/socket.ts";

let bench: Bench;
let sam: Person;
let ada: Person;
let general: string;

beforeEach(async () => {
  bench = await openBench({ page: { host: bareHost, firstPerson: null } });
  sam = bench.workspace.person("sam");
  ada = bench.workspace.person("ada");
  general = bench.workspace.channel("general").id;
});

afterEach(() => bench.stop());

const post = (channel: string, text: string, more: object = {}) =>
  bench.client.chat.postMessage({ channel, text, ...more });

describe("A page", () => {
  test("begins with all that its person sees, and follows what happens", async () => {
    const page = await openPage(bench.workspace, ada.id);
    await page.load(general);
    await post(general, "from the app");
    sam.say("general", "from sam");
    await until(() => page.state().channels[general]?.unread === 2, { what: "the messages to be counted" });
    expect(
      page
        .state()
        .messages[general]?.messages.slice(-2)
        .map(({ text }) => text),
    ).toEqual(["from the app", "from sam"]);
  });

  test("is told of each thing once, however often it was touched at a time", async () => {
    const page = await openPage(bench.workspace, ada.id);
    const { ts } = sam.say("general", "again and again");
    for (const emoji of ["eyes", "fire", "tada"]) sam.react("general", ts, emoji);
    sam.edit("general", ts, "and again");
    await until(() => page.changes.length > 1, { what: "the change" });
    expect(page.changes.map(({ type }) => type)).toEqual(["snapshot", "message", "channel"]);
  });

  test("sees within a second what another page does", async () => {
    const mine = await openPage(bench.workspace, sam.id);
    const other = await openPage(bench.workspace, ada.id);
    await other.load(general);
    const startedAt = realNow();
    await mine.do({ do: "say", channelId: general, text: "hello", threadTs: null, alsoToChannel: false });
    await until(() => other.state().messages[general]?.messages.at(-1)?.text === "hello", { what: "the message" });
    expect(realNow() - startedAt).toBeLessThan(1_000);
  });

  test("acts as the first person where it names nobody, or somebody who is not there", async () => {
    const { me } = await snapshotOf(bench.workspace, "U404");
    expect(me).toBe(sam.id);
  });

  test("is shown calls and envelopes only when it asks", async () => {
    const inspecting = await openPage(bench.workspace, sam.id, { records: true });
    const quiet = await openPage(bench.workspace, sam.id);
    await post(general, "seen by the inspector");
    await until(() => inspecting.state().records.some(({ outcome }) => outcome === "ok"), {
      what: "the call's record",
    });
    await until(() => quiet.raw().includes("seen by the inspector") || quiet.changes.length > 1, {
      what: "the change",
    });
    expect(quiet.raw()).not.toContain('"record"');
    const later = await openPage(bench.workspace, sam.id, { records: true });
    expect(later.state().records.length).toBeGreaterThan(0);
  });

  test("sees a thread's parent count its replies, and a channel's newest message come and go", async () => {
    const kim = bench.workspace.addPerson({ name: "kim" });
    const page = await openPage(bench.workspace, kim.id);
    await page.load(general);
    const parent = sam.say("general", "parent");
    await until(() => page.state().channels[general]?.latest === parent.ts, { what: "the parent to be told" });
    const reply = ada.say("general", "reply", { threadTs: parent.ts });
    const held = () => page.state().messages[general]?.messages.find(({ ts }) => ts === parent.ts)?.thread;
    await until(() => held()?.count === 1, { what: "the reply to be counted" });
    expect(page.state().channels[general]?.latest).toBe(reply.ts);
    ada.deleteMessage("general", reply.ts);
    await until(() => held() === null, { what: "the thread to be gone" });
    expect(page.state().channels[general]?.latest).toBe(parent.ts);
  });

  test("is told when people, groups and channels come", async () => {
    const page = await openPage(bench.workspace, sam.id);
    const kim = bench.workspace.addPerson({ name: "kim" });
    bench.workspace.addGroup({ handle: "oncall", name: "On call", members: ["kim"] });
    bench.workspace.addChannel({ name: "new", members: ["kim"] });
    await until(() => page.state().users[kim.id] !== undefined, { what: "the person" });
    expect(page.state().groups.map(({ handle }) => handle)).toEqual(["oncall"]);
    expect(Object.values(page.state().channels).map(({ name }) => name)).toContain("new");
  });
});

describe("What is private", () => {
  test("is never in another person's feed: not a name, not a message, not that anything changed", async () => {
    const page = await openPage(bench.workspace, ada.id, { since: "0.000001" });
    const secret = bench.workspace.addChannel({ name: "hush-hush", isPrivate: true, members: ["sam", "bot"] });
    const said = sam.say(secret.id, "between us <!channel> @ada");
    sam.react(secret.id, said.ts, "eyes");
    sam.pin(secret.id, said.ts);
    sam.edit(secret.id, said.ts, "changed");
    sam.say(secret.id, "reply", { threadTs: said.ts });
    await bench.client.conversations.setTopic({ channel: secret.id, topic: "a secret topic" });
    await bench.client.chat.postEphemeral({ channel: secret.id, user: sam.id, text: "for sam alone" });
    sam.deleteMessage(secret.id, said.ts);
    sam.renameChannel(secret.id, "hush-again");
    bench.workspace.person("sam").openDm("sitrep");
    sam.archive(secret.id);
    // Something public comes after all of it, so that there was time for it to be told.
    sam.say("general", "the end");
    await until(() => page.raw().includes("the end"), { what: "the public message" });
    for (const word of [secret.id, "hush", "between us", "secret", "alone", "reply"]) {
      expect(page.raw()).not.toContain(word);
    }
    expect(page.changes.map(({ type }) => type)).toEqual(["snapshot", "message", "channel"]);
    expect(JSON.stringify(await snapshotOf(bench.workspace, ada.id))).not.toContain("hush");
  });

  test("cannot be loaded or acted upon either, and no sentence gives it away", async () => {
    const secret = bench.workspace.addChannel({ name: "hush-hush", isPrivate: true, members: ["sam"] });
    const { ts } = sam.say(secret.id, "between us");
    const page = await openPage(bench.workspace, ada.id);
    const answers = [
      await messagesOf(bench.workspace, ada.id, { channel: secret.id }),
      await messagesOf(bench.workspace, ada.id, { channel: "C404" }),
      await page.do({ do: "react", channelId: secret.id, ts, emoji: "eyes" }),
      await page.do({ do: "join", channelId: secret.id }),
      await page.do({ do: "join", channelId: "C404" }),
      await page.do({ do: "act", place: { channelId: secret.id, ts }, blockId: "b", actionId: "a", value: null }),
      await page.do({ do: "message shortcut", callbackId: "note", channelId: secret.id, ts }),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false });
    expect(JSON.stringify(answers)).not.toContain("hush");
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[3]).toEqual(answers[4]);
  });

  test("is seen from joining until leaving", async () => {
    const secret = bench.workspace.addChannel({ name: "hush", isPrivate: true, members: ["sam"] });
    const page = await openPage(bench.workspace, ada.id);
    sam.invite("hush", "ada");
    await until(() => page.state().channels[secret.id]?.isMember === true, { what: "the channel" });
    ada.leave("hush");
    await until(() => page.state().channels[secret.id] === undefined, { what: "the channel to go" });
    sam.setTopic("hush", "she is gone");
    sam.say("general", "the end");
    await until(() => page.raw().includes("the end"), { what: "the public message" });
    expect(page.raw()).not.toContain("she is gone");
  });

  test("forms and homes are those of their person", async () => {
    const page = await openPage(bench.workspace, ada.id);
    const own = await openPage(bench.workspace, sam.id);
    await bench.client.views.publish({ user_id: sam.id, view: { type: "home", blocks: [{ type: "divider" }] } });
    await until(() => own.state().home !== null, { what: "the home" });
    expect([page.state().home, page.changes.length]).toEqual([null, 1]);
  });
});

describe("What one person alone is shown", () => {
  const whisper = (text: string) => bench.client.chat.postEphemeral({ channel: general, user: sam.id, text });

  test("is gone after a reload, as in Slack, and stays where the line alone was down", async () => {
    await whisper("before");
    const page = await openPage(bench.workspace, sam.id);
    await whisper("only you");
    await until(() => page.state().ephemerals.length === 1, { what: "the ephemeral" });
    const id = page.lastId();
    page.close();
    const again = await openPage(bench.workspace, sam.id, { lastEventId: id });
    expect(again.state().ephemerals.map(({ text }) => text)).toEqual(["only you"]);
    const inspecting = await openPage(bench.workspace, sam.id, { records: true, since: page.state().since });
    expect(inspecting.state().ephemerals.map(({ text }) => text)).toEqual(["only you"]);
    expect((await openPage(bench.workspace, sam.id)).state().ephemerals).toEqual([]);
  });

  test("can be changed by the app from which it came", async () => {
    const socket = await openSocket(bench.workspace);
    const page = await openPage(bench.workspace, sam.id);
    const button = { type: "button", action_id: "press", text: { type: "plain_text", text: "Press" } };
    const blocks = [{ type: "actions", block_id: "b", elements: [button] }];
    await bench.client.chat.postEphemeral({ channel: general, user: sam.id, text: "before", blocks });
    const { ts } = await until(() => page.state().ephemerals[0], { what: "the ephemeral" });
    await page.do({ do: "act", place: { channelId: general, ts }, blockId: "b", actionId: "press", value: null });
    const address = String(socket.envelopes.at(-1)?.payload.response_url);
    await fetch(address, { method: "POST", body: JSON.stringify({ replace_original: true, text: "after" }) });
    await until(() => page.state().ephemerals[0]?.text === "after", { what: "the change" });
    await socket.close();
  });

  test("can be dismissed", async () => {
    const page = await openPage(bench.workspace, sam.id);
    await whisper("only you");
    const seen = await until(() => page.state().ephemerals[0], { what: "the ephemeral" });
    expect(await page.do({ do: "dismiss", ts: seen.ts })).toEqual({ ok: true });
    await until(() => page.state().ephemerals.length === 0, { what: "it to go" });
  });
});

describe("What is unread", () => {
  const seen = async (person: Person) => (await snapshotOf(bench.workspace, person.id)).channels[0];

  test("is what others have said since one last read; comings and replies in threads aside", async () => {
    const first = sam.say("general", "one");
    sam.say("general", "two @ada");
    sam.say("general", "in the thread @ada", { threadTs: first.ts });
    sam.say("general", "to all", { threadTs: first.ts, alsoToChannel: true });
    expect(await seen(ada)).toMatchObject({ unread: 3, mentions: 1 });
    expect(await seen(sam)).toMatchObject({ unread: 0, mentions: 0 });
    const page = await openPage(bench.workspace, ada.id);
    await page.do({ do: "read", channelId: general, ts: first.ts });
    await until(() => page.state().channels[general]?.unread === 2, { what: "it to be read" });
    expect(await seen(ada)).toMatchObject({ lastRead: first.ts, unread: 2, mentions: 1 });
  });

  test("is not what has been deleted since, and not what one has answered", async () => {
    const { ts } = sam.say("general", "@ada look");
    expect(await seen(ada)).toMatchObject({ unread: 1, mentions: 1 });
    sam.deleteMessage("general", ts);
    expect(await seen(ada)).toMatchObject({ unread: 0, mentions: 0 });
    sam.say("general", "again");
    const own = ada.say("general", "yes?");
    expect(await seen(ada)).toMatchObject({ unread: 0, lastRead: own.ts });
  });

  test("begins when one comes in, and is nothing to who is not in the channel", async () => {
    const other = bench.workspace.addChannel({ name: "other", members: ["sam"] });
    sam.say("other", "before");
    const before = (await snapshotOf(bench.workspace, ada.id)).channels.find(({ id }) => id === other.id);
    expect(before).toMatchObject({ isMember: false, unread: 0 });
    ada.join("other");
    sam.say("other", "after");
    const after = (await snapshotOf(bench.workspace, ada.id)).channels.find(({ id }) => id === other.id);
    expect(after).toMatchObject({ isMember: true, unread: 1 });
  });
});

describe("A browser that does not read", () => {
  test("is dropped, and holds up neither the workspace nor other pages", async () => {
    const { hostname, port } = new URL(addressOf(bench.workspace));
    const slow = request({ hostname, port, path: `/client/feed?as=${ada.id}`, headers: { host: `localhost:${port}` } });
    onTestFinished(() => void slow.destroy());
    let hasEnded = false;
    let answer: IncomingMessage | null = null;
    const end = () => {
      hasEnded = true;
    };
    slow.on("response", (given) => {
      answer = given.pause().on("close", end).on("error", end);
    });
    slow.on("error", end);
    slow.end();
    const page = await openPage(bench.workspace, sam.id);
    const latest = () => bench.workspace.channel("general").messages.at(-1)?.ts;
    const paused = (): IncomingMessage | null => answer;
    await until(paused, { what: "the slow feed to open" });
    const long = "x".repeat(38_000);
    for (let round = 1; round <= 30; round++) {
      for (let at = 0; at < 20; at++) sam.say("general", long);
      await until(() => page.state().channels[general]?.latest === latest(), { what: "the other page to follow" });
    }
    paused()?.resume();
    await until(() => hasEnded, { what: "the slow feed to have been dropped" });
    sam.say("general", "still here");
    await until(() => page.raw().includes("still here"), { what: "the other page to go on" });
  });
});
