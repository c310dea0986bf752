// What people typed, as pieces of a Markdown tree: mentions are names, `<!date>` tokens are times, links are links,
// emoji are characters. Everything else is plain text, which the serialiser escapes: nothing typed is ever Markdown.

import { secondMs } from "../time/duration.ts";
import { formatInstant } from "../time/zone.ts";
import { withEmoji } from "./emoji.ts";
import type { Paragraph, PhrasingContent } from "./nodes.ts";

/** Names by user id, and the zone in which times are shown. */
export type Reader = { names: ReadonlyMap<string, string>; zone: string };

/** Slack's tokens in angle brackets (FACTS 3, 5), and addresses that stand alone. */
const token = /<([@#!]|https?:\/\/|mailto:)([^<>|\n]+)(?:\|([^<>\n]*))?>|https?:\/\/[^\s<>|"]+/gu;
/** What ends a sentence rather than an address. */
const afterAddress = /[.,:;!?'*_~)\]}]+$/u;

const text = (value: string): PhrasingContent => ({ type: "text", value });
const link = (url: string, label: string): PhrasingContent => ({ type: "link", url, children: [text(label)] });

/** An address without the full stop behind it; a bracket stays where the address opened it. */
function addressIn(typed: string): string {
  const bare = typed.replace(afterAddress, "");
  return bare.includes("(") && typed.startsWith(`${bare})`) ? `${bare})` : bare;
}

function command(body: string, label: string, zone: string): string {
  const [word = "", seconds = ""] = body.split("^");
  const at = Number(seconds) * secondMs;
  // The far end of what a JavaScript date can hold; beyond it the token is just its fallback.
  if (word === "date" && seconds !== "" && Math.abs(at) <= 8.64e15) return formatInstant(Math.trunc(at), zone);
  if (word === "date") return label;
  if (word === "subteam") return `@${(label || seconds).replace(/^@/u, "")}`;
  return `@${word}`;
}

function tokenNode(match: RegExpExecArray, { names, zone }: Reader): PhrasingContent[] {
  const [whole, kind, body = "", label = ""] = match;
  switch (kind) {
    case undefined: {
      const url = addressIn(whole);
      return URL.canParse(url) ? [link(url, url), text(whole.slice(url.length))] : [text(whole)];
    }
    case "@":
      return [text(`@${names.get(body) ?? (label || body)}`)];
    case "#":
      return [text(`#${label || body}`)];
    case "!":
      return [text(command(body, label, zone))];
    default:
      return [link(kind + body, withEmoji(label) || (kind === "mailto:" ? body : kind + body))];
  }
}

/** One line of typed text. */
export function phrasing(line: string, reader: Reader): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let end = 0;
  for (const match of line.matchAll(token)) {
    nodes.push(text(withEmoji(line.slice(end, match.index))), ...tokenNode(match, reader));
    end = match.index + match[0].length;
  }
  nodes.push(text(withEmoji(line.slice(end))));
  return nodes;
}

/** Markdown drops the space at a line's start, and with it the shape of a pasted list or trace: this space stays. */
const indented = (line: string): string =>
  line.trimEnd().replace(/^[^\S\u00A0]+/u, (space) => "\u00A0".repeat(space.replaceAll("\t", "    ").length));

/** Typed text of any number of lines: line breaks stay line breaks, and blank lines part paragraphs. */
export function paragraphs(typed: string, reader: Reader): Paragraph[] {
  return typed
    .replace(/^(?:[^\S\n]*\n)+|\s+$/gu, "")
    .split(/\n(?:[^\S\n]*\n)+/u)
    .filter((part) => part.trim() !== "")
    .map((part) => ({
      type: "paragraph",
      children: part.split("\n").flatMap((line, index): PhrasingContent[] => {
        const nodes = phrasing(indented(line), reader);
        return index === 0 ? nodes : [{ type: "break" }, ...nodes];
      }),
    }));
}

/** The same as a reader sees it, without marks. */
export const plain = (typed: string, reader: Reader): string =>
  phrasing(typed, reader)
    .map((node) => (node.type === "link" ? node.children.map(shownText).join("") : shownText(node)))
    .join("");

const shownText = (node: PhrasingContent): string => ("value" in node ? node.value : "");
