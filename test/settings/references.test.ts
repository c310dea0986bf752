import { describe, expect, test } from "vitest";
import { readSettings } from "../../src/settings/read-settings.ts";

function read(text: string): { sentences: string[]; unsaid: number } {
  const reading = readSettings(text, "conf/sitrep.yml");
  if (reading.kind === "settings") return { sentences: [], unsaid: 0 };
  return { sentences: reading.problems.map(({ sentence }) => sentence), unsaid: reading.unsaid };
}

type Row = readonly [what: string, text: string, ...sentences: string[]];

function testRows(rows: readonly Row[]): void {
  test.each(rows.map(([what, text, ...expected]) => ({ what, text, expected })))("$what", ({ text, expected }) => {
    expect(read(text).sentences).toEqual(expected.map((sentence) => `conf/sitrep.yml:${sentence}`));
  });
}

const overlap = "overlap. Write each hour once.";
const tier = "a tier that begins no lower gives as much, so this one never counts. Give more the lower it is.";

describe("What does not fit together is said:", () => {
  testRows([
    [
      "a calendar that is not there",
      "severities:\n  SEV1: { calendar: wroking }\ncalendars: { uk: }",
      "2:11 severities.SEV1.calendar: “wroking” is not a calendar. Did you mean working? Write working, " +
        "always, uk, or add it under calendars.",
    ],
    [
      "no mistake: the calendars that are always there",
      "severities:\n  SEV1: { calendar: working }\n  SEV2: { calendar: always }",
    ],
    [
      "a severity of another name without a meaning",
      "severities:\n  SEV1:\n  SEV5: { resolve: 4 h }",
      "3:3 severities.SEV5: it has no meaning. Write meaning: and what it says to the reader of a form.",
    ],
    [
      "two severities that sound the same",
      "severities:\n  SEV1:\n  Sev1: { meaning: x }",
      "3:3 severities.Sev1: Sev1 is here twice. Keep one of the two.",
    ],
    [
      "no severity at all",
      "severities: {}",
      "1:1 severities: there has to be at least one. Write it, or leave the section out.",
    ],
    [
      "eleven severities",
      `severities:\n${Array.from({ length: 11 }, (_, index) => `  P${index}: { meaning: x }\n`).join("")}`,
      "1:1 severities: there are 11, and at most 10 are of use to anybody. Write fewer.",
    ],
    [
      "a calendar without hours",
      "calendars:\n  uk: { hours: [] }",
      "2:9 calendars.uk.hours: without hours nothing would ever be due. Write at least one line, such as " +
        "Mon-Fri 09:00-17:00.",
    ],
    [
      "hours twice",
      "calendars:\n  uk:\n    hours: [Mon-Fri 09:00-17:00, Wed 16:59-18:00]",
      `3:5 calendars.uk.hours: the hours of Wed ${overlap}`,
    ],
    ["no mistake: hours that touch", "calendars:\n  uk:\n    hours: [Mon-Fri 09:00-17:00, Wed 17:00-18:00]"],
    [
      "a list of holidays that is not there",
      "holidays: { england: }\ncalendars:\n  uk: { holidays: [englnd] }",
      "3:20 calendars.uk.holidays[0]: “englnd” is not a list of holidays. Did you mean england? Write " +
        "england, or add it under holidays.",
    ],
    [
      "a list of holidays where there is none",
      "calendars:\n  uk: { holidays: [england] }",
      "2:20 calendars.uk.holidays[0]: “england” is not a list of holidays. Add it under holidays.",
    ],
    [
      "a group that is not there",
      "component_groups: [Voice]\ncomponents:\n  API:\n  Voce / SIP:",
      '4:3 components."Voce / SIP": there is no group Voce. Did you mean Voice? Add it under component_groups.',
    ],
    [
      "two components that sound the same",
      "components:\n  API:\n  api:",
      "3:3 components.api: api is here twice. Keep one of the two.",
    ],
    ["two groups", "component_groups: [A, B, a]", "1:26 component_groups[2]: a is here twice. Keep one of the two."],
    [
      "announcements of a severity that is not there",
      "severities: { P1: { meaning: x }, P2: { meaning: y } }\nannouncements:\n  SEV1: [incidents]",
      "3:3 announcements.SEV1: there is no such severity. Write all, P1, P2.",
    ],
    [
      "an escalation of a severity that is not there",
      "escalation:\n  SEV11: []",
      "2:3 escalation.SEV11: there is no such severity. Did you mean SEV1? Write all, SEV1, SEV2, SEV3, SEV4.",
    ],
    [
      "eleven channels",
      `announcements: { all: [${Array.from({ length: 11 }, (_, index) => `c${index}`).join(", ")}] }`,
      "1:18 announcements.all: there are 11, and at most 10 are of use to anybody. Write fewer.",
    ],
    [
      "roles without a commander",
      "roles: { scribe: scribe }",
      "1:1 roles: commander is not among them, and each incident has one. Add commander: and its name.",
    ],
    ["no roles", "roles: {}", "1:1 roles: there has to be at least one. Write it, or leave the section out."],
    [
      "a credit tier that never counts",
      "availability:\n  credits:\n    - { below: 99.9 %, credit: 25 % }\n    - { below: 99 %, credit: 10 % }",
      `4:7 availability.credits[1]: ${tier}`,
    ],
    [
      "no mistake: credit tiers in any order",
      "availability:\n  credits:\n    - { below: 99 %, credit: 25 % }\n    - { below: 99.9 %, credit: 10 % }",
    ],
  ]);
});

describe("Problems are said", () => {
  test("all at once, in the order of the file, whatever found them", () => {
    const text = [
      "nudges: { snooze: soon }",
      "components:",
      "  A / B: { impact: bad }",
      "roles: { scribe: x }",
      "severities:",
      "  SEV9: { resolve: 4 hrs, calendar: x }",
    ].join("\n");
    const places = read(text).sentences.map((sentence) => /:(\d+:\d+ [^:]+):/.exec(sentence)?.[1]);
    expect(places).toEqual([
      "1:11 nudges.snooze",
      '3:3 components."A / B"',
      '3:12 components."A / B".impact',
      "4:1 roles",
      "6:3 severities.SEV9",
      "6:11 severities.SEV9.resolve",
      "6:27 severities.SEV9.calendar",
    ]);
  });

  test("one for each setting, the first: what follows from it is not said too", () => {
    const { sentences } = read("severities:\n  SEV 5: { resolve: 1 h }");
    expect(sentences).toEqual([expect.stringContaining('2:3 severities."SEV 5": “SEV 5” cannot be the name of')]);
  });

  test("twenty at most, and how many more there are", () => {
    const lines = Array.from({ length: 27 }, (_, index) => `setting${index}: 1`).join("\n");
    const { sentences, unsaid } = read(lines);
    expect(sentences).toHaveLength(20);
    expect(sentences[19]).toMatch(/^conf\/sitrep\.yml:20:1 setting19: /);
    expect(unsaid).toBe(7);
  });

  test("with at most 40 characters of what is wrong, on one line, and no half emoji", () => {
    const [sentence = ""] = read(`export_zone: "${"🚒".repeat(50)}\\n\\u0007"`).sentences;
    expect(sentence).toBe(
      `conf/sitrep.yml:1:1 export_zone: “${"🚒".repeat(39)}…” is no time zone. Write one such as ` +
        "Europe/Berlin or UTC.",
    );
    const [key = ""] = read(`"a\\nb": 1`).sentences;
    expect(key).toMatch(/^conf\/sitrep\.yml:1:1 "a b": there is no such setting here\./);
  });

  test("with what is written, even if it looks like a replacement or a placeholder", () => {
    expect(read("export_zone: $& {it} $1").sentences[0]).toContain("“$& {it} $1” is no time zone.");
  });

  test("where an alias stands for the mistake, at the mistake", () => {
    const { sentences } = read("severities:\n  SEV1: &one\n    resolve: 4 hrs\n  SEV2: *one");
    expect(sentences.map((sentence) => sentence.slice(0, 48))).toEqual([
      "conf/sitrep.yml:3:5 severities.SEV1.resolve: “4 ",
      "conf/sitrep.yml:3:5 severities.SEV2.resolve: “4 ",
    ]);
  });
});
