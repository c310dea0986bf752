import { expect, test } from "vitest";
import { messageProblems, viewProblems } from "./check-limits.ts";

const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } });
const message = (...blocks: unknown[]) => ({ text: "a", blocks });

test.each([
  ["a message without blocks", message()],
  ["too long a section", message(section("a".repeat(3_001)))],
  ["a blank section", message(section(" "))],
  ["51 blocks", message(...Array.from({ length: 51 }, () => ({ type: "divider" })))],
  ["more JSON than we allow ourselves", message(...Array.from({ length: 4 }, () => section("a".repeat(2_900))))],
  ["one block_id twice", message({ type: "divider", block_id: "a" }, { type: "divider", block_id: "a" })],
  ["a page of the channel", message(section("<!channel>"))],
  ["a page of a group", message(section("<!subteam^S1>"))],
  ["a bare bracket", message(section("a < b"))],
  ["a bare ampersand", message(section("a & b"))],
  ["a lone surrogate", message(section("\uD83D"))],
  [
    "a select whose initial option is another",
    message({
      type: "actions",
      elements: [
        {
          type: "static_select",
          action_id: "a",
          options: [{ text: { type: "plain_text", text: "a" }, value: "a" }],
          initial_option: { text: { type: "plain_text", text: "b" }, value: "b" },
        },
      ],
    }),
  ],
  ["an empty rich text", message({ type: "rich_text", elements: [{ type: "rich_text_section", elements: [] }] })],
  [
    "a broadcast",
    message({
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements: [{ type: "broadcast", range: "here" }] }],
    }),
  ],
])("The check of messages finds %s", (_name, given) => {
  expect(messageProblems(given)).not.toEqual([]);
});

test("The check of messages lets a right one pass", () => {
  expect(
    messageProblems(message(section("<@U1> at <!date^1^{ago}|1970-01-01 00:00 UTC> &amp; <https://a.b?c&amp;d>"))),
  ).toEqual([]);
});

const modal = {
  type: "modal",
  callback_id: "a",
  title: { type: "plain_text", text: "Title" },
  blocks: [{ type: "divider" }],
};
const input = {
  type: "input",
  block_id: "a",
  label: { type: "plain_text", text: "a" },
  element: { type: "plain_text_input", action_id: "a" },
};

test.each([
  ["a title of 25", { ...modal, title: { type: "plain_text", text: "a".repeat(25) } }],
  ["inputs without a submit", { ...modal, blocks: [input] }],
  ["too much metadata", { ...modal, private_metadata: "a".repeat(3_001) }],
])("The check of views finds %s", (_name, given) => {
  expect(viewProblems(given)).not.toEqual([]);
});

test("The check of views lets a right one pass", () => {
  expect(viewProblems({ ...modal, submit: { type: "plain_text", text: "Go" }, blocks: [input] })).toEqual([]);
});
