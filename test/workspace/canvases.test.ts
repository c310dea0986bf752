import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";

let bench: Bench;
let general: string;

beforeEach(async () => {
  bench = await openBench();
  general = bench.workspace.channel("general").id;
});

afterEach(() => bench.stop());

const markdown = (text: string) => ({ type: "markdown", markdown: text });

async function made(text: string): Promise<string> {
  const { body } = await call(bench.workspace, "canvases.create", { title: "Notes", document_content: markdown(text) });
  expect(body).toMatchObject({ ok: true });
  return String(body.canvas_id);
}

async function edit(canvas: string, ...changes: object[]): Promise<string> {
  const { body } = await call(bench.workspace, "canvases.edit", { canvas_id: canvas, changes });
  return body.ok ? "ok" : String(body.error);
}

async function found(canvas: string, criteria: object): Promise<string[]> {
  const { body } = await call(bench.workspace, "canvases.sections.lookup", { canvas_id: canvas, criteria });
  return (body.sections as { id: string }[]).map(({ id }) => id);
}

/** The canvas's sections that contain each of these texts, in the order of the canvas. */
const holds = async (canvas: string, ...texts: string[]): Promise<number[]> =>
  Promise.all(texts.map(async (text) => (await found(canvas, { contains_text: text })).length));

describe("a channel's canvas", () => {
  test("there is one of each channel, whose members alone may make it", async () => {
    const { workspace } = bench;
    const make = async (channel: string) =>
      (
        await call(workspace, "conversations.canvases.create", {
          channel_id: channel,
          document_content: markdown("# A"),
        })
      ).body;
    const first = await make(general);
    expect(first).toEqual({ ok: true, canvas_id: expect.stringMatching(/^F/) });
    expect((await make(general)).error).toBe("channel_canvas_already_exists");
    const open = workspace.addChannel({ name: "open", members: ["sam"] });
    const hidden = workspace.addChannel({ name: "hidden", isPrivate: true, members: ["sam"] });
    expect((await make(open.id)).error).toBe("restricted_action");
    expect((await make(hidden.id)).error).toBe("channel_canvas_creation_failed");
    const { body } = await call(workspace, "conversations.list");
    const shown = (body.channels as { properties?: object }[]).map(({ properties }) => properties);
    expect(shown).toEqual([{ canvas: { file_id: first.canvas_id, is_empty: false } }, undefined]);
  });

  test("an archived channel's is not edited any more", async () => {
    const { workspace } = bench;
    const created = (await call(workspace, "conversations.create", { name: "inc-1" })).body.channel as { id: string };
    const canvas = String(
      (await call(workspace, "conversations.canvases.create", { channel_id: created.id })).body.canvas_id,
    );
    expect(await edit(canvas, { operation: "insert_at_end", document_content: markdown("a") })).toBe("ok");
    await call(workspace, "conversations.archive", { channel: created.id });
    expect(await edit(canvas, { operation: "insert_at_end", document_content: markdown("b") })).toBe(
      "restricted_action",
    );
  });
});

describe("editing", () => {
  test("each operation does what it says, and the markdown is kept as it was given", async () => {
    const canvas = await made("# Status\n\nDown since 10:25.\n\n```\n# no heading\n\nof code\n```\n## Next\nAsk Ada.");
    expect(await found(canvas, { section_types: ["any_header"] })).toHaveLength(2);
    expect(await found(canvas, { section_types: ["h2"] })).toHaveLength(1);
    expect(await holds(canvas, "# no heading\n\nof code", "Ask Ada.", "Down since")).toEqual([1, 1, 1]);
    const [down = ""] = await found(canvas, { contains_text: "Down since" });
    expect(await edit(canvas, { operation: "replace", section_id: down, document_content: markdown("Up.") })).toBe(
      "ok",
    );
    expect(await holds(canvas, "Down since", "Up.")).toEqual([0, 1]);
    const [up = ""] = await found(canvas, { contains_text: "Up." });
    const insert = (operation: string, text: string, more = {}) =>
      edit(canvas, { operation, document_content: markdown(text), ...more });
    expect(await insert("insert_before", "before", { section_id: up })).toBe("ok");
    expect(await insert("insert_after", "after", { section_id: up })).toBe("ok");
    expect(await insert("insert_at_start", "# first")).toBe("ok");
    expect(await insert("insert_at_end", "last")).toBe("ok");
    const order = await found(canvas, { contains_text: "" });
    const places = await Promise.all(
      ["# first", "# Status", "before", "Up.", "after", "# no heading", "## Next", "Ask Ada.", "last"].map(
        async (text) => order.indexOf((await found(canvas, { contains_text: text }))[0] ?? ""),
      ),
    );
    expect(places).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await edit(canvas, { operation: "delete", section_id: up })).toBe("ok");
    expect(await holds(canvas, "Up.")).toEqual([0]);
    expect(await edit(canvas, { operation: "replace", document_content: markdown("all new") })).toBe("ok");
    expect(await found(canvas, { contains_text: "" })).toHaveLength(1);
  });

  test.each([
    [
      "two operations",
      [
        { operation: "delete", section_id: "a" },
        { operation: "delete", section_id: "b" },
      ],
    ],
    ["none", []],
    ["one that is none", [{ operation: "shuffle" }]],
    ["one without its section", [{ operation: "insert_after", document_content: markdown("a") }]],
    ["one without its content", [{ operation: "insert_at_end" }]],
    [
      "content that is no markdown",
      [{ operation: "insert_at_end", document_content: { type: "html", markdown: "a" } }],
    ],
    ["more than 1 MiB", [{ operation: "insert_at_end", document_content: markdown("x".repeat(1_048_577)) }]],
  ])("%s is refused as invalid_arguments, and changes nothing", async (_, changes) => {
    const canvas = await made("as it was");
    expect(await edit(canvas, ...changes)).toBe("invalid_arguments");
    expect(await found(canvas, { contains_text: "" })).toHaveLength(1);
    expect(await holds(canvas, "as it was")).toEqual([1]);
  });

  test("a section that is not there, a canvas that is not there, and one that grows too large", async () => {
    const canvas = await made("a");
    expect(await edit(canvas, { operation: "delete", section_id: "temp:C:none" })).toBe("canvas_editing_failed");
    expect(await edit("F0NONE", { operation: "delete", section_id: "x" })).toBe("canvas_not_found");
    const much = { operation: "insert_at_end", document_content: markdown("x".repeat(1_048_576)) };
    const outcomes = [];
    for (let i = 0; i < 5; i++) outcomes.push(await edit(canvas, much));
    expect(outcomes.slice(0, 3)).toEqual(["ok", "ok", "ok"]);
    expect(outcomes.at(-1)).toBe("canvas_too_large");
  });
});
