// The tokens of mrkdwn in angle brackets: mentions, links and dates (FACTS 3). Pure.

import type { Inline } from "./mrkdwn-tree.ts";

/** `&amp;`, `&lt;` and `&gt;` are the only escapes that Slack knows. */
export const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Before the first `mark` and after it; null where there is none. */
function split(text: string, mark: string): [string, string | null] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** An empty label is as good as none. */
const labelOf = (label: string | null): string | null => (label === null || label === "" ? null : unescaped(label));

function dateToken(body: string): Inline | null {
  const [definition, fallback] = split(body, "|");
  const [, seconds, format, url] = definition.split("^");
  if (seconds === undefined || format === undefined || !/^-?\d+$/.test(seconds)) return null;
  return {
    type: "date",
    at: Number(seconds) * 1_000,
    format: unescaped(format),
    url: url === undefined || url === "" ? null : unescaped(url),
    fallback: labelOf(fallback) ?? "",
  };
}

function special(body: string): Inline | null {
  if (body.startsWith("date^")) return dateToken(body);
  const [name, label] = split(body, "|");
  if (name === "here" || name === "channel" || name === "everyone") return { type: "broadcast", range: name };
  const [kind, id] = split(name, "^");
  if (kind === "subteam" && id !== null) return { type: "group", id, label: labelOf(label) };
  return label === null ? null : { type: "text", text: unescaped(label) };
}

/** @param body what stands between `<` and `>`. Null: no token that Slack knows, so it stays as it was typed. */
export function tokenOf(body: string): Inline | null {
  if (body.startsWith("!")) return special(body.slice(1));
  const [target, label] = split(body, "|");
  if (/^@[UWB][A-Z0-9]*$/.test(target)) return { type: "user", id: target.slice(1), label: labelOf(label) };
  if (/^#[CGD][A-Z0-9]*$/.test(target)) return { type: "channel", id: target.slice(1), label: labelOf(label) };
  if (/^(https?:\/\/|mailto:|tel:|slack:)\S+$/i.test(target)) {
    return { type: "link", url: unescaped(target), label: labelOf(label) };
  }
  return null;
}
