import { describe, expect, test } from "vitest";
import { problemsOfMessageBlocks, problemsOfView } from "../../src/workspace/blocks/validate.ts";
import { store } from "../../src/workspace/people/uploaded.ts";
import type { Json } from "../../src/workspace/world.ts";
import {
  actions,
  bar,
  button,
  card,
  chart,
  container,
  dataTable,
  external,
  feedback,
  inHome,
  inMessage,
  inModal,
  line,
  many,
  mrkdwn,
  picture,
  pie,
  raw,
  rich,
  section,
  series,
  table,
  task,
  video,
  words,
  world,
} from "./support/block-samples.ts";
import { allScopes } from "./support/bolt.ts";
import { input, option, plain, smallWorld } from "./support/small-world.ts";

describe("a message takes", () => {
  test.each<[string, object]>([
    [
      "every inline piece of rich text",
      rich(
        line(
          { type: "text", text: "a", style: { bold: true, italic: true, strike: true, code: true, underline: true } },
          { type: "link", url: "https://e.com", text: "b" },
          { type: "user", user_id: "U1" },
          { type: "usergroup", usergroup_id: "S1" },
          { type: "channel", channel_id: "C1" },
          { type: "emoji", name: "wave" },
          { type: "date", timestamp: 1, format: "{date}", fallback: "then" },
          { type: "broadcast", range: "here" },
          { type: "color", value: "#aabbcc" },
          { type: "team", team_id: "T1" },
        ),
      ),
    ],
    [
      "a list within a list",
      rich(
        { type: "rich_text_list", style: "bullet", elements: [line({ type: "text", text: "a" })] },
        { type: "rich_text_list", style: "ordered", indent: 8, offset: 2, border: 1, elements: [line()] },
      ),
    ],
    ["a table of 100 × 20", table(many(100, () => many(20, () => raw("a"))))],
    [
      "a table of every kind of cell",
      table([[raw("a"), { type: "raw_number", value: 1.5, text: "1.5" }, rich(line({ type: "text", text: "b" }))]], {
        column_settings: [{ align: "right", is_wrapped: true }, null],
      }),
    ],
    [
      "a data table of 201 rows",
      dataTable(
        many(201, () => [raw("a")]),
        { page_size: 100, row_header_column_index: 0 },
      ),
    ],
    ["a pie of 12", chart(pie(12))],
    ["bars", chart(bar(series("one", "a", "b"), series("two", "b", "a")))],
    [
      "a card",
      card({ subtitle: mrkdwn(words(150)), body: mrkdwn(words(200)), hero_image: picture, actions: [button()] }),
    ],
    ["a carousel of ten", { type: "carousel", elements: many(10, () => card()) }],
    [
      "a container of ten",
      container({ child_blocks: many(10, () => section({})), is_collapsible: true, default_collapsed: true }),
    ],
    [
      "feedback and an icon",
      { type: "context_actions", elements: [feedback, { type: "icon_button", icon: "trash", text: plain("Delete") }] },
    ],
    ["a task", task({ details: rich(line()), sources: [{ type: "url", url: "https://e.com", text: "e" }] })],
    ["a plan", { type: "plan", title: "P", tasks: [task()] }],
    ["a video", video({ author_name: words(49), title_url: "https://e.com" })],
    ["a button with an address", actions(button({ url: "https://e.com/a?b=c#d" }))],
    [
      "menus that ask the app",
      actions(external({ min_query_length: 0 }), {
        ...external(),
        type: "multi_external_select",
        action_id: "m",
        max_selected_items: 2,
      }),
    ],
    ["multi menus among buttons", actions({ type: "multi_users_select", action_id: "w", initial_users: ["U1"] })],
    [
      "menus of conversations",
      actions({
        type: "conversations_select",
        action_id: "c",
        default_to_current_conversation: true,
        filter: { include: ["im", "mpim", "private", "public"], exclude_bot_users: true },
        response_url_enabled: true,
      }),
    ],
    [
      "formatted text to type",
      input("r", { type: "rich_text_input", min_lines: 1, max_lines: 100, initial_value: rich(line()) }),
    ],
    ["a time in a zone", actions({ type: "timepicker", action_id: "t", timezone: "Europe/London" })],
    ["a menu as accessory", section({ accessory: { type: "multi_static_select", options: [option("A", "a")] } })],
  ])("%s", (_, block) => {
    expect(inMessage(block)).toEqual([]);
  });
});

describe("a modal", () => {
  test.each<[string, object]>([
    ["an alert of 200", { type: "alert", text: plain(words(200)), level: "warning" }],
    [
      "a number between two",
      input("n", { type: "number_input", is_decimal_allowed: true, min_value: "-1.5", max_value: "10" }),
    ],
    ["ten files", input("f", { type: "file_input", max_files: 10, filetypes: ["png", "md"] })],
    ["an address and an e-mail", input("u", { type: "url_text_input", initial_value: "https://e.com" })],
    ["a video", video()],
  ])("takes %s", (_, block) => {
    expect(inModal(block)).toEqual([]);
  });

  test.each<[string, object, string]>([
    [
      "an alert of 201",
      { type: "alert", text: plain(words(201)) },
      "must be less than 201 characters [json-pointer:/view/blocks/0/text/text]",
    ],
    [
      "an alert's unknown level",
      { type: "alert", text: plain("a"), level: "loud" },
      "must be one of default, info, warning, error, success [json-pointer:/view/blocks/0/level]",
    ],
    [
      "eleven files",
      input("f", { type: "file_input", max_files: 11 }),
      "must be between 1 and 10 [json-pointer:/view/blocks/0/element/max_files]",
    ],
    [
      "a number as a number",
      input("n", { type: "number_input", is_decimal_allowed: false, min_value: 1 }),
      "must be a number as a string [json-pointer:/view/blocks/0/element/min_value]",
    ],
    [
      "a least number over the greatest",
      input("n", { type: "number_input", is_decimal_allowed: false, min_value: "10", max_value: "9" }),
      "must not be over max_value [json-pointer:/view/blocks/0/element/min_value]",
    ],
    [
      "half a number where none may be",
      input("n", { type: "number_input", is_decimal_allowed: false, max_value: "1.5" }),
      "must be a whole number [json-pointer:/view/blocks/0/element/max_value]",
    ],
    [
      "a number without is_decimal_allowed",
      input("n", { type: "number_input" }),
      "missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]",
    ],
    ["a table", table([[raw("a")]]), "unsupported type: table [json-pointer:/view/blocks/0/type]"],
    ["a container", container(), "unsupported type: container [json-pointer:/view/blocks/0/type]"],
    ["a card", card(), "unsupported type: card [json-pointer:/view/blocks/0/type]"],
    [
      "feedback",
      { type: "context_actions", elements: [feedback] },
      "unsupported type: context_actions [json-pointer:/view/blocks/0/type]",
    ],
  ])("refuses %s", (_, block, problem) => {
    expect(inModal(block)).toContain(problem);
  });
});

test("a home takes tables, more than one, and containers; it refuses what belongs to modals or messages", () => {
  expect(inHome(table([[raw("a")]]), table([[raw("a")]]), dataTable([[raw("a")], [raw("b")]]), container())).toEqual(
    [],
  );
  const refused = [
    { type: "markdown", text: "a" },
    task(),
    chart(pie(1)),
    input("n", { type: "number_input", is_decimal_allowed: true }),
  ];
  for (const block of refused) expect(inHome(block)[0]).toMatch(/^unsupported type: /);
});

describe("what the workspace itself must have", () => {
  test("a picture of its own: processed, by id or by address, wherever it stands", () => {
    const file = store(world, "U1", { name: "a.png", bytes: new Uint8Array([1]) });
    const own = (slack_file: object) => ({ type: "image", alt_text: "a", slack_file });
    const address = `${world.baseUrl}/files/${file.id}/a.png`;
    expect(inMessage(own({ id: file.id }), section({ accessory: own({ url: address }) }))).toEqual([]);
    const text = store(world, "U1", { name: "a.md", bytes: new Uint8Array([1]) });
    expect(inMessage({ type: "context", elements: [own({ id: text.id })] })).toEqual([
      "invalid slack file [json-pointer:/blocks/0/elements/0/slack_file]",
    ]);
    file.completedAt = world.clock.now();
    file.polls = 0;
    expect(inMessage(card({ icon: own({ id: file.id }) }))).toEqual([
      "invalid slack file [json-pointer:/blocks/0/icon/slack_file]",
    ]);
  });

  test("the scope of a video and of files to upload", () => {
    const poor = smallWorld(allScopes.filter((scope) => scope !== "files:read")).world;
    expect(problemsOfMessageBlocks(poor, [video()])).toEqual([
      "missing scope links.embed:write for video [json-pointer:/blocks/0]",
    ]);
    const view = { type: "modal", title: plain("t"), submit: plain("s"), blocks: [input("f", { type: "file_input" })] };
    expect(problemsOfView(poor, view as Json, ["modal"])).toEqual([
      "missing scope files:read for file_input [json-pointer:/view/blocks/0/element]",
    ]);
  });
});
