import { describe, expect, it } from "vitest";
import { markdownTree } from "../../../src/workspace/client/markdown-tree.ts";
import type { Json } from "../../../src/workspace/client/seen.ts";
import { frontMatterRows } from "../../../src/workspace/page/markdown/front-matter-rows.ts";
import { definitionsOf, isTight } from "../../../src/workspace/page/markdown/markdown-tree.ts";
import { safeAddress } from "../../../src/workspace/page/text/safe-address.ts";

describe("a Markdown tree", () => {
  it("has its references, the first of a name", () => {
    const found = definitionsOf(markdownTree("[A][Ref]\n\n[ref]: https://a.test\n[REF]: https://b.test"));
    expect([...found]).toEqual([["ref", "https://a.test"]]);
  });
});

describe("a list in Markdown", () => {
  it.each([
    ["- a\n- b", true],
    ["- a\n\n- b", true],
    ["- a\n\n  more\n- b", false],
  ])("%j is tight: %s", (text, is) => {
    const [list] = markdownTree(text).children as Json[];
    expect(list === undefined ? "no list" : isTight(list)).toBe(is);
  });
});

describe("front matter", () => {
  it("is shown as names and values, lists after one another", () => {
    const text =
      'id: INC-1\ntitle: "Voice: down \\"again\\""\ndeclaredAt: 2026-01-01\ntags:\n  - a\n  - b\n# note\nempty:\n';
    expect(frontMatterRows(text)).toEqual([
      { name: "id", value: "INC-1" },
      { name: "title", value: 'Voice: down "again"' },
      { name: "declared at", value: "2026-01-01" },
      { name: "tags", value: "a, b" },
      { name: "empty", value: "" },
    ]);
  });
});

describe("an address becomes a link", () => {
  it.each(["https://a.test/", "http://a.test/?q=1", "mailto:a@b.test"])("%s", (url) => {
    expect(safeAddress(url)).toBe(url);
  });

  it.each([
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "vbscript:x",
    "a.test",
    "",
  ])("but not %j", (url) => {
    expect(safeAddress(url)).toBeNull();
  });
});

it("Markdown that is too long to be read while the bot waits is shown as it is written", () => {
  const text = "word ".repeat(60_001);
  expect(markdownTree(text)).toMatchObject({ children: [{ type: "code", value: text }] });
});

it("Markdown that is nested too deep to be drawn is shown as it is written", () => {
  for (const text of ["> ".repeat(6_000), `${"> ".repeat(101)}deep`]) {
    expect(markdownTree(`---\na: 1\n---\n${text}`)).toMatchObject({
      children: [{ type: "yaml" }, { type: "code", value: text }],
    });
  }
  expect(JSON.stringify(markdownTree(`${"> ".repeat(20)}deep`)).match(/blockquote/g)).toHaveLength(20);
});
