import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { methods } from "../../src/workspace/api/methods.ts";
import { tierOf } from "../../src/workspace/api/tiers.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { everyMethod } from "./support/every-method.ts";
import { call } from "./support/raw.ts";
import { facts, isDocumented, oddities } from "./support/shapes.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.stop());

/** Documented, though no recorded answer shows it. */
const documented: Record<string, string[]> = {
  "pins.list": [".items[].channel", ".items[].message"],
  "conversations.history": [".messages[].old_name", ".messages[].name"],
  "conversations.replies": [".messages[].subtype"],
  "chat.postMessage": [".warning", ".response_metadata.warnings", ".message.files", ".message.reactions"],
  "conversations.setTopic": [".channel.is_member"],
  "conversations.setPurpose": [".channel.is_member"],
};

/** How methods say that an argument is missing: in general, and with codes of their own. */
const sayMissing = [
  ...["invalid_arguments", "missing_argument", "no_item_specified"],
  ...["no_user", "invalid_name_required"],
];

/** Its answer is `ok` alone (slack-api-ref's example). */
const unrecorded = new Set(["blocks.validate"]);

describe("the embedded workspace answers as Slack was recorded to", () => {
  test("every key of a successful answer exists in the recorded answers, with the same type", async () => {
    const seen = new Set<string>();
    const found: string[] = [];
    await everyMethod(bench, (method, body) => {
      seen.add(method);
      if (unrecorded.has(method)) expect(Object.keys(body)).toEqual(["ok"]);
      else for (const oddity of oddities(`api/${method}`, body, documented[method])) found.push(`${method} ${oddity}`);
    });
    expect(found).toEqual([]);
    expect([...methods.keys()].filter((name) => !seen.has(name))).toEqual([]);
  });

  test("the table in docs/embedded-workspace.md names every method, and none that is not there", () => {
    const page = readFileSync(new URL("../../docs/embedded-workspace.md", import.meta.url), "utf8");
    const [, table = ""] = /^## Methods\n([\s\S]*?)^## /m.exec(page) ?? [];
    const rows = table.split("\n").filter((line) => /^\| `/.test(line));
    const listed = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    expect(listed.toSorted()).toEqual([...methods.keys()].sort());
  });

  test("its table of methods agrees with Slack's about JSON bodies, scopes and tiers", () => {
    expect(Object.keys(facts.methods).filter((name) => !methods.has(name))).toEqual([]);
    for (const [name, method] of methods) {
      const known = facts.methods[name];
      expect(known, name).toBeDefined();
      expect(method.json, `${name} reads JSON`).toBe(known?.json);
      expect(tierOf(name), `the tier of ${name}`).toBe(known?.tier);
      for (const scope of method.scopes) expect(known?.scopes, `${name} with ${scope}`).toContain(scope);
      expect(method.scopes.length > 0, `${name} needs a scope`).toBe((known?.scopes.length ?? 0) > 0);
    }
  });

  test.each([...methods.keys()])("%s refuses each missing required argument with a documented code", async (name) => {
    const { workspace } = bench;
    const channel = workspace.channel("general").id;
    const { id } = workspace.person("sam");
    const sample: Record<string, unknown> = {
      ...{ channel, channel_id: channel, users: id, user: id, user_id: id, name: "eyes", type: "link", title: "t" },
      ...{ text: "hello", ts: "1.000001", message_ts: "1.000001", timestamp: "1.000001", topic: "t", purpose: "p" },
      ...{ view: {}, files: [], file: "F1", length: 1, filename: "a", email: "a@b.c", usergroup: "S1" },
      ...{ canvas_id: "F1", changes: [], criteria: {} },
    };
    const token = methods.get(name)?.tokens.includes("app") ? workspace.appToken : workspace.botToken;
    for (const missing of facts.methods[name]?.required ?? []) {
      expect(sample, `a sample of ${missing}`).toHaveProperty(missing);
      const given = { ...sample };
      delete given[missing];
      const { body } = await call(workspace, name, given, { token });
      expect(body.ok, `${name} without ${missing}`).toBe(false);
      expect(sayMissing, `${name} without ${missing}`).toContain(body.error);
      expect(isDocumented(name, String(body.error)), `${name} without ${missing}: ${body.error}`).toBe(true);
    }
  });
});
