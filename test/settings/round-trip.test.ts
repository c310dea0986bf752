import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { defaultSettings } from "../../src/settings/effective.ts";
import { maxSettingsLength } from "../../src/settings/limits.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import { settings } from "./arbitrary-settings.ts";
import { root } from "./schema-file.ts";
import { written } from "./written.ts";

const example = readFileSync(join(root, "sitrep.example.yml"), "utf8");

describe("Settings that are written as YAML and read again are the same:", () => {
  test("the defaults", () => {
    expect(readSettings(written(defaultSettings()), "sitrep.yml")).toEqual({
      kind: "settings",
      settings: defaultSettings(),
    });
  });

  test("any", () => {
    fc.assert(
      fc.property(settings, (some) => {
        expect(readSettings(written(some), "sitrep.yml")).toEqual({ kind: "settings", settings: some });
      }),
      { numRuns: 300 },
    );
  });
});

/** It is read, or refused with sentences that have a place in the file. */
function readOrRefused(text: string): void {
  const reading = readSettings(text, "sitrep.yml");
  if (reading.kind === "settings") return;
  const lines = text.split("\n");
  expect(reading.problems.length).toBeGreaterThan(0);
  expect(reading.problems.length).toBeLessThanOrEqual(20);
  for (const { line, column, sentence } of reading.problems) {
    expect(sentence).toMatch(new RegExp(`^sitrep\\.yml:${line}:${column} \\S.*\\.$`));
    expect(sentence).not.toContain("{it}");
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
  }
}

const piece = fc.constantFrom(
  ..."\t\n :-[]{}#&*!|>'\"%@`,?~\\0aé🚒".split(""),
  "\n  ",
  ": ",
  "- ",
  "<<",
  "\u0000",
  "---\n",
);

describe("Nothing makes the reader throw:", () => {
  test("no text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), readOrRefused), { numRuns: 500 });
  });

  test("no heap of YAML's own signs", () => {
    const heap = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
    fc.assert(fc.property(heap, readOrRefused), { numRuns: 1_000 });
  });

  test("no example with a few slips", () => {
    const slip = fc.record({ at: fc.nat(example.length), length: fc.nat(12), piece: fc.oneof(piece, fc.constant("")) });
    const slipped = fc
      .array(slip, { minLength: 1, maxLength: 4 })
      .map((slips) =>
        slips.reduce((text, { at, length, piece: put }) => text.slice(0, at) + put + text.slice(at + length), example),
      );
    fc.assert(fc.property(slipped, readOrRefused), { numRuns: 300 });
  });

  test("no value of another shape, wherever it stands", () => {
    const key = fc.constantFrom(...Array.from(example.matchAll(/^ *([\w ]+):/gm), ([, name]) => name ?? ""));
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constantFrom("none", "SEV1", "working", "4 h", "99 %", null, true, 0, 1.5, -1, "", "2026-12-25"),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(key, tie("tree"), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, tree, { maxKeys: 8 }), (file) => readOrRefused(stringify(file))),
      { numRuns: 500 },
    );
  });

  test.each([
    ["brackets", "["],
    ["maps in maps", "{a: "],
    ["entries in entries", "- "],
    ["keys", "a: "],
    ["unknown keys on lines", "key%: 1\n"],
    ["severities", "severities:\n", "  s%:\n"],
    ["components in groups", "component_groups:\n", "- group %\n"],
    ["aliases", "a: &a [1, 1, 1, 1, 1, 1, 1, 1]\nb:\n", "- *a\n"],
    ["aliases to what holds aliases", "a: &a0 x\n", "a%: &a% [*a0, *a0]\n"],
  ])(
    "not even a file full of %s takes long",
    (_, head, repeated = head) => {
      let text = head;
      for (let count = 1; text.length < maxSettingsLength - 40; count++)
        text += repeated.replaceAll("%", String(count));
      readOrRefused(text);
    },
    10_000,
  );
});
