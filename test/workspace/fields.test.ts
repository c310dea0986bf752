import { describe, expect, test } from "vitest";
import type { FieldValue } from "../../src/workspace/people/field-value.ts";
import type { Json } from "../../src/workspace/world.ts";
import { acked, input, option, plain, type SmallWorld, smallWorld } from "./support/small-world.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (name: string, text = "x") => ({ name, bytes: bytes(text) });
const external = (more: object = {}) => input("city", { type: "external_select", ...more });
const cities = { options: [option("Lisbon", "lis"), option("Liverpool", "liv")] };

/** What a form of one field holds after it was filled. */
async function heldAfter(small: SmallWorld, element: object, value: FieldValue): Promise<Json> {
  const form = small.open([input("it", element)]);
  await form.fill({ it: value });
  return form.value("it");
}

describe("menus that ask the app", () => {
  test("ask once three characters are typed, tell where they stand, and take what is offered", async () => {
    const small = smallWorld();
    small.answer = () => acked(cities);
    const form = small.open([external()]);
    expect(await form.suggest("city", "li")).toEqual({ options: [] });
    expect(small.asked).toEqual([]);
    expect(await form.suggest("city", "lis")).toEqual(cities);
    expect(small.asked).toMatchObject([
      {
        type: "block_suggestion",
        block_id: "city",
        action_id: "city",
        value: "lis",
        container: { type: "view", view_id: form.viewId },
        view: { id: form.viewId },
      },
    ]);
    await form.fill({ city: "liv" });
    expect(form.value("city")).toEqual({
      type: "external_select",
      selected_option: { text: plain("Liverpool"), value: "liv" },
    });
    expect(small.asked).toHaveLength(1);
  });

  test("a person who names an option types it first; one that is not offered cannot be chosen", async () => {
    const small = smallWorld();
    small.answer = (payload) => acked(payload.value === "Lisbon" ? cities : { options: [] });
    const form = small.open([external()]);
    await form.fill({ city: "Lisbon" });
    expect(form.value("city").selected_option).toMatchObject({ value: "lis" });
    await expect(form.fill({ city: "Porto" })).rejects.toThrow('There is no option "Porto"');
    expect(small.asked.map((it) => it.value)).toEqual(["Lisbon", "Porto"]);
  });

  test("several can be chosen, from groups, one search after the other", async () => {
    const small = smallWorld();
    const group = (...options: object[]) => ({ option_groups: [{ label: plain("G"), options }] });
    small.answer = ({ value }) => acked(group(option(String(value), `v-${String(value)}`)));
    const form = small.open([
      input("cities", { type: "multi_external_select", min_query_length: 1, max_selected_items: 2 }),
    ]);
    await form.fill({ cities: ["a", "b"] });
    expect(form.value("cities").selected_options).toMatchObject([{ value: "v-a" }, { value: "v-b" }]);
    await form.fill({ cities: ["v-b"] });
    expect(form.value("cities").selected_options).toMatchObject([{ value: "v-b" }]);
    await expect(form.fill({ cities: ["a", "b", "c"] })).rejects.toThrow("At most 2");
  });

  test.each<[string, () => ReturnType<typeof acked>, string]>([
    ["an app that keeps silent", () => ({ kind: "operation_timeout" }), "the app did not answer"],
    ["an app that is not there", () => ({ kind: "dispatch_failed" }), "the app did not answer"],
    ["no options", () => acked(undefined), "must be an object"],
    ["both kinds", () => acked({ options: [], option_groups: [] }), "exactly one of options and option_groups"],
    ["101 options", () => acked({ options: Array(101).fill(option("a", "a")) }), "no more than 100 items"],
    ["an option that is none", () => acked({ options: [{ text: "a", value: "a" }] }), "must be an object"],
  ])("%s is told in one sentence", async (_, answer, words) => {
    const small = smallWorld();
    small.answer = answer;
    await expect(small.open([external()]).suggest("city", "lis")).rejects.toThrow(words);
  });

  test("in a message the question says in which", async () => {
    const small = smallWorld();
    small.answer = ({ type }) => acked(type === "block_suggestion" ? cities : undefined);
    const { ts } = small.post([
      { type: "actions", block_id: "row", elements: [{ type: "external_select", action_id: "city" }] },
    ]);
    await small.sam.choose("general", ts, "city", "Lisbon");
    expect(small.asked).toMatchObject([
      { type: "block_suggestion", container: { message_ts: ts, is_ephemeral: false }, channel: { name: "general" } },
      { type: "block_actions", actions: [{ type: "external_select", selected_option: { value: "lis" } }] },
    ]);
    // The keys of the recorded one (extracted-from-tests/block_suggestion.json), and two that its type has besides.
    expect(Object.keys(small.asked[0] ?? {}).toSorted()).toEqual([
      ...["action_id", "api_app_id", "block_id", "channel", "container", "enterprise", "is_enterprise_install"],
      ...["team", "token", "type", "user", "value"],
    ]);
  });
});

describe("files", () => {
  const element = { type: "file_input", filetypes: ["md", "png"], max_files: 2 };

  test("are uploaded as the person's own and sent whole", async () => {
    const small = smallWorld();
    const { files } = await heldAfter(small, element, [file("a.md", "# Hi"), file("B.PNG")]);
    expect(files).toMatchObject([
      { name: "a.md", mimetype: "text/markdown", size: 4, user: small.sam.id, is_public: false },
      { name: "B.PNG", mimetype: "image/png" },
    ]);
    const [first] = files as { id: string }[];
    expect(small.world.files.get(first?.id ?? "")?.bytes?.toString()).toBe("# Hi");
  });

  test.each<[string, FieldValue, string]>([
    ["three", [file("a.md"), file("b.md"), file("c.md")], "At most 2 files"],
    ["another type", file("a.exe"), "only md, png files can"],
    ["over 10 MB", file("a.md", "x".repeat(10 * 1024 * 1024 + 1)), "10 MB is the limit"],
    ["an empty one", file("a.md", ""), "is empty"],
    ["the id of no file", "a.md", "choose it again"],
    ["a number", 5, "takes files"],
  ])("%s cannot be uploaded", async (_, value, words) => {
    await expect(heldAfter(smallWorld(), element, value)).rejects.toThrow(words);
  });
});

describe("what a field holds", () => {
  test("formatted text becomes rich text, with mentions", async () => {
    const small = smallWorld();
    const held = await heldAfter(small, { type: "rich_text_input" }, "Ask @ada");
    const elements = [
      { type: "text", text: "Ask " },
      { type: "user", user_id: small.ada.id },
    ];
    expect(held).toMatchObject({
      type: "rich_text_input",
      rich_text_value: { type: "rich_text", block_id: expect.any(String), elements: [{ elements }] },
    });
    expect(await heldAfter(small, { type: "rich_text_input" }, "")).toMatchObject({ rich_text_value: null });
  });

  test("a menu of conversations takes what it shows: none private to others, none left out by its filter", async () => {
    const small = smallWorld();
    small.ada.createChannel("secret", { isPrivate: true });
    const mine = small.sam.createChannel("mine", { isPrivate: true });
    const menu = { type: "conversations_select" };
    const held = async (value: string, filter?: object) =>
      (await heldAfter(small, filter === undefined ? menu : { ...menu, filter }, value)).selected_conversation;
    expect(await held("mine")).toBe(mine.id);
    expect(await held("@ada")).toBe(small.sam.openDm("ada").id);
    await expect(held("secret")).rejects.toThrow("cannot see");
    await expect(held("mine", { include: ["public", "im"] })).rejects.toThrow("not among the conversations");
    expect(await held(small.world.app.botUserId, { include: ["im"] })).toBe(small.sam.dm().id);
    await expect(held(small.world.app.botUserId, { exclude_bot_users: true })).rejects.toThrow("not among");
    await expect(heldAfter(small, { type: "channels_select" }, "mine")).rejects.toThrow("not a public channel");
  });

  test("a menu may begin with the conversation from which the form was opened", () => {
    const small = smallWorld();
    const menu = { type: "conversations_select", default_to_current_conversation: true };
    const form = small.open([
      input("here", menu),
      input("there", { ...menu, initial_conversation: "C1" }),
      input("many", { ...menu, type: "multi_conversations_select", initial_conversations: ["C1"] }),
      input("none", { type: "conversations_select" }),
    ]);
    const held = (name: string) => form.value(name).selected_conversation;
    expect([held("here"), held("there"), held("none")]).toEqual([small.general.id, "C1", null]);
    expect(form.value("many").selected_conversations).toEqual([small.general.id]);
  });
});

describe("what the client says at a field before it sends the form", () => {
  const number = { type: "number_input", is_decimal_allowed: false, min_value: "1", max_value: "10" };

  test.each<[string, object, FieldValue, string]>([
    ["nothing", { type: "rich_text_input" }, null, "Please complete this required field."],
    ["no file", { type: "file_input" }, null, "Please complete this required field."],
    ["too short", { type: "plain_text_input", min_length: 3 }, "ab", "Must be at least 3 characters."],
    ["too long", { type: "plain_text_input", max_length: 3 }, "abcd", "Must be at most 3 characters."],
    ["over 3,000", { type: "plain_text_input" }, "x".repeat(3_001), "Must be at most 3000 characters."],
    ["no number", number, "three", "Please enter a number."],
    ["half a number", number, "1.5", "Please enter a whole number."],
    ["too little", number, "0", "Must be at least 1."],
    ["too much", number, 11, "Must be at most 10."],
    ["no e-mail", { type: "email_text_input" }, "sam", "Please enter a valid email address."],
    ["no address", { type: "url_text_input" }, "example.com", "Please enter a valid URL."],
  ])("%s", async (_, element, value, words) => {
    const small = smallWorld();
    const form = small.open([input("it", element)]);
    expect(await form.submit({ it: { it: value } })).toMatchObject({ closed: false, errors: { it: words } });
    expect(form.errors).toEqual({ it: words });
    expect(small.asked).toEqual([]);
  });

  test.each<[object, FieldValue]>([
    [{ type: "plain_text_input", min_length: 2, max_length: 3 }, "ab"],
    [number, 10],
    [{ ...number, is_decimal_allowed: true }, "9.5"],
    [{ type: "email_text_input" }, "sam@e.com"],
    [{ type: "url_text_input" }, "https://e.com"],
  ])("nothing of %o with %s", async (element, value) => {
    const small = smallWorld();
    expect((await small.open([input("it", element)]).submit({ it: { it: value } })).closed).toBe(true);
    expect(small.asked).toMatchObject([{ type: "view_submission" }]);
  });
});
