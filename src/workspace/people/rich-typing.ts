// What Slack's composer makes of marks that people type: *bold*, _italic_, ~strike~, `code`, fenced code, quotes, lists
// and :emoji:. The message's `text` keeps the marks; the rich_text block beside it has what they mean.

import type { Json } from "../world.ts";

type Style = Record<string, true>;

/** Plain words → their pieces: mentions, links, text. */
export type Words = (text: string) => Json[];

const styles: Record<string, string> = { "*": "bold", _: "italic", "~": "strike" };

const code = "`([^`\\n]+)`";
const spanned = String.raw`([*_~])(?![\s*_~])((?:(?!\2)[^\n])+)(?<!\s)\2`;
const emojiName = ":([a-z+-][a-z0-9_+'-]*):";
const letter = "[\\p{L}\\p{N}`]";

/** A mark counts at the edge of words only: neither snake_case nor 5 * 3 is one. */
const marked = new RegExp(`(?<!${letter})(?:${code}|${spanned}|${emojiName})(?!${letter})`, "gu");

function withStyle(piece: Json, style: Style): Json {
  return Object.keys(style).length === 0 ? piece : { ...piece, style };
}

function inline(text: string, words: Words, style: Style): Json[] {
  const pieces: Json[] = [];
  let from = 0;
  const plain = (to: number) => {
    if (to > from) pieces.push(...words(text.slice(from, to)).map((piece) => withStyle(piece, style)));
  };
  for (const match of text.matchAll(marked)) {
    const [whole, inCode, mark, inner, emoji] = match;
    plain(match.index);
    if (inCode !== undefined) pieces.push({ type: "text", text: inCode, style: { ...style, code: true } });
    else if (emoji !== undefined) pieces.push(withStyle({ type: "emoji", name: emoji }, style));
    else pieces.push(...inline(inner ?? "", words, { ...style, [styles[mark ?? ""] ?? "bold"]: true }));
    from = match.index + whole.length;
  }
  plain(text.length);
  return pieces;
}

type Kind = "section" | "quote" | "bullet" | "ordered";

const starts: [Kind, RegExp][] = [
  ["quote", /^(?:>|&gt;) ?/],
  ["bullet", /^[-•] +(?=\S)/],
  ["ordered", /^\d{1,3}[.)] +(?=\S)/],
];

function kindOf(line: string): { kind: Kind; rest: string } {
  for (const [kind, start] of starts) {
    if (start.test(line)) return { kind, rest: line.replace(start, "") };
  }
  return { kind: "section", rest: line };
}

function element(kind: Kind, lines: readonly string[], words: Words): Json {
  if (kind === "section" || kind === "quote")
    return { type: `rich_text_${kind}`, elements: inline(lines.join("\n"), words, {}) };
  const items = lines.map((line) => ({ type: "rich_text_section", elements: inline(line, words, {}) }));
  return { type: "rich_text_list", style: kind, elements: items };
}

/** Neighbouring lines of one kind stand together. */
function paragraphs(text: string, words: Words): Json[] {
  const runs: { kind: Kind; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const { kind, rest } = kindOf(line);
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(rest);
    else runs.push({ kind, lines: [rest] });
  }
  return runs.map(({ kind, lines }) => element(kind, lines, words));
}

/** The elements of a rich_text block. Text without any mark is one section. */
export function richElements(typed: string, words: Words): Json[] {
  const elements: Json[] = [];
  for (const [at, part] of typed.split(/\n?```\n?([\s\S]+?)\n?```\n?/).entries()) {
    if (at % 2 === 1) {
      elements.push({ type: "rich_text_preformatted", elements: [{ type: "text", text: part }] });
    } else if (part.trim() !== "") {
      elements.push(...paragraphs(part, words));
    }
  }
  return elements.length > 0 ? elements : [{ type: "rich_text_section", elements: words(typed) }];
}
