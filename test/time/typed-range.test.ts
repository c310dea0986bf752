import { describe, expect, it } from "vitest";
import { readTypedRange, type TypedRange } from "../../src/time/typed-range.ts";

/** A Wednesday, 12:48 in São Paulo. */
const noon = "2021-09-15T15:48:00Z";
const saoPaulo = "America/Sao_Paulo";
const losAngeles = "America/Los_Angeles";

function read(text: string, now = noon, zone = saoPaulo): TypedRange {
  return readTypedRange(text, { now: Date.parse(now), zone });
}

const shown = (at: number | null): string =>
  at === null ? "" : new Date(at).toISOString().replace(/(?::00)?\.000Z$/, "Z");

/** "<from>/<to> | <rest>" of a range that is read, "<code>: <choices>" of one that is not. */
function told(text: string, now = noon, zone = saoPaulo): string {
  const range = read(text, now, zone);
  if (range.ok) return `${shown(range.from)}/${shown(range.to)} | ${range.rest}`;
  return `${range.code}: ${range.choices.map(({ label }) => label).join(", ")}`.trimEnd();
}

function refusal(text: string, now = noon, zone = saoPaulo): Extract<TypedRange, { ok: false }> {
  const range = read(text, now, zone);
  if (range.ok) throw new Error(`“${text}” was read as ${range.as}.`);
  return range;
}

const morning = "2021-09-15T14:07Z/2021-09-15T14:54Z";

describe("a range", () => {
  it.each([
    "11:07 to 11:54 Voice, API",
    "11:07 until 11:54 Voice, API",
    "11:07 till 11:54 Voice, API",
    "11:07-11:54 Voice, API",
    "11:07 - 11:54 Voice, API",
    "11:07–11:54 Voice, API",
    "11:07 – 11:54: Voice, API",
    "11:07—11:54, Voice, API",
    "from 11:07 to 11:54 Voice, API",
    "From 11:07 until 11:54 - Voice, API",
    "from 11:07-11:54 Voice, API",
    "between 11:07 and 11:54 Voice, API",
    "since 11:07 until 11:54 Voice, API",
    "11:07am to 11:54 a.m. Voice, API",
    "11:07am-11:54am Voice, API",
    "today 11:07 to 11:54 Voice, API",
    "11:07 to 11:54 today Voice, API",
    "11:07 today to 11:54 today Voice, API",
    "2021-09-15 11:07 to 2021-09-15 11:54 Voice, API",
    "2021-09-15T11:07:00-03:00 to 2021-09-15T11:54:00-03:00 Voice, API",
    "15 Sep 11:07 to 11:54 Voice, API",
    "11:07 -03:00 to 11:54 Voice, API",
    "11:07 to 11:54 -03:00 Voice, API",
    "11:07-03:00 - 11:54 Voice, API",
    "11:07-11:54-03:00 Voice, API",
    "07:07 PDT to 11:54 -03:00 Voice, API",
    "14:07 to 14:54 UTC Voice, API",
    "101 min ago to 54 min ago Voice, API",
    "101 min ago to 11:54 Voice, API",
    "11:07 to 54 min ago Voice, API",
  ])("“%s” is from 11:07 to 11:54", (text) => {
    expect(told(text)).toBe(`${morning} | Voice, API`);
  });

  it.each([
    "since 11:07 Voice",
    "11:07 on Voice",
    "11:07 on, Voice",
    "11:07 onwards: Voice",
    "from 11:07 Voice",
    "from 11:07 on Voice",
    "since 14:07 UTC Voice",
    "since today 11:07 - Voice",
    "since 101 min ago Voice",
  ])("“%s” has not ended", (text) => {
    expect(told(text)).toBe("2021-09-15T14:07Z/ | Voice");
  });

  it.each([
    ["20 min ago to now x", "2021-09-15T15:28Z/2021-09-15T15:48Z | x"],
    ["12:28 to just now", "2021-09-15T15:28Z/2021-09-15T15:48Z | "],
    ["9am-10am x", "2021-09-15T12:00Z/2021-09-15T13:00Z | x"],
    ["11:07:10-11:54:30 x", "2021-09-15T14:07:10Z/2021-09-15T14:54:30Z | x"],
    ["10:00-11:00 x", "2021-09-15T13:00Z/2021-09-15T14:00Z | x"],
    ["02:00 -03:00 x", "2021-09-15T05:00Z/2021-09-15T06:00Z | x"],
    ["since 02:00 -03:00 x", "2021-09-15T05:00Z/ | x"],
    ["11:07 to 11:54 Wednesday deploy failed", `${morning} | Wednesday deploy failed`],
    ["11:07 to 11:54 to be checked", `${morning} | to be checked`],
    ["since 11:07 to be checked", "2021-09-15T14:07Z/ | to be checked"],
    ["11:07 on call paged", "2021-09-15T14:07Z/ | call paged"],
    ["2 days ago 10:00 to 11:00 x", "2021-09-13T13:00Z/2021-09-13T14:00Z | x"],
    ["Monday 10:00 to Tuesday 11:00 x", "2021-09-13T13:00Z/2021-09-14T14:00Z | x"],
    ["11:07 to 11:07 x", "2021-09-15T14:07Z/2021-09-15T14:07Z | x"],
  ])("“%s” is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it("says what was understood, in the person's zone", () => {
    expect(read("11:07 to 11:54 Voice")).toMatchObject({
      as: "today, 2021-09-15 11:07 -03:00 to 11:54 -03:00 (47 min)",
    });
    expect(read("23:50 to 00:20")).toMatchObject({
      as: "yesterday, 2021-09-14 23:50 -03:00 to 2021-09-15 00:20 -03:00 (30 min)",
    });
    expect(read("since 07:07 PDT")).toMatchObject({ as: "since today, 2021-09-15 11:07 -03:00" });
  });
});

describe("an end without a day", () => {
  it.each([
    ["yesterday 23:50 to 00:20 x", "2021-09-15T02:50Z/2021-09-15T03:20Z | x"],
    ["23:50 to 00:20 x", "2021-09-15T02:50Z/2021-09-15T03:20Z | x"],
    ["23:50-00:15 x", "2021-09-15T02:50Z/2021-09-15T03:15Z | x"],
    ["2021-09-12 23:50–00:20 x", "2021-09-13T02:50Z/2021-09-13T03:20Z | x"],
    ["yesterday 11:54 to 11:07 x", "2021-09-14T14:54Z/2021-09-15T14:07Z | x"],
    ["13:00 to 14:00 x", "2021-09-14T16:00Z/2021-09-14T17:00Z | x"],
    ["2021-12-31 23:50 to 00:20 x", "2022-01-01T02:50Z/2022-01-01T03:20Z | x"],
    ["28 Feb 2020 23:50 to 00:20 x", "2020-02-29T02:50Z/2020-02-29T03:20Z | x"],
  ])("“%s” is the first one at or after the start: %s", (text, expected) => {
    expect(told(text, text.includes("2021-12") ? "2022-03-01T12:00:00Z" : noon)).toBe(expected);
  });

  it.each([
    ["11:07 to 11:54 yesterday x", "2021-09-14T14:07Z/2021-09-14T14:54Z | x"],
    ["23:50 to 00:20 yesterday x", "2021-09-14T02:50Z/2021-09-14T03:20Z | x"],
    ["23:50 to yesterday 00:20 x", "2021-09-14T02:50Z/2021-09-14T03:20Z | x"],
    ["11:07 to 2021-09-10 11:54 x", "2021-09-10T14:07Z/2021-09-10T14:54Z | x"],
  ])("that is the first, as in “%s”, is the last one before the second: %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe("a zone", () => {
  it.each([
    ["10:40 to 12:30 -03:00 x", "Asia/Kathmandu", "2021-09-15T13:40Z/2021-09-15T15:30Z | x"],
    ["2021-09-15 10:40 to 12:30 -03:00 x", "Asia/Kathmandu", "2021-09-15T13:40Z/2021-09-15T15:30Z | x"],
    ["10:40 -03:00 to 12:30 x", "Asia/Kathmandu", "2021-09-15T13:40Z/2021-09-15T15:30Z | x"],
    ["10:40 America/Sao_Paulo to 12:30 x", "Europe/London", "2021-09-15T13:40Z/2021-09-15T15:30Z | x"],
    ["06:40 PDT to 08:30 x", "Australia/Lord_Howe", "2021-09-15T13:40Z/2021-09-15T15:30Z | x"],
    ["23:50 to 00:20 +05:45 x", "Europe/London", "2021-09-14T18:05Z/2021-09-14T18:35Z | x"],
    ["06:40 PDT to 12:30 -03:00 x", "Europe/London", "2021-09-15T13:40Z/2021-09-15T15:30Z | x"],
    ["10:40 -03:00 to 08:30 PDT x", "Europe/London", "2021-09-15T13:40Z/2021-09-15T15:30Z | x"],
  ])("named by one end is that of both, unless the other names its own: “%s” in %s", (text, zone, expected) => {
    expect(told(text, noon, zone)).toBe(expected);
  });

  it.each(["10:25 IST to 11:00 IST x", "10:25 IST to 11:00 x", "10:25 to 11:00 IST x"])(
    "with several meanings means the same at both ends: “%s”",
    (text) => {
      expect(refusal(text).choices.map(({ label }) => label)).toEqual([
        "2021-09-15 10:25 +05:30 to 2021-09-15 11:00 +05:30",
        "2021-09-15 10:25 +03:00 to 2021-09-15 11:00 +03:00",
        "2021-09-15 10:25 +02:00 to 2021-09-15 11:00 +02:00",
        "2021-09-15 10:25 +01:00 to 2021-09-15 11:00 +01:00",
      ]);
    },
  );
});

describe("a range that can mean two", () => {
  it("is asked about, and each choice has the text that is left if it is taken", () => {
    expect(refusal("11:07 to 11:54 Monday deploy")).toEqual({
      ok: false,
      code: "ambiguous",
      sentence:
        "“11:07 to 11:54 Monday” can mean 2021-09-13 11:07 -03:00 to 2021-09-13 11:54 -03:00 or 2021-09-15 11:07 " +
        "-03:00 to 2021-09-15 11:54 -03:00. Type the one you mean, written like that.",
      choices: [
        {
          label: "2021-09-13 11:07 -03:00 to 2021-09-13 11:54 -03:00",
          from: Date.parse("2021-09-13T14:07Z"),
          to: Date.parse("2021-09-13T14:54Z"),
          rest: "deploy",
        },
        {
          label: "2021-09-15 11:07 -03:00 to 2021-09-15 11:54 -03:00",
          from: Date.parse("2021-09-15T14:07Z"),
          to: Date.parse("2021-09-15T14:54Z"),
          rest: "Monday deploy",
        },
      ],
    });
  });

  it.each([
    [
      "03/04 10:00 to 11:00 x",
      "2021-03-04 10:00 -03:00 to 2021-03-04 11:00 -03:00, 2021-04-03 10:00 -03:00 to 2021-04-03 11:00 -03:00",
    ],
    ["since 03/04 10:00 x", "since 2021-03-04 10:00 -03:00, since 2021-04-03 10:00 -03:00"],
    [
      "10:00 to 03/04 11:00 x",
      "2021-03-04 10:00 -03:00 to 2021-03-04 11:00 -03:00, 2021-04-03 10:00 -03:00 to 2021-04-03 11:00 -03:00",
    ],
    [
      "last friday 10:00 to 11:00 x",
      "2021-09-03 10:00 -03:00 to 2021-09-03 11:00 -03:00, 2021-09-10 10:00 -03:00 to 2021-09-10 11:00 -03:00",
    ],
  ])("“%s” is %s", (text, choices) => {
    expect(told(text)).toBe(`ambiguous: ${choices}`);
  });
});

describe("a clock change", () => {
  const changed = "2022-01-01T00:00:00Z";

  it.each([
    [
      "2021-11-07 00:50 to 01:30 x",
      "2021-11-07 00:50 -07:00 to 2021-11-07 01:30 -07:00, 2021-11-07 00:50 -07:00 to 2021-11-07 01:30 -08:00",
    ],
    [
      "2021-11-07 01:30 to 03:00 x",
      "2021-11-07 01:30 -07:00 to 2021-11-07 03:00 -08:00, 2021-11-07 01:30 -08:00 to 2021-11-07 03:00 -08:00",
    ],
    ["since 2021-11-07 01:30 x", "since 2021-11-07 01:30 -07:00, since 2021-11-07 01:30 -08:00"],
  ])("makes “%s” several ranges: %s", (text, choices) => {
    expect(told(text, changed, losAngeles)).toBe(`ambiguous: ${choices}`);
  });

  it.each([
    ["2021-11-07 01:30 -07:00 to 01:45 x", losAngeles, "2021-11-07T08:30Z/2021-11-07T08:45Z | x"],
    ["2021-11-07 00:50 to 02:00 x", losAngeles, "2021-11-07T07:50Z/2021-11-07T10:00Z | x"],
    ["2021-03-14 01:30 to 03:30 x", losAngeles, "2021-03-14T09:30Z/2021-03-14T10:30Z | x"],
    ["2021-10-03 01:45 to 02:45 x", "Australia/Lord_Howe", "2021-10-02T15:15Z/2021-10-02T15:45Z | x"],
    ["2018-11-03 23:30 to 01:30 x", saoPaulo, "2018-11-04T02:30Z/2018-11-04T03:30Z | x"],
    ["2019-11-02 23:30 to 00:30 x", saoPaulo, "2019-11-03T02:30Z/2019-11-03T03:30Z | x"],
  ])("within “%s” in %s is counted: %s", (text, zone, expected) => {
    expect(told(text, changed, zone)).toBe(expected);
  });

  it.each([
    ["2021-03-14 01:30 to 02:30 x", losAngeles, "2021-03-14 01:30 -08:00 to 2021-03-14 03:00 -07:00"],
    ["2021-03-14 02:30 to 04:00 x", losAngeles, "2021-03-14 03:00 -07:00 to 2021-03-14 04:00 -07:00"],
    ["since 2021-03-28 01:30 x", "Europe/London", "since 2021-03-28 02:00 +01:00"],
    ["2018-11-03 23:30 to 00:30 x", saoPaulo, "2018-11-03 23:30 -03:00 to 2018-11-04 01:00 -02:00"],
    ["2021-03-14 02:10 to 02:50 x", losAngeles, ""],
  ])("that skips an end of “%s” in %s is said, with the nearest: %s", (text, zone, choice) => {
    expect(told(text, changed, zone)).toBe(`gap: ${choice}`.trimEnd());
    expect(refusal(text, changed, zone).sentence).toMatch(/did not exist on .*The nearest time is/);
  });
});

describe("what is refused", () => {
  it.each([
    [
      "11:07 to 13:54 x",
      "“13:54” is 2021-09-15 13:54 -03:00, which is 1 h 6 min in the future. Type an end that has passed, or " +
        "“since 11:07” while it lasts.",
    ],
    [
      "tomorrow 10:00 to 11:00",
      "“tomorrow 10:00” is 2021-09-16 10:00 -03:00, which is 21 h 12 min in the future. Type a start that has passed.",
    ],
    [
      "since tomorrow 10:00",
      "“tomorrow 10:00” is 2021-09-16 10:00 -03:00, which is 21 h 12 min in the future. Type a start that has passed.",
    ],
  ])("for being in the future: “%s”", (text, sentence) => {
    expect(refusal(text)).toEqual({ ok: false, code: "future", sentence, choices: [] });
  });

  it.each([
    [
      "2021-09-15 11:54 to 2021-09-15 11:07 x",
      "“2021-09-15 11:07” is 2021-09-15 11:07 -03:00, which is 47 min before the start, 2021-09-15 11:54 -03:00. " +
        "Type the earlier time first.",
    ],
    [
      "5 min ago to 20 min ago",
      "“20 min ago” is 2021-09-15 12:28 -03:00, which is 15 min before the start, 2021-09-15 12:43 -03:00. " +
        "Type the earlier time first.",
    ],
  ])("for running backwards: “%s”", (text, sentence) => {
    expect(refusal(text)).toEqual({ ok: false, code: "order", sentence, choices: [] });
  });

  it.each([
    ["", /^There is no time here\. Write when it began and ended, for example: 11:07 to 11:54, or since 11:07/],
    ["Voice, API", /^There is no time at the start of “Voice, API”\./],
    ["from Voice to API", /^There is no time at the start of “from Voice to API”\./],
    ["11:07 Voice", /^There is no end after “11:07”\. Write it there, for example: 11:07 to 11:54, or since 11:07/],
    ["11:07", /^There is no end after “11:07”/],
    ["11:07 - Voice", /^There is no end after “11:07”/],
    ["11:07 -", /^There is no end after “11:07”/],
    ["11:07 to Voice", /^“Voice” after “11:07” is no time\. Write when it ended, for example/],
    ["11:07 to", /^There is no end after “11:07”/],
    ["11:07 to 25:10 x", /^“25:10” is no time of day/],
    ["25:10 to 11:07 x", /^“25:10” is no time of day/],
    ["11:07 to 1154 x", /^“1154” may be a number or a time\. If it is a time, write 11:54\.$/],
    ["11:07 to yesterday x", /^“yesterday” names a day but no time of day/],
    ["a few minutes ago to now", /^“a few minutes ago” is not exact/],
    ["Thu 15 Sep 2021 10:40 to 11:00", /another day of the week\. Leave out one of the two\.$/],
    ["<!date^1631713680^{ago}|10:48> to now", /^Slack's own date tokens cannot be read here/],
  ])("for not being one: “%s”", (text, sentence) => {
    expect(refusal(text)).toMatchObject({ code: "unreadable", choices: [], sentence: expect.stringMatching(sentence) });
  });

  it("is not an end that is only as far ahead as clocks differ: that is now, and said", () => {
    expect(read("11:07 to 12:50 x")).toEqual({
      ok: true,
      from: Date.parse("2021-09-15T14:07Z"),
      to: Date.parse(noon),
      rest: "x",
      as: "today, 2021-09-15 11:07 -03:00 to 12:48 -03:00 (1 h 41 min; “12:50” is 2 min ahead of Sitrep's clock)",
    });
    expect(told("11:07 to 12:51 x")).toBe("future:");
  });
});
