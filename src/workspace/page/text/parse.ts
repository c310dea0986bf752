// Reads Slack's mrkdwn into a tree. Pure, and never fails: what is no mark-up is text.
// Slack's rules: a mark opens after no letter or digit and before no space, closes after no space and before no letter
// or digit, on the same line; code is taken as it stands; `>` quotes a line, `>>>` all that follows.

import { emojiAtStart } from "./emoji-name.ts";
import type { Inline, Paragraph } from "./mrkdwn-tree.ts";
import { type Item, scan } from "./scan.ts";

const kinds = { "*": "bold", _: "italic", "~": "strike" } as const;
type Mark = keyof typeof kinds;
const isMark = (char: string): char is Mark => Object.hasOwn(kinds, char);

const charOf = (item: Item | undefined): string => (item === undefined || item.kind === "node" ? "" : item.char);
const markOf = (item: Item | undefined): string => (item?.kind === "mark" ? item.char : "");
const isWord = (item: Item | undefined): boolean => /[\p{L}\p{N}]/u.test(charOf(item));
const isSpace = (item: Item | undefined): boolean => item === undefined || /\s/.test(charOf(item));

/** A mark that closes later is taken for none: or thousands that never close would be looked after to the end each. */
const longestSpan = 3_000;

/** Where the mark at `from` closes; -1: it doesn't open anything. */
function closing(items: readonly Item[], from: number): number {
  const mark = markOf(items[from]);
  const isCode = mark === "`";
  const before = items[from - 1];
  if (isWord(before) || markOf(before) === mark || markOf(items[from + 1]) === mark) return -1;
  if (!isCode && isSpace(items[from + 1])) return -1;
  const last = Math.min(items.length, from + longestSpan);
  for (let at = from + 2; at < last; at += 1) {
    const item = items[at];
    if (charOf(item) === "\n") return -1;
    if (markOf(item) !== mark || isWord(items[at + 1]) || markOf(items[at + 1]) === mark) continue;
    if (isCode || !isSpace(items[at - 1])) return at;
  }
  return -1;
}

function put(nodes: Inline[], text: string): void {
  const last = nodes.at(-1);
  if (last?.type === "text") last.text += text;
  else nodes.push({ type: "text", text });
}

/** Inside code nothing means anything but the tokens. */
function literal(items: readonly Item[]): Inline[] {
  const nodes: Inline[] = [];
  for (const item of items) {
    if (item.kind === "node") nodes.push(item.node);
    else put(nodes, item.char);
  }
  return nodes;
}

/** Code comes first: what stands in it can't open or close anything. */
function withCode(items: readonly Item[]): Item[] {
  const found: Item[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined) continue;
    const end = markOf(item) === "`" ? closing(items, at) : -1;
    if (end === -1) found.push(item);
    else found.push({ kind: "node", node: { type: "code", children: literal(items.slice(at + 1, end)) } });
    at = Math.max(at, end);
  }
  return found;
}

/** The typed characters from `at` on, as far as an emoji's name can reach. */
function typedFrom(items: readonly Item[], at: number): string {
  let text = "";
  for (const item of items.slice(at, at + 130)) {
    const char = markOf(item);
    if (char === "" || char === " " || char === "\n") break;
    text += char;
  }
  return text;
}

/** One node beginning at `at`, and where it ends; null: it is just a character. */
function nodeFrom(items: readonly Item[], at: number): { node: Inline; end: number } | null {
  const char = markOf(items[at]);
  if (isMark(char)) {
    const end = closing(items, at);
    if (end === -1) return null;
    return { node: { type: kinds[char], children: inline(items.slice(at + 1, end)) }, end: end + 1 };
  }
  if (char !== ":") return null;
  const emoji = emojiAtStart(typedFrom(items, at));
  if (emoji === null) return null;
  return { node: { type: "emoji", name: emoji.name, skinTone: emoji.skinTone }, end: at + emoji.length };
}

function inline(items: readonly Item[]): Inline[] {
  const nodes: Inline[] = [];
  let at = 0;
  while (at < items.length) {
    const item = items[at];
    if (item?.kind === "node") nodes.push(item.node);
    const found = nodeFrom(items, at);
    if (found !== null) {
      nodes.push(found.node);
      at = found.end;
      continue;
    }
    if (item !== undefined && item.kind !== "node") put(nodes, item.char);
    at += 1;
  }
  return nodes;
}

const quoteMark = /^(?:>|&gt;)/;
const quoteAllMark = /^(?:>>>|(?:&gt;){3}) ?/;

/** Lines and quotes, of text without preformatted parts. */
function paragraphsOf(text: string, isVerbatim: boolean): Paragraph[] {
  const found: { type: "lines" | "quote"; lines: string[] }[] = [];
  const lines = text.split("\n");
  for (const [at, line] of lines.entries()) {
    if (quoteAllMark.test(line)) {
      found.push({ type: "quote", lines: [line.replace(quoteAllMark, ""), ...lines.slice(at + 1)] });
      break;
    }
    const isQuote = quoteMark.test(line);
    const type = isQuote ? "quote" : "lines";
    const shown = isQuote ? line.replace(quoteMark, "").replace(/^ /, "") : line;
    const last = found.at(-1);
    if (last?.type === type) last.lines.push(shown);
    else found.push({ type, lines: [shown] });
  }
  return found.map(({ type, lines: held }) => ({
    type,
    children: inline(withCode(scan(held.join("\n"), isVerbatim))),
  }));
}

/** The line break before or after a block of its own is its edge, not an empty line. */
function trimmed(text: string, isAfterBlock: boolean, isBeforeBlock: boolean): string {
  const from = isAfterBlock ? text.replace(/^ *\n/, "") : text;
  return isBeforeBlock ? from.replace(/\n *$/, "") : from;
}

const fence = /```([\s\S]+?)```/g;

/** @param isVerbatim as in a mrkdwn text object: addresses without brackets stay text. */
export function parseMrkdwn(text: string, isVerbatim = false): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let from = 0;
  const add = (part: string, isLast: boolean) => {
    const shown = trimmed(part, from > 0, !isLast);
    if (shown !== "") paragraphs.push(...paragraphsOf(shown, isVerbatim));
  };
  for (const match of text.matchAll(fence)) {
    add(text.slice(from, match.index), false);
    const code = (match[1] ?? "").replace(/^\n/, "").replace(/\n$/, "");
    paragraphs.push({ type: "pre", children: literal(scan(code, true)) });
    from = match.index + match[0].length;
  }
  add(text.slice(from), true);
  return paragraphs;
}
