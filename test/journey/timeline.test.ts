// What people put into the timeline, at the time at which it happened; and what they take out again.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../../src/workspace/people/person.ts";
import {
  answer,
  cardMessage,
  declare,
  exportOf,
  facts,
  minute,
  openStage,
  type Played,
  type Stage,
  saidIn,
  type,
} from "./support/stage.ts";

let stage: Stage;
let played: Played;
beforeAll(async () => {
  stage = await openStage({ startsAt: Date.UTC(2026, 2, 3, 18, 25) });
  played = await declare(stage, stage.sam, "sev2 The database is slow");
  await stage.goTo(Date.UTC(2026, 2, 3, 18, 30));
});
afterAll(() => stage.stop());

/** The lines of the timeline in the export that hold `words`. */
async function lines(words: string, of = played): Promise<string[]> {
  const markdown = await exportOf(stage, stage.sam, of);
  const section = markdown.slice(markdown.indexOf("## Timeline"), markdown.indexOf("## Root cause"));
  return section.split("\n").filter((line) => line.includes(words));
}

const permalink = (channel: string, ts: string): string =>
  `https://embedded.slack.test/archives/${channel}/p${ts.replace(".", "")}`;

/** `/incident log …` in the incident's channel. */
const log = (person: Person, line: string): Promise<string> => {
  if (!stage.workspace.channel(played.channel).members.has(person.id)) person.join(played.channel);
  return type(stage, person, `log ${line}`, played.channel);
};

test("A time of day is read in the zone of whoever types it, and shown in the reader's", async () => {
  const reply = await log(stage.ada, "10:25 primary failed over");
  expect(reply).toBe(
    `Added to the timeline of 🟠 SEV2 · ${played.ref} The database is slow: today, 2026-03-03 10:25 -08:00.`,
  );
  expect(saidIn(stage, played).at(-1)).toBe("Timeline · 18:25\nprimary failed over\nada · Written down 18:30");
  const [line] = await lines("primary failed over");
  expect(line).toMatch(
    /^- 2026-03-03 18:25:00 \+00:00 · ada · primary failed over · written down 2026-03-03 18:30:00 .* · \[message\]/,
  );
});

test.each([
  ["18:10 own zone", "own zone", "18:10:00"],
  ["20 min ago relative", "relative", null],
  ["1h 5m ago long relative", "long relative", null],
  ["yesterday 23:10 last night", "last night", "2026-03-02 23:10:00"],
  ["2026-03-01 10:40 +02:00 with offset", "with offset", "2026-03-01 08:40:00"],
  ["10:05 PST with a zone", "with a zone", "2026-03-03 18:05:00"],
  ["5:45pm twelve hours", "twelve hours", "17:45:00"],
  ["Monday 14:00 a weekday", "a weekday", "2026-03-02 14:00:00"],
])("A time is typed as people type it: %s", async (typed, words, expected) => {
  const reply = await log(stage.sam, typed);
  expect(reply).toContain("Added to the timeline of");
  const found = await lines(`· ${words} ·`);
  expect(found).toHaveLength(1);
  if (expected !== null) expect(found[0]).toContain(expected);
});

test("The timeline is in the order in which things happened, not in which they were written down", async () => {
  await log(stage.sam, "10 min ago second");
  await log(stage.sam, "25 min ago first");
  const found = await lines("st");
  const at = (words: string) => found.findIndex((line) => line.includes(`· ${words} ·`));
  expect(at("first")).toBeGreaterThanOrEqual(0);
  expect(at("first")).toBeLessThan(at("second"));
});

test("Without a time it is now", async () => {
  expect(await log(stage.sam, "Read replicas are promoted")).toMatch(/at 18:\d\d\.$/);
  expect(saidIn(stage, played).at(-1)).toMatch(/^Timeline · 18:\d\d\nRead replicas are promoted\nsam$/);
});

test.each([
  ["03/04 10:00 which day", /can mean 2025-03-04 10:00 .* or .*2025-04-03 10:00 .*Type the one you mean/],
  ["2025-10-26 01:30 the hour twice", /can mean 2025-10-26 01:30 \+01:00 or 2025-10-26 01:30 \+00:00/],
  ["2026-03-04 10:00 tomorrow", /is 2026-03-04 10:00 \+00:00, which is .* in the future\. Type a time that has passed/],
  ["2025-03-30 01:30 no such hour", /did not exist on 2025-03-30/],
  ["25:99 no time", /“25:99” is no time of day/],
])("A time that is not one time of the past is asked about, and nothing is written: %s", async (typed, sentence) => {
  const before = await facts(stage, played);
  expect(await log(stage.sam, typed)).toMatch(sentence);
  expect(await facts(stage, played)).toEqual(before);
});

test("Where Slack tells no zone, a time needs one; what needs none is taken", async () => {
  const { workspace } = stage;
  workspace.addPerson({ name: "zoe" });
  const zoe = workspace.person("zoe");
  workspace.faults.add("users.info", { kind: "error", error: "user_not_found" });
  const before = await facts(stage, played);
  expect(await log(zoe, "10:25 without")).toBe(
    "Slack did not tell your time zone: type the time with one, as in 10:25 UTC or 10:25 +02:00.",
  );
  expect(await facts(stage, played)).toEqual(before);
  for (const line of ["17:25 UTC zoned", "20 min ago zoneless", "just words"]) {
    expect(await log(zoe, line)).toContain("Added to the timeline");
  }
  workspace.faults.clear();
});

test("log without words opens a form with the text and the time", async () => {
  const form = await (await stage.sam.command("/incident log", { channel: played.channel })).openedForm();
  expect(form.title).toBe(`Timeline of ${played.ref}`);
  const at = Math.floor((stage.clock.now() - 12 * minute) / 1_000);
  await form.fill({ "What happened?": "By form", When: at });
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
  expect(await lines("By form")).toHaveLength(1);
});

test("Add to timeline, in the incident's channel, takes the message at its own time, with a link", async () => {
  const { ada, sam } = stage;
  const message = ada.say(played.channel, "CPU is at 100 % on db-1");
  await stage.pass(7 * minute);
  const outcome = await sam.messageShortcut("add_to_timeline", played.channel, message.ts);
  expect(await answer(stage, outcome)).toMatch(/^Added to the timeline of .* at 18:\d\d\.$/);
  await stage.pass(5_000);
  const [line, ...more] = await lines("CPU is at 100");
  expect(more).toEqual([]);
  expect(line).toContain("· ada (added by sam) · CPU is at 100 % on db-1");
  expect(line).toContain(`[message](${permalink(played.channel, message.ts)})`);
  const again = await sam.messageShortcut("add_to_timeline", played.channel, message.ts);
  expect(await answer(stage, again)).toBe(`This message is in the timeline of ${played.ref} already.`);
});

test("Add to timeline elsewhere asks which incident, and keeps the words even where the bot can't read", async () => {
  const { kim, ada } = stage;
  const message = kim.say("general", "Customers call since 18:01 & complain");
  await stage.pass(minute);
  const form = await (await ada.messageShortcut("add_to_timeline", "general", message.ts)).openedForm();
  expect(form.text).toContain("Customers call since 18:01 & complain");
  await form.fill({ Incident: `${played.ref} SEV2 The database is slow` });
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
  expect(saidIn(stage, played).at(-1)).toMatch(
    /^Timeline · 18:\d\d\nCustomers call since 18:01 & complain\nada · (Written down 18:\d\d · )?From a message$/,
  );
  const [line, ...more] = await lines("Customers call");
  expect(more).toEqual([]);
  expect(line).toContain("kim (added by ada) · Customers call since 18:01 & complain");
  expect(line).toContain(permalink(message.channelId, message.ts));
});

test("Add to timeline where no incident is open says so", async () => {
  const own = await openStage();
  try {
    const message = own.sam.say("general", "Something");
    const form = await (await own.sam.messageShortcut("add_to_timeline", "general", message.ts)).openedForm();
    expect(form.text).toBe("No incident is open: /incident declare opens one.");
    expect(form.submitLabel).toBe(null);
  } finally {
    await own.stop();
  }
});

test("A pushpin puts a message into the timeline at its time; taking it off takes it out", async () => {
  const { ada, sam } = stage;
  const message = ada.say(played.channel, "Vacuum was running since the deploy");
  const written = new Date(stage.clock.now()).toISOString().slice(0, 19).replace("T", " ");
  const other = ada.say(played.channel, "Nice eyes");
  await stage.pass(3 * minute);
  sam.react(played.channel, other.ts, "eyes");
  sam.react(played.channel, message.ts, "pushpin");
  await stage.pass(5_000);
  const [line] = await lines("Vacuum was running");
  expect(line).toMatch(new RegExp(`^- ${written} `));
  expect(line).toContain("ada (added by sam) · Vacuum was running since the deploy");
  expect(line).toContain(permalink(played.channel, message.ts));
  sam.unreact(played.channel, message.ts, "pushpin");
  await stage.pass(5_000);
  expect(await lines("Vacuum was running")).toEqual([]);
  expect(await lines("Nice eyes")).toEqual([]);
});

test("A pushpin on a reply in a thread takes the reply", async () => {
  const { ada, sam } = stage;
  const parent = ada.say(played.channel, "What do the logs say?");
  const reply = sam.say(played.channel, "Deadlocks since 18:20", { threadTs: parent.ts });
  ada.react(played.channel, reply.ts, "pushpin");
  await stage.pass(5_000);
  expect(await lines("Deadlocks since 18:20")).toEqual([expect.stringContaining("sam (added by ada)")]);
  expect(await lines("What do the logs say")).toEqual([]);
});

test("A pin by a person does the same; the card's own pin does not", async () => {
  const { ada, sam } = stage;
  const message = sam.say(played.channel, "Dashboards: all red");
  ada.pin(played.channel, message.ts);
  await stage.pass(5_000);
  expect(await lines("Dashboards: all red")).toEqual([expect.stringContaining("sam (added by ada)")]);
  ada.unpin(played.channel, message.ts);
  await stage.pass(5_000);
  expect(await lines("Dashboards: all red")).toEqual([]);
  const entries = (await facts(stage, played)).filter((fact) => fact === "EntryAdded");
  expect(entries.length).toBeGreaterThan(0);
  expect(await lines(permalink(played.channel, cardMessage(stage, played).ts))).toHaveLength(1);
});

test("What somebody else took off stays: whoever put it in takes it out", async () => {
  const { ada, sam } = stage;
  const message = sam.say(played.channel, "Load is back to normal");
  ada.pin(played.channel, message.ts);
  await stage.pass(5_000);
  sam.unpin(played.channel, message.ts);
  await stage.pass(5_000);
  expect(await lines("Load is back to normal")).toHaveLength(1);
});

test("A pushpin in a channel that is no incident's means nothing", async () => {
  const { kim } = stage;
  const message = kim.say("incidents", "Lunch?");
  kim.react("incidents", message.ts, "pushpin");
  await stage.pass(5_000);
  expect(await lines("Lunch")).toEqual([]);
});
