import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.stop());

const plain = (text: string) => ({ type: "plain_text", text });
const words = (length: number) => "x".repeat(length);
const options = (count: number) => Array.from({ length: count }, (_, i) => ({ text: plain(`o${i}`), value: `v${i}` }));
const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
const actions = (...elements: object[]) => ({ type: "actions", elements });
const button = (more: object = {}) => ({ type: "button", text: plain("Go"), action_id: "go", ...more });
const menu = (more: object = {}) => ({ type: "static_select", action_id: "menu", options: options(2), ...more });
const input = (element: object, more: object = {}) => ({ type: "input", label: plain("Label"), element, ...more });
const typed = (more: object = {}) => ({ type: "plain_text_input", action_id: "typed", ...more });
const confirm = { title: plain("Sure?"), text: plain("Really"), confirm: plain("Yes"), deny: plain("No") };

async function post(blocks: unknown) {
  const { body } = await call(bench.workspace, "chat.postMessage", { channel: "general", text: "fallback", blocks });
  return body as { ok: boolean; error?: string; errors?: string[]; response_metadata?: { messages: string[] } };
}

const good: [string, object][] = [
  ["a header of 150", { type: "header", text: plain(words(150)) }],
  ["a section of 3,000", section(words(3000))],
  [
    "ten fields of 2,000 are too much for a message but right by themselves",
    { type: "section", fields: [plain("a"), plain("b")] },
  ],
  [
    "a section with a picture",
    { ...section("a"), accessory: { type: "image", image_url: "https://e.com/a.png", alt_text: "a" } },
  ],
  ["ten context elements", { type: "context", elements: Array.from({ length: 10 }, () => plain("a")) }],
  ["25 buttons", actions(...Array.from({ length: 25 }, (_, i) => button({ action_id: `b${i}` })))],
  ["a menu of 100", actions(menu({ options: options(100), initial_option: options(100)[99] }))],
  ["groups", actions(menu({ options: undefined, option_groups: [{ label: plain("G"), options: options(2) }] }))],
  ["an overflow of one", actions({ type: "overflow", action_id: "more", options: options(1) })],
  ["people", actions({ type: "users_select", action_id: "who", placeholder: plain("Who"), initial_user: "U0123" })],
  [
    "times",
    actions(
      { type: "datetimepicker", action_id: "at", initial_date_time: 1772445600 },
      { type: "timepicker", action_id: "t", initial_time: "09:30" },
      { type: "datepicker", action_id: "d", initial_date: "2026-03-02" },
    ),
  ],
  [
    "radio buttons with a start",
    actions({ type: "radio_buttons", action_id: "r", options: options(2), initial_option: options(2)[0] }),
  ],
  ["a confirm dialog", actions(button({ confirm, style: "danger", value: words(2000) }))],
  [
    "rich text",
    {
      type: "rich_text",
      elements: [
        {
          type: "rich_text_section",
          elements: [
            { type: "text", text: "a", style: { bold: true } },
            { type: "user", user_id: "U1" },
          ],
        },
        {
          type: "rich_text_list",
          style: "bullet",
          elements: [{ type: "rich_text_section", elements: [{ type: "link", url: "https://e.com" }] }],
        },
        { type: "rich_text_quote", elements: [{ type: "date", timestamp: 1, format: "{ago}", fallback: "then" }] },
        { type: "rich_text_preformatted", elements: [{ type: "text", text: "x" }] },
      ],
    },
  ],
  ["markdown", { type: "markdown", text: "# Hi" }],
  ["a divider", { type: "divider", block_id: words(255) }],
  ["an input in a message", input(typed())],
];

const bad: [string, object, string][] = [
  ["an unknown block", { type: "carrot" }, "unsupported type: carrot [json-pointer:/blocks/0/type]"],
  ["a block without type", {}, "missing required field: type [json-pointer:/blocks/0]"],
  [
    "a header of 151",
    { type: "header", text: plain(words(151)) },
    "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
  ],
  [
    "a header in mrkdwn",
    { type: "header", text: { type: "mrkdwn", text: "a" } },
    "must be one of plain_text [json-pointer:/blocks/0/text/type]",
  ],
  ["an empty section text", section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
  ["a section of 3,001", section(words(3001)), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],
  ["a section without text", { type: "section" }, "missing required field: text [json-pointer:/blocks/0]"],
  [
    "eleven fields",
    { type: "section", fields: Array.from({ length: 11 }, () => plain("a")) },
    "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
  ],
  [
    "a field of 2,001",
    { type: "section", fields: [plain(words(2001))] },
    "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
  ],
  [
    "eleven context elements",
    { type: "context", elements: Array.from({ length: 11 }, () => plain("a")) },
    "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
  ],
  [
    "26 buttons",
    actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `b${i}` }))),
    "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
  ],
  ["no elements", actions(), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"],
  [
    "two of one action_id",
    actions(button(), button()),
    'action_id "go" already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  [
    "a button of 76",
    actions(button({ text: plain(words(76)) })),
    "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
  ],
  [
    "a button value of 2,001",
    actions(button({ value: words(2001) })),
    "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
  ],
  [
    "a button style",
    actions(button({ style: "loud" })),
    "must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]",
  ],
  [
    "an unknown key",
    actions(button({ colour: "red" })),
    "invalid additional property: colour [json-pointer:/blocks/0/elements/0]",
  ],
  [
    "an action_id of 256",
    actions(button({ action_id: words(256) })),
    "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
  ],
  [
    "a menu of 101",
    actions(menu({ options: options(101) })),
    "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
  ],
  [
    "a menu of none",
    actions(menu({ options: [] })),
    "no fewer than 1 items allowed [json-pointer:/blocks/0/elements/0/options]",
  ],
  [
    "an option value of 151",
    actions(menu({ options: [{ text: plain("a"), value: words(151) }] })),
    "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
  ],
  [
    "an initial option that is none of the options",
    actions(menu({ initial_option: { text: plain("o9"), value: "v9" } })),
    "initial_option does not match any of the options [json-pointer:/blocks/0/elements/0/initial_option]",
  ],
  [
    "an initial option with another text",
    actions(menu({ initial_option: { text: plain("O1"), value: "v1" } })),
    "initial_option does not match any of the options [json-pointer:/blocks/0/elements/0/initial_option]",
  ],
  [
    "two options of one value",
    actions(menu({ options: [options(1)[0], options(1)[0]] })),
    "option values must be unique [json-pointer:/blocks/0/elements/0/options]",
  ],
  [
    "six in an overflow",
    actions({ type: "overflow", action_id: "m", options: options(6) }),
    "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
  ],
  [
    "eleven checkboxes",
    actions({ type: "checkboxes", action_id: "c", options: options(11) }),
    "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
  ],
  [
    "a text field among buttons",
    actions(typed()),
    "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
  ],
  [
    "a number field in a message",
    input({ type: "number_input", is_decimal_allowed: false }),
    "unsupported type: number_input [json-pointer:/blocks/0/element/type]",
  ],
  [
    "a confirm title of 101",
    actions(button({ confirm: { ...confirm, title: plain(words(101)) } })),
    "must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]",
  ],
  [
    "a confirm dialog without deny",
    actions(button({ confirm: { ...confirm, deny: undefined } })),
    "missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]",
  ],
  [
    "a max_length of 3,001",
    input(typed({ max_length: 3001 })),
    "must be between 1 and 3000 [json-pointer:/blocks/0/element/max_length]",
  ],
  [
    "an initial value over max_length",
    input(typed({ max_length: 3, initial_value: "four" })),
    "must be less than 4 characters [json-pointer:/blocks/0/element/initial_value]",
  ],
  [
    "a label of 2,001",
    input(typed(), { label: plain(words(2001)) }),
    "must be less than 2001 characters [json-pointer:/blocks/0/label/text]",
  ],
  [
    "a date of another shape",
    actions({ type: "datepicker", action_id: "d", initial_date: "02.03.2026" }),
    "must be a date as YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
  ],
  [
    "a time in milliseconds",
    actions({ type: "datetimepicker", action_id: "d", initial_date_time: 1772445600000 }),
    "must be between 1000000000 and 9999999999 [json-pointer:/blocks/0/elements/0/initial_date_time]",
  ],
  [
    "a picture without a description",
    { type: "image", image_url: "https://e.com/a.png" },
    "missing required field: alt_text [json-pointer:/blocks/0]",
  ],
  [
    "a picture from a file that Slack has not processed",
    { type: "image", slack_file: { id: "F1" }, alt_text: "a" },
    "invalid slack file [json-pointer:/blocks/0/slack_file]",
  ],
  [
    "a rich text list of text",
    {
      type: "rich_text",
      elements: [{ type: "rich_text_list", style: "bullet", elements: [{ type: "text", text: "a" }] }],
    },
    "must be one of rich_text_section [json-pointer:/blocks/0/elements/0/elements/0/type]",
  ],
  [
    "markdown of 12,001",
    { type: "markdown", text: words(12_001) },
    "must be less than 12001 characters [json-pointer:/blocks/0/text]",
  ],
  [
    "a block_id of 256",
    { type: "divider", block_id: words(256) },
    "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
  ],
];

describe("blocks in a message", () => {
  test.each(good)("%s is taken", async (_, block) => {
    expect(await post([block])).toMatchObject({ ok: true });
  });

  test.each(bad)("%s is refused with its JSON pointer", async (_, block, problem) => {
    const answer = await post([block]);
    expect(answer).toMatchObject({ ok: false, error: "invalid_blocks" });
    expect(answer.errors).toContain(problem);
    expect(answer.response_metadata?.messages).toContain(`[ERROR] ${problem}`);
  });

  test("fifty blocks are taken, fifty-one refused", async () => {
    const dividers = (count: number) => Array.from({ length: count }, () => ({ type: "divider" }));
    expect(await post(dividers(50))).toMatchObject({ ok: true });
    expect((await post(dividers(51))).errors).toEqual(["no more than 50 items allowed [json-pointer:/blocks]"]);
  });

  test("the same block_id twice is refused", async () => {
    const twice = [
      { type: "divider", block_id: "a" },
      { type: "divider", block_id: "a" },
    ];
    expect((await post(twice)).errors).toEqual(['block_id "a" already exists [json-pointer:/blocks/1/block_id]']);
  });

  test("13,200 characters of block JSON are taken, more is msg_blocks_too_long", async () => {
    const four = (last: number) => [
      section(words(3000)),
      section(words(3000)),
      section(words(3000)),
      section(words(last)),
    ];
    const room = 13_200 - JSON.stringify(four(0)).length;
    const fifth = (length: number) => [...four(2000), section(words(length))];
    const roomLeft = 13_200 - JSON.stringify(fifth(0)).length;
    expect(room).toBeGreaterThan(3000);
    expect(await post(fifth(roomLeft))).toMatchObject({ ok: true });
    expect(await post(fifth(roomLeft + 1))).toMatchObject({ ok: false, error: "msg_blocks_too_long" });
  });

  test("blocks that are no JSON list are invalid_blocks_format", async () => {
    expect(await post("[{")).toMatchObject({ error: "invalid_blocks_format" });
    expect(await post({ type: "divider" })).toMatchObject({ error: "invalid_blocks_format" });
  });

  test("blocks come back with the ids that were missing, and a lone surrogate as U+FFFD", async () => {
    const { ts } = (await post([section("a \ud800 b"), actions(menu({ action_id: undefined }))])) as unknown as {
      ts: string;
    };
    const message = bench.workspace.channel("general").messageByTs.get(ts);
    expect(message?.blocks?.[0]).toMatchObject({ text: { text: "a \ufffd b" }, block_id: expect.any(String) });
    expect(message?.blocks?.[1]?.elements).toMatchObject([{ action_id: expect.any(String) }]);
  });
});

async function publish(view: object) {
  const { workspace } = bench;
  const { body } = await call(workspace, "views.publish", { user_id: workspace.person("sam").id, view });
  return body as { ok: boolean; error?: string; response_metadata?: { messages: string[] } };
}

describe("blocks in a view", () => {
  test.each([
    ["markdown", { type: "markdown", text: "a" }, "unsupported type: markdown [json-pointer:/view/blocks/0/type]"],
    [
      "a date and time",
      input({ type: "datetimepicker", action_id: "a" }),
      "unsupported type: datetimepicker [json-pointer:/view/blocks/0/element/type]",
    ],
    ["an alert", { type: "alert", text: plain("a") }, "unsupported type: alert [json-pointer:/view/blocks/0/type]"],
  ])("%s is refused in a home", async (_, block, problem) => {
    const answer = await publish({ type: "home", blocks: [block] });
    expect(answer).toMatchObject({ ok: false, error: "invalid_arguments" });
    expect(answer.response_metadata?.messages).toEqual([`[ERROR] ${problem}`]);
  });

  test("a hundred blocks are taken in a home, one more is refused", async () => {
    const dividers = (count: number) => Array.from({ length: count }, () => ({ type: "divider" }));
    expect(await publish({ type: "home", blocks: dividers(100) })).toMatchObject({ ok: true });
    expect(await publish({ type: "home", blocks: dividers(101) })).toMatchObject({ error: "invalid_arguments" });
  });
});
