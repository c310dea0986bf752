// mrkdwn as a row of items: characters that may mean something, characters that never do, and whole tokens. Pure.

import type { Inline } from "./mrkdwn-tree.ts";
import { tokenOf, unescaped } from "./token.ts";

export type Item =
  /** A character as it was typed: `*` may begin bold. */
  | { kind: "mark"; char: string }
  /** A character that came escaped: it is only ever itself. */
  | { kind: "plain"; char: string }
  | { kind: "node"; node: Inline };

const escapes = /^&(?:amp|lt|gt);/;
/** An address that nobody put in brackets; it ends before the punctuation of its sentence. */
const bareAddress = /^https?:\/\/(?:&amp;|[^\s<>|&*`])*(?:&amp;|[^\s<>|&.,;:!?)'"*_~`])/i;

function tokenAt(text: string, at: number): { node: Inline; length: number } | null {
  const end = text.indexOf(">", at);
  const line = text.indexOf("\n", at);
  if (end === -1 || (line !== -1 && line < end)) return null;
  const node = tokenOf(text.slice(at + 1, end));
  return node === null ? null : { node, length: end + 1 - at };
}

function nodeAt(text: string, at: number, isVerbatim: boolean): { node: Inline; length: number } | null {
  if (text[at] === "<") return tokenAt(text, at);
  const before = text[at - 1] ?? " ";
  if (isVerbatim || text[at]?.toLowerCase() !== "h" || /[\p{L}\p{N}]/u.test(before)) return null;
  const found = bareAddress.exec(text.slice(at, at + 3_000))?.[0];
  if (found === undefined) return null;
  return { node: { type: "link", url: unescaped(found), label: null }, length: found.length };
}

/** @param isVerbatim true: an address without brackets stays text. */
export function scan(text: string, isVerbatim: boolean): Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < text.length) {
    const found = nodeAt(text, at, isVerbatim);
    if (found !== null) {
      items.push({ kind: "node", node: found.node });
      at += found.length;
      continue;
    }
    const escaped = text[at] === "&" ? escapes.exec(text.slice(at, at + 5))?.[0] : undefined;
    if (escaped !== undefined) {
      items.push({ kind: "plain", char: unescaped(escaped) });
      at += escaped.length;
      continue;
    }
    const char = String.fromCodePoint(text.codePointAt(at) ?? 32);
    items.push({ kind: "mark", char });
    at += char.length;
  }
  return items;
}
