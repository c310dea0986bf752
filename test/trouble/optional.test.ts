import { expect, test } from "vitest";
import { read } from "../journey/support/reading.ts";
import { type Seen, seen } from "../support/seen.ts";
import { channelOf, openStage, type Stage, startsAt, tell, type } from "./story.ts";

type Case = {
  method: string;
  error: string;
  /** What is missing in the incident's channel where this fails for good. */
  lacks: (channel: Seen) => Seen;
  /** Words of the one notice. */
  notice: RegExp;
};

const withoutPins = (channel: Seen): Seen => ({ ...channel, pins: [] });
const withoutBookmarks = (channel: Seen): Seen => ({ ...channel, bookmarks: [] });
const withoutTopic = (channel: Seen): Seen => ({ ...channel, topic: "" });
const withoutPeople = (channel: Seen): Seen => ({ ...channel, members: ["sitrep"] });

const cases: readonly Case[] = [
  { method: "conversations.invite", error: "missing_scope", lacks: withoutPeople, notice: /inviting.*scope/is },
  { method: "conversations.invite", error: "restricted_action", lacks: withoutPeople, notice: /inviting.*admin/is },
  { method: "conversations.setTopic", error: "missing_scope", lacks: withoutTopic, notice: /topic.*scope/is },
  { method: "conversations.setTopic", error: "unknown_method", lacks: withoutTopic, notice: /topic/i },
  { method: "pins.add", error: "missing_scope", lacks: withoutPins, notice: /pinning.*scope/is },
  { method: "pins.add", error: "too_many_pins", lacks: withoutPins, notice: /pinning.*unpin something/is },
  { method: "bookmarks.add", error: "missing_scope", lacks: withoutBookmarks, notice: /bookmark.*scope/is },
  { method: "bookmarks.add", error: "unknown_method", lacks: withoutBookmarks, notice: /bookmark/i },
  { method: "bookmarks.add", error: "too_many_bookmarks", lacks: withoutBookmarks, notice: /bookmark.*remove one/is },
];

type Notice = { to: string; text: string };

/** What the bot has told people directly. */
function notices({ workspace, clock }: Stage): Notice[] {
  const direct = workspace.channels().filter(({ kind }) => kind === "im");
  return direct.flatMap(({ members, messages }) => {
    const [to = ""] = [...members].map((id) => workspace.person(id).name).filter((name) => name !== "sitrep");
    const told = messages.filter(({ byApp }) => byApp);
    return told.map((message) => ({ to, text: read(message, { workspace, now: clock.now() }) }));
  });
}

/** The same story without trouble: what is seen, and what people are told directly, such as that a clock runs out. */
async function undisturbed(): Promise<{ places: Seen[]; told: Notice[] }> {
  const stage = await openStage();
  const places = await tell(stage);
  const told = notices(stage);
  await stage.stop();
  return { places, told };
}

/** What was told beyond what is told in any case; all of that has been told too. */
function besides(usual: readonly Notice[], told: readonly Notice[]): Notice[] {
  expect(told).toEqual(expect.arrayContaining([...usual]));
  const isUsual = ({ to, text }: Notice): boolean => usual.some((one) => one.to === to && one.text === text);
  const rest = told.filter((one) => !isUsual(one));
  expect(told, "what is usual is told once").toHaveLength(usual.length + rest.length);
  return rest;
}

test.each(cases)("Where $method fails with $error, one person hears of it once, and all else is done", async (one) => {
  const stage = await openStage();
  stage.workspace.faults.add(one.method, { kind: "error", error: one.error });
  const is = await tell(stage);
  const { places, told: usual } = await undisturbed();
  const was = places.map((place) => (place.name.startsWith("inc-1-") ? one.lacks(place) : place));
  // The export names what was given up, so the files differ by that.
  const comparable = (places: Seen[]): Seen[] =>
    places
      .filter(({ kind }) => kind !== "im")
      .map((place) => ({ ...place, said: place.said.filter((line) => !line.includes("[file")) }));
  expect(comparable(is)).toEqual(comparable(was));
  expect(is.flatMap(({ said }) => said).filter((line) => line.includes("[file INC-1.md"))).toHaveLength(1);
  // Sam declared it, and so was its commander, who is the one to hear of it.
  expect(besides(usual, notices(stage))).toEqual([{ to: "sam", text: expect.stringMatching(one.notice) }]);

  await type(stage.zoe, "declare sev3 Search is slow", "general");
  await stage.pass(30_000);
  expect(channelOf(stage, 2).messages.some(({ byApp }) => byApp)).toBe(true);
  expect(notices(stage), "the same matter in a second incident").toHaveLength(usual.length + 1);
  await stage.stop();
});

test("Where files fail for good, the postmortem comes in the thread, whole", async () => {
  const stage = await openStage();
  stage.workspace.faults.add("files.getUploadURLExternal", { kind: "error", error: "missing_scope" });
  await tell(stage);
  const { messages } = channelOf(stage);
  const replies = messages.filter(({ threadTs, ts }) => threadTs !== null && threadTs !== ts);
  expect(replies.length).toBeGreaterThan(0);
  const all = replies.map(({ blocks, text }) => JSON.stringify(blocks ?? text)).join("");
  for (const words of ["Checkout is failing", "no connections left", "restarted the database", "More connections"])
    expect(all).toContain(words);
  const { told: usual } = await undisturbed();
  expect(besides(usual, notices(stage))).toEqual([{ to: "zoe", text: expect.stringMatching(/postmortem.*scope/is) }]);
  await stage.stop();
});

test("Where posting itself is forbidden, the incident is still kept, and its commander knows why", async () => {
  const stage = await openStage();
  const { workspace } = stage;
  workspace.faults.add(
    "chat.postMessage",
    { kind: "error", error: "restricted_action" },
    { matching: ({ channel }) => String(channel).startsWith("C") },
  );
  await type(stage.sam, "declare sev2 Checkout is failing", "general");
  await stage.pass(60_000);
  await type(stage.sam, "update INC-1 Nobody reads this", "general");
  await stage.pass(60_000);
  const [place] = seen(workspace).filter(({ name }) => name.startsWith("inc-1-"));
  expect(place).toMatchObject({ said: [], standing: [] });
  expect(place?.members).toContain("sam");
  // The card, the announcement and the update: each is a matter of its own, said once.
  const told = notices(stage);
  expect(new Set(told.map(({ text }) => text)).size).toBe(told.length);
  expect(told.every(({ to, text }) => to === "sam" && /preference|admin/i.test(text))).toBe(true);
  workspace.faults.clear();
  await type(stage.sam, "update INC-1 Now it can be read", "general");
  await stage.pass(60_000);
  expect(
    seen(workspace)
      .flatMap(({ said }) => said)
      .join("\n"),
  ).toContain("Now it can be read");
  expect(stage.clock.now()).toBeGreaterThan(startsAt);
  await stage.stop();
});
