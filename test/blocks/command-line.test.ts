import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCommandLine } from "../../src/blocks/command-line.ts";
import { commandWords } from "../../src/blocks/command-words.ts";
import { editDistance, nearest } from "../../src/incident/nearest.ts";
import { text } from "../support/arbitrary-incident.ts";
import { usualCatalog } from "../support/catalog.ts";

const here = (typed: string) => readCommandLine(typed, { channelIncident: true, catalog: usualCatalog });
const elsewhere = (typed: string) => readCommandLine(typed, { channelIncident: false, catalog: usualCatalog });

test.each([
  ["", { word: "menu" }],
  ["   ", { word: "menu" }],
  ["help", { word: "help" }],
  ["HELP me", { word: "help" }],
  ["declare", { word: "declare", severity: null, title: "" }],
  ["declare Checkout is failing", { word: "declare", severity: null, title: "Checkout is failing" }],
  ["declare sev2 Checkout is failing", { word: "declare", severity: "SEV2", title: "Checkout is failing" }],
  ["declare SEV-1: a &lt; b", { word: "declare", severity: "SEV1", title: "a < b" }],
  ["declare sev 3 Voice", { word: "declare", severity: "SEV3", title: "Voice" }],
  ["declare sev4", { word: "declare", severity: "SEV4", title: "" }],
  ["declare s3 uploads fail", { word: "declare", severity: null, title: "s3 uploads fail" }],
  ["declare seven customers", { word: "declare", severity: null, title: "seven customers" }],
  ["declare <@U1|sam> sees 502s", { word: "declare", severity: null, title: "@sam sees 502s" }],
  ["update", { word: "update", reference: null, text: "" }],
  ["update Rolled back\nall is well", { word: "update", reference: null, text: "Rolled back\nall is well" }],
  ["Update by <@U0SAM00001|sam>", { word: "update", reference: null, text: "by <@U0SAM00001>" }],
  ["status mon", { word: "status", reference: null, status: "monitoring", text: "" }],
  ["status Resolved it was DNS", { word: "status", reference: null, status: "resolved", text: "it was DNS" }],
  ["severity sev1", { word: "severity", reference: null, severity: "SEV1" }],
  ["severity sev 1", { word: "severity", reference: null, severity: "SEV1" }],
  ["severity S2", { word: "severity", reference: null, severity: "SEV2" }],
  ["severity 3", { word: "severity", reference: null, severity: "SEV3" }],
  ["take", { word: "take", reference: null }],
  ["take command", { word: "take", reference: null }],
  ["role commander <@U0SAM00001|sam>", { word: "role", reference: null, role: "commander", userId: "U0SAM00001" }],
  ["role Scribe <@U1>", { word: "role", reference: null, role: "scribe", userId: "U1" }],
  ["role communications lead <@U1>", { word: "role", reference: null, role: "communications", userId: "U1" }],
  ["role <@W1>", { word: "role", reference: null, role: "commander", userId: "W1" }],
  ["log 10:25 db restarted", { word: "log", reference: null, text: "10:25 db restarted" }],
  ["resolve It was DNS &amp; BGP", { word: "resolve", reference: null, text: "It was DNS & BGP" }],
  ["reopen it came back", { word: "reopen", reference: null, reason: "it came back" }],
  ["cancel", { word: "cancel", reference: null, reason: "" }],
  ["rename Voice is down", { word: "rename", reference: null, title: "Voice is down" }],
  ["export", { word: "export", reference: null, format: "markdown" }],
  ["export Markdown", { word: "export", reference: null, format: "markdown" }],
  ["list", { word: "list", scope: "open", isMine: false, severity: null, component: "" }],
  ["list all, mine sev1", { word: "list", scope: "all", isMine: true, severity: "SEV1", component: "" }],
  ["list Voice / SIP", { word: "list", scope: "open", isMine: false, severity: null, component: "Voice / SIP" }],
  ["show", { word: "show", reference: null }],
  ["impact", { word: "impact", reference: null, windowId: null, text: "" }],
  [
    "impact 11:07 to 11:54 Voice, API",
    { word: "impact", reference: null, windowId: null, text: "11:07 to 11:54 Voice, API" },
  ],
  ["impact add since 11:07", { word: "impact", reference: null, windowId: null, text: "since 11:07" }],
  ["impact 2 11:07 to 11:50", { word: "impact", reference: null, windowId: 2, text: "11:07 to 11:50" }],
  ["impact #2", { word: "impact", reference: null, windowId: 2, text: "" }],
  ["impact window 12: to 11:50", { word: "impact", reference: null, windowId: 12, text: "to 11:50" }],
  ["impact 2 : seen late", { word: "impact", reference: null, windowId: 2, text: ": seen late" }],
  ["impact edit 2 degraded", { word: "impact", reference: null, windowId: 2, text: "degraded" }],
  ["impact 20 min ago to now", { word: "impact", reference: null, windowId: null, text: "20 min ago to now" }],
  ["impact 7 pm to 8 pm", { word: "impact", reference: null, windowId: null, text: "7 pm to 8 pm" }],
  ["impact 2 Jan 10:00 to 11:00", { word: "impact", reference: null, windowId: null, text: "2 Jan 10:00 to 11:00" }],
  [
    "impact 2020-01-12 10:00 to 11:00",
    { word: "impact", reference: null, windowId: null, text: "2020-01-12 10:00 to 11:00" },
  ],
  ["impact remove 2", { word: "impact-remove", reference: null, windowId: 2, reason: "" }],
  ["impact remove 2 was ours", { word: "impact-remove", reference: null, windowId: 2, reason: "was ours" }],
  ["impact 2 remove", { word: "impact-remove", reference: null, windowId: 2, reason: "" }],
  ["time", { word: "time", reference: null, milestone: null, text: "" }],
  ["time detected 11:08", { word: "time", reference: null, milestone: "detected", text: "11:08" }],
  ["time impact started 10:35", { word: "time", reference: null, milestone: "impactStarted", text: "10:35" }],
  ["time Impact  Start: 10:35", { word: "time", reference: null, milestone: "impactStarted", text: "10:35" }],
  ["time started 10:35", { word: "time", reference: null, milestone: "impactStarted", text: "10:35" }],
  ["time published 18:49", { word: "time", reference: null, milestone: "postmortemPublished", text: "18:49" }],
  ["time postmortem 18:49", { word: "time", reference: null, milestone: "postmortemPublished", text: "18:49" }],
  [
    "time mitigated unknown nobody &amp; nothing",
    { word: "time", reference: null, milestone: "mitigated", text: "unknown nobody & nothing" },
  ],
  ["time ack 11:02", { word: "time", reference: null, milestone: "acknowledged", text: "11:02" }],
  ["sla", { word: "sla", reference: null }],
  ["pause", { word: "pause", reference: null, reason: "" }],
  ["pause awaiting vendor", { word: "pause", reference: null, reason: "awaiting vendor" }],
  ["resume", { word: "resume", reference: null }],
])("In an incident's channel, /incident %j", (typed, expected) => expect(here(typed)).toEqual(expected));

test.each([
  ["INC-42", { word: "show", reference: 42 }],
  ["show 42", { word: "show", reference: 42 }],
  ["show #42", { word: "show", reference: 42 }],
  ["take inc42", { word: "take", reference: 42 }],
  ["update INC-42 hello", { word: "update", reference: 42, text: "hello" }],
  ["INC-42 update hello", { word: "update", reference: 42, text: "hello" }],
  ["inc042: update hello", { word: "update", reference: 42, text: "hello" }],
  ["INC-42 update INC-41 caused it", { word: "update", reference: 42, text: "INC-41 caused it" }],
  ["Inc-42 status ident", { word: "status", reference: 42, status: "identified", text: "" }],
  ["log INC-42 20 min ago a", { word: "log", reference: 42, text: "20 min ago a" }],
  ["role INC-42 commander <@U1>", { word: "role", reference: 42, role: "commander", userId: "U1" }],
  ["sla 42", { word: "sla", reference: 42 }],
  ["INC-42 resume", { word: "resume", reference: 42 }],
  ["impact INC-42 2 11:07 to 11:50", { word: "impact", reference: 42, windowId: 2, text: "11:07 to 11:50" }],
  ["time INC-42 detected 11:08", { word: "time", reference: 42, milestone: "detected", text: "11:08" }],
  ["export INC-42 md", { word: "export", reference: 42, format: "markdown" }],
])("Anywhere, /incident %j", (typed, expected) => {
  expect(elsewhere(typed)).toEqual(expected);
  expect(here(typed)).toEqual(expected);
});

describe("One sentence says what to type instead of", () => {
  test.each([
    ["resovle", "“resovle” is no command. Did you mean /incident resolve? /incident help shows all."],
    ["decalre x", "“decalre” is no command. Did you mean /incident declare? /incident help shows all."],
    ["upd text", "“upd” is no command. Did you mean /incident update? /incident help shows all."],
    ["close", "“close” is no command. Did you mean /incident resolve? /incident help shows all."],
    ["postmortem", "“postmortem” is no command. Did you mean /incident export? /incident help shows all."],
    ["Checkout is down", "“Checkout” is no command. /incident help shows those there are."],
    ["INC-42 xyzzy", "“xyzzy” is no command. /incident help shows those there are."],
    ["constructor", "“constructor” is no command. /incident help shows those there are."],
    ["__proto__", "“__proto__” is no command. /incident help shows those there are."],
    ["&lt;!here&gt;", "“<!here>” is no command. /incident help shows those there are."],
    [
      "status fixed",
      "“fixed” is no status. Did you mean resolved? It can be investigating, identified, monitoring or resolved.",
    ],
    [
      "status",
      "Say which status: investigating, identified, monitoring or resolved, as in /incident status monitoring.",
    ],
    ["status purple", "“purple” is no status. It can be investigating, identified, monitoring or resolved."],
    ["severity", "Say which severity: SEV1, SEV2, SEV3 or SEV4, as in /incident severity SEV2."],
    ["severity sev9", "“sev9” is no severity. It can be SEV1, SEV2, SEV3 or SEV4."],
    ["severity high", "“high” is no severity. It can be SEV1, SEV2, SEV3 or SEV4."],
    ["severity sev1 payments are down", "Type /incident severity SEV1 alone, and say why with /incident update."],
    ["declare sev7 x", "“sev7” is no severity. It can be SEV1, SEV2, SEV3 or SEV4, then the title."],
    [
      "role scrib <@U1>",
      "“scrib” is no role. Did you mean scribe? It can be commander, communications, scribe or operations: " +
        "/incident role commander @sam.",
    ],
    ["role scribe", "Say who: /incident role scribe @sam."],
    ["role", "Say who: /incident role commander @sam. /incident take takes command yourself."],
    ["role commander", "Say who: /incident role commander @sam. /incident take takes command yourself."],
    [
      "role commander @sam",
      "Type @ and pick the person, so that Slack knows who is meant: /incident role commander @sam. " +
        "/incident take takes command yourself.",
    ],
    [
      "impact remove",
      "Say which window, as in /incident impact remove 2. /incident impact shows them with their numbers.",
    ],
    [
      "impact remove the second",
      "Say which window, as in /incident impact remove 2. /incident impact shows them with their numbers.",
    ],
    ["time 11:08", "Say which time “11:08” is, as in /incident time detected 11:08."],
    ["time noticed 11:08", "“noticed” is no milestone. Did you mean detected? /incident time alone shows them all."],
    ["time detcted 11:08", "“detcted” is no milestone. Did you mean detected? /incident time alone shows them all."],
    ["time fixed 11:08", "“fixed” is no milestone. Did you mean resolved? /incident time alone shows them all."],
    [
      "time lunch 12:00",
      "“lunch” is no milestone. It can be impact started, detected, declared, acknowledged, identified, mitigated, " +
        "resolved, closed or postmortem published, as in /incident time detected 11:08.",
    ],
    ["time impact ended 11:54", "Impact ends with its window: /incident impact shows the windows, and changes them."],
    ["windows", "“windows” is no command. Did you mean /incident impact? /incident help shows all."],
    ["clocks", "“clocks” is no command. Did you mean /incident sla? /incident help shows all."],
    ["hold", "“hold” is no command. Did you mean /incident pause? /incident help shows all."],
    ["export pdf", "“pdf” is no format. It can be markdown, json or csv: /incident export json."],
  ])("%j", (typed, problem) => expect(here(typed)).toEqual({ problem }));

  test("a command that names no incident, outside the channel of one", () => {
    const problem =
      "Say which incident, as in /incident update INC-42, or type it in its own channel. /incident list shows them.";
    expect(elsewhere("update hello")).toEqual({ problem });
    expect(elsewhere("update 42 hello")).toEqual({ problem });
  });
});

test("Whatever is typed is read or answered, in both places", () => {
  const line = fc.tuple(fc.constantFrom("", "INC-7 ", ...commandWords.map((word) => `${word} `)), text);
  fc.assert(
    fc.property(line, fc.boolean(), ([start, rest], channelIncident) => {
      const read = readCommandLine(start + rest, { channelIncident, catalog: usualCatalog });
      if ("problem" in read) {
        expect(read.problem).toMatch(/^.{10,300}$/s);
        expect(read.problem.isWellFormed()).toBe(true);
      } else if ("reference" in read && read.reference === null) expect(channelIncident).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test("The text of an update loses nothing of what was typed", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z\n ]{0,60}$/), (typed) => {
      expect(here(`update ${typed}`)).toEqual({ word: "update", reference: null, text: typed.trim() });
    }),
  );
});

describe("The nearest word", () => {
  test("is found by swapped, missing, added and wrong letters", () => {
    expect(editDistance("resolve", "resovle")).toBe(1);
    expect(editDistance("", "list")).toBe(4);
    expect(editDistance("show", "show")).toBe(0);
    expect(editDistance("ca", "abc")).toBe(3);
  });

  test("is symmetric, zero only for the same, and never more than the longer word", () => {
    const word = fc.stringMatching(/^[a-d]{0,8}$/);
    fc.assert(
      fc.property(word, word, (one, other) => {
        const distance = editDistance(one, other);
        expect(distance).toBe(editDistance(other, one));
        expect(distance === 0).toBe(one === other);
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
      }),
    );
  });

  test("is none where it would be a guess", () => {
    expect(nearest("bananas", ["list", "show"], {})).toBeNull();
    expect(nearest("re", ["resolve", "reopen", "rename"], {})).toBeNull();
    expect(nearest("a".repeat(5_000), ["list"], {})).toBeNull();
  });
});
