// A document in pieces is the document.

import fc from "fast-check";
import { expect, test } from "vitest";
import { pieces } from "../../src/postmortem/pieces.ts";
import { nastyTexts } from "../support/arbitrary-incident.ts";
import { callsIssues, written } from "./told.ts";

const wellFormed = nastyTexts.map((text) => text.toWellFormed());
const document = fc
  .array(fc.oneof(fc.constantFrom(...wellFormed), fc.string({ unit: "binary", maxLength: 200 })), { maxLength: 8 })
  .map((lines) => lines.join("\n"));

test("Pieces put together are the whole, and none is longer than asked or parts a character", () => {
  fc.assert(
    fc.property(document, fc.integer({ min: 2, max: 3_000 }), (markdown, max) => {
      const made = pieces(markdown, max);
      expect(made.join("")).toBe(markdown);
      for (const piece of made) {
        expect(piece.length).toBeLessThanOrEqual(max);
        expect(piece.length).toBeGreaterThan(0);
        expect(piece.isWellFormed()).toBe(true);
      }
    }),
  );
});

test("Pieces are cut between lines, and hold as many as fit", () => {
  expect(pieces("aaa\nbbb\nccc\n", 8)).toEqual(["aaa\nbbb\n", "ccc\n"]);
  expect(pieces("aaa\n\nbbb", 7)).toEqual(["aaa\n\n", "bbb"]);
  const made = pieces(written(callsIssues()), 1_000);
  expect(made.length).toBeGreaterThan(3);
  for (const piece of made) expect(piece.endsWith("\n")).toBe(true);
});

test("Only a line longer than a piece is cut inside, between two characters", () => {
  expect(pieces("ab\ncdefghij\nkl", 4)).toEqual(["ab\n", "cdef", "ghij", "\nkl"]);
  expect(pieces("🚒🚒🚒", 3)).toEqual(["🚒", "🚒", "🚒"]);
  expect(pieces("a🚒🚒", 3)).toEqual(["a🚒", "🚒"]);
});

test("Nothing has no pieces, and a piece of one unit can't be asked for", () => {
  expect(pieces("", 10)).toEqual([]);
  expect(() => pieces("a", 1)).toThrow("at least 2 units, not 1");
});
