// The table of contents of a document.

import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import { contentsOf, partsOf } from "../../../src/workspace/page/document/contents.ts";

const treeOf = (markdown: string) =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

test("lists the second and third level, and counts every heading as it stands in the document", () => {
  const tree = treeOf("# INC-1\n\n## Summary\n\ntext\n\n### Update `1`: *ok*\n\n#### Deep\n\n## Impact\n");
  expect(contentsOf(tree)).toEqual([
    { at: 1, level: 0, text: "Summary" },
    { at: 2, level: 1, text: "Update 1: ok" },
    { at: 4, level: 0, text: "Impact" },
  ]);
});

test("begins at the outermost level that there is", () => {
  expect(contentsOf(treeOf("### Only\n"))).toEqual([{ at: 0, level: 0, text: "Only" }]);
});

test("is empty for a document without headings, and for what is no tree", () => {
  expect(contentsOf(treeOf("text"))).toEqual([]);
  expect([contentsOf(null), contentsOf({ type: "root" }), contentsOf("text")]).toEqual([[], [], []]);
});

test("has its front matter apart from its text", () => {
  const facts = { type: "yaml", value: "id: INC-1" };
  const text = { type: "paragraph", children: [] };
  expect(partsOf({ type: "root", children: [facts, text] })).toEqual({
    body: { type: "root", children: [text] },
    facts: { type: "root", children: [facts] },
  });
  expect(partsOf(treeOf("text")).facts).toBeNull();
  expect(partsOf("text")).toEqual({ body: "text", facts: null });
});
