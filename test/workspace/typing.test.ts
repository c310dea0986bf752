import { expect, test } from "vitest";
import { problemsOfMessageBlocks } from "../../src/workspace/blocks/validate.ts";
import { richElements } from "../../src/workspace/people/rich-typing.ts";
import { smallWorld } from "./support/small-world.ts";

const words = (text: string) => [{ type: "text", text }];
const text = (value: string, ...styles: string[]) =>
  styles.length === 0
    ? { type: "text", text: value }
    : { type: "text", text: value, style: Object.fromEntries(styles.map((style) => [style, true])) };
const section = (...elements: object[]) => ({ type: "rich_text_section", elements });

test.each<[string, object[]]>([
  ["plain", [text("plain")]],
  ["a *b* c", [text("a "), text("b", "bold"), text(" c")]],
  ["_i_ ~s~ `c`", [text("i", "italic"), text(" "), text("s", "strike"), text(" "), text("c", "code")]],
  ["*b _i_*", [text("b ", "bold"), text("i", "bold", "italic")]],
  ["*b `c`*", [text("b ", "bold"), text("c", "bold", "code")]],
  ["a*b* _c_d", [text("a*b* _c_d")]],
  ["`*not bold*`", [text("*not bold*", "code")]],
  ["snake_case_name and 5 * 3 * 2", [text("snake_case_name and 5 * 3 * 2")]],
  ["* a * b", [text("* a * b")]],
  ["hi :wave:, 10:25:30", [text("hi "), { type: "emoji", name: "wave" }, text(", 10:25:30")]],
  ["two\nlines", [text("two\nlines")]],
  ["*open", [text("*open")]],
])("%j in one section", (typed, elements) => {
  expect(richElements(typed, words)).toEqual([section(...elements)]);
});

test("quotes, lists and code are elements of their own, in the order of their lines", () => {
  expect(richElements("first\n> said\n> twice\n- one\n- *two*\n1. three\nlast", words)).toEqual([
    section(text("first")),
    { type: "rich_text_quote", elements: [text("said\ntwice")] },
    { type: "rich_text_list", style: "bullet", elements: [section(text("one")), section(text("two", "bold"))] },
    { type: "rich_text_list", style: "ordered", elements: [section(text("three"))] },
    section(text("last")),
  ]);
  expect(richElements("see\n```\nif (a) *b*\n- c\n```\nthen", words)).toEqual([
    section(text("see")),
    { type: "rich_text_preformatted", elements: [text("if (a) *b*\n- c")] },
    section(text("then")),
  ]);
});

test("a message keeps its marks in its text; a mention within marks still pages; what comes out is valid", () => {
  const small = smallWorld();
  const message = small.sam.say("general", "*Look, @ada*: <b> `@ada` https://e.com/a_b_c");
  expect(message.text).toBe(`*Look, <@${small.ada.id}>*: &lt;b&gt; \`@ada\` <https://e.com/a_b_c>`);
  expect(message.notified).toEqual([small.ada.id]);
  expect(small.sam.say("general", "```\n@ada <!channel>\n```")).toMatchObject({
    text: "```\n@ada &lt;!channel&gt;\n```",
    notified: [],
  });
  expect(message.blocks).toMatchObject([
    {
      elements: [
        section(
          text("Look, ", "bold"),
          { type: "user", user_id: small.ada.id, style: { bold: true } },
          text(": <b> "),
          text("@ada", "code"),
          text(" "),
          { type: "link", url: "https://e.com/a_b_c" },
        ),
      ],
    },
  ]);
  expect(problemsOfMessageBlocks(small.world, message.blocks)).toEqual([]);
});
