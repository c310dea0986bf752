// Typed text on its way out to Slack, and back in.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cut, cutMrkdwn, pieces } from "../../src/blocks/cut.ts";
import { context, firstLine, lineText, quoted, rich, words } from "../../src/blocks/line.ts";
import { ago, escaped, inLine, instant, typed } from "../../src/blocks/mrkdwn.ts";
import { readSlackText, readSlackTitle } from "../../src/blocks/slack-text.ts";
import { cleanText } from "../../src/incident/typed-text.ts";
import { nastyTexts, text } from "../support/arbitrary-incident.ts";

const anyText = fc.oneof(
  text,
  fc.string({
    unit: fc.constantFrom(
      "<",
      ">",
      "&",
      "!",
      "@",
      "U1",
      "#C1",
      "|",
      "lt;",
      "\uD83D",
      "\uDE00",
      "a",
      " ",
      "\n",
      "^",
      "https://a.b",
    ),
  }),
);

/** What Slack's own client makes of mrkdwn: tokens stay, escapes are characters. */
const shown = (mrkdwn: string): string =>
  mrkdwn.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

describe("A body that people typed", () => {
  test.each([
    ["<!channel> <!here> <!everyone>", "&lt;!channel&gt; &lt;!here&gt; &lt;!everyone&gt;"],
    ["<!subteam^S012AB3CD|@ops>", "&lt;!subteam^S012AB3CD|@ops&gt;"],
    ["<!date^1^{ago}|x>", "&lt;!date^1^{ago}|x&gt;"],
    ["<@U0SAM00001> and <@W1|sam> of <#C1|general>", "<@U0SAM00001> and <@W1> of <#C1>"],
    ["<@sam> <@U0\nSAM>", "&lt;@sam&gt; &lt;@U0\nSAM&gt;"],
    ["a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"],
    ["&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["see https://a.b/c?x=1&y=2.", "see <https://a.b/c?x=1&amp;y=2>."],
    ["(https://a.b) and *https://a.b*", "(<https://a.b>) and *<https://a.b>*"],
    ["<https://a.b|click me>", "&lt;<https://a.b>|click me&gt;"],
    ["javascript:alert(1)", "javascript:alert(1)"],
    ["*bold* _it_ `code`", "*bold* _it_ `code`"],
    ["half \uD83D a pair", "half \uFFFD a pair"],
  ])("%j becomes %j", (from, to) => expect(typed(from)).toBe(to));

  test("never holds a token but people, channels and addresses", () => {
    fc.assert(
      fc.property(anyText, (from) => {
        const tokens = typed(from).match(/<[^>]*>?/g) ?? [];
        for (const token of tokens) expect(token).toMatch(/^<(@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|https?:\/\/[^\s<>|]+)>$/);
        expect(typed(from)).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }),
      { numRuns: 2_000 },
    );
  });

  test("shows every character that was typed, beside the brackets of addresses and the names in tokens", () => {
    fc.assert(
      fc.property(anyText, (from) => {
        const plain = cleanText(from).replaceAll(/<([@#][A-Z0-9]+)\|[^<>\n]*>/g, "<$1>");
        expect(shown(typed(from).replaceAll(/<(https?:[^>]*)>/g, "$1"))).toBe(plain);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("A title in a line", () => {
  test("is one line of plain words in which nothing is a token", () => {
    fc.assert(
      fc.property(anyText, (title) => {
        const line = [words("Now called "), quoted(title)];
        expect(lineText(line)).not.toMatch(/<|\n|&(?!amp;|lt;|gt;)/);
        for (const element of rich(line).elements[0]?.elements ?? []) expect(element).toMatchObject({ type: "text" });
      }),
      { numRuns: 1_000 },
    );
  });

  test("is never mrkdwn, also in small print beside a mention", () => {
    const block = context([[words("Before: "), quoted("*bold* `code` :fire: @channel")]]);
    expect(block?.elements).toEqual([
      { type: "mrkdwn", text: "Before:", verbatim: true },
      { type: "plain_text", text: "*bold* `code` :fire: @channel", emoji: false },
    ]);
  });

  test("from right to left does not turn round the words after it", () => {
    expect(inLine("שרת \u202Eabc", 100)).toBe("\u2068שרת abc\u2069");
    expect(inLine("\u202Eabc\u2069\u2069", 100)).toBe("abc");
    expect(inLine("ש".repeat(200), 100)).toHaveLength(100);
    expect(inLine("ש".repeat(200), 100).endsWith("…\u2069")).toBe(true);
  });

  test("says nothing where there is nothing to say", () => {
    expect(context([[quoted("")], [words("")]])).toBeNull();
  });
});

describe("The first line of an update", () => {
  test("keeps the people in it and is not longer than allowed", () => {
    expect(firstLine("Rolled back by <@U0SAM00001|sam> in <#C1|ops>\nsecond", 100)).toEqual([
      { part: "quoted", text: "Rolled back by " },
      { part: "person", userId: "U0SAM00001" },
      { part: "quoted", text: " in " },
      { part: "channel", channelId: "C1" },
    ]);
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (from, max) => {
        const plain = firstLine(from, max).map((part) => (part.part === "quoted" ? part.text : ""));
        expect(plain.join("").length).toBeLessThanOrEqual(max);
        expect(plain.join("")).not.toContain("\n");
      }),
    );
  });
});

describe("Cutting", () => {
  const graphemes = (whole: string): string[] =>
    Array.from(new Intl.Segmenter("en").segment(whole), ({ segment }) => segment);

  test("keeps whole graphemes, within the limit, from the start", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 12, max: 300 }), (whole, max) => {
        const clean = cleanText(whole);
        const short = cut(clean, max);
        expect(short.length).toBeLessThanOrEqual(max);
        if (clean.length <= max) {
          expect(short).toBe(clean);
          return;
        }
        const kept = graphemes(short.slice(0, -1));
        expect(short.endsWith("…")).toBe(true);
        expect(clean.startsWith(kept.join(""))).toBe(true);
        // A single grapheme longer than the limit is the one thing that is divided, at a code point.
        if (kept.length > 1) expect(graphemes(clean).slice(0, kept.length)).toEqual(kept);
        expect(short.isWellFormed()).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a letter under a thousand marks is divided between two marks", () => {
    expect(cut(`Z${"\u0301".repeat(1_000)}`, 10)).toHaveLength(10);
    expect(cut("👩🏽‍🚒👩🏽‍🚒", 12)).toBe("👩🏽‍🚒…");
    expect(cut("🚒🚒", 3)).toBe("🚒…");
    expect(cut("\u{1F692}".repeat(3), 2)).toBe("…");
  });

  test("mrkdwn is never cut inside a token or an escape", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 200 }), (from, max) => {
        const short = cutMrkdwn(typed(from), max);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(short).not.toMatch(/&(?!amp;|lt;|gt;)/);
        expect(short.replaceAll(/<[^<>]*>/g, "")).not.toMatch(/[<>]/);
      }),
      { numRuns: 1_000 },
    );
    expect(cutMrkdwn("a&amp;b", 5)).toBe("a…");
    expect(cutMrkdwn("ab <@U0SAM00001> c", 8)).toBe("ab …");
  });

  test("a piece ends after a line, else after a word, and never inside a token", () => {
    expect(pieces("one two three\nfour five six", 20, 1_000).pieces).toEqual(["one two three\n", "four five six"]);
    expect(pieces("one two three four five", 16, 1_000).pieces).toEqual(["one two three ", "four five"]);
    expect(pieces("onetwothreefourfive", 16, 1_000).pieces).toEqual(["onetwothreefourf", "ive"]);
    expect(pieces("onetwothr <https://a.example|b c> d", 26, 1_000).pieces[0]).toBe("onetwothr ");
  });

  test("pieces together are the whole, or its beginning with a mark that it goes on", () => {
    fc.assert(
      fc.property(
        anyText,
        fc.integer({ min: 20, max: 300 }),
        fc.integer({ min: 100, max: 3_000 }),
        (from, max, json) => {
          const whole = typed(from);
          const { pieces: parts, isWhole } = pieces(whole, max, json);
          for (const part of parts) expect(part.length).toBeLessThanOrEqual(max);
          const size = parts.reduce((sum, part) => sum + JSON.stringify(part).length, 0);
          expect(size).toBeLessThanOrEqual(json + parts.length);
          const squeezed = (words: string): string => words.replaceAll(/\s/g, "");
          if (isWhole) expect(squeezed(parts.join(""))).toBe(squeezed(whole));
          else expect(squeezed(whole).startsWith(squeezed(parts.join("").slice(0, -1)))).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("What Slack sends", () => {
  test.each([
    ["a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"],
    ["&amp;lt;", "&lt;"],
    ["<@U0SAM00001|sam> <@W1>", "<@U0SAM00001> <@W1>"],
    ["<#C1|general> <#C2|> <#C3>", "<#C1|general> <#C2> <#C3>"],
    ["<https://a.b/c?x=1&amp;y=2>", "https://a.b/c?x=1&y=2"],
    ["<http://example.com|example.com>", "example.com"],
    ["<mailto:sam@a.b|sam@a.b>", "sam@a.b"],
    ["<https://a.b|the runbook>", "the runbook (https://a.b)"],
    ["<!here> <!channel|channel> <!subteam^S1|@ops> <!subteam^S1>", "@here @channel @ops @group"],
    ["<!date^1392734382^{date}|2014-02-18>", "2014-02-18"],
    ["&lt;!channel&gt;", "<!channel>"],
    ["a <b> c", "a <b> c"],
    ["half \uD83D", "half \uFFFD"],
  ])("%j is kept as %j", (from, to) => expect(readSlackText(from)).toBe(to));

  test("A title holds names, not mentions", () => {
    expect(readSlackTitle("<@U1|sam> broke <#C1|shop> &amp; <@U2>")).toBe("@sam broke #shop & @U2");
  });

  test("What people type in a message comes back as they typed it", () => {
    fc.assert(
      fc.property(anyText, (typedText) => {
        expect(readSlackText(escaped(typedText))).toBe(cleanText(typedText));
      }),
      { numRuns: 1_000 },
    );
  });

  test("A page of a group that was read can't page anybody when it is said again", () => {
    for (const nasty of nastyTexts) expect(typed(readSlackText(nasty))).not.toContain("<!");
  });
});

test("A time is shown by Slack in the reader's zone, else in UTC", () => {
  expect(instant(1_772_442_000_999)).toBe("<!date^1772442000^{date_short_pretty} {time}|2026-03-02 09:00 UTC>");
  expect(ago(1_772_442_000_999)).toBe("<!date^1772442000^{ago}|2026-03-02 09:00 UTC>");
});
