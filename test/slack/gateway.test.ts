// The gateway over the wire: each deed, each refusal, and what is found again after an answer that was lost.

import { describe, expect, it } from "vitest";
import type { Message } from "../../src/blocks/message.ts";
import type { Post } from "../../src/engine/gateway.ts";
import { announceRetryMs, jitterMs, mendWaitMs, personKeptMs } from "../../src/slack/limits.ts";
import { realNow, sleep } from "../support/until.ts";
import { doneWith, type Embedded, embedded, startedAt } from "./embedded.ts";

const message = (text: string): Message => ({ text, blocks: [{ type: "section", text: { type: "mrkdwn", text } }] });

const callsOf = ({ workspace }: Pick<Embedded, "workspace">, method: string) =>
  workspace.calls.filter((call) => call.method === method);

/** A workspace with people, and a channel that the bot made. */
async function withIncident() {
  const all = await embedded();
  for (const name of ["ada", "bob", "cyd"]) all.workspace.addPerson({ name, tz: "Europe/Berlin" });
  const { channelId } = doneWith(await all.slack.gateway.createChannel({ name: "inc-1", isPrivate: false }));
  const post = (key: string, threadTs: string | null = null): Post => ({
    channelId,
    message: message(`Said for ${key}`),
    key,
    threadTs,
  });
  const idOf = (name: string): string => all.workspace.person(name).id;
  return { ...all, gateway: all.slack.gateway, channelId, post, idOf, bot: all.workspace.botUserId };
}

describe("an incident's channel", () => {
  it("is made public or private, as asked", async () => {
    const { gateway, workspace } = await withIncident();
    expect(workspace.channel("inc-1").kind).toBe("public");
    doneWith(await gateway.createChannel({ name: "inc-2", isPrivate: true }));
    expect(workspace.channel("inc-2").kind).toBe("private");
  });

  it("is found again when Slack's answer was lost, and only then", async () => {
    const { gateway, workspace, clock } = await withIncident();
    const since = clock.now();
    expect(doneWith(await gateway.findChannel({ name: "inc-7", since, isPrivate: false }))).toBeNull();
    workspace.faults.add("conversations.create", { kind: "answer lost", afterMs: 0 }, { times: 1 });
    const lost = await gateway.createChannel({ name: "inc-7", isPrivate: false });
    expect(lost.outcome).toBe("unknown");
    const found = doneWith(await gateway.findChannel({ name: "inc-7", since, isPrivate: false }));
    expect(found).toEqual({ channelId: workspace.channel("inc-7").id, name: "inc-7" });
    expect(await gateway.createChannel({ name: "inc-7", isPrivate: false })).toMatchObject({ code: "name_taken" });
  });

  it("is not taken, but archived, where an answer that was lost hid that Slack had made it public", async () => {
    const { gateway, workspace, clock } = await withIncident();
    const since = clock.now();
    workspace.faults.add("conversations.create", { kind: "answer lost", afterMs: 0 }, { times: 1 });
    // A public one stands for what a workspace made of a private one.
    await gateway.createChannel({ name: "inc-7", isPrivate: false });
    const found = await gateway.findChannel({ name: "inc-7", since, isPrivate: true });
    expect(found).toMatchObject({ outcome: "never", code: "not_private" });
    expect(workspace.channel("inc-7").isArchived).toBe(true);
  });

  it("is never taken over from somebody else, nor from an incident of long ago", async () => {
    const { gateway, workspace, clock } = await withIncident();
    workspace.addChannel({ name: "inc-8", members: ["ada", "bot"] });
    const since = clock.now();
    expect(await gateway.createChannel({ name: "inc-8", isPrivate: false })).toMatchObject({
      outcome: "never",
      code: "name_taken",
    });
    expect(doneWith(await gateway.findChannel({ name: "inc-8", since, isPrivate: false }))).toBeNull();
    // inc-1 is ours, but an hour older than this attempt.
    expect(
      doneWith(await gateway.findChannel({ name: "inc-1", since: since + 3_600_000, isPrivate: false })),
    ).toBeNull();
    expect(doneWith(await gateway.findChannel({ name: "inc-1", since, isPrivate: false }))).not.toBeNull();
  });

  it("is found among many, page by page", async () => {
    const { gateway, workspace, clock } = await withIncident();
    for (let n = 100; n < 450; n++) workspace.addChannel({ name: `old-${n}`, members: ["ada", "bot"] });
    doneWith(await gateway.createChannel({ name: "inc-9", isPrivate: true }));
    expect(doneWith(await gateway.findChannel({ name: "inc-9", since: clock.now(), isPrivate: true }))).not.toBeNull();
  });

  it("gets everyone who can be invited, and it is no failure to be in already", async () => {
    const { gateway, workspace, channelId, idOf, bot } = await withIncident();
    const isIn = (name: string): boolean => workspace.channel("inc-1").members.has(idOf(name));
    doneWith(await gateway.invite({ channelId, userIds: [idOf("ada"), "U0UNKNOWN0", idOf("bob")] }));
    expect([isIn("ada"), isIn("bob"), isIn("cyd")]).toEqual([true, true, false]);
    doneWith(await gateway.invite({ channelId, userIds: [idOf("ada")] }));
    doneWith(await gateway.invite({ channelId, userIds: [bot, idOf("ada"), idOf("cyd")] }));
    expect(isIn("cyd")).toBe(true);
  });

  it("says that nobody could be invited only when nobody could", async () => {
    const { gateway, channelId, lines } = await withIncident();
    const nobody = await gateway.invite({ channelId, userIds: ["U0UNKNOWN0", "U0UNKNOWN1"] });
    expect(nobody).toMatchObject({ outcome: "never", code: "user_not_found" });
    expect(lines.some((line) => line.message.includes("did not invite"))).toBe(true);
  });

  it("gets its topic", async () => {
    const { gateway, workspace, channelId } = await withIncident();
    doneWith(await gateway.setTopic({ channelId, topic: "SEV2 · investigating" }));
    expect(workspace.channel("inc-1").topic.value).toBe("SEV2 · investigating");
  });
});

describe("a message", () => {
  it("carries its key where people do not see it, and unfolds no links", async () => {
    const { gateway, workspace, channelId, post } = await withIncident();
    const { ts } = doneWith(await gateway.post(post("say/1")));
    const said = workspace.channel("inc-1").messages.find((one) => one.ts === ts);
    expect(said).toMatchObject({ text: "Said for say/1", byApp: true });
    expect(said?.metadata).toEqual({ event_type: "sitrep_effect", event_payload: { key: "say/1" } });
    const { args } = workspace.calls.at(-1) ?? { args: {} };
    expect(args).toMatchObject({ channel: channelId, unfurl_links: "false", unfurl_media: "false" });
  });

  it("is found again when the answer was lost, in the channel and in a thread; another key is not", async () => {
    const { gateway, workspace, channelId, post, clock } = await withIncident();
    const since = clock.now();
    const opening = doneWith(await gateway.post(post("opening")));
    for (const threadTs of [null, opening.ts]) {
      const key = `lost/${threadTs}`;
      workspace.faults.add("chat.postMessage", { kind: "answer lost", afterMs: 0 }, { times: 1 });
      expect((await gateway.post(post(key, threadTs))).outcome).toBe("unknown");
      const found = doneWith(await gateway.findPost({ channelId, key, threadTs, since }));
      expect(found?.channelId).toBe(channelId);
      expect(doneWith(await gateway.findPost({ channelId, key: `${key}x`, threadTs, since }))).toBeNull();
    }
    expect(callsOf({ workspace }, "chat.postMessage")).toHaveLength(3);
  });

  it("is found behind hundreds of later ones", async () => {
    const { gateway, workspace, channelId, post, clock, idOf } = await withIncident();
    doneWith(await gateway.invite({ channelId, userIds: [idOf("ada")] }));
    const posted = doneWith(await gateway.post(post("early")));
    for (let n = 0; n < 450; n++) workspace.person("ada").say("inc-1", `message ${n}`);
    const found = await gateway.findPost({ channelId, key: "early", threadTs: null, since: clock.now() });
    expect(doneWith(found)).toEqual(posted);
  });

  it("is not looked for in what was said long before the attempt", async () => {
    const { gateway, channelId, post, clock } = await withIncident();
    doneWith(await gateway.post(post("again")));
    const since = clock.now() + 3_600_000;
    expect(doneWith(await gateway.findPost({ channelId, key: "again", threadTs: null, since }))).toBeNull();
  });

  it("to one person is sent at most once: after an uncertain attempt it counts as sent", async () => {
    const { gateway, workspace, idOf, clock } = await withIncident();
    const channelId = idOf("ada");
    workspace.faults.add("chat.postMessage", { kind: "answer lost", afterMs: 0 }, { times: 1 });
    const notice: Post = { channelId, message: message("Your turn"), key: "tell/1", threadTs: null };
    expect((await gateway.post(notice)).outcome).toBe("unknown");
    const found = await gateway.findPost({ channelId, key: "tell/1", threadTs: null, since: clock.now() });
    expect(doneWith(found)?.channelId).toBe(channelId);
    expect(workspace.person("ada").dm().messages).toHaveLength(1);
  });

  it("is edited in place and keeps its key; one that was deleted is told apart", async () => {
    const { gateway, workspace, post } = await withIncident();
    const posted = doneWith(await gateway.post(post("card")));
    doneWith(await gateway.edit({ ...posted, message: message("Now SEV1") }));
    const shown = workspace.channel("inc-1").messages.find(({ ts }) => ts === posted.ts);
    expect(shown).toMatchObject({ text: "Now SEV1", metadata: { event_payload: { key: "card" } } });
    const gone = await gateway.edit({ ...posted, ts: "1700000000.000000", message: message("?") });
    expect(gone).toMatchObject({ outcome: "never", code: "message_not_found" });
  });

  it("is pinned once, however often asked", async () => {
    const { gateway, workspace, post } = await withIncident();
    const posted = doneWith(await gateway.post(post("card")));
    doneWith(await gateway.pin(posted));
    doneWith(await gateway.pin(posted));
    expect(callsOf({ workspace }, "pins.add").map(({ outcome }) => outcome)).toEqual(["ok", "already_pinned"]);
  });

  it("is bookmarked once when it is looked for first", async () => {
    const { gateway, workspace, channelId } = await withIncident();
    const bookmark = { channelId, title: "Card", link: "https://embedded.slack.test/archives/C1/p1", look: false };
    workspace.faults.add("bookmarks.add", { kind: "answer lost", afterMs: 0 }, { times: 1 });
    expect((await gateway.bookmark(bookmark)).outcome).toBe("unknown");
    doneWith(await gateway.bookmark({ ...bookmark, look: true }));
    expect(callsOf({ workspace }, "bookmarks.add")).toHaveLength(1);
    doneWith(await gateway.bookmark({ ...bookmark, link: "https://embedded.slack.test/archives/C1/p2", look: true }));
    expect(callsOf({ workspace }, "bookmarks.add")).toHaveLength(2);
  });

  it("of somebody else is quoted with its author, also from a thread", async () => {
    const { gateway, workspace, channelId, idOf } = await withIncident();
    doneWith(await gateway.invite({ channelId, userIds: [idOf("ada"), idOf("bob")] }));
    const said = workspace.person("ada").say("inc-1", "Restarting the queue");
    workspace.person("ada").say("inc-1", "and another");
    const reply = workspace.person("bob").say("inc-1", "It helped", { threadTs: said.ts });
    expect(doneWith(await gateway.quote({ channelId, ts: said.ts }))).toEqual({
      text: "Restarting the queue",
      authorId: idOf("ada"),
    });
    expect(doneWith(await gateway.quote({ channelId, ts: reply.ts }))).toEqual({
      text: "It helped",
      authorId: idOf("bob"),
    });
    expect(await gateway.quote({ channelId, ts: "1700000000.000001" })).toMatchObject({ code: "message_not_found" });
  });
});

describe("a file", () => {
  const file = (channelId: string) => ({
    channelId,
    filename: "INC-1.md",
    title: "Postmortem of INC-1",
    content: "# Störung 🔥\n",
    comment: "Here it is",
  });

  it("arrives in the channel, whole", async () => {
    const { gateway, workspace, channelId } = await withIncident();
    doneWith(await gateway.upload(file(channelId)));
    const [fileId = ""] = workspace.channel("inc-1").messages.at(-1)?.fileIds ?? [];
    expect(workspace.file(fileId)).toMatchObject({ name: "INC-1.md", title: "Postmortem of INC-1" });
    expect(Buffer.from(workspace.file(fileId).bytes ?? "").toString("utf8")).toBe("# Störung 🔥\n");
  });

  it("is looked for when the last answer was lost; what nobody saw yet is simply tried again", async () => {
    const { gateway, workspace, channelId, clock } = await withIncident();
    const since = clock.now();
    const wanted = { channelId, filename: "INC-1.md", since };
    workspace.faults.add("upload", { kind: "status", status: 503 }, { times: 1 });
    expect((await gateway.upload(file(channelId))).outcome).toBe("later");
    workspace.faults.add("files.getUploadURLExternal", { kind: "reset" }, { times: 1 });
    expect((await gateway.upload(file(channelId))).outcome).toBe("later");
    expect(doneWith(await gateway.findUpload(wanted))).toBe(false);
    workspace.faults.add("files.completeUploadExternal", { kind: "answer lost", afterMs: 0 }, { times: 1 });
    expect((await gateway.upload(file(channelId))).outcome).toBe("unknown");
    expect(doneWith(await gateway.findUpload(wanted))).toBe(true);
    expect(doneWith(await gateway.findUpload({ ...wanted, filename: "INC-2.md" }))).toBe(false);
    // The next export has the same name, and this file is not it.
    expect(doneWith(await gateway.findUpload({ ...wanted, since: since + 60_000 }))).toBe(false);
  });
});

describe("people", () => {
  it("are asked for once an hour, and once when several ask at the same time", async () => {
    const all = await withIncident();
    const { gateway, slack, workspace, clock, idOf } = all;
    const person = workspace.addPerson({ name: "dee", realName: "Dee Dee", tz: "America/New_York" });
    const names = await Promise.all([gateway.person(person.id), gateway.person(person.id)]);
    expect(names.map(doneWith)).toEqual(["dee", "dee"]);
    const unnamed = workspace.addPerson({ name: "lou", realName: "Lou Reed", displayName: "" });
    expect(doneWith(await gateway.person(unnamed.id))).toBe("Lou Reed");
    expect(await slack.people.zoneOf(person.id)).toBe("America/New_York");
    expect(callsOf(all, "users.info")).toHaveLength(2);
    clock.advanceBy(personKeptMs);
    doneWith(await gateway.person(person.id));
    expect(callsOf(all, "users.info")).toHaveLength(3);
    expect(await slack.people.zoneOf(idOf("ada"))).toBe("Europe/Berlin");
  });

  it("that Slack does not know have no zone, and no name for good", async () => {
    const { gateway, slack } = await withIncident();
    expect(await slack.people.zoneOf("U0UNKNOWN0")).toBeNull();
    expect(await gateway.person("U0UNKNOWN0")).toMatchObject({ outcome: "never", code: "user_not_found" });
  });
});

const incidents = { name: "incidents" };

describe("a channel that the settings name", () => {
  it("is found by its name among many, joined, and looked up once", async () => {
    const all = await embedded();
    const { workspace, slack } = all;
    workspace.addPerson({ name: "ada" });
    for (let n = 100; n < 350; n++) workspace.addChannel({ name: `team-${n}`, members: ["ada"] });
    const channel = workspace.addChannel({ name: "incidents", members: ["ada"] });
    const answers = await Promise.all([slack.gateway.channelOf(incidents), slack.gateway.channelOf(incidents)]);
    expect(answers.map(doneWith)).toEqual([channel.id, channel.id]);
    expect(channel.members.has(workspace.botUserId)).toBe(true);
    expect(doneWith(await slack.gateway.channelOf(incidents))).toBe(channel.id);
    expect(callsOf(all, "conversations.list").length).toBeLessThanOrEqual(2);
    expect(callsOf(all, "conversations.join")).toHaveLength(1);
  });

  it("is looked for anew once a post finds it gone", async () => {
    const { workspace, slack } = await embedded();
    const ada = workspace.addPerson({ name: "ada" });
    const first = workspace.addChannel({ name: "incidents", members: ["ada"] });
    expect(doneWith(await slack.gateway.channelOf(incidents))).toBe(first.id);
    ada.renameChannel("incidents", "incidents-of-old");
    ada.archive("incidents-of-old");
    const second = workspace.addChannel({ name: "incidents", members: ["ada"] });
    const post = { channelId: first.id, message: { text: "x", blocks: [] }, key: "k", threadTs: null };
    expect(await slack.gateway.post(post)).toMatchObject({ outcome: "never", code: "is_archived" });
    expect(doneWith(await slack.gateway.channelOf(incidents))).toBe(second.id);
  });

  it("is null where it does not exist, with one warning that names the setting, and is looked for again", async () => {
    const { workspace, slack, lines, clock } = await embedded();
    workspace.addPerson({ name: "ada" });
    for (let n = 0; n < 3; n++) expect(doneWith(await slack.gateway.channelOf(incidents))).toBeNull();
    expect(lines.filter(({ message }) => message.includes("sitrep.yml"))).toHaveLength(1);
    const { id } = workspace.addChannel({ name: "incidents", members: ["ada"] });
    expect(doneWith(await slack.gateway.channelOf(incidents))).toBeNull();
    clock.advanceBy(announceRetryMs);
    expect(doneWith(await slack.gateway.channelOf(incidents))).toBe(id);
  });

  it("is known by its id, and waits where Slack asks to", async () => {
    const { workspace, slack, lines } = await embedded();
    workspace.faults.add("conversations.info", { kind: "ratelimited", retryAfterS: 3 }, { times: 1 });
    expect((await slack.gateway.channelOf({ id: "C0NOTTHERE" })).outcome).toBe("later");
    expect(doneWith(await slack.gateway.channelOf({ id: "C0NOTTHERE" }))).toBeNull();
    expect(lines.at(-1)?.message).toContain("sitrep.yml");
  });

  it("is not known before it is joined: a join that has to wait is made again", async () => {
    const all = await embedded();
    const { workspace, slack } = all;
    workspace.addPerson({ name: "ada" });
    const channel = workspace.addChannel({ name: "incidents", members: ["ada"] });
    workspace.faults.add("conversations.join", { kind: "status", status: 500 }, { times: 1 });
    expect((await slack.gateway.channelOf(incidents)).outcome).toBe("later");
    expect(doneWith(await slack.gateway.channelOf(incidents))).toBe(channel.id);
    expect(channel.members.has(workspace.botUserId)).toBe(true);
  });
});

describe("Slack's limits and outages", () => {
  it("a 429 holds back that call as long as Slack says, and no other", async () => {
    const { gateway, workspace, channelId, post } = await withIncident();
    workspace.faults.add("chat.postMessage", { kind: "ratelimited", retryAfterS: 20 }, { times: 1 });
    const limited = await gateway.post(post("one"));
    expect(limited).toMatchObject({ outcome: "later", why: "ratelimited" });
    if (limited.outcome !== "later") throw new Error("unreachable");
    expect(limited.afterMs).toBeGreaterThanOrEqual(20_000);
    expect(limited.afterMs).toBeLessThanOrEqual(20_000 + jitterMs);
    const from = realNow();
    doneWith(await gateway.setTopic({ channelId, topic: "another method of the same client" }));
    doneWith(await gateway.post(post("two")));
    expect(realNow() - from).toBeLessThan(500);
  });

  it("a revoked token gives nothing up: it waits, and the log says once what to do", async () => {
    const { gateway, workspace, post, lines } = await withIncident();
    const mend = workspace.faults.add("*", { kind: "error", error: "token_revoked" });
    for (let n = 0; n < 3; n++) {
      const waiting = await gateway.post(post(`n${n}`));
      expect(waiting).toMatchObject({ outcome: "later", why: "token_revoked" });
      expect(waiting.outcome === "later" && waiting.afterMs).toBeGreaterThanOrEqual(mendWaitMs);
    }
    const loud = lines.filter(({ level }) => level === "error");
    expect(loud).toHaveLength(1);
    expect(loud[0]?.message).toContain("SLACK_BOT_TOKEN");
    mend();
    doneWith(await gateway.post(post("n0")));
  });

  it("while Slack is down every call is later, and none is lost or doubled", async () => {
    const { gateway, workspace, post, channelId } = await withIncident();
    await workspace.faults.down();
    // Until the kept connection is seen to be closed, a call on it has an unknown outcome.
    await sleep(20);
    expect((await gateway.post(post("down"))).outcome).toBe("later");
    expect((await gateway.setTopic({ channelId, topic: "down" })).outcome).toBe("later");
    await workspace.faults.up();
    doneWith(await gateway.post(post("down")));
    expect(workspace.channel("inc-1").messages.filter(({ byApp }) => byApp)).toHaveLength(1);
  });

  it("a missing scope is named, and is for good", async () => {
    const { gateway, workspace, channelId } = await withIncident();
    workspace.faults.add("pins.add", { kind: "error", error: "missing_scope" });
    const refused = await gateway.pin({ channelId, ts: "1700000000.000000" });
    expect(refused).toMatchObject({ outcome: "never", code: "missing_scope" });
  });
});

it("tells the team's address once it is known, and when Slack was last heard", async () => {
  const { slack, workspace, clock } = await embedded();
  expect([slack.gateway.teamUrl(), slack.lastFrameAt()]).toEqual([null, null]);
  clock.advanceBy(5_000);
  doneWith(await slack.gateway.createChannel({ name: "inc-1", isPrivate: false }));
  expect(slack.gateway.teamUrl()).toBe(workspace.team.url);
  expect(slack.lastFrameAt()).toBe(startedAt + 5_000);
});
