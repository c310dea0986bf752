// What can't be done is answered in one sentence that says what to do; nothing changes, and a form keeps what was
// typed.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Form } from "../../src/workspace/people/form.ts";
import {
  cardMessage,
  declare,
  facts,
  formOf,
  minute,
  newest,
  openStage,
  type Played,
  posts,
  publicText,
  quietMinute,
  type Stage,
  type,
} from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => quietMinute(stage));
afterAll(() => stage.stop());

type Filling = Parameters<Form["fill"]>[0];
const inSeconds = (at: number): number => Math.floor(at / 1_000);

/** Sends `wrong`, which is refused with `errors`; then `right`, which is taken: all else was kept. */
async function sendTwice(
  form: Form,
  { wrong, errors, right }: { wrong: Filling; errors: Record<string, string>; right: Filling },
) {
  await form.fill(wrong);
  const typed = Object.keys(wrong).map((field) => form.value(field));
  const refused = await form.submit();
  expect(refused.error).toBe(null);
  expect(refused.errors).toEqual(errors);
  expect(form.isOpen).toBe(true);
  expect(Object.keys(wrong).map((field) => form.value(field))).toEqual(typed);
  await stage.settle();
  await form.fill(right);
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
}

const tooMany = Array.from({ length: 51 }, (_, index) => `c${index}`).join(",");

describe("The declare form is refused and keeps what was typed", () => {
  test.each<[string, Filling, Record<string, string>]>([
    [
      "an empty title",
      { "What is failing?": "   ", "What is happening": "kept" },
      { title: "The title is empty: say in a few words what is failing." },
    ],
    [
      "too many components",
      { "What is failing?": "x", Components: tooMany },
      { components: "51 components are named and at most 50 fit: name the main ones." },
    ],
    [
      "a component's name too long",
      { "What is failing?": "x", Components: `API, ${"n".repeat(101)}` },
      { components: "A component's name has 101 characters, at most 100 fit: shorten it." },
    ],
  ])("for %s", async (_what, wrong, errors) => {
    const before = newestNumber();
    const form = await formOf(stage.sam, "declare");
    await form.fill({ Severity: "SEV3" });
    await sendTwice(form, { wrong, errors, right: { "What is failing?": "Better", Components: "API" } });
    expect(newestNumber()).toBe(before + 1);
  });

  test("for an impact that starts in the future", async () => {
    const form = await formOf(stage.sam, "declare Too early");
    await sendTwice(form, {
      wrong: { Severity: "SEV3", "Impact started": inSeconds(stage.clock.now() + 10 * minute) },
      errors: { "impact-started": "Impact can't have started in the future: give a time that has passed." },
      right: { "Impact started": inSeconds(stage.clock.now() - minute) },
    });
  });
});

const newestNumber = (): number =>
  stage.workspace.channels().some(({ creator }) => creator === stage.workspace.botUserId) ? newest(stage).number : 0;

describe("The forms about an incident are refused and keep what was typed", () => {
  let played: Played;
  beforeEach(async () => {
    const form = await formOf(stage.sam, "declare Forms");
    await form.fill({ Severity: "SEV2" });
    await form.submit();
    await stage.pass(30 * minute);
    played = newest(stage);
  });
  const open = (line: string): Promise<Form> => formOf(stage.sam, line, played.channel);

  test("an update without words", async () => {
    await sendTwice(await open("update"), {
      wrong: { "What is new?": " \n ", Status: "Monitoring", "Next update": "In 15 min" },
      errors: { text: "Say what is known, or what you are doing." },
      right: { "What is new?": "Words" },
    });
    expect(await facts(stage, played)).toEqual(["IncidentDeclared", "UpdatePosted", "StatusChanged"]);
  });

  test("a resolution whose impact ended in the future, or before it started", async () => {
    const now = stage.clock.now();
    const future = "Impact can't have ended in the future: give a time that has passed.";
    const before = "Impact can't have ended before it started: correct the time.";
    const form = await open("resolve");
    await form.fill({ "What fixed it?": "Restart", "Impact ended": inSeconds(now + 10 * minute) });
    expect((await form.submit()).errors).toEqual({ "impact-ended": future });
    await sendTwice(form, {
      wrong: { "Impact ended": inSeconds(now - 120 * minute) },
      errors: { "impact-ended": before },
      right: { "Impact ended": inSeconds(now - minute) },
    });
    expect(await facts(stage, played)).toEqual(["IncidentDeclared", "UpdatePosted", "StatusChanged", "ImpactEnded"]);
  });

  test("an entry without words, or in the future", async () => {
    const form = await open("log");
    await form.fill({ "What happened?": "Failover", When: inSeconds(stage.clock.now() + 10 * minute) });
    expect((await form.submit()).errors).toEqual({
      occurred: "This time is in the future: the timeline holds what has happened.",
    });
    await sendTwice(form, {
      wrong: { "What happened?": "  ", When: inSeconds(stage.clock.now() - minute) },
      errors: { text: "The entry is empty: say what happened, as in /incident log 10:25 database failed over." },
      right: { "What happened?": "Failover" },
    });
    expect(await facts(stage, played)).toEqual(["IncidentDeclared", "EntryAdded"]);
  });

  test("a cancellation and a reopening without a reason, a title that is empty or the same", async () => {
    await sendTwice(await open("rename"), {
      wrong: { Title: "  " },
      errors: { title: "The title is empty: say in a few words what is failing." },
      right: { Title: "Forms, renamed" },
    });
    const same = await open("rename");
    expect((await same.submit()).errors).toEqual({ title: `${played.ref} has this title already.` });
    await same.close();
    await sendTwice(await open("cancel"), {
      wrong: { "Why is it no incident?": " " },
      errors: { reason: "Say why: a cancellation is kept with its reason." },
      right: { "Why is it no incident?": "A test" },
    });
    await sendTwice(await open("reopen"), {
      wrong: { "Why is it open again?": "\n" },
      errors: { reason: "Say why: a reopening is kept with its reason." },
      right: { "Why is it open again?": "It was none" },
    });
    expect(await facts(stage, played)).toEqual([
      ...["IncidentDeclared", "IncidentRenamed", "IncidentCanceled", "IncidentReopened"],
    ]);
  });

  test("a form that lay open while somebody else ended the incident", async () => {
    const forms = [await open("update")];
    await forms[0]?.fill({ "What is new?": "Typed at length" });
    await type(stage, stage.ada, `resolve ${played.ref} Done`);
    const result = await forms[0]?.submit();
    expect(result?.errors).toEqual({
      text:
        `${played.ref} is resolved: /incident reopen ${played.ref} followed by why opens it again; ` +
        `/incident log ${played.ref} adds to its timeline.`,
    });
    expect(forms[0]?.value("What is new?").value).toBe("Typed at length");
    await forms[0]?.close();
  });
});

/** Types `line`, and checks that nothing but the answer came of it. */
async function refusedIn(played: Played, line: string, channel = played.channel): Promise<string> {
  const seen = async () => [await facts(stage, played), publicText(stage)];
  const before = await seen();
  const reply = await type(stage, stage.sam, line, channel);
  expect(await seen()).toEqual(before);
  return reply;
}

const long = "x".repeat(4_000);

test.each([
  ["update", `update ${long}`, "The update has 4000 characters and at most 3000 fit: shorten it."],
  ["title", `rename ${long}`, "The title has 4000 characters and at most 140 fit: shorten it."],
  ["declaration", `declare sev1 ${long}`, "The title has 4000 characters and at most 140 fit: shorten it."],
  ["text", `resolve ${long}`, "The text has 4000 characters and at most 3000 fit: shorten it."],
  ["reason", `cancel ${long}`, "The reason has 4000 characters and at most 1000 fit: shorten it."],
  ["entry", `log just now ${long}`, "The entry has 4000 characters and at most 3000 fit: shorten it."],
])("4,000 characters are too many for any line: %s", async (_what, line, sentence) => {
  const played = await declare(stage, stage.sam, "sev2 Long");
  expect(await refusedIn(played, line)).toBe(sentence);
});

test("4,000 characters without a severity open the form with as much as fits", async () => {
  const form = await formOf(stage.sam, `declare ${long}`);
  expect(String(form.value("What is failing?").value)).toMatch(/^x{139}…$/);
  await form.close();
});

const statuses = "It can be investigating, identified, monitoring or resolved.";
const sevs = "It can be SEV1, SEV2, SEV3 or SEV4.";

test.each([
  ["status banana", `“banana” is no status. ${statuses}`],
  ["status fixed", `“fixed” is no status. Did you mean resolved? ${statuses}`],
  ["status", "Say which status: investigating, identified, monitoring or resolved, as in /incident status monitoring."],
  ["severity banana", `“banana” is no severity. ${sevs}`],
  ["severity 9", `“9” is no severity. ${sevs}`],
  ["severity", "Say which severity: SEV1, SEV2, SEV3 or SEV4, as in /incident severity SEV2."],
  ["severity sev1 it is bad", "Type /incident severity SEV1 alone, and say why with /incident update."],
  ["export pdf", "“pdf” is no format. It can be markdown, json or csv: /incident export json."],
  ["status investigating", "INC-N is investigating already."],
  ["severity sev2", "INC-N is SEV2 already."],
  ["rename Same", "INC-N has this title already."],
  ["reopen why not", "INC-N is open: nothing to reopen."],
])("A line that can't be carried out is answered in a sentence, in the channel: %s", async (line, sentence) => {
  const played = await declare(stage, stage.sam, "sev2 Same");
  expect(await refusedIn(played, line)).toBe(sentence.replace("INC-N", played.ref));
});

test.each([
  ["update", "words"],
  ["status", "monitoring"],
  ["severity", "sev1"],
  ["take", ""],
  ["role", "commander @ada"],
  ["log", "10:25 words"],
  ["resolve", "words"],
  ["reopen", "words"],
  ["cancel", "words"],
  ["rename", "words"],
  ["export", ""],
])("%s in a channel that is no incident's asks which incident", async (word, rest) => {
  const played = await declare(stage, stage.sam, "sev2 Elsewhere");
  expect(await refusedIn(played, `${word} ${rest}`, "general")).toBe(
    `Say which incident, as in /incident ${word} INC-42, or type it in its own channel. /incident list shows them.`,
  );
  expect(await refusedIn(played, `${word} INC-999 ${rest}`, "general")).toBe(
    "There is no INC-999: /incident list all shows those that there are.",
  );
});

test.each([
  ["resolved", "resolve Done"],
  ["canceled", "cancel A test"],
])(
  "A %s incident takes no update, status, resolution or cancellation, and says how it is opened",
  async (state, end) => {
    const played = await declare(stage, stage.sam, "sev2 Ended");
    const card = cardMessage(stage, played);
    await type(stage, stage.sam, end, played.channel);
    const sentence =
      `${played.ref} is ${state}: /incident reopen ${played.ref} followed by why opens it again; ` +
      `/incident log ${played.ref} adds to its timeline.`;
    for (const line of ["update x", "status monitoring", "resolve x", "cancel x"]) {
      expect(await refusedIn(played, line)).toBe(sentence);
    }
    expect(posts(stage, played.channel)[0]?.ts).toBe(card.ts);
  },
);
