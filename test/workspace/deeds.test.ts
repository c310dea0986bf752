import { beforeEach, describe, expect, test } from "vitest";
import { sendEphemeral } from "../../src/workspace/deeds/ephemerals.ts";
import { CannotDo } from "../../src/workspace/people/cannot-do.ts";
import { type SmallWorld, smallWorld } from "./support/small-world.ts";

let small: SmallWorld;

beforeEach(() => {
  small = smallWorld();
});

const file = { name: "a.png", bytes: new Uint8Array([1]) };

/** What a person is told: one sentence or two, as CannotDo. */
function refusal(deed: () => unknown): string {
  try {
    deed();
  } catch (error) {
    if (error instanceof CannotDo) return error.message;
    throw error;
  }
  return "done";
}

describe("commands", () => {
  test("one that nobody declared is answered in Slackbot's words", async () => {
    const words =
      '/foo is not a valid command. In Slack, all messages that start with the "/" character are interpreted as ' +
      'commands. If you are trying to send a message and not run a command, try preceding the "/" with an empty space.';
    const typed = small.sam.command("/foo bar", { channel: "general" });
    await expect(typed).rejects.toThrow(new CannotDo(words));
    await expect(small.sam.command("/", { channel: "general" })).rejects.toThrow("/ is not a valid command");
  });

  test("in a thread they do not work", async () => {
    const { ts } = small.sam.say("general", "parent");
    const typed = small.sam.command("/incident list", { channel: "general", threadTs: ts });
    await expect(typed).rejects.toThrow("/incident is not supported in threads. Sorry!");
    await small.sam.command("/incident list", { channel: "general", threadTs: null });
    expect(small.asked).toHaveLength(1);
  });
});

describe("channels and conversations", () => {
  test("are made by people, public or private, under names that Slack takes", () => {
    const open = small.sam.createChannel("plans");
    const closed = small.sam.createChannel("secret", { isPrivate: true });
    expect([open.kind, closed.kind, [...closed.members]]).toEqual(["public", "private", [small.sam.id]]);
    expect(refusal(() => small.sam.createChannel("plans"))).toContain("that name is already taken");
    expect(refusal(() => small.sam.createChannel("Big Plans"))).toContain("must be lowercase, without spaces");
    expect(refusal(() => small.sam.createChannel("x".repeat(81)))).toContain("longer than 80 characters");
    expect(refusal(() => small.sam.createChannel(""))).toContain("needs a name");
  });

  test("a direct conversation is one for each pair: with the app, another person, or oneself", () => {
    const { sam, ada, world } = small;
    const pair = sam.openDm("@ada");
    expect([pair.id, ada.openDm("sam").id]).toEqual([pair.id, pair.id]);
    expect(sam.openDm(world.app.botUserId).id).toBe(sam.dm().id);
    expect(sam.openDm("sam").id).toBe(sam.openDm("sam").id);
    expect(new Set([pair.id, sam.dm().id, ada.dm().id, sam.openDm("sam").id]).size).toBe(4);
    expect(sam.say(pair.id, "hello").notified).toEqual([ada.id]);
    expect(refusal(() => sam.openDm("nobody"))).toContain("no person nobody");
    expect(refusal(() => sam.leave(pair.id))).toContain("not a channel");
  });

  test("topics, people who come and go, and what everybody's channel refuses", () => {
    const { sam, ada } = small;
    sam.createChannel("plans");
    sam.setTopic("plans", "Next week");
    sam.invite("plans", "ada");
    sam.remove("plans", "ada");
    const plans = sam.openDm("ada");
    expect(plans.kind).toBe("im");
    expect(refusal(() => sam.setTopic("plans", "x".repeat(251)))).toContain("250 characters is the limit");
    expect(refusal(() => sam.remove("plans", "ada"))).toContain("@ada is not in #plans");
    expect(refusal(() => ada.setTopic("plans", "Mine"))).toContain("join it first");
    for (const deed of [() => sam.leave("general"), () => sam.archive("general"), () => sam.remove("general", "ada")])
      expect(refusal(deed)).toContain("the channel that everybody is in");
  });

  test("an archived one refuses everything but to be unarchived", () => {
    const { sam } = small;
    sam.createChannel("old");
    const { ts } = sam.say("old", "hello");
    expect(refusal(() => sam.unarchive("old"))).toContain("not archived");
    sam.archive("old");
    const deeds = [
      () => sam.say("old", "a"),
      () => sam.edit("old", ts, "b"),
      () => sam.deleteMessage("old", ts),
      () => sam.react("old", ts, "eyes"),
      () => sam.pin("old", ts),
      () => sam.setTopic("old", "a"),
      () => sam.renameChannel("old", "older"),
      () => sam.invite("old", "ada"),
      () => sam.archive("old"),
    ];
    for (const deed of deeds) expect(refusal(deed)).toContain("is archived");
    sam.unarchive("old");
    expect(refusal(() => sam.edit("old", ts, "b"))).toBe("done");
  });
});

describe("messages", () => {
  test("are said, edited and deleted by their authors; an admin deletes anyone's", () => {
    const { sam, ada, general } = small;
    const { ts } = sam.say("general", "mine");
    sam.edit("general", ts, "mine, really");
    expect(general.messageByTs.get(ts)).toMatchObject({ text: "mine, really", edited: { user: sam.id } });
    expect(refusal(() => ada.edit("general", ts, "yours"))).toContain("they cannot edit it");
    const hers = ada.say("general", "hers");
    expect(refusal(() => sam.deleteMessage("general", hers.ts))).toContain("they cannot delete it");
    ada.deleteMessage("general", ts);
    expect(general.messageByTs.has(ts)).toBe(false);
  });

  test("nothing, far too much, and what Slack wrote itself", () => {
    const { sam, general } = small;
    expect(refusal(() => sam.say("general", "  \n "))).toContain("nothing to send");
    expect(refusal(() => sam.say("general", "x".repeat(40_001)))).toContain("too long");
    const joined = general.messages.find((it) => it.subtype === "channel_join" && it.user === sam.id);
    expect(refusal(() => sam.edit("general", joined?.ts ?? "", "x"))).toContain("Slack wrote that message itself");
    const parent = sam.say("general", "parent");
    sam.say("general", "reply", { threadTs: parent.ts });
    sam.deleteMessage("general", parent.ts);
    expect(refusal(() => sam.react("general", parent.ts, "eyes"))).toContain("was deleted");
  });

  test("files are shared with a comment, and can be looked at where they are shared", () => {
    const { sam, world, general } = small;
    const message = sam.share("general", [file], { text: "look" });
    const [id] = message.fileIds;
    expect(message).toMatchObject({ subtype: "file_share", text: "look", user: sam.id });
    expect(world.files.get(id ?? "")?.shares).toEqual([{ channelId: general.id, ts: message.ts }]);
    expect(refusal(() => sam.share("general", []))).toContain("no file");
  });

  test("reactions have an emoji's name", () => {
    const { ts } = small.sam.say("general", "a");
    small.ada.react("general", ts, ":+1::skin-tone-2:");
    expect(small.general.messageByTs.get(ts)?.reactions).toMatchObject([{ name: "+1::skin-tone-2" }]);
    expect(refusal(() => small.ada.react("general", ts, "two words"))).toContain("not an emoji's name");
  });
});

test("what only one person sees is dismissed by that person, once", () => {
  const { sam, ada, world, general } = small;
  const { ts } = sendEphemeral(world, { channelId: general.id, userId: sam.id, text: "only you", blocks: null });
  expect(refusal(() => ada.dismiss(ts))).toContain("gone already");
  expect(sam.ephemerals).toHaveLength(1);
  sam.dismiss(ts);
  expect(sam.ephemerals).toEqual([]);
  expect(refusal(() => sam.dismiss(ts))).toContain("gone already");
});
