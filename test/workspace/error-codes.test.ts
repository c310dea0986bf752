import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { methods } from "../../src/workspace/api/methods.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { codesOfAll, reachableCodes } from "./support/reachable-codes.ts";
import { facts, isDocumented, oddities } from "./support/shapes.ts";

describe("the codes in the source", () => {
  const reachable = reachableCodes();

  test("are found for every method", () => {
    expect([...reachable.keys()].sort()).toEqual([...methods.keys()].sort());
    expect([...(reachable.get("conversations.setTopic")?.codes ?? [])].sort()).toEqual([
      "channel_not_found",
      "invalid_arguments",
      "is_archived",
      "method_not_supported_for_channel_type",
      "missing_scope",
      "not_in_channel",
      "too_long",
    ]);
    // Through two functions that are handed the code, and one that hands it back.
    expect(reachable.get("chat.update")?.codes).toContain("is_inactive");
    expect(reachable.get("conversations.list")?.codes).toContain("invalid_types");
    expect(reachable.get("views.open")?.codes).toContain("expired_trigger_id");
  });

  test.each([...reachable])("of %s are documented for it", (name, { codes, unknown }) => {
    expect([...unknown], "files with a code that could not be followed").toEqual([]);
    expect([...codes].filter((code) => !isDocumented(name, code))).toEqual([]);
  });

  test("that come before any method are documented for all", () => {
    const { codes, unknown } = codesOfAll();
    expect([...unknown]).toEqual([]);
    expect(codes).toContain("missing_scope");
    for (const name of methods.keys()) expect([...codes].filter((code) => !isDocumented(name, code))).toEqual([]);
  });
});

/** What a refusal carries besides its code, documented for all methods (FACTS 3 and 4), recorded for some. */
const besides = [".response_metadata", ".response_metadata.messages", ".errors"];

describe("the codes of real calls", () => {
  let bench: Bench;
  /** Values for any argument: nothing, nonsense, and everything that is somewhere in the workspace. */
  let values: unknown[];

  beforeAll(async () => {
    bench = await openBench();
    const { workspace } = bench;
    const made = async (method: string, args: object) => (await call(workspace, method, args)).body;
    const sam = workspace.person("sam");
    const general = workspace.channel("general").id;
    const own = ((await made("conversations.create", { name: "own" })).channel as { id: string }).id;
    const gone = ((await made("conversations.create", { name: "gone" })).channel as { id: string }).id;
    const { ts } = await made("chat.postMessage", { channel: own, text: "card" });
    await made("chat.postMessage", { channel: gone, text: "card" });
    await made("conversations.archive", { channel: gone });
    const hidden = workspace.addChannel({ name: "hidden", isPrivate: true, members: ["sam"] }).id;
    const elsewhere = workspace.addChannel({ name: "elsewhere", members: ["sam"] }).id;
    const canvas = await made("canvases.create", { title: "Notes" });
    const group = await made("conversations.open", { users: `${sam.id},${workspace.person("ada").id}` });
    values = [
      ...["", " ", "nonsense", "0", "-1", "1.000001", "true", "[]", "{}", '{"type":"modal"}', "bmV4dDox", "<!here>"],
      ...[general, own, gone, hidden, elsewhere, sam.dm().id, (group.channel as { id: string }).id],
      ...[ts, workspace.channel("own").messages[0]?.ts, workspace.channel("gone").messages.at(-1)?.ts],
      ...[sam.id, workspace.botUserId, `${sam.id},U0NOBODY`, canvas.canvas_id, "public_channel,im", "x".repeat(5_000)],
      ...['[{"type":"divider"}]', '[{"operation":"delete","section_id":"x"}]', '{"section_types":["h1"]}', "link"],
    ];
  });

  afterAll(() => bench.stop());

  test.each([...methods.keys()])("of %s are documented for it, whatever it is called with", async (name) => {
    const { workspace } = bench;
    const token = methods.get(name)?.tokens.includes("bot") ? workspace.botToken : workspace.appToken;
    const value = fc.option(fc.constantFrom(...values), { freq: 8, nil: undefined });
    const args = fc.record(Object.fromEntries((facts.methods[name]?.args ?? []).map((arg) => [arg, value])));
    const as = fc.constantFrom("form", "json", "get", "multipart") satisfies fc.Arbitrary<string>;
    await fc.assert(
      fc.asyncProperty(args, as, async (drawn, how) => {
        const given = Object.fromEntries(Object.entries(drawn).filter(([, it]) => it !== undefined));
        const { body, status } = await call(workspace, name, given, { token, as: how });
        expect(status).toBe(200);
        if (body.ok) return;
        expect(isDocumented(name, String(body.error)), String(body.error)).toBe(true);
        // Of blocks.validate nothing was recorded; it has a test of its own.
        if (name !== "blocks.validate") expect(oddities(`api/${name}`, body, besides)).toEqual([]);
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});
