import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.stop());

const ask = async (args: object) => (await call(bench.workspace, "blocks.validate", args, { token: null })).body;
const carrot = [{ type: "section", text: { type: "carrot", text: "Hello" } }];
const plain = (text: string) => ({ type: "plain_text", text });

describe("blocks.validate", () => {
  test("takes blocks, a message or a view that is right, without a token, as a form or as JSON", async () => {
    const blocks = [{ type: "section", text: plain("Hello") }];
    const view = { type: "modal", title: plain("Form"), blocks };
    for (const args of [{ blocks }, { message: { blocks } }, { message: { text: "hello" } }, { view }]) {
      expect(await ask(args)).toEqual({ ok: true });
      const asJson = await call(bench.workspace, "blocks.validate", args, { as: "json", token: null });
      expect(asJson.body).toEqual({ ok: true });
    }
  });

  test.each([
    ["blocks", carrot, "invalid_blocks", "/0/text"],
    ["message", { blocks: carrot }, "invalid_message", "/blocks/0/text"],
    ["view", { type: "modal", title: plain("Form"), blocks: carrot }, "invalid_view", "/blocks/0/text"],
    ["view", { type: "modal", title: plain("x".repeat(25)), blocks: [] }, "invalid_view", "/title"],
  ])("says what is wrong with %s, and points at it", async (kind, value, code, pointer) => {
    const body = await ask({ [kind]: value });
    expect(body).toMatchObject({ ok: false, error: code });
    const errors = body.errors as { code: string; message: string; pointer: string }[];
    expect(errors[0]).toMatchObject({ code: "failed_constraint", message: expect.any(String) });
    expect(errors[0]?.pointer.startsWith(pointer)).toBe(true);
    expect(JSON.stringify(errors)).not.toContain("json-pointer");
  });

  test("names what an enumeration takes", async () => {
    const { errors } = await ask({ blocks: [{ type: "actions", elements: [{ ...button, style: "loud" }] }] });
    expect(errors).toContainEqual({
      code: "failed_constraint",
      message: expect.stringContaining("primary"),
      pointer: "/0/elements/0/style",
      constraint: { type: "enum", expected: expect.arrayContaining(["primary", "danger"]) },
    });
  });

  test("says the same as chat.postMessage and views.open", async () => {
    const { workspace } = bench;
    const blocks = [
      { type: "header", text: plain("x".repeat(151)) },
      { type: "image", image_url: "https://e.com/a.png" },
    ];
    const posted = (await call(workspace, "chat.postMessage", { channel: "general", text: "a", blocks })).body;
    const { errors } = await ask({ blocks });
    const told = (errors as { message: string; pointer: string }[]).map(
      ({ message, pointer }) => `${message} [json-pointer:/blocks${pointer}]`,
    );
    expect(told).toEqual(posted.errors);
  });

  test("refuses nothing, two at once, what is no JSON, and more than 100,000 characters", async () => {
    const messages = { messages: ["must provide exactly one of `blocks`, `view`, or `message`"] };
    const neither = { ok: false, error: "invalid_arguments", response_metadata: messages };
    expect(await ask({})).toEqual(neither);
    expect(await ask({ blocks: carrot, view: {} })).toEqual(neither);
    expect((await ask({ blocks: "[" })).error).toBe("invalid_arguments");
    expect((await ask({ view: "7" })).error).toBe("invalid_view");
    const long = "x".repeat(100_000);
    expect((await ask({ blocks: [{ type: "section", text: plain(long) }] })).error).toBe("invalid_arguments");
  });
});

const button = { type: "button", action_id: "go", text: plain("Go") };
