import { describe, expect, test } from "vitest";
import { fillIds, fillView } from "../../src/workspace/blocks/fill-ids.ts";
import { visibleText } from "../../src/workspace/blocks/visible-text.ts";
import type { Json } from "../../src/workspace/world.ts";
import {
  actions,
  button,
  card,
  chart,
  container,
  line,
  mrkdwn,
  pie,
  rich,
  table,
  task,
} from "./support/block-samples.ts";
import { input, option, plain, smallWorld } from "./support/small-world.ts";

const counters = { counters: new Map<string, number>() };
const fill = (...blocks: object[]) => fillIds(counters, blocks as Json[]);
const anId = expect.stringMatching(/./);

describe("what Slack fills in", () => {
  test("emoji of plain text and verbatim of mrkdwn, where the app said nothing", () => {
    const [section, own] = fill(
      { type: "section", text: mrkdwn("a"), fields: [plain("b")], accessory: button() },
      { type: "section", text: { ...mrkdwn("a"), verbatim: true }, fields: [{ ...plain("b"), emoji: false }] },
    );
    expect(section).toMatchObject({
      text: { type: "mrkdwn", text: "a", verbatim: false },
      fields: [{ type: "plain_text", text: "b", emoji: true }],
      accessory: { text: { emoji: true } },
    });
    expect(own).toMatchObject({ text: { verbatim: true }, fields: [{ emoji: false }] });
  });

  test("ids of blocks and elements, those within containers and carousels included; given ones stay", () => {
    const [box, reel, given] = fill(
      container({ child_blocks: [{ type: "divider" }, actions(button({ action_id: undefined }))] }),
      { type: "carousel", elements: [card({ actions: [button({ action_id: undefined })] })] },
      { type: "divider", block_id: "mine" },
    );
    expect(box).toMatchObject({
      block_id: anId,
      child_blocks: [{ block_id: anId }, { block_id: anId, elements: [{ action_id: anId }] }],
    });
    expect(reel).toMatchObject({ block_id: anId, elements: [{ block_id: anId, actions: [{ action_id: anId }] }] });
    expect(given?.block_id).toBe("mine");
    const picture = { type: "image", image_url: "https://e.com/a.png", alt_text: "a" };
    expect(fill({ type: "section", text: plain("a"), accessory: picture })[0]?.accessory).toEqual(picture);
  });

  test("an input is not optional, dispatches nothing, and its text is told on Enter", () => {
    expect(fill(input("a", { type: "plain_text_input" }))[0]).toMatchObject({
      optional: false,
      dispatch_action: false,
      element: { dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] } },
    });
    const [own] = fill(input("a", { type: "static_select", options: [option("A", "a")] }, { optional: true }));
    expect(own).toMatchObject({ optional: true });
    expect(own?.element).not.toHaveProperty("dispatch_action_config");
  });

  test("a view's title and buttons have emoji false, as recorded, and what was given is not changed in place", () => {
    const view: Json = { type: "modal", title: plain("T"), close: { ...plain("C"), emoji: true }, blocks: [] };
    expect(fillView(counters, view)).toMatchObject({ title: { emoji: false }, close: { emoji: true } });
    expect(view.title).toEqual(plain("T"));
  });
});

describe("what can be read", () => {
  test("rich text is one line per line, with mentions as tokens", () => {
    const pieces = [
      { type: "text", text: "Ask " },
      { type: "user", user_id: "U1" },
      { type: "text", text: " in " },
      { type: "channel", channel_id: "C1" },
      { type: "broadcast", range: "here" },
      { type: "usergroup", usergroup_id: "S1" },
      { type: "emoji", name: "wave" },
      { type: "date", timestamp: 1, format: "{ago}", fallback: "then" },
      { type: "link", url: "https://e.com" },
    ];
    const list = { type: "rich_text_list", style: "bullet", elements: [line({ type: "text", text: "one" }), line()] };
    const text = visibleText([rich(line(...pieces), list)] as Json[]);
    expect(text).toBe("Ask <@U1> in <#C1>@here<!subteam^S1>:wave:thenhttps://e.com\none");
  });

  test("tables, charts, tasks, cards and videos show their texts; menus' options and dialogs do not", () => {
    const menu = { type: "static_select", placeholder: plain("Choose"), options: [option("hidden", "a")] };
    const confirm = { title: plain("hidden"), text: plain("hidden"), confirm: plain("hidden"), deny: plain("hidden") };
    const blocks = [
      table([
        [
          { type: "raw_text", text: "cell" },
          { type: "raw_number", value: 2, text: "two" },
        ],
      ]),
      chart(pie(1), { title: "chart" }),
      task({ title: "task" }),
      card({ title: mrkdwn("card"), actions: [button({ confirm })] }),
      container({ title: plain("box") }),
      actions(menu),
    ];
    expect(visibleText(blocks as Json[]).split("\n")).toEqual([
      "cell",
      "two",
      "chart",
      "s0",
      "task",
      "card",
      "Go",
      "box",
      "a",
      "Choose",
    ]);
  });

  test("who is mentioned in a table, a container or a card is paged", () => {
    const small = smallWorld();
    const mention = (id: string) => rich(line({ type: "user", user_id: id }));
    const paged = (block: object) => small.post([block]).notified;
    expect(paged(table([[mention(small.ada.id)]]))).toEqual([small.ada.id]);
    expect(paged(container({ child_blocks: [{ type: "section", text: mrkdwn(`<@${small.sam.id}>`) }] }))).toEqual([
      small.sam.id,
    ]);
    expect(paged(card({ body: mrkdwn("<!here>") }))).toHaveLength(2);
    expect(paged(table([[{ type: "raw_text", text: `<@${small.ada.id}>` }]]))).toEqual([]);
  });
});
