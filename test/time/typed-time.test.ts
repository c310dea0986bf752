import { describe, expect, it } from "vitest";
import type { TypedTime } from "../../src/time/typed-time.ts";
import { readTypedTime } from "../../src/time/typed-time.ts";

/** A Wednesday, 10:48 in São Paulo. */
const noon = "2021-09-15T13:48:00Z";
const saoPaulo = "America/Sao_Paulo";
const losAngeles = "America/Los_Angeles";

function read(text: string, now = noon, zone = saoPaulo): TypedTime {
  return readTypedTime(text, { now: Date.parse(now), zone });
}

/** "<instant> | <rest>" of a time that is read, "<code>: <choices>" of one that is not. */
function told(text: string, now = noon, zone = saoPaulo): string {
  const time = read(text, now, zone);
  if (time.ok) return `${new Date(time.at).toISOString().replace(/:00\.000Z$/, "Z")} | ${time.rest}`;
  return `${time.code}: ${time.choices.map(({ label }) => label).join(", ")}`.trimEnd();
}

function refusal(text: string, now = noon, zone = saoPaulo): Extract<TypedTime, { ok: false }> {
  const time = read(text, now, zone);
  if (time.ok) throw new Error(`“${text}” was read as ${time.as}.`);
  return time;
}

describe("a time of day", () => {
  it.each([
    ["10:25 db restarted", "2021-09-15T13:25Z | db restarted"],
    ["at 10:25 db", "2021-09-15T13:25Z | db"],
    ["@10:25 db", "2021-09-15T13:25Z | db"],
    ["  9:05 db", "2021-09-15T12:05Z | db"],
    ["10:25:30 db", "2021-09-15T13:25:30.000Z | db"],
    ["10:25:30.123456 db", "2021-09-15T13:25:30.123Z | db"],
    ["10:25:30,123 db", "2021-09-15T13:25:30.123Z | db"],
    ["10:25pm db", "2021-09-15T01:25Z | db"],
    ["10:25 PM Smith took over", "2021-09-15T01:25Z | Smith took over"],
    ["10:25 p.m. db", "2021-09-15T01:25Z | db"],
    ["12:10 am db", "2021-09-15T03:10Z | db"],
    ["12:10 pm db", "2021-09-14T15:10Z | db"],
    ["9am db", "2021-09-15T12:00Z | db"],
    ["10.25pm db", "2021-09-15T01:25Z | db"],
    ["10:25 UTC db", "2021-09-15T10:25Z | db"],
    ["10:25Z db", "2021-09-15T10:25Z | db"],
    ["10:25 UTC+3 db", "2021-09-15T07:25Z | db"],
    ["10:25 GMT-03:00 db", "2021-09-15T13:25Z | db"],
    ["10:25 -03:00 db", "2021-09-15T13:25Z | db"],
    ["02:25 -03:00 db", "2021-09-15T05:25Z | db"],
    ["10:25+05:45 db", "2021-09-15T04:40Z | db"],
    ["06:25 PDT db", "2021-09-15T13:25Z | db"],
    ["06:25 pdt db", "2021-09-15T13:25Z | db"],
    ["6:25am PDT db", "2021-09-15T13:25Z | db"],
    ["06:25 (PDT) db", "2021-09-15T13:25Z | db"],
    ["06:25 PT db", "2021-09-15T13:25Z | db"],
    ["10:25 Europe/London db", "2021-09-15T09:25Z | db"],
  ])("“%s” is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each([
    ["10:25 5 servers died", "5 servers died"],
    ["10:25 a server died", "a server died"],
    ["10:25 -5 errors", "-5 errors"],
    ["10:25 +1000 requests", "+1000 requests"],
    ["10:25 to 11:00 outage", "to 11:00 outage"],
    ["10:25 – 11:00 outage", "– 11:00 outage"],
    ["10:25-10:55 outage", "-10:55 outage"],
    ["10:25 sat was slow", "sat was slow"],
    ["10:25 GET /health failed", "GET /health failed"],
    ["10:25 ist wieder da", "ist wieder da"],
    ["10:25 PT-BR site down", "PT-BR site down"],
    ["10:25 api/users is slow", "api/users is slow"],
    ["10:25 1/2 of the nodes", "1/2 of the nodes"],
    ["10:25 today's deploy", "today's deploy"],
    ["10:25 on call paged", "on call paged"],
    ["10:25 :pushpin: done", ":pushpin: done"],
    ["10:25 --force used", "--force used"],
    ["10:25, db", "db"],
    ["10:25,db", "db"],
    ["10:25: db", "db"],
    ["10:25 - db  ", "db  "],
    ["10:25\ndb", "db"],
    ["10:25", ""],
  ])("“%s” leaves “%s”", (text, rest) => {
    const time = read(text);
    expect(time).toMatchObject({ ok: true, at: Date.parse("2021-09-15T13:25:00Z"), rest });
  });

  it("keeps “am” and “PM” as text after an hour that has none", () => {
    expect(told("13:25 am restarting it", "2021-09-15T18:00:00Z")).toBe("2021-09-15T16:25Z | am restarting it");
  });

  it("without a date is the latest that is not in the future, and says which day", () => {
    expect(told("23:50 db", "2021-09-15T03:10:00Z")).toBe("2021-09-15T02:50Z | db");
    expect(read("23:50 db", "2021-09-15T03:10:00Z")).toMatchObject({ as: "yesterday, 2021-09-14 23:50 -03:00" });
    expect(read("10:25 db")).toMatchObject({ as: "today, 2021-09-15 10:25 -03:00" });
    expect(read("10:51 db")).toMatchObject({ as: "yesterday, 2021-09-14 10:51 -03:00" });
  });

  it("up to two minutes ahead of our clock is now, and says so", () => {
    expect(read("10:50 db")).toEqual({
      ok: true,
      at: Date.parse(noon),
      rest: "db",
      as: "now, 2021-09-15 10:48 -03:00 (“10:50” is 2 min ahead of Sitrep's clock)",
    });
    expect(told("10:50:01 db")).toBe("2021-09-14T13:50:01.000Z | db");
    expect(told("00:01 db", "2021-09-16T02:59:30Z")).toBe("2021-09-16T02:59:30.000Z | db");
  });
});

describe("a time with its day", () => {
  it.each([
    ["yesterday 23:10 db", "2021-09-15T02:10Z | db"],
    ["yesterday at 23:10 db", "2021-09-15T02:10Z | db"],
    ["Yesterday, 23:10 db", "2021-09-15T02:10Z | db"],
    ["today 10:25 db", "2021-09-15T13:25Z | db"],
    ["10:25 yesterday db", "2021-09-14T13:25Z | db"],
    ["10:25 on Monday db", "2021-09-13T13:25Z | db"],
    ["10:25 on 13 Sep UTC db", "2021-09-13T10:25Z | db"],
    ["2021-09-15 10:40 -03:00 db", "2021-09-15T13:40Z | db"],
    ["2021-09-15 10:40:00 -0300 db", "2021-09-15T13:40Z | db"],
    ["2021-09-15T10:40:00-03:00 db", "2021-09-15T13:40Z | db"],
    ["2021-09-15T10:40-03:00 db", "2021-09-15T13:40Z | db"],
    ["2021-09-15T13:40:00.250Z db", "2021-09-15T13:40:00.250Z | db"],
    ["2021/09/15 10:40 db", "2021-09-15T13:40Z | db"],
    ["15/09/2021 10:40 db", "2021-09-15T13:40Z | db"],
    ["09/15/2021 10:40 db", "2021-09-15T13:40Z | db"],
    ["15.09.2021 10:40 db", "2021-09-15T13:40Z | db"],
    ["04/04 10:40 db", "2021-04-04T13:40Z | db"],
    ["15 Sep 10:40 db", "2021-09-15T13:40Z | db"],
    ["Sep 15th, 2021 at 10:40 db", "2021-09-15T13:40Z | db"],
    ["15th of September 10:40 am db", "2021-09-15T13:40Z | db"],
    ["16 Sep 10:40 db", "2020-09-16T13:40Z | db"],
    ["29 Feb 10:00 db", "2020-02-29T13:00Z | db"],
    ["Wed, 15 Sep 2021 10:40:00 GMT db", "2021-09-15T10:40Z | db"],
    ["Monday 14:00 db", "2021-09-13T17:00Z | db"],
    ["on mon 14:00 db", "2021-09-13T17:00Z | db"],
    ["Wednesday 10:40 db", "2021-09-15T13:40Z | db"],
    ["Wednesday 14:00 db", "2021-09-08T17:00Z | db"],
    ["last Wednesday 10:00 db", "2021-09-08T13:00Z | db"],
    ["2 days ago 14:00 db", "2021-09-13T17:00Z | db"],
    ["a week ago at 14:00 db", "2021-09-08T17:00Z | db"],
  ])("“%s” is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each([
    ["03/04 10:00 db", "ambiguous: 2021-03-04 10:00 -03:00, 2021-04-03 10:00 -03:00"],
    ["03/04/2021 10:00 db", "ambiguous: 2021-03-04 10:00 -03:00, 2021-04-03 10:00 -03:00"],
    ["03.04.2021 10:00 db", "ambiguous: 2021-03-04 10:00 -03:00, 2021-04-03 10:00 -03:00"],
    ["09/10/2021 10:00 db", "ambiguous: 2021-09-10 10:00 -03:00"],
    ["last friday 10:00 db", "ambiguous: 2021-09-03 10:00 -03:00, 2021-09-10 10:00 -03:00"],
    ["10:25 Monday deploy failed", "ambiguous: 2021-09-13 10:25 -03:00, 2021-09-15 10:25 -03:00"],
    ["10:25-11:00 outage", "ambiguous: 2021-09-14 10:25 -11:00, 2021-09-15 10:25 -03:00"],
    ["10:25 -11:00 outage", "ambiguous: 2021-09-14 10:25 -11:00, 2021-09-15 10:25 -03:00"],
  ])("“%s” is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it("gives each choice the text that is left if it is taken", () => {
    expect(refusal("10:25 Monday deploy failed").choices.map(({ rest }) => rest)).toEqual([
      "deploy failed",
      "Monday deploy failed",
    ]);
    expect(refusal("03/04 10:00 db").sentence).toBe(
      "“03/04 10:00” can mean 2021-03-04 10:00 -03:00 or 2021-04-03 10:00 -03:00. " +
        "Type the one you mean, written like that.",
    );
  });

  it("that two readings agree on is no question, and then no word is taken from the text", () => {
    expect(told("10:25 Wednesday deploy failed")).toBe("2021-09-15T13:25Z | Wednesday deploy failed");
  });

  it("without a year is looked for back to the last such day, also where eight years had no 29 February", () => {
    expect(told("29 Feb 10:00 db", "1904-01-15T12:00:00Z", "UTC")).toBe("1896-02-29T10:00Z | db");
  });

  it("has no choice in the future, not even by the seconds that clocks may differ", () => {
    const now = "2021-04-03T12:59:30Z";
    expect(refusal("03/04/2021 10:00 db", now).choices.map(({ at }) => at)).toEqual([
      Date.parse("2021-03-04T13:00:00Z"),
      Date.parse(now),
    ]);
  });

  it("in the future is refused and names the time that was understood", () => {
    expect(refusal("tomorrow 10:00 db")).toEqual({
      ok: false,
      code: "future",
      choices: [],
      sentence:
        "“tomorrow 10:00” is 2021-09-16 10:00 -03:00, which is 23 h 12 min in the future. " +
        "Type a time that has passed, or “just now”.",
    });
    expect(told("2021-09-15 10:49 db")).toBe("2021-09-15T13:48Z | db");
    expect(told("2021-09-15 10:49:01 db")).toBe("future:");
    expect(told("today 11:30 db")).toBe("future:");
    expect(told("2022-03-13 02:30 db", noon, losAngeles)).toBe("future:");
  });
});

describe("a length of time ago", () => {
  it.each([
    ["20 min ago db restarted", "2021-09-15T13:28Z | db restarted"],
    ["20 min ago 10:25 appeared in logs", "2021-09-15T13:28Z | 10:25 appeared in logs"],
    ["20mins ago, db", "2021-09-15T13:28Z | db"],
    ["2 hours ago db", "2021-09-15T11:48Z | db"],
    ["1h20m ago db", "2021-09-15T12:28Z | db"],
    ["1.5 hours ago db", "2021-09-15T12:18Z | db"],
    ["an hour and 20 minutes ago db", "2021-09-15T12:28Z | db"],
    ["half an hour ago db", "2021-09-15T13:18Z | db"],
    ["an hour and a half ago db", "2021-09-15T12:18Z | db"],
    ["2 h, 1 min, 30 s ago db", "2021-09-15T11:46:30.000Z | db"],
    ["0.1 days ago db", "2021-09-15T11:24Z | db"],
    ["twenty minutes ago db", "2021-09-15T13:28Z | db"],
    ["Ten minutes ago db", "2021-09-15T13:38Z | db"],
    ["90 s ago db", "2021-09-15T13:46:30.000Z | db"],
    ["1 day 2 h ago db", "2021-09-14T11:48Z | db"],
    ["just now db", "2021-09-15T13:48Z | db"],
    ["now db", "2021-09-15T13:48Z | db"],
  ])("“%s” is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each(["a few minutes ago", "several hours ago", "about 20 min ago", "a couple of hours ago", "2 months ago"])(
    "“%s” is not exact, and is refused with the way to say it",
    (text) => {
      expect(refusal(`${text} db`).sentence).toBe(
        `“${text}” is not exact. Say how many minutes, hours or days, for example: 20 min ago.`,
      );
    },
  );

  it.each(["5 min 3 min ago db", "20 min before the deploy", "-5 min ago", "1,5 hours ago", "db died 20 min ago"])(
    "“%s” is not read as one",
    (text) => {
      expect(refusal(text).code).toBe("unreadable");
    },
  );
});

describe("a zone abbreviation", () => {
  it.each([
    [
      "10:25 IST db",
      saoPaulo,
      "2021-09-15 10:25 +05:30, 2021-09-15 10:25 +03:00, 2021-09-15 10:25 +02:00, 2021-09-15 10:25 +01:00",
    ],
    ["10:25 BST db", saoPaulo, "2021-09-15 10:25 +11:00, 2021-09-15 10:25 +06:00, 2021-09-15 10:25 +01:00"],
    ["10:25 PST db", losAngeles, "2021-09-14 10:25 -07:00, 2021-09-14 10:25 -08:00"],
    ["10:25 CET db", "Europe/Paris", "2021-09-15 10:25 +02:00, 2021-09-15 10:25 +01:00"],
  ])("“%s” is asked about in %s", (text, zone, choices) => {
    expect(told(text, noon, zone)).toBe(`ambiguous: ${choices}`);
  });

  it.each([
    ["10:25 IST db", noon, "Asia/Calcutta", "2021-09-15T04:55Z | db"],
    ["10:25 IST db", noon, "Europe/Dublin", "2021-09-15T09:25Z | db"],
    ["10:25 BST db", noon, "Europe/London", "2021-09-15T09:25Z | db"],
    ["10:25 CST db", "2021-01-15T20:00:00Z", "America/Chicago", "2021-01-15T16:25Z | db"],
    ["10:25 CST db", noon, "Asia/Shanghai", "2021-09-15T02:25Z | db"],
    ["10:25 PST db", noon, "Asia/Manila", "2021-09-15T02:25Z | db"],
    ["10:25 PST db", "2021-01-15T20:00:00Z", saoPaulo, "2021-01-15T18:25Z | db"],
  ])("“%s” at %s in %s, where people say it or only one zone does, is %s", (text, now, zone, expected) => {
    expect(told(text, now, zone)).toBe(expected);
  });

  it("that a zone's own people do not use on that day is asked about (IST in a Dublin winter)", () => {
    expect(refusal("10:25 IST db", "2021-01-15T20:00:00Z", "Europe/Dublin").code).toBe("ambiguous");
  });
});

describe("a clock change", () => {
  it.each([
    ["2021-11-07 01:30 db", losAngeles, "2021-11-07 01:30 -07:00, 2021-11-07 01:30 -08:00"],
    ["2021-10-31 01:30 db", "Europe/London", "2021-10-31 01:30 +01:00, 2021-10-31 01:30 +00:00"],
    ["2021-04-04 01:45 db", "Australia/Lord_Howe", "2021-04-04 01:45 +11:00, 2021-04-04 01:45 +10:30"],
    ["2018-02-17 23:30 db", saoPaulo, "2018-02-17 23:30 -02:00, 2018-02-17 23:30 -03:00"],
  ])("makes “%s” in %s two times, and both are asked about", (text, zone, choices) => {
    expect(told(text, "2022-01-01T00:00:00Z", zone)).toBe(`ambiguous: ${choices}`);
  });

  it.each([
    ["2021-03-14 02:30 db", losAngeles, "2021-03-14 03:00 -07:00"],
    ["2021-03-28 01:30 db", "Europe/London", "2021-03-28 02:00 +01:00"],
    ["2021-10-03 02:15 db", "Australia/Lord_Howe", "2021-10-03 02:30 +11:00"],
    ["2018-11-04 00:30 db", saoPaulo, "2018-11-04 01:00 -02:00"],
  ])("skips “%s” in %s, and the nearest time is %s", (text, zone, nearest) => {
    expect(told(text, "2022-01-01T00:00:00Z", zone)).toBe(`gap: ${nearest}`);
  });

  it("that Brazil gave up in 2019 skips nothing since", () => {
    expect(told("2019-11-03 00:30 db", "2022-01-01T00:00:00Z")).toBe("2019-11-03T03:30Z | db");
  });

  it("says why a skipped time is refused and what to type", () => {
    expect(refusal("02:30 db", "2021-03-14T12:00:00Z", losAngeles).sentence).toBe(
      "“02:30” did not exist on 2021-03-14: the clocks went from 2021-03-14 02:00 -08:00 straight to " +
        "2021-03-14 03:00 -07:00. The nearest time is 2021-03-14 03:00 -07:00; type that, or the time with its " +
        "UTC offset.",
    );
  });

  it("is no question while the second pass has not come, or when the zone is typed", () => {
    expect(told("01:30 db", "2021-11-07T08:40:00Z", losAngeles)).toBe("2021-11-07T08:30Z | db");
    expect(told("01:30 db", "2021-11-07T09:29:59Z", losAngeles)).toBe("2021-11-07T08:30Z | db");
    expect(told("01:30 PST db", "2021-11-07T12:00:00Z", losAngeles)).toBe("2021-11-07T09:30Z | db");
    expect(told("01:30 -07:00 db", "2021-11-07T12:00:00Z", losAngeles)).toBe("2021-11-07T08:30Z | db");
  });
});

describe("what is no time", () => {
  it.each([
    ["", /^There is no time here\. Begin with one, for example: 10:25 or 20 min ago or yesterday 23:10\.$/],
    ["db restarted", /^There is no time at the start of “db restarted”\. Begin with one, for example: 10:25/],
    ["5 servers died", /no time at the start/],
    ["nowhere to go", /no time at the start/],
    ["Monday.com broke", /no time at the start/],
    ["sun certificates expired", /no time at the start/],
    ["1/2 of the nodes died", /no time at the start/],
    ["10:255 db", /no time at the start/],
    ["10:25/11 db", /no time at the start/],
    ["5 pm2 processes died", /no time at the start/],
    ["10.25 GB left", /^“10\.25” may be a number or a time\. If it is a time, write 10:25\.$/],
    ["1025 errors", /^“1025” may be a number or a time\. If it is a time, write 10:25\.$/],
    ["yesterday 1025 errors", /“1025” may be a number/],
    ["25:10 db", /^“25:10” is no time of day: hours go from 00 to 23/],
    ["10:75 db", /^“10:75” is no time of day/],
    ["10:25:60 db", /^“10:25:60” is no time of day/],
    ["2021-02-30 10:00 db", /^“2021-02-30” is not a day of the calendar\.$/],
    ["15/09/21 10:00 db", /Write the year with four digits/],
    [
      "yesterday db restarted",
      /^“yesterday” names a day but no time of day\. Put one after it, for example: yesterday 10:25\.$/,
    ],
    ["2 days ago db restarted", /^“2 days ago” names a day but no time of day/],
    ["Thu 15 Sep 2021 10:40 db", /another day of the week/],
    ["<!date^1631713680^{ago}|10:48> db", /^Slack's own date tokens cannot be read here\. Type the time itself/],
  ])("“%s” is refused with a sentence that helps", (text, sentence) => {
    expect(refusal(text)).toMatchObject({ code: "unreadable", choices: [], sentence: expect.stringMatching(sentence) });
  });

  it("is repeated in the sentence only in part when it is long, and never cut inside a character", () => {
    const { sentence } = refusal("🔥".repeat(3_000));
    expect(sentence).toContain(`“${"🔥".repeat(39)}…”`);
  });
});
