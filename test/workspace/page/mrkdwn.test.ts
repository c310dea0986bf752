import { describe, expect, it } from "vitest";
import type { Inline, Paragraph } from "../../../src/workspace/page/text/mrkdwn-tree.ts";
import { parseMrkdwn } from "../../../src/workspace/page/text/parse.ts";

const marks = { bold: "b", italic: "i", strike: "s", code: "code" } as const;

/** The tree in short: `<b>bold</b>`, `{user U1}`. */
function short(node: Inline): string {
  switch (node.type) {
    case "text":
      return node.text;
    case "emoji":
      return `{:${node.name}${node.skinTone === null ? "" : ` ${node.skinTone}`}:}`;
    case "link":
      return `{${node.url}${node.label === null ? "" : ` ${node.label}`}}`;
    case "user":
    case "channel":
    case "group":
      return `{${node.type} ${node.id}${node.label === null ? "" : ` ${node.label}`}}`;
    case "broadcast":
      return `{@${node.range}}`;
    case "date":
      return `{date ${node.at} ${node.format} ${node.url ?? "-"} ${node.fallback}}`;
    default:
      return `<${marks[node.type]}>${node.children.map(short).join("")}</${marks[node.type]}>`;
  }
}

const shortParagraph = ({ type, children }: Paragraph): string =>
  (type === "lines" ? "" : `${type}: `) + children.map(short).join("");

const read = (text: string): string => parseMrkdwn(text).map(shortParagraph).join("\n---\n");

describe("mrkdwn's marks", () => {
  it.each([
    ["*bold* _italic_ ~strike~ `code`", "<b>bold</b> <i>italic</i> <s>strike</s> <code>code</code>"],
    ["*_both_*", "<b><i>both</i></b>"],
    ["*bold _and italic_ too*", "<b>bold <i>and italic</i> too</b>"],
    ["(*bold*), *bold*.", "(<b>bold</b>), <b>bold</b>."],
    ["*two words* *and again*", "<b>two words</b> <b>and again</b>"],
    ["*<@U1>* is on it", "<b>{user U1}</b> is on it"],
    ["*:fire: Hot*", "<b>{:fire:} Hot</b>"],
  ])("are read in %j", (text, tree) => {
    expect(read(text)).toBe(tree);
  });

  it.each([
    "snake_case_name",
    "2*3*4",
    "a * b * c",
    "* item",
    "*not closed",
    "*not\nover lines*",
    "5 * 3 = 15*",
    "**two stars**",
    "*word*s",
    "é*x*",
    "~ ~",
    "``",
  ])("are plain characters in %j", (text) => {
    expect(read(text)).toBe(text);
  });

  it("mean nothing inside code", () => {
    expect(read("`*no* :fire: _no_`")).toBe("<code>*no* :fire: _no_</code>");
    expect(read("*a `*` b*")).toBe("<b>a <code>*</code> b</b>");
  });

  it("mean nothing when the other one is more than 3,000 characters away", () => {
    const far = `*${"x".repeat(3_100)}*`;
    expect(parseMrkdwn(far, false)).toEqual([{ type: "lines", children: [{ type: "text", text: far }] }]);
  });

  it("mean nothing when they are part of a token", () => {
    expect(read("_<https://x.test/a_b_c|see_this_>_")).toBe("<i>{https://x.test/a_b_c see_this_}</i>");
  });
});

describe("mrkdwn's paragraphs", () => {
  it.each([
    ["> one\n> two\nthree", "quote: one\ntwo\n---\nthree"],
    ["&gt; escaped", "quote: escaped"],
    [">no space", "quote: no space"],
    ["a > b", "a > b"],
    [">>> one\ntwo\n\nthree", "quote: one\ntwo\n\nthree"],
    ["before\n```\nlet x = *1*;\n```\nafter", "before\n---\npre: let x = *1*;\n---\nafter"],
    ["```inline```", "pre: inline"],
    ["```not closed", "```not closed"],
    ["• one\n• two", "• one\n• two"],
    ["one\n\ntwo", "one\n\ntwo"],
  ])("are read in %j", (text, tree) => {
    expect(read(text)).toBe(tree);
  });

  it("are none in an empty text", () => {
    expect(parseMrkdwn("")).toEqual([]);
  });
});

describe("mrkdwn's tokens", () => {
  it.each([
    ["<@U0AB>", "{user U0AB}"],
    ["<@U0AB|maya>", "{user U0AB maya}"],
    ["<#C01|general>", "{channel C01 general}"],
    ["<#C01|>", "{channel C01}"],
    ["<!subteam^S01>", "{group S01}"],
    ["<!subteam^S01|@oncall>", "{group S01 @oncall}"],
    ["<!here> <!channel> <!everyone|everyone>", "{@here} {@channel} {@everyone}"],
    ["<https://x.test/?a=1&amp;b=2|Tom &amp; Co>", "{https://x.test/?a=1&b=2 Tom & Co}"],
    ["<mailto:a@x.test|a@x.test>", "{mailto:a@x.test a@x.test}"],
    [
      "<!date^1392734382^Posted {date_num}^https://x.test/|then>",
      "{date 1392734382000 Posted {date_num} https://x.test/ then}",
    ],
    ["<!date^1392734382^{ago}|then>", "{date 1392734382000 {ago} - then}"],
  ])("are read in %j", (text, tree) => {
    expect(read(text)).toBe(tree);
  });

  it.each([
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "<javascript:alert(1)|x>",
    "<@>x",
    "1 < 2 > 0",
    "<data:text/html,x>",
  ])("are none in %j", (text) => {
    expect(read(text)).toBe(text);
  });

  it("are none when they came escaped", () => {
    expect(read("&lt;!channel&gt; &amp;lt;")).toBe("<!channel> &lt;");
  });

  it("begin where an address stands by itself, and end before the sentence's punctuation", () => {
    expect(read("See https://x.test/a_b_c?q=1&amp;r=2.")).toBe("See {https://x.test/a_b_c?q=1&r=2}.");
    expect(read("(https://x.test)")).toBe("({https://x.test})");
    expect(parseMrkdwn("https://x.test", true).map(shortParagraph)).toEqual(["https://x.test"]);
  });
});

describe("mrkdwn's emoji", () => {
  it.each([
    [":fire:", "{:fire:}"],
    [":+1::skin-tone-3: ok", "{:+1 3:} ok"],
    ["a:fire:b", "a{:fire:}b"],
    ["at 10:25:30", "at 10:25:30"],
    [":not an emoji:", ":not an emoji:"],
    ["::", "::"],
  ])("are read in %j", (text, tree) => {
    expect(read(text)).toBe(tree);
  });
});

it("is read in a moment where a long text opens marks and never closes them", { timeout: 1_000 }, () => {
  for (const text of ["*a _b ~c `d ".repeat(300), "<".repeat(3_000), ":".repeat(3_000), "*a".repeat(1_500)]) {
    expect(read(text)).toBe(text);
  }
});
