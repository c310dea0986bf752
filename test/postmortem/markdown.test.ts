// The document as a person reads it: one whole, and what it says where something is missing or unusual.

import { describe, expect, test } from "vitest";
import type { Request } from "../../src/incident/commands.ts";
import { type Asking, declare, logOf, minute, sam, update, zoe } from "../incident/given.ts";
import { frontMatterIn } from "./reading.ts";
import { at, callsIssues, slack, when, written } from "./told.ts";

test("An incident in which everything happens reads as its golden file does", async () => {
  await expect(written(callsIssues())).toMatchFileSnapshot("../fixtures/postmortem/calls-fail.md");
});

describe("The top of the document", () => {
  test("marks what is private, a drill, open, or canceled with who, when and why", () => {
    const open = written(logOf(declare({ isPrivate: true, isDrill: true })));
    expect(open).toContain("**Private.** Share it only with those who were in it.\n");
    expect(open).toContain("**Drill.** This was practice.\n");
    expect(open).toContain("**Still open.** This is the story so far. Figures are as of 2026-03-02 09:00:00 +00:00.\n");
    expect(frontMatterIn(open)).toMatchObject({ private: true, drill: true, status: "investigating", resolved: null });
    const canceled = written(logOf(when(8, declare()), when(20, { type: "Cancel", reason: "A *test*\ncall" })));
    expect(canceled).toContain(
      "**Canceled** 2020-01-23 11:20:00 +00:00, by U0SAM00001. The reason:\n\n> A \\*test\\*\\\n> call\n",
    );
    expect(canceled).toContain("| Canceled | 2020-01-23 11:20:00 +00:00 |\n");
    expect(canceled).toContain("| Declared → resolved | unknown |\n");
    expect(canceled).not.toContain("Still open");
    const again = logOf(
      when(8, declare()),
      when(20, { type: "Cancel", reason: "x" }),
      when(30, { type: "Reopen", reason: "It rings" }),
    );
    expect(written(again)).not.toContain("**Canceled**");
    expect(written(again)).toContain("Reopened: It rings");
    const plain = written(callsIssues());
    for (const mark of ["**Private", "**Drill", "**Still", "**Canceled"]) expect(plain).not.toContain(mark);
  });

  test("says what is not known in words, and null in the front matter", () => {
    const document = written(logOf(declare()));
    for (const row of [
      "| Incident commander | nobody |",
      "| Components | none named |",
      "| Resolved | not yet |",
      "| Declared → resolved | 0 s so far |",
      "| Time to detect | unknown |",
      "| Updates | none |",
      "| Impact | unknown |",
    ]) {
      expect(document).toContain(`${row}\n`);
    }
    expect(document).toContain("| Largest gap between updates | fewer than two updates | | |\n");
    expect(frontMatterIn(document)).toMatchObject({
      commander: null,
      resolved: null,
      impactStarted: null,
      detected: null,
      declaredToResolved: null,
      largestGapBetweenUpdates: null,
      impactDuration: null,
      slaEligible: null,
      updateCount: 0,
    });
    const ended = written(logOf(when(8, declare()), when(9, { type: "Resolve", text: "", impactEndedAt: at(9) })));
    expect(ended).toContain("When customers were affected is unknown. It ended 2020-01-23 11:09:00 +00:00.\n");
  });

  test("says how impact goes on, and that it has no known end where it was open when the incident ended", () => {
    const started = when(8, declare({ impactStartedAt: at(7), components: ["Voice"] }));
    const open = written(logOf(started, when(20, update("one"))));
    expect(open).toContain("| Impact | 13 min so far |\n");
    expect(open).toContain(
      "| 2020-01-23 11:07:00 +00:00 | not yet | 13 min so far | Voice | not said | eligible | |\n",
    );
    expect(frontMatterIn(open)).toMatchObject({ impactDuration: null, impactEnded: null });
    const over = written(logOf(started, when(20, { type: "Resolve", text: "", impactEndedAt: null })));
    expect(over).toContain("| Impact | unknown |\n");
    expect(over).toContain("| 2020-01-23 11:07:00 +00:00 | unknown | unknown | Voice | not said | eligible | |\n");
    expect(over).toContain("- When impact ended is unknown.\n");
    expect(frontMatterIn(over)).toMatchObject({ impactDuration: null, slaEligible: null });
  });

  test("shows every time in the one zone that it names, on both sides of a change of the clocks", () => {
    // 2020-03-29 00:30 UTC; London's clocks go forward at 01:00.
    const now = 1_585_441_800_000;
    const log = logOf(
      { request: declare(), at: { now, occurredAt: now } },
      {
        request: { type: "Resolve", text: "", impactEndedAt: null },
        at: { now: now + 60 * minute, occurredAt: now + 60 * minute },
      },
    );
    const document = written(log, { zone: "Europe/London" });
    expect(document).toContain("Times are in Europe/London, with their UTC offset.\n");
    expect(document).toContain("| Declared | 2020-03-29 00:30:00 +00:00 by U0SAM00001 |\n");
    expect(document).toContain("| Resolved | 2020-03-29 02:30:00 +01:00 |\n");
    expect(document).toContain("| Declared → resolved | 1 h |\n");
    expect(frontMatterIn(document)).toMatchObject({
      timeZone: "Europe/London",
      declared: "2020-03-29T00:30:00+00:00",
      resolved: "2020-03-29T02:30:00+01:00",
      declaredToResolved: "PT1H",
    });
  });

  test("says a span that runs backwards in words", () => {
    const early = { request: update("By the shell"), at: { now: at(20), occurredAt: at(3) } };
    const document = written(logOf(when(8, declare()), early));
    expect(document).toContain("| Declared → first update | first update 5 min before it was declared | ");
    expect(frontMatterIn(document).declaredToFirstUpdate).toBe("-PT5M");
  });

  test("is followed by the updates in the order of their numbers, and by the timeline in that of their times", () => {
    const early = { request: update("By the shell"), at: { now: at(20), occurredAt: at(9) } };
    const document = written(logOf(when(8, declare()), when(15, update("In Slack")), early));
    const order = ["### Update 1", "### Update 2", "## Timeline", "Update 2: By the shell", "Update 1: In Slack"];
    const places = order.map((part) => document.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  test("links nothing where no address is known", () => {
    const document = written(callsIssues(), { permalink: () => null });
    expect(document).not.toContain("[message]");
    expect(document).not.toContain("Declared from");
  });

  test("is not made of nothing", () => {
    expect(() => written([])).toThrow("A postmortem needs the log of an incident, and this one is empty.");
  });
});

describe("An entry in the timeline", () => {
  const entry = {
    type: "AddEntry",
    text: null,
    message: { channelId: "C0GENERAL1", ts: "1579780800.000200", authorId: null },
  } as const;

  test("names who said it and who added it, and of a message without words says so", () => {
    const file: Request = {
      type: "RecordQuote",
      entryId: "01j00000000000000000000000.2",
      text: "",
      authorId: "U0ZOE00002",
    };
    const lines = written(logOf(when(8, declare()), when(9, entry), when(9, file)));
    expect(lines).toContain("· U0ZOE00002 (added by U0SAM00001) · A message without words · [message](");
    expect(written(logOf(when(8, declare()), when(9, entry)))).toContain(
      "· U0SAM00001 · A message whose words could not be read · [message](",
    );
  });

  test("of several paragraphs has its link behind the last", () => {
    const typed: Request = { type: "AddEntry", text: "one\n\ntwo", message: entry.message };
    expect(written(logOf(when(8, declare()), when(9, typed)))).toContain(
      "· U0SAM00001 · one\n\n  two · [message](https://acme.slack.com/archives/C0GENERAL1/p1579780800000200)\n",
    );
  });
});

describe("The gaps found", () => {
  const gapsOf = (...story: Asking[]): string[] => {
    const document = written(logOf(...story));
    return document
      .slice(document.indexOf("## Gaps found\n") + 15)
      .trim()
      .split("\n");
  };
  const whole = { impactStartedAt: at(7), commanderId: sam };

  const detected: Request = { type: "SetMilestone", milestone: "detected", at: at(8), reason: "" };

  test("are none where the record has what it can have", () => {
    expect(
      gapsOf(
        when(8, declare(whole)),
        when(9, detected),
        when(19, { type: "ChangeStatus", status: "monitoring" }),
        when(20, update("one")),
        when(80, { type: "Resolve", text: "two", impactEndedAt: at(70) }),
      ),
    ).toEqual(["None that the record shows."]);
  });

  test("are what is unknown, and that nobody led or spoke", () => {
    expect(gapsOf(when(8, declare()), when(9, { type: "Resolve", text: "", impactEndedAt: null }))).toEqual([
      "- When impact started is unknown.",
      "- When impact ended is unknown.",
      "- When it was detected is unknown.",
      "- When it was mitigated is unknown.",
      "- Nobody was in command of INC-1.",
      "- No update was posted.",
    ]);
  });

  test("don't name the end of an impact that may go on", () => {
    expect(gapsOf(when(8, declare(whole)), when(9, update("one")), when(9, detected))).toEqual([
      "None that the record shows.",
    ]);
  });

  test("are waits beyond the cadence of the policy in force then, but none while nobody waits", () => {
    const story = (severity: "SEV1" | "SEV2" | "SEV3"): Asking[] => [
      when(0, declare({ ...whole, severity, impactStartedAt: at(0), status: "monitoring" })),
      when(0, { ...detected, at: at(0) }),
      when(31, update("one")),
      when(92, { type: "Resolve", text: "two", impactEndedAt: at(90) }),
      when(500, { type: "Reopen", reason: "again" }),
      when(510, { type: "Resolve", text: "three", impactEndedAt: at(505) }),
    ];
    const waits = (severity: "SEV1" | "SEV2" | "SEV3") =>
      gapsOf(...story(severity)).filter((gap) => /update/.test(gap));
    const from = "2020-01-23 11:31:00 +00:00";
    const second = (every: string) =>
      `- 1 h 1 min without an update, from ${from} to 2020-01-23 12:32:00 +00:00 (${every}).`;
    expect(waits("SEV1")).toEqual([
      `- 31 min until the first update, from 2020-01-23 11:00:00 +00:00 to ${from} (SEV1: within 15 min).`,
      second("SEV1: every 30 min"),
    ]);
    expect(waits("SEV2")).toEqual([
      `- 31 min until the first update, from 2020-01-23 11:00:00 +00:00 to ${from} (SEV2: within 30 min).`,
      second("SEV2: every 60 min"),
    ]);
    expect(waits("SEV3")).toEqual([]);
  });

  test("are odd orders in words, impact that outlasted the end, and promises that came late", () => {
    const window: Request = {
      type: "SetImpactWindow",
      windowId: null,
      from: at(7),
      to: at(90),
      components: [],
      degree: "major outage",
      isSlaEligible: true,
      note: "",
    };
    const gaps = gapsOf(
      when(8, declare(whole)),
      when(9, { ...detected, at: at(2) }),
      when(10, update("one", { nextUpdateAt: at(20) })),
      when(25, update("two", { status: "monitoring" })),
      when(60, { type: "Resolve", text: "three", impactEndedAt: null }),
      when(200, window),
    );
    expect(gaps).toEqual([
      "- Detected 5 min before impact started.",
      "- Impact went on for 30 min after it was resolved, until 2020-01-23 12:30:00 +00:00.",
      "- The update promised by 2020-01-23 11:20:00 +00:00 was not posted in time: it came 5 min late.",
    ]);
  });
});

describe("The SLA clocks", () => {
  const correction: Request = { type: "SetMilestone", milestone: "acknowledged", at: at(12), reason: "on the | phone" };

  test("name the breaches on record, and which correction withdrew one, by whom and why", () => {
    const log = logOf(
      when(8, declare({ severity: "SEV1" })),
      slack(13.1, { type: "NoteTime" }),
      when(14, { type: "TakeCommand", seenId: null }),
      when(20, correction, zoe),
      when(30, { type: "PauseClocks", reason: "awaiting *vendor*" }),
      when(50, { type: "ResumeClocks" }),
      when(60, { type: "Resolve", text: "", impactEndedAt: null }),
    );
    const document = written(log);
    expect(document).toContain(
      "- Acknowledge (SEV1), due 2020-01-23 11:13:00 +00:00; withdrawn 2020-01-23 11:20:00 +00:00 " +
        "by U0ZOE00002: on the | phone\n",
    );
    expect(document).toContain(
      "- 2020-01-23 11:30:00 +00:00 to 2020-01-23 11:50:00 +00:00, by U0SAM00001: awaiting \\*vendor\\*\n",
    );
    expect(document).toMatch(/\n\| Acknowledge \| 5 min \| met \| 2020-01-23 11:13:00 \+00:00 \| 4 min \|/);
    expect(document).toMatch(/\n\| Resolve \| 4 h \| met \| [^|]+ \| 32 min \|.*: awaiting \\\*vendor\\\* \|\n/);
    expect(document).toContain(
      "Acknowledged (corrected, was 2020-01-23 11:14:00 +00:00); withdrawn: the breach of acknowledge: on the",
    );
    expect(document).toContain(
      "| Acknowledged | 2020-01-23 11:12:00 +00:00 | U0ZOE00002 on 2020-01-23 11:20:00 +00:00 " +
        "(was 2020-01-23 11:14:00 +00:00): on the \\| phone |\n",
    );
  });

  test("on a working calendar count hours, and a severity that promises nothing says so", () => {
    const quiet = written(logOf(when(8, declare({ severity: "SEV4" }))));
    expect(quiet).toContain("| Acknowledge | 1 day working | running |");
    const log = logOf(
      when(8, declare({ severity: "SEV3" })),
      when(9, update("one")),
      // Thursday 11:09 to Tuesday 12:20: what is left of Thursday, Friday, Monday, and Tuesday until then.
      when(5 * 24 * 60 + 80, { type: "Resolve", text: "two", impactEndedAt: null }),
    );
    const document = written(log);
    expect(document).toMatch(/\n\| Resolve \| 3 days working \| missed \| [^|]+ \| 25 h 12 min \|/);
    expect(document).toContain("- 25 h 11 min without an update in working time, from");
    expect(document).toContain("- SEV3, an update every 4 h working: 0 kept, 1 missed (0 % kept)\n");
  });
});
