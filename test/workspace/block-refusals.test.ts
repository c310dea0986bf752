import { describe, expect, test } from "vitest";
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
  inMessage,
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
} from "./support/block-samples.ts";
import { input, option, plain } from "./support/small-world.ts";

describe("a message refuses", () => {
  test.each<[string, object | object[], string]>([
    [
      "code that mentions",
      rich({ type: "rich_text_preformatted", elements: [{ type: "user", user_id: "U1" }] }),
      "unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ],
    [
      "an indent of 9",
      rich({ type: "rich_text_list", style: "bullet", indent: 9, elements: [] }),
      "must be between 0 and 8 [json-pointer:/blocks/0/elements/0/indent]",
    ],
    [
      "a colour that is none",
      rich(line({ type: "color", value: "red" })),
      "must be a hex color [json-pointer:/blocks/0/elements/0/elements/0/value]",
    ],
    ["101 rows", table(many(101, () => [raw("a")])), "no more than 100 items allowed [json-pointer:/blocks/0/rows]"],
    ["21 columns", table([many(21, () => raw("a"))]), "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"],
    ["an empty cell", table([[raw("")]]), "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]"],
    [
      "10,001 characters in a table",
      table([[raw(words(5_001)), raw(words(5_000))]]),
      "table cells must be less than 10001 characters in all [json-pointer:/blocks]",
    ],
    [
      "two tables",
      [table([[raw("a")]]), table([[raw("a")]])],
      "no more than 1 table block allowed in a message [json-pointer:/blocks]",
    ],
    ["a data table of one row", dataTable([[raw("a")]]), "no fewer than 2 items allowed [json-pointer:/blocks/0/rows]"],
    [
      "a data table with a short row",
      dataTable([[raw("a"), raw("b")], [raw("a")]]),
      "must have 2 cells, as the first row [json-pointer:/blocks/0/rows/1]",
    ],
    [
      "a data table without a caption",
      dataTable([[raw("a")], [raw("b")]], { caption: undefined }),
      "missing required field: caption [json-pointer:/blocks/0]",
    ],
    [
      "20,001 characters in data tables",
      dataTable([[raw(words(10_000))], [raw(words(10_000))], [raw("a")]]),
      "data table cells must be less than 20001 characters in all [json-pointer:/blocks]",
    ],
    ["a pie of 13", chart(pie(13)), "no more than 12 items allowed [json-pointer:/blocks/0/chart/segments]"],
    [
      "a slice of nothing",
      chart({ type: "pie", segments: [{ label: "a", value: 0 }] }),
      "must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]",
    ],
    [
      "a series without a value for a category",
      chart(bar(series("one", "a"))),
      "must have one value for each category [json-pointer:/blocks/0/chart/series/0/data]",
    ],
    [
      "two series of one name",
      chart(bar(series("one", "a", "b"), series("one", "a", "b"))),
      "series names must be unique [json-pointer:/blocks/0/chart/series/1/name]",
    ],
    [
      "three charts",
      many(3, () => chart(pie(1))),
      "no more than 2 data_visualization blocks allowed in a message [json-pointer:/blocks]",
    ],
    [
      "an empty card",
      { type: "card", subtitle: mrkdwn("a") },
      "at least one of hero_image, title, actions and body is required [json-pointer:/blocks/0]",
    ],
    [
      "a card's body of 201",
      card({ body: mrkdwn(words(201)) }),
      "must be less than 201 characters [json-pointer:/blocks/0/body/text]",
    ],
    [
      "eleven cards",
      { type: "carousel", elements: many(11, () => card()) },
      "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ],
    [
      "a container in a container",
      container({ child_blocks: [container()] }),
      "unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]",
    ],
    [
      "a container without a title",
      container({ title: undefined }),
      "one of title and rich_text_title is required [json-pointer:/blocks/0]",
    ],
    [
      "a container that cannot open",
      container({ default_collapsed: true }),
      "requires is_collapsible to be true [json-pointer:/blocks/0/default_collapsed]",
    ],
    [
      "a block_id that a container's child has",
      [{ type: "divider", block_id: "a" }, container({ child_blocks: [section({ block_id: "a" })] })],
      'block_id "a" already exists [json-pointer:/blocks/1/child_blocks/0/block_id]',
    ],
    [
      "one action_id twice in a card",
      card({ actions: [button(), button()] }),
      'action_id "go" already exists [json-pointer:/blocks/0/actions/1/action_id]',
    ],
    [
      "six context actions",
      { type: "context_actions", elements: many(6, () => feedback) },
      "no more than 5 items allowed [json-pointer:/blocks/0/elements]",
    ],
    [
      "an unknown icon",
      { type: "context_actions", elements: [{ type: "icon_button", icon: "rocket", text: plain("a") }] },
      "must be one of trash [json-pointer:/blocks/0/elements/0/icon]",
    ],
    [
      "a task in no state",
      task({ status: "maybe" }),
      "must be one of pending, in_progress, complete, error [json-pointer:/blocks/0/status]",
    ],
    [
      "a video without TLS",
      video({ video_url: "http://e.com/v" }),
      "must be a valid HTTPS URL [json-pointer:/blocks/0/video_url]",
    ],
    [
      "a video's title of 200",
      video({ title: plain(words(200)) }),
      "must be less than 200 characters [json-pointer:/blocks/0/title/text]",
    ],
    ["an alert", { type: "alert", text: plain("a") }, "unsupported type: alert [json-pointer:/blocks/0/type]"],
    [
      "a file block",
      { type: "file", external_id: "a", source: "remote" },
      "unsupported type: file (not known to the embedded workspace) [json-pointer:/blocks/0/type]",
    ],
    [
      "a workflow's button",
      actions({ type: "workflow_button", text: plain("a") }),
      "unsupported type: workflow_button (not known to the embedded workspace) " +
        "[json-pointer:/blocks/0/elements/0/type]",
    ],
    [
      "a type that every object has",
      { type: "constructor" },
      "unsupported type: constructor [json-pointer:/blocks/0/type]",
    ],
    [
      "an address that is none",
      actions(button({ url: "example" })),
      "must be a valid URL [json-pointer:/blocks/0/elements/0/url]",
    ],
    [
      "an address of 3,001",
      actions(button({ url: `https://e.com/${words(2_987)}` })),
      "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
    ],
    [
      "an address in a menu",
      actions({ type: "static_select", options: [{ ...option("A", "a"), url: "https://e.com" }] }),
      "invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]",
    ],
    [
      "an SVG",
      { ...picture, image_url: "https://e.com/a.svg?b" },
      "downloading image failed [json-pointer:/blocks/0/image_url]",
    ],
    [
      "a picture from two places",
      section({ accessory: { ...picture, slack_file: { id: "F1" } } }),
      "exactly one of image_url and slack_file is required [json-pointer:/blocks/0/accessory]",
    ],
    [
      "an empty filter",
      actions({ type: "conversations_select", filter: {} }),
      "must not be empty [json-pointer:/blocks/0/elements/0/filter]",
    ],
    [
      "options and groups",
      actions({
        type: "static_select",
        options: [option("A", "a")],
        option_groups: [{ label: plain("G"), options: [option("B", "b")] }],
      }),
      "exactly one of options and option_groups is required [json-pointer:/blocks/0/elements/0]",
    ],
    [
      "a group's label of 76",
      actions({ type: "static_select", option_groups: [{ label: plain(words(76)), options: [option("B", "b")] }] }),
      "must be less than 76 characters [json-pointer:/blocks/0/elements/0/option_groups/0/label/text]",
    ],
    [
      "two fields with the cursor",
      actions(external({ focus_on_load: true }), { type: "datepicker", action_id: "d", focus_on_load: true }),
      "only one element can have focus_on_load set to true [json-pointer:/blocks/0/elements/1/focus_on_load]",
    ],
    [
      "101 lines",
      input("r", { type: "rich_text_input", max_lines: 101 }),
      "must be between 1 and 100 [json-pointer:/blocks/0/element/max_lines]",
    ],
    [
      "a time in no zone",
      actions({ type: "timepicker", action_id: "t", timezone: "London" }),
      "must be a timezone in the IANA format [json-pointer:/blocks/0/elements/0/timezone]",
    ],
    [
      "a dispatch at another moment",
      input("t", { type: "plain_text_input", dispatch_action_config: { trigger_actions_on: ["on_blur"] } }),
      "must be one of on_enter_pressed, on_character_entered " +
        "[json-pointer:/blocks/0/element/dispatch_action_config/trigger_actions_on/0]",
    ],
    [
      "files to upload",
      input("f", { type: "file_input" }),
      "unsupported type: file_input [json-pointer:/blocks/0/element/type]",
    ],
  ])("%s", (_, blocks, problem) => {
    expect(inMessage(...[blocks].flat())).toContain(problem);
  });
});
