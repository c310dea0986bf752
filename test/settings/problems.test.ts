import { describe, expect, test } from "vitest";
import { maxSettingsLength } from "../../src/settings/limits.ts";
import { readSettings } from "../../src/settings/read-settings.ts";

function sentences(text: string): string[] {
  const reading = readSettings(text, "sitrep.yml");
  return reading.kind === "settings" ? [] : reading.problems.map(({ sentence }) => sentence);
}

type Row = readonly [what: string, text: string, ...sentences: string[]];

function testRows(rows: readonly Row[]): void {
  test.each(rows.map(([what, text, ...expected]) => ({ what, text, expected })))("$what", ({ text, expected }) => {
    expect(sentences(text)).toEqual(expected.map((sentence) => `sitrep.yml:${sentence}`));
  });
}

/** `lines` below `severities:` and `  SEV1:`, so that the first of them is line 3. */
const sev1 = (...lines: string[]): string => ["severities:", "  SEV1:", ...lines.map((one) => `    ${one}`)].join("\n");
const working = (...lines: string[]): string =>
  ["calendars:", "  working:", ...lines.map((one) => `    ${one}`)].join("\n");

const policyKeys =
  "meaning, mark, calendar, pausable, acknowledge, first_update, update_every, mitigate, resolve or postmortem";
const sections =
  "severities, calendars, holidays, component_groups, components, availability, roles, announcements, escalation, " +
  "channel_name, nudges or export_zone";
const noDuration = "is no duration. Write 4 h, 30 min or 3 days working (at most 366 days), or none.";
const noSpan = "is no duration. Write 15 min, 1 h 30 min or 2 days (at most 366).";
const noPercent = "is no percentage. Write 99.9 %, from 0 % to 100 %, with the sign.";
const noHours = "are no weekly hours. Write Mon-Fri 09:00-12:00, 13:00-17:30, or Sat, Sun 22:00-06:00.";
const noChannel = "is no channel. Write its name in lower case without # (incidents), or its id (C0123456789).";
const noTemplate =
  "is no template for channel names. Write inc-{number}-{title}: a-z, 0-9, - and _ around {number}, which it needs, " +
  "and {title}, at most 40 characters.";
const noZone = "is no time zone. Write one such as Europe/Berlin or UTC.";
const noList = "stands where a list is wanted. Write each entry on a line of its own after “- ”.";
const noNames = "stands where names are wanted. Write each on a line of its own, indented, with a colon after it.";

describe("What is no YAML is said with its line:", () => {
  testRows([
    ["a tab", "severities:\n\tSEV1: 1", "2:1 A tab indents this line. Indent with spaces."],
    [
      "a key twice",
      "nudges:\n  snooze: 1 min\n  snooze: 2 min",
      "3:3 nudges.snooze: “snooze” is here twice. Keep one of the two.",
    ],
    [
      "lines that do not stand below each other",
      "nudges:\n    snooze: 1 min\n  warn_before: 2 min",
      "3:1 The indentation does not fit. Begin what belongs together in the same column, and close each [ and {.",
    ],
    ["two documents", "---\nnudges:\n---\nroles:", "3:1 A second document begins here. Keep one, without --- between."],
    ["a value that begins with @", "export_zone: @x", "1:14 A value cannot begin with “@”. Put it in quotes."],
    [
      "a colon in a text",
      sev1("meaning: Critical: nobody can work"),
      "3:14 There is a second colon on this line. Put the text in quotes, or begin a new line.",
    ],
    [
      "a tag",
      "export_zone: !zone UTC",
      "1:14 A word after ! means nothing here. Remove it, or put the text in quotes.",
    ],
    [
      "a quote that is not closed",
      "export_zone: 'UTC",
      "1:18 This is no YAML (Missing closing 'quote). See sitrep.example.yml for how it is written.",
    ],
    [
      "two mistakes on two lines",
      "nudges:\n  snooze: @a\nexport_zone: `b`",
      "2:11 A value cannot begin with “@”. Put it in quotes.",
      "3:14 A value cannot begin with “`”. Put it in quotes.",
    ],
    [
      "an anchor that is not there",
      "roles: *usual",
      "1:1 roles: “*usual” stands for nothing. Write &usual before what it is to stand for.",
    ],
    ["a merge key", "nudges: &n\n  <<: 1", '2:3 nudges."<<": “<<” cannot be used here. Write the settings out.'],
    ["a key that is no word", "? [a]\n: 1", "1:1 A key here is no name. Write a word and a colon."],
    ["__proto__", "__proto__: 1", "1:1 __proto__: “__proto__” cannot be used here. Write the settings out."],
    [
      "what is nested for ever",
      `roles: ${"[".repeat(20)}${"]".repeat(20)}`,
      `1:20 roles${"[0]".repeat(12)}: this is deeper than any setting. See sitrep.example.yml for how it is written.`,
    ],
    [
      "what stands for itself",
      "roles: &a\n  x: *a",
      `2:3 ${["roles", ..."x".repeat(6)].join(".")}: this is deeper than any setting. See ` +
        "sitrep.example.yml for how it is written.",
    ],
    [
      "a few aliases that stand for thousands of values",
      [
        "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]",
        ...["b", "c", "d", "e"].map((name, index) => {
          const before = `*${"abcd"[index]}`;
          return `${name}: &${name} [${Array.from({ length: 10 }, () => before).join(", ")}]`;
        }),
      ].join("\n"),
      "1:1 There are more than 10000 values, aliases counted. Write fewer.",
    ],
    [
      "a file that is no settings file",
      "#".repeat(maxSettingsLength + 1),
      "1:1 The file is longer than 65536 characters. Is it the right one? Make it shorter.",
    ],
  ]);
});

describe("A value of the wrong shape is said with what stands there:", () => {
  const wanted = "stands where settings are wanted. Write them below, indented:";
  testRows([
    ["a list for the file", "- a\n- b", `1:1 A list ${wanted} ${sections}.`],
    ["a word for the file", "hello", `1:1 “hello” ${wanted} ${sections}.`],
    ["a word for a section", "\nroles: commander", `2:1 roles: “commander” ${noNames}`],
    ["a list for a map of names", "components:\n  - API", `1:1 components: a list ${noNames}`],
    ["a word for settings", "nudges: 5 min", `1:1 nudges: “5 min” ${wanted} warn_before, snooze or escalate_at.`],
    ["a map for a list", "component_groups:\n  Voice:", `1:1 component_groups: a map ${noList}`],
    [
      "a word for a list",
      working("hours: Mon-Fri 09:00-17:00"),
      `3:5 calendars.working.hours: “Mon-Fri 09:00-17:00” ${noList}`,
    ],
    ["a list for a duration", sev1("resolve: [4 h]"), `3:5 severities.SEV1.resolve: a list ${noDuration}`],
    ["a number for a duration", sev1("resolve: 4"), `3:5 severities.SEV1.resolve: “4” ${noDuration}`],
    [
      "nothing for a duration",
      sev1("resolve:", "mark: x"),
      `3:5 severities.SEV1.resolve: an empty value ${noDuration}`,
    ],
    [
      "a number for a text",
      sev1("meaning: 0x1F"),
      "3:5 severities.SEV1.meaning: YAML takes “0x1F” for a number. Put it in quotes.",
    ],
    [
      "a truth for a text",
      "roles: { commander: true }",
      "1:10 roles.commander: YAML takes “true” for a boolean. Put it in quotes.",
    ],
  ]);
});

describe("An unknown key is said with the nearest right one:", () => {
  testRows([
    [
      "in the file",
      "\n\nchanel_name: x",
      `3:1 chanel_name: there is no such setting here. Did you mean channel_name? Write ${sections}.`,
    ],
    [
      "in a severity, in another spelling",
      sev1("firstUpdate: 1 h", "resolv: 1 h", "colour: red"),
      "3:5 severities.SEV1.firstUpdate: there is no such setting here. Did you mean first_update? Write " +
        `${policyKeys}.`,
      `4:5 severities.SEV1.resolv: there is no such setting here. Did you mean resolve? Write ${policyKeys}.`,
      `5:5 severities.SEV1.colour: there is no such setting here. Write ${policyKeys}.`,
    ],
    [
      "in an entry of a list",
      "availability:\n  credits:\n    - { below: 99 %, credit: 10 %, name: gold }",
      "3:36 availability.credits[0].name: there is no such setting here. Write below or credit.",
    ],
    [
      "with a NUL in it",
      '"\\0": 1\n"a b": 2',
      `1:1 "\u0020": there is no such setting here. Write ${sections}.`,
      `2:1 "a b": there is no such setting here. Write ${sections}.`,
    ],
  ]);
});

describe("A value that cannot be read is said with what can:", () => {
  const impacts = "Write degraded, partial outage or major outage.";
  testRows([
    [
      "a duration, as in the brief",
      "severities:\n  SEV1:\n  SEV5:\n    meaning: Nothing\n    resolve: 4 hrs",
      `5:5 severities.SEV5.resolve: “4 hrs” ${noDuration}`,
    ],
    ...[
      "0 min",
      "367 days",
      "1.5 h",
      "-1 h",
      "30 min 1 h",
      "4 H",
      "4 hworking",
      "working",
      "soon",
      "367 working days",
    ].map(
      (typed): Row => [
        `${typed} for a target`,
        sev1(`resolve: ${typed}`),
        `3:5 severities.SEV1.resolve: “${typed}” ${noDuration}`,
      ],
    ),
    ...["1 h working", "none", "0 s"].map(
      (typed): Row => [
        `${typed} for a snooze`,
        `nudges:\n  snooze: ${typed}`,
        `2:3 nudges.snooze: “${typed}” ${noSpan}`,
      ],
    ),
    ...["0.5", "11", "twice", ".nan"].map(
      (typed): Row => [
        `${typed} for a factor`,
        `nudges: { escalate_at: ${typed} }`,
        `1:11 nudges.escalate_at: “${typed}” is not a factor. Write a number from 1 to 10, such as 1.5.`,
      ],
    ),
    [
      "a weight",
      "availability:\n  weights:\n    degraded: 30 %",
      "3:5 availability.weights.degraded: “30 %” is not a weight. Write a number from 0 to 1, such as 0.3.",
    ],
    ...["99.9", "101 %", "-1 %", "0.999"].map(
      (typed): Row => [
        `${typed} for a share`,
        `availability:\n  credits:\n    - { below: ${typed}, credit: 1 % }`,
        `3:9 availability.credits[0].below: “${typed}” ${noPercent}`,
      ],
    ),
    [
      "a missing share",
      "availability:\n  credits:\n    - below: 99 %",
      `3:7 availability.credits[0].credit: an empty value ${noPercent}`,
    ],
    [
      "a target of a component",
      "components:\n  API: { availability: high }",
      "2:10 components.API.availability: “high” is no percentage. Write 99.9 %, from 0 % to 100 %, with " +
        "the sign, or none.",
    ],
    [
      "an impact",
      'components:\n  "Voice: API": { impact: partial }',
      `2:19 components."Voice: API".impact: “partial” is not an impact. Did you mean partial outage? ${impacts}`,
    ],
    ...[
      "Mon-Fri",
      "9-17",
      "Mon-Fri 9:00-17:00",
      "Mon-Fri 09:00-09:00",
      "Mon 24:00-06:00",
      "Mon 09:00-24:30",
      "Mo 09:00-17:00",
    ].map(
      (typed): Row => [
        `${typed} for hours`,
        working("hours:", `  - ${typed}`),
        `4:9 calendars.working.hours[0]: “${typed}” ${noHours}`,
      ],
    ),
    [
      "a zone",
      working("zone: Europe/Lodnon"),
      "3:5 calendars.working.zone: “Europe/Lodnon” is no time zone. Did you mean Europe/London? Write one " +
        "such as Europe/Berlin or UTC.",
    ],
    ["an offset", "export_zone: +02:00", `1:1 export_zone: “+02:00” ${noZone}`],
    [
      "a holiday",
      working("holidays: [2026-02-30 Nothing]"),
      "3:16 calendars.working.holidays[0]: “2026-02-30 Nothing” is no holiday. Write 2026-12-25 Christmas " +
        "Day, a region (GB-ENG), or the name of a list under holidays.",
    ],
    [
      "a holiday in a list",
      "holidays:\n  uk:\n    - Christmas",
      "3:7 holidays.uk[0]: “Christmas” is no holiday. Write its date and its name: 2026-12-25 Christmas Day.",
    ],
    [
      "channels: in capitals, and behind a # that YAML takes for a comment",
      "announcements:\n  all:\n    - Incidents\n    - #incidents",
      `3:7 announcements.all[0]: “Incidents” ${noChannel}`,
      `4:7 announcements.all[1]: an empty value ${noChannel}`,
    ],
    [
      "an escalation to a name, to two, and to none",
      "escalation:\n  all:\n    - user: sam\n    - { user: U0SAM00001, group: oncall }\n    - {}\n    - " +
        "group: On Call",
      "3:7 escalation.all[0].user: “sam” is no person's id. Write U0123456789: in Slack, their profile → ⋮ " +
        "→ Copy member ID.",
      "4:7 escalation.all[1]: a map names not exactly one. Write one of user, group or channel in each entry.",
      "5:7 escalation.all[2]: a map names not exactly one. Write one of user, group or channel in each entry.",
      "6:7 escalation.all[3].group: “On Call” is no user group. Write its handle without @ (oncall), or " +
        "its id (S0123456789).",
    ],
    ...["inc-{title}", "Inc-{number}", "inc-{number}-{date}", `${"i".repeat(40)}{number}`].map(
      (typed): Row => [
        `${typed} for a template`,
        `channel_name: "${typed}"`,
        `1:1 channel_name: “${typed.length > 40 ? `${typed.slice(0, 39)}…` : typed}” ${noTemplate}`,
      ],
    ),
    [
      "a mark of two words",
      sev1("mark: a b"),
      "3:5 severities.SEV1.mark: “a b” is no mark. Write one emoji, or its shortcode in quotes.",
    ],
    [
      "a meaning of two lines",
      sev1("meaning: |", "  One", "  two"),
      "3:5 severities.SEV1.meaning: “One two ” cannot be shown in a menu. Write one line of 1 to 60 characters.",
    ],
    [
      "a clock to be paused",
      sev1("pausable: [resolv]"),
      "3:16 severities.SEV1.pausable[0]: “resolv” is not a clock. Did you mean resolve? " +
        "Write acknowledge, first_update, update_every, mitigate, resolve or postmortem.",
    ],
  ]);
});

describe("A name that cannot be one is said:", () => {
  const severity =
    "cannot be the name of a severity. Write one word such as SEV1 or P1, which begins with a letter, of at most " +
    "12 letters, digits, - and _.";
  testRows([
    ...["1", "SEV 1", "all", "VERYVERYSEVERE"].map(
      (typed): Row => [
        `${typed} for a severity`,
        `severities:\n  ${typed}: { meaning: x }`,
        `2:3 severities.${typed.includes(" ") ? `"${typed}"` : typed}: “${typed}” ${severity}`,
      ],
    ),
    [
      "a calendar",
      "calendars: { always: }",
      "1:14 calendars.always: “always” cannot be the name of a calendar. Write a word such as working " +
        "(always is there by itself).",
    ],
    [
      "a list of holidays",
      "holidays: { 2026: [] }",
      "1:13 holidays.2026: “2026” cannot be the name of a list. Write a word that does not begin with a digit, " +
        "such as england.",
    ],
    [
      "a component",
      "components: { 911: }",
      "1:15 components.911: “911” is no name of a component. Write API or Voice / API, of at most 60 characters.",
    ],
    [
      "a component in a group in a group",
      "component_groups: [A]\ncomponents: { A / B / C: }",
      '2:15 components."A / B / C": “A / B / C” is no name of a component. Write API or Voice / API, of at ' +
        "most 60 characters.",
    ],
    [
      "a group",
      "component_groups: [A / B]",
      "1:20 component_groups[0]: “A / B” is no name of a group. Write at most 60 characters with a letter, " +
        'without " / ".',
    ],
    [
      "a role",
      "roles:\n  commander: x\n  Big Boss: y",
      '3:3 roles."Big Boss": “Big Boss” cannot be typed as a role. Write one word in lower case, such as scribe.',
    ],
  ]);
});
