// A document cut to fit messages. Put together again, the pieces are the document.

import assert from "node:assert/strict";

/** The end of the longest start of `text` that has at most `max` UTF-16 units and parts no code point. */
function endOfFit(text: string, max: number): number {
  const isParted = (text.codePointAt(max - 1) ?? 0) > 0xffff;
  return isParted ? max - 1 : max;
}

/**
 * Pieces of at most `maxLength` characters (UTF-16 units, at least 2), cut between lines; only a line that is longer
 * than a piece is cut inside, between two code points. Their concatenation is `markdown`.
 */
export function pieces(markdown: string, maxLength: number): string[] {
  assert(maxLength >= 2, `A piece has to hold any one character, so at least 2 units, not ${maxLength}.`);
  const made: string[] = [];
  let current = "";
  for (const line of markdown.split(/(?<=\n)/u)) {
    if (current.length + line.length > maxLength) {
      if (current !== "") made.push(current);
      current = "";
    }
    current += line;
    while (current.length > maxLength) {
      const end = endOfFit(current, maxLength);
      made.push(current.slice(0, end));
      current = current.slice(end);
    }
  }
  if (current !== "") made.push(current);
  return made;
}
