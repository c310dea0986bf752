// The document as a person reads it: one whole, and what it says where something is missing or unusual.

import { describe, expect, test } from "vitest";
import type { Request } from "../../src/incident/commands.ts";
import { type Asking, declare, logOf, minute, sam, update } from "../incident/given.ts";
import { frontMatterIn } from "./reading.ts";
import { at, callsIssues, when, written } from "./told.ts";

test("An incident in which everything happens reads as its golden file does", async () => {
  await expect(written(callsIssues())).toMatchFileSnapshot("../fixtures/postmortem/calls-fail.md");
});

describe("The top of the document", () => {
  test("marks what is private, a drill, open, or canceled with who, when and why", () => {
    const open = written(logOf(declare({ isPrivate: true, isDrill: true })));
    expect(open).toContain("**Private.** Share it only with those who were in it.\n");
    expect(open).toContain("**Drill.** This was practice.\n");
    expect(open).toContain("**Still open.** This is the story so far.\n");
    expect(frontMatterIn(open)).toMatchObject({ private: true, drill: true, status: "investigating", resolved: null });
    const canceled = written(logOf(when(8, declare()), when(20, { type: "Cancel", reason: "A *test*\ncall" })));
    expect(canceled).toContain(
      "**Canceled** 2020-01-23 11:20:00 +00:00, by U0SAM00001. The reason:\n\n> A \\*test\\*\\\n> call\n",
    );
    expect(canceled).toContain("| Canceled | 2020-01-23 11:20:00 +00:00 |\n");
    expect(canceled).toContain("| Declared → resolved | not resolved |\n");
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
      "| Declared → resolved | not resolved |",
      "| Declared → first update | no update |",
      "| Largest gap between updates | fewer than two updates |",
      "| Updates | 0 |",
      "| Impact | unknown |",
    ]) {
      expect(document).toContain(`${row}\n`);
    }
    expect(frontMatterIn(document)).toMatchObject({
      commander: null,
      resolved: null,
      impactStarted: null,
      declaredToResolved: null,
      largestGapBetweenUpdates: null,
      updateCount: 0,
    });
    const started = written(logOf(when(8, declare({ impactStartedAt: at(7) }))));
    expect(started).toContain("| Impact | from 2020-01-23 11:07:00 +00:00 to unknown |\n");
    const ended = written(logOf(when(8, declare()), when(9, { type: "Resolve", text: "", impactEndedAt: at(9) })));
    expect(ended).toContain("| Impact | from unknown to 2020-01-23 11:09:00 +00:00 |\n");
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
    expect(document).toContain("| Declared → first update | 5 min before the declaration |\n");
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

  test("are none where the record has what it can have", () => {
    expect(
      gapsOf(
        when(8, declare(whole)),
        when(20, update("one")),
        when(80, { type: "Resolve", text: "two", impactEndedAt: at(70) }),
      ),
    ).toEqual(["None that the record shows."]);
  });

  test("are what is unknown, and that nobody led or spoke", () => {
    expect(gapsOf(when(8, declare()), when(9, { type: "Resolve", text: "", impactEndedAt: null }))).toEqual([
      "- When impact started is unknown.",
      "- When impact ended is unknown.",
      "- Nobody was in command of INC-1.",
      "- No update was posted.",
    ]);
  });

  test("don't name the end of an impact that may go on", () => {
    expect(gapsOf(when(8, declare(whole)), when(9, update("one")))).toEqual(["None that the record shows."]);
  });

  test("are waits beyond the severity's cadence, but none while nobody waits", () => {
    const story = (severity: "SEV1" | "SEV2" | "SEV3"): Asking[] => [
      when(0, declare({ ...whole, severity, impactStartedAt: at(0) })),
      when(31, update("one")),
      when(92, { type: "Resolve", text: "two", impactEndedAt: at(90) }),
      when(500, { type: "Reopen", reason: "again" }),
      when(510, { type: "Resolve", text: "three", impactEndedAt: at(505) }),
    ];
    const second = "- 1 h 1 min without an update, from 2020-01-23 11:31:00 +00:00 to 2020-01-23 12:32:00 +00:00.";
    expect(gapsOf(...story("SEV1"))).toEqual([
      "- 31 min without an update, from 2020-01-23 11:00:00 +00:00 to 2020-01-23 11:31:00 +00:00.",
      second,
    ]);
    expect(gapsOf(...story("SEV2"))).toEqual([second]);
    expect(gapsOf(...story("SEV3"))).toEqual(["None that the record shows."]);
  });
});
