import { beforeEach, describe, expect, test } from "vitest";
import { changeView, pushModal } from "../../src/workspace/deeds/views.ts";
import { formOf } from "../../src/workspace/people/form.ts";
import type { Json, View } from "../../src/workspace/world.ts";
import { acked, input, option, plain, type SmallWorld, smallWorld } from "./support/small-world.ts";

let small: SmallWorld;

beforeEach(() => {
  small = smallWorld();
});

const types = () => small.asked.map((it) => it.type);
const field = (id: string, more: object = {}, element: object = {}) =>
  input(id, { type: "plain_text_input", ...element }, { optional: true, ...more });
const menu = (more: object = {}) => ({
  type: "static_select",
  action_id: "menu",
  options: [option("One", "1"), option("Two", "2")],
  ...more,
});
const row = (...elements: object[]) => ({ type: "actions", block_id: "row", elements });
const button = (more: object = {}) => ({ type: "button", action_id: "go", text: plain("Go"), ...more });
const confirm = { title: plain("Sure?"), text: plain("Really"), confirm: plain("Yes"), deny: plain("No") };

describe("what a page keeps of a form, by ids", () => {
  test("stays, and what the form no longer has is ignored", async () => {
    const form = small.open([field("a"), field("b")]);
    const gone = { a: { a: "typed", old: "x" }, gone: { gone: "x" }, row: { go: "x" } };
    expect(await form.keep(gone)).toEqual({});
    expect([form.value("a").value, form.value("b").value, types()]).toEqual(["typed", null, []]);
    expect((await form.submit({ ...gone, b: { b: "too" } })).closed).toBe(true);
    expect(small.asked).toMatchObject([
      {
        type: "view_submission",
        view: { state: { values: { a: { a: { value: "typed" } }, b: { b: { value: "too" } } } } },
      },
    ]);
    const { view } = small.asked[0] as { view: { state: { values: object } } };
    expect(Object.keys(view.state.values)).toEqual(["a", "b"]);
  });

  test("an empty text empties a menu and a field", async () => {
    const form = small.open([field("a"), input("menu", menu(), { optional: true })]);
    await form.keep({ a: { a: "typed" }, menu: { menu: "2" } });
    await form.keep({ a: { a: "" }, menu: { menu: "" } });
    expect([form.value("a").value, form.value("menu").selected_option]).toEqual([null, null]);
  });

  test("what cannot be entered is told at its field, and the form is not sent", async () => {
    const form = small.open([field("a"), input("menu", menu())]);
    const problems = await form.keep({ a: { a: "fine" }, menu: { menu: "9" } });
    expect(problems).toEqual({ menu: expect.stringContaining('There is no option "9"') });
    expect(form.value("a").value).toBe("fine");
    expect(await form.submit({ menu: { menu: "9" } })).toMatchObject({ closed: false, errors: problems });
    expect(types()).toEqual([]);
  });

  test("a field tells the app at once only where it asks to, and only what is new", async () => {
    const form = small.open([
      field("quiet"),
      field("loud", { dispatch_action: true }),
      input("menu", menu(), { dispatch_action: true }),
    ]);
    const values = { quiet: { quiet: "a" }, loud: { loud: "b" }, menu: { menu: "2" } };
    await form.keep(values);
    await form.keep(values);
    expect(small.asked.map((it) => (it.actions as Json[])[0])).toMatchObject([
      { action_id: "loud", value: "b" },
      { action_id: "menu", selected_option: { value: "2" } },
    ]);
    await form.submit({ ...values, loud: { loud: "changed, then sent" }, menu: { menu: "1" } });
    expect(types()).toEqual(["block_actions", "block_actions", "view_submission"]);
    expect(small.asked[2]).toMatchObject({
      view: { state: { values: { loud: { loud: { value: "changed, then sent" } } } } },
    });
  });

  test("text is told on Enter, or at each character, as dispatch_action_config says", async () => {
    const config = (on: string[]) => ({ dispatch_action_config: { trigger_actions_on: on } });
    const told = { dispatch_action: true };
    const form = small.open([
      field("enter", told),
      field("each", told, config(["on_character_entered"])),
      field("both", told, config(["on_enter_pressed", "on_character_entered"])),
    ]);
    const keep = async (text: string, typing: "typing" | "entered" | "changed") => {
      small.asked.length = 0;
      await form.keep({ enter: { enter: text }, each: { each: text }, both: { both: text } }, typing);
      return small.asked.map((it) => ((it.actions as Json[])[0] as Json).action_id);
    };
    expect(await keep("a", "typing")).toEqual(["each", "both"]);
    expect(await keep("a", "entered")).toEqual(["enter"]);
    expect(await keep("a", "entered")).toEqual([]);
    expect(await keep("ab", "entered")).toEqual(["enter", "both"]);
    expect(await keep("abc", "changed")).toEqual(["enter", "each", "both"]);
  });

  test("the app may change the form while it is kept: later values find the new one", async () => {
    const form = small.open([field("a", { dispatch_action: true }), field("b")]);
    small.answer = () => {
      changeView(small.world, small.world.views.get(form.viewId) as View, {
        type: "modal",
        title: plain("Changed"),
        blocks: [field("a"), field("c")],
      });
      return acked(undefined);
    };
    expect(await form.keep({ a: { a: "1" }, b: { b: "2" }, c: { c: "3" } })).toEqual({});
    expect([form.title, form.value("a").value, form.value("c").value]).toEqual(["Changed", "1", "3"]);
  });
});

describe("forms", () => {
  test("a menu with response_url_enabled gives an address for the conversation chosen in it", async () => {
    const where = { type: "conversations_select", response_url_enabled: true };
    const form = small.open([
      input("where", where),
      input("empty", where, { optional: true }),
      input("plain", { type: "channels_select" }),
    ]);
    await form.fill({ where: "general", plain: "general" });
    await form.submit();
    expect(small.asked[0]?.response_urls).toEqual([
      {
        block_id: "where",
        action_id: "where",
        channel_id: small.general.id,
        response_url: expect.stringContaining(`/response/${small.world.team.id}/`),
      },
    ]);
  });

  test("a button with a confirm dialog sends nothing when it is denied", async () => {
    const form = small.open([row(button({ confirm }))]);
    await expect(form.press("Go", undefined, { confirm: "deny" })).rejects.toThrow("denied");
    expect(types()).toEqual([]);
    await form.press("Go", undefined, { confirm: "accept" });
    expect(types()).toEqual(["block_actions"]);
  });

  test("elements are touched by their ids too; a field of the form is only kept; what is gone says so", async () => {
    const form = small.open([row(button(), menu()), field("a")]);
    expect(await form.act("row", "menu", "2")).not.toBeNull();
    expect(await form.act("a", "a", "typed")).toBeNull();
    expect([form.value("menu").selected_option, form.value("a").value]).toMatchObject([{ value: "2" }, "typed"]);
    await expect(form.act("row", "other", undefined)).rejects.toThrow("no longer part of the form");
    expect(types()).toEqual(["block_actions"]);
  });

  test("only the form in front can be touched; × closes all of them and says so", async () => {
    const form = small.open([field("a")], { notify_on_close: true });
    const top = pushModal(small.world, small.sam.id, {
      type: "modal",
      title: plain("Top"),
      notify_on_close: true,
      blocks: [],
    });
    await expect(form.close()).rejects.toThrow("Another form lies on top");
    await expect(form.submit()).rejects.toThrow("Another form lies on top");
    await small.sam.form?.close("all");
    expect(small.sam.form).toBeNull();
    expect(small.asked).toMatchObject([
      { type: "view_closed", is_cleared: true, view: { id: top.id } },
      { type: "view_closed", is_cleared: true, view: { id: form.viewId } },
    ]);
    await expect(form.fill({ a: "x" })).rejects.toThrow("closed");
  });

  test("a home has fields too", async () => {
    const home = small.home([field("a", { dispatch_action: true }), row(button())]);
    await home.fill({ a: "typed" });
    await home.press("Go");
    expect(small.asked).toMatchObject([
      { type: "block_actions", actions: [{ action_id: "a", value: "typed" }], view: { type: "home" } },
      { type: "block_actions", view: { state: { values: { a: { a: { value: "typed" } } } } } },
    ]);
    await expect(home.close()).rejects.toThrow("not closed");
  });
});

describe("fields of a message", () => {
  const card = [
    row(button(), menu()),
    field("note"),
    input("loud", { type: "users_select" }, { dispatch_action: true }),
  ];
  const state = (at: number) => (small.asked[at] as { state: { values: object } }).state.values;

  test("what was chosen and typed comes with the next click of the same person, and of nobody else", async () => {
    const { ts } = small.post(card);
    await small.sam.choose("general", ts, "menu", "Two");
    await small.sam.enter("general", ts, { note: "typed", loud: "ada" });
    await small.sam.click("general", ts, "Go");
    await small.ada.click("general", ts, "Go");
    expect(small.asked.map((it) => (it.actions as Json[])[0]?.action_id)).toEqual(["menu", "loud", "go", "go"]);
    expect(state(2)).toMatchObject({
      row: { menu: { selected_option: { value: "2" } } },
      note: { note: { value: "typed" } },
      loud: { loud: { selected_user: small.ada.id } },
    });
    expect(state(3)).toMatchObject({ row: { menu: { selected_option: null } }, note: { note: { value: null } } });
  });

  test("a field of an input is entered, not chosen in; by its ids it is only kept", async () => {
    const { ts } = small.post([input("where", menu())]);
    await expect(small.sam.choose("general", ts, "where", "One")).rejects.toThrow("enter it");
    expect(await small.sam.act("general", ts, "where", "menu", "1")).toBeNull();
    await expect(small.sam.act("general", ts, "where", "gone", "1")).rejects.toThrow("no longer part of the message");
    expect(types()).toEqual([]);
    const { ts: card } = small.post([row(button())]);
    await small.sam.act("general", card, "row", "go", null);
    expect(types()).toEqual(["block_actions"]);
  });

  test("thumbs and icons are pressed; an icon only by whom it is shown to", async () => {
    const thumb = (text: string, value: string) => ({ text: plain(text), value });
    const { ts } = small.post([
      {
        type: "context_actions",
        elements: [
          {
            type: "feedback_buttons",
            action_id: "rate",
            positive_button: thumb("Good", "+1"),
            negative_button: thumb("Bad", "-1"),
          },
          {
            type: "icon_button",
            action_id: "bin",
            icon: "trash",
            text: plain("Delete"),
            visible_to_user_ids: [small.sam.id],
          },
        ],
      },
    ]);
    await small.sam.choose("general", ts, "rate", "Bad");
    await small.sam.click("general", ts, "Delete");
    expect(small.asked.map((it) => (it.actions as Json[])[0])).toMatchObject([
      { type: "feedback_buttons", value: "-1", text: { text: "Bad" } },
      { type: "icon_button", action_id: "bin" },
    ]);
    await expect(small.ada.click("general", ts, "Delete")).rejects.toThrow("shown to others only");
    await expect(small.sam.choose("general", ts, "rate", "So so")).rejects.toThrow("no button");
  });
});

test("a form that is closed while the app answers its submission takes no other form with it", async () => {
  const first = small.open([field("a")]);
  let second = first;
  small.answer = () => {
    small.answer = () => acked(undefined);
    second = small.open([field("b")]);
    return acked(undefined);
  };
  expect(await first.submit()).toMatchObject({ closed: true, error: null });
  expect([first.isOpen, second.isOpen]).toEqual([false, true]);
});

test("a form that is sent twice, from two pages, leaves the one below it open", async () => {
  const below = small.open([field("a")]);
  const content = { type: "modal", title: plain("On top"), submit: plain("Send"), blocks: [field("b")] };
  const top = formOf(small.world, pushModal(small.world, small.sam.id, content as Json).id);
  const twice = await Promise.all([top.submit(), top.submit()]);
  expect(twice.map(({ closed }) => closed)).toEqual([true, true]);
  expect([top.isOpen, below.isOpen, small.sam.form?.viewId]).toEqual([false, true, below.viewId]);
});
