import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/workspace/client/seen.ts";
import { formErrors, problemOf } from "../../../src/workspace/page/forms/form-check.ts";
import { fieldValue, keptValues, keyOf, stillTyped, submittedValues } from "../../../src/workspace/page/forms/typed.ts";
import { heldValue, inputsOf } from "../../../src/workspace/page/forms/value.ts";

const plain = (text: string): Json => ({ type: "plain_text", text });
const option = (value: string): Json => ({ text: plain(value.toUpperCase()), value });
const input = (id: string, element: Json, more: Json = {}): Json => ({
  type: "input",
  block_id: id,
  label: plain(id),
  element: { action_id: id, ...element },
  ...more,
});

const title = input("title", { type: "plain_text_input", initial_value: "Before" });
const severity = input("severity", { type: "static_select", options: [option("sev1"), option("sev2")] });
const parts = input("parts", { type: "multi_static_select", options: [option("api"), option("voice")] });
const view = { blocks: [title, { type: "divider" }, severity, parts], values: {} };
const elementOf = (block: Json): Json => block.element as Json;
const keyOfBlock = (block: Json): string => keyOf(String(block.block_id), elementOf(block));

describe("what an element holds", () => {
  it.each<[Json, Json | undefined, unknown]>([
    [{ type: "plain_text_input", initial_value: "a" }, undefined, "a"],
    [{ type: "plain_text_input", initial_value: "a" }, { type: "plain_text_input", value: null }, null],
    [{ type: "number_input" }, { type: "number_input", value: "12" }, "12"],
    [{ type: "static_select", initial_option: option("x") }, undefined, "x"],
    [{ type: "static_select" }, { type: "static_select", selected_option: option("y") }, "y"],
    [{ type: "checkboxes", initial_options: [option("x")] }, { type: "checkboxes", selected_options: [] }, []],
    [{ type: "users_select" }, { type: "users_select", selected_user: "U1" }, "U1"],
    [{ type: "multi_channels_select", initial_channels: ["C1"] }, undefined, ["C1"]],
    [{ type: "datetimepicker" }, { type: "datetimepicker", selected_date_time: 1_700_000_000 }, 1_700_000_000],
    [{ type: "datepicker", initial_date: "2026-01-02" }, { type: "timepicker", selected_time: "10:00" }, "2026-01-02"],
    [{ type: "button", value: "x" }, undefined, null],
  ])("%j with the state %j is %j", (element, state, value) => {
    expect(heldValue(element, state)).toEqual(value);
  });
});

describe("what was typed into a form", () => {
  const typed = { [keyOfBlock(title)]: "Typed", [keyOfBlock(severity)]: "sev2" };

  it("is shown before what the workspace kept, and that before what the field began with", () => {
    const kept = { values: { title: { title: { type: "plain_text_input", value: "Kept" } } } };
    expect(fieldValue(kept, typed, "title", elementOf(title))).toBe("Typed");
    expect(fieldValue(kept, {}, "title", elementOf(title))).toBe("Kept");
    expect(fieldValue({ values: {} }, {}, "title", elementOf(title))).toBe("Before");
  });

  it("can be nothing: a field that was emptied does not get its first text back", () => {
    expect(fieldValue({ values: {} }, { [keyOfBlock(title)]: null }, "title", elementOf(title))).toBeNull();
  });

  it("stays when the view is updated, by block, action and kind", () => {
    expect(stillTyped(typed, view.blocks)).toBe(typed);
    const renamed = [{ ...title, block_id: "other" }, severity];
    expect(stillTyped(typed, renamed)).toEqual({ [keyOfBlock(severity)]: "sev2" });
    const another = [input("title", { type: "static_select", options: [option("a")] }), severity];
    expect(stillTyped(typed, another)).toEqual({ [keyOfBlock(severity)]: "sev2" });
  });

  it("goes when the option that was chosen is no longer offered", () => {
    const fewer = [title, input("severity", { type: "static_select", options: [option("sev1")] })];
    expect(stillTyped(typed, fewer)).toEqual({ [keyOfBlock(title)]: "Typed" });
  });

  it("is kept alone, and sent with everything else", () => {
    expect(keptValues(view, { [keyOfBlock(severity)]: "sev2" })).toEqual({ severity: { severity: "sev2" } });
    expect(submittedValues(view, typed)).toEqual({
      title: { title: "Typed" },
      severity: { severity: "sev2" },
      parts: { parts: [] },
    });
  });

  it("is not kept of a field that tells the app at once: keeping would tell it again", () => {
    const telling = { ...view, blocks: [{ ...title, dispatch_action: true }] };
    expect(keptValues(telling, typed)).toEqual({});
    expect(submittedValues(telling, typed)).toEqual({ title: { title: "Typed" } });
  });
});

describe("before a form is sent", () => {
  it.each<[Json, unknown, string | null]>([
    [{ type: "plain_text_input" }, null, "Please complete this required field."],
    [{ type: "checkboxes", options: [option("a")] }, [], "Please complete this required field."],
    [{ type: "plain_text_input", min_length: 5 }, "four", "Must be at least 5 characters."],
    [{ type: "plain_text_input", max_length: 5 }, "sixsix", "Must be at most 5 characters: 1 less, please."],
    [{ type: "plain_text_input", max_length: 5 }, "fiver", null],
    [{ type: "number_input", is_decimal_allowed: false }, "1.5", "Enter a whole number."],
    [{ type: "number_input", is_decimal_allowed: true }, "1.5", null],
    [{ type: "number_input", is_decimal_allowed: true }, "ten", "Enter a number."],
    [{ type: "number_input", max_value: "9" }, "10", "Must be at most 9."],
    [{ type: "number_input", min_value: "3" }, "2", "Must be at least 3."],
    [{ type: "email_text_input" }, "maya", "Enter an e-mail address."],
    [{ type: "url_text_input" }, "javascript:alert(1)", "Enter an address that begins with https://"],
    [{ type: "multi_users_select", max_selected_items: 1 }, ["U1", "U2"], "At most 1 can be chosen here."],
  ])("%j holding %j is told: %j", (element, value, problem) => {
    const [read] = inputsOf([input("field", element)]);
    expect(read === undefined ? "no field" : problemOf(read, value as string | null)).toBe(problem);
  });

  it("an optional field may be empty, and only input blocks are looked at", () => {
    const optional = input("field", { type: "plain_text_input" }, { optional: true });
    const accessory = { type: "section", block_id: "s", accessory: { type: "static_select", action_id: "a" } };
    expect(formErrors([optional, accessory], () => null)).toEqual({});
    expect(formErrors([title, severity], () => null)).toEqual({
      title: "Please complete this required field.",
      severity: "Please complete this required field.",
    });
  });
});
