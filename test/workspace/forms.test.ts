import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Form } from "../../src/workspace/people/form.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { openSocket, type Socket } from "./support/socket.ts";

let bench: Bench;
let socket: Socket;

beforeEach(async () => {
  bench = await openBench({ safetyMs: 300 });
  socket = await openSocket(bench.workspace);
});

afterEach(async () => {
  await socket.close();
  await bench.stop();
});

const plain = (text: string) => ({ type: "plain_text", text });
const option = (text: string, value: string) => ({ text: plain(text), value });
const input = (label: string, id: string, element: object, more: object = {}) => ({
  type: "input",
  block_id: id,
  label: plain(label),
  element: { action_id: `${id}_field`, ...element },
  ...more,
});

const modal = (blocks: object[], more: object = {}) => ({
  type: "modal",
  callback_id: "form",
  title: plain("Form"),
  submit: plain("Send"),
  blocks,
  ...more,
});

const title = input("Title", "title", { type: "plain_text_input", max_length: 10 });

/** A trigger of a shortcut that sam just used. */
async function trigger(): Promise<string> {
  await bench.workspace.person("sam").globalShortcut("declare");
  return String(socket.envelopes.at(-1)?.payload.trigger_id);
}

async function open(view: object): Promise<Form> {
  const { body } = await call(bench.workspace, "views.open", { trigger_id: await trigger(), view });
  expect(body).toMatchObject({ ok: true });
  return bench.workspace.person("sam").form as Form;
}

async function error(method: string, args: object): Promise<string> {
  return String((await call(bench.workspace, method, args)).body.error ?? "ok");
}

describe("triggers", () => {
  test("are good once, for 3 s of the clock, and only if Slack gave them out", async () => {
    const view = modal([title]);
    const first = await trigger();
    expect(await error("views.open", { trigger_id: first, view })).toBe("ok");
    expect(await error("views.open", { trigger_id: first, view })).toBe("exchanged_trigger_id");
    const second = await trigger();
    bench.clock.advanceBy(3_000);
    expect(await error("views.open", { trigger_id: second, view })).toBe("ok");
    const third = await trigger();
    bench.clock.advanceBy(3_001);
    expect(await error("views.open", { trigger_id: third, view })).toBe("expired_trigger_id");
    expect(await error("views.open", { trigger_id: "1.2.abc", view })).toBe("invalid_trigger_id");
  });
});

describe("views", () => {
  test.each([
    [
      "a title of 25",
      modal([title], { title: plain("x".repeat(25)) }),
      "must be less than 25 characters [json-pointer:/view/title/text]",
    ],
    [
      "a submit of 25",
      modal([title], { submit: plain("x".repeat(25)) }),
      "must be less than 25 characters [json-pointer:/view/submit/text]",
    ],
    [
      "inputs without submit",
      modal([title], { submit: undefined }),
      "missing required field: submit [json-pointer:/view]",
    ],
    ["no title", modal([title], { title: undefined }), "missing required field: title [json-pointer:/view]"],
    [
      "private_metadata of 3,001",
      modal([title], { private_metadata: "x".repeat(3_001) }),
      "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ],
    [
      "two blocks of one id",
      modal([title, title]),
      'block_id "title" already exists [json-pointer:/view/blocks/1/block_id]',
    ],
    ["a home", { type: "home", blocks: [] }, "must be one of modal [json-pointer:/view/type]"],
    [
      "a hundred and one blocks",
      modal(Array.from({ length: 101 }, () => ({ type: "divider" }))),
      "no more than 100 items allowed [json-pointer:/view/blocks]",
    ],
  ])("%s is refused with invalid_arguments and a pointer", async (_, view, problem) => {
    const { body } = await call(bench.workspace, "views.open", { trigger_id: await trigger(), view });
    expect(body).toMatchObject({ ok: false, error: "invalid_arguments" });
    expect((body.response_metadata as { messages: string[] }).messages).toContain(`[ERROR] ${problem}`);
  });

  test("over 250,000 characters is view_too_large", async () => {
    const big = Array.from({ length: 100 }, () => ({ type: "section", text: plain("x".repeat(2_900)) }));
    expect(await error("views.open", { trigger_id: await trigger(), view: modal(big) })).toBe("view_too_large");
  });

  test("an update needs the newest hash, when it names one, and a view that is open", async () => {
    const form = await open(modal([title], { external_id: "mine" }));
    const change = (more: object) => error("views.update", { view: modal([title]), ...more });
    expect(await change({ view_id: form.viewId, hash: "1.old" })).toBe("hash_conflict");
    expect(await change({ external_id: "mine" })).toBe("ok");
    expect(await change({ view_id: "V1" })).toBe("not_found");
    await form.close();
    expect(await change({ view_id: form.viewId })).toBe("not_found");
  });

  test("an external_id is taken while its view is open", async () => {
    await open(modal([title], { external_id: "one" }));
    const again = { trigger_id: await trigger(), view: modal([title], { external_id: "one" }) };
    expect(await error("views.open", again)).toBe("duplicate_external_id");
  });

  test("three views stack, a fourth is push_limit_reached; a push needs a trigger from a view", async () => {
    const button = {
      type: "actions",
      block_id: "row",
      elements: [{ type: "button", action_id: "deeper", text: plain("Deeper") }],
    };
    const push = async () => {
      await (bench.workspace.person("sam").form as Form).press("Deeper");
      return error("views.push", { trigger_id: socket.envelopes.at(-1)?.payload.trigger_id, view: modal([button]) });
    };
    const root = await open(modal([button]));
    expect([await push(), await push(), await push()]).toEqual(["ok", "ok", "push_limit_reached"]);
    expect(await error("views.push", { trigger_id: await trigger(), view: modal([button]) })).toBe("not_found");
    await (bench.workspace.person("sam").form as Form).close();
    await (bench.workspace.person("sam").form as Form).close();
    expect(bench.workspace.person("sam").form?.viewId).toBe(root.viewId);
  });

  test("what was typed stays when the app updates the view, unless the block_id changes", async () => {
    const form = await open(modal([title, input("More", "more", { type: "plain_text_input" }, { optional: true })]));
    await form.fill({ Title: "Checkout", More: "text" });
    const renamed = input("More", "more2", { type: "plain_text_input", initial_value: "fresh" }, { optional: true });
    await call(bench.workspace, "views.update", { view_id: form.viewId, view: modal([title, renamed]) });
    expect([form.value("Title").value, form.value("More").value]).toEqual(["Checkout", "fresh"]);
  });
});

describe("filling in", () => {
  const all = modal([
    title,
    input("Severity", "severity", { type: "static_select", options: [option("SEV1", "sev1"), option("SEV2", "sev2")] }),
    input("Commander", "commander", { type: "users_select" }),
    input("Components", "components", {
      type: "multi_static_select",
      options: [option("API", "api"), option("Voice", "voice")],
      max_selected_items: 1,
    }),
    input("Responders", "responders", { type: "multi_users_select" }, { optional: true }),
    input(
      "Options",
      "options",
      { type: "checkboxes", options: [option("Private", "private"), option("Drill", "drill")] },
      { optional: true },
    ),
    input(
      "Next",
      "next",
      { type: "radio_buttons", options: [option("15 min", "15"), option("30 min", "30")] },
      { optional: true },
    ),
    input("Began", "began", { type: "datetimepicker", initial_date_time: 1_772_445_600 }, { optional: true }),
    input("Day", "day", { type: "datepicker" }, { optional: true }),
    input("Time", "time", { type: "timepicker" }, { optional: true }),
    input("Where", "where", { type: "conversations_select" }, { optional: true }),
    input("Count", "count", { type: "number_input", is_decimal_allowed: false }, { optional: true }),
    input("Link", "link", { type: "url_text_input" }, { optional: true }),
    input("Mail", "mail", { type: "email_text_input" }, { optional: true }),
  ]);

  test("every kind of field is written down as Slack does", async () => {
    const { workspace } = bench;
    const form = await open(all);
    await form.fill({
      Title: "Checkout",
      Severity: "SEV2",
      commander: "@ada",
      Components: ["voice"],
      Responders: ["sam", "ada"],
    });
    await form.fill({
      Options: ["Drill"],
      next: "30",
      Began: 1_772_445_000,
      Day: "2026-03-02",
      Time: "09:30",
      Where: "#general",
    });
    await form.fill({ Count: 3, Link: "https://e.com", Mail: "a@b.co" });
    expect((await form.submit()).closed).toBe(true);
    const submitted = socket.envelopes.at(-1)?.payload.view as {
      state: { values: Record<string, Record<string, object>> };
    };
    const state = Object.fromEntries(
      Object.entries(submitted.state.values).map(([id, fields]) => [id, fields[`${id}_field`]]),
    );
    expect(state).toMatchObject({
      title: { type: "plain_text_input", value: "Checkout" },
      severity: { type: "static_select", selected_option: { text: plain("SEV2"), value: "sev2" } },
      commander: { type: "users_select", selected_user: workspace.person("ada").id },
      components: { selected_options: [{ value: "voice" }] },
      responders: { selected_users: [workspace.person("sam").id, workspace.person("ada").id] },
      options: { selected_options: [{ value: "drill" }] },
      next: { selected_option: { value: "30" } },
      began: { selected_date_time: 1_772_445_000 },
      day: { selected_date: "2026-03-02" },
      time: { selected_time: "09:30" },
      where: { selected_conversation: workspace.channel("general").id },
      count: { value: "3" },
      link: { value: "https://e.com" },
      mail: { value: "a@b.co" },
    });
  });

  test.each<[string, Record<string, string | number | string[]>, string]>([
    ["a field that is not there", { Titel: "x" }, 'nothing named "Titel"'],
    ["more than the field takes", { Title: "x".repeat(11) }, "Must be at most 10 characters"],
    ["two lines in one", { Title: "a\nb" }, "no line break"],
    ["an option that is not there", { Severity: "SEV9" }, 'no option "SEV9"'],
    ["somebody who is not there", { Commander: "@nobody" }, "no person @nobody"],
    ["more than can be chosen", { Components: ["api", "voice"] }, "At most 1"],
    ["a number that is none", { Count: "three" }, "Please enter a number"],
    ["half a number", { Count: "1.5" }, "Please enter a whole number"],
    ["milliseconds", { Began: 1_772_445_600_000 }, "epoch seconds"],
    ["a time that is none", { Time: "25:00" }, "HH:mm"],
  ])("%s cannot be entered", async (_, values, words) => {
    const form = await open(all);
    await expect(form.fill(values)).rejects.toThrow(words);
  });

  test("a form with a required field left empty is not even sent", async () => {
    const form = await open(all);
    const before = socket.envelopes.length;
    const { errors } = await form.submit();
    expect(Object.keys(errors ?? {})).toEqual(["title", "severity", "commander", "components"]);
    expect(form.errors.title).toBe("Please complete this required field.");
    expect(socket.envelopes).toHaveLength(before);
  });

  test("a field with dispatch_action tells the app at once", async () => {
    const form = await open(modal([{ ...title, dispatch_action: true }]));
    await form.fill({ Title: "Check" });
    expect(socket.envelopes.at(-1)?.payload).toMatchObject({
      type: "block_actions",
      container: { type: "view", view_id: form.viewId },
      actions: [{ action_id: "title_field", value: "Check" }],
    });
  });
});

describe("what the app answers to a submission", () => {
  async function submitWith(answer: unknown, more: object = {}) {
    const form = await open(modal([title], more));
    await form.fill({ Title: "Checkout" });
    socket.answer = (it) => (it.payload.type === "view_submission" ? answer : undefined);
    return { form, result: await form.submit() };
  }

  test("errors are shown at their fields and what was typed is kept", async () => {
    const { form, result } = await submitWith({ response_action: "errors", errors: { title: "Taken" } });
    expect(result).toMatchObject({ closed: false, errors: { title: "Taken" } });
    expect([form.isOpen, form.value("Title").value, form.errors]).toEqual([true, "Checkout", { title: "Taken" }]);
  });

  test.each([
    ["errors at a block that is no input", { response_action: "errors", errors: { nowhere: "x" } }],
    ["errors that are none", { response_action: "errors", errors: {} }],
    ["a view that Slack refuses", { response_action: "update", view: { type: "modal", blocks: [] } }],
    [
      "a view over 250 KB",
      {
        response_action: "update",
        view: modal(Array.from({ length: 100 }, () => ({ type: "section", text: plain("x".repeat(2_900)) }))),
      },
    ],
    ["something else", { hello: 1 }],
    ["text", "thanks"],
    ["silence", "silence"],
  ])("%s shows the person that it failed, and the form stays", async (_, answer) => {
    const { form, result } = await submitWith(answer);
    expect(result).toMatchObject({ closed: false, error: "We had some trouble connecting. Try again?" });
    expect([form.isOpen, form.value("Title").value]).toEqual([true, "Checkout"]);
  });

  test("update, push and clear", async () => {
    const next = modal([{ type: "section", text: plain("Done") }], { title: plain("Next"), submit: undefined });
    const updated = await submitWith({ response_action: "update", view: next });
    expect([updated.result.updated?.title, updated.form.title]).toEqual(["Next", "Next"]);
    const pushed = await submitWith({ response_action: "push", view: next });
    expect([pushed.result.pushed?.title, pushed.form.title, pushed.form.isOpen]).toEqual(["Next", "Form", true]);
    const cleared = await submitWith({ response_action: "clear" });
    expect([cleared.result.closed, bench.workspace.person("sam").form]).toEqual([true, null]);
  });
});

describe("the home", () => {
  test("is what the app published last, and can be pressed", async () => {
    const { workspace } = bench;
    const sam = workspace.person("sam");
    const home = (text: string) => ({
      type: "home",
      blocks: [
        { type: "header", text: plain(text) },
        { type: "actions", elements: [{ type: "button", action_id: "declare", text: plain("Declare") }] },
      ],
    });
    const opened = sam.openHome();
    await workspace.until("the event", () => socket.events("app_home_opened").length === 1);
    await call(workspace, "views.publish", { user_id: sam.id, view: home("One open incident") });
    const form = await opened;
    expect(form.text).toBe("One open incident\nDeclare");
    await call(workspace, "views.publish", { user_id: sam.id, view: home("None") });
    expect(form.text).toBe("None\nDeclare");
    await form.press("Declare");
    expect(socket.envelopes.at(-1)?.payload).toMatchObject({
      type: "block_actions",
      actions: [{ action_id: "declare" }],
    });
  });
});
