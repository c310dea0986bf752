// What a person reads of blocks, as plain lines: for tests and for telling a channel in a terminal.

import type { Json } from "../world.ts";

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A piece of rich text as mrkdwn would have it: who is mentioned stays a token. */
function pieceText(piece: Json): string {
  const { type, text, url, name, user_id: user, channel_id: channel, usergroup_id: group } = piece;
  if (type === "emoji") return `:${String(name)}:`;
  if (type === "user") return `<@${String(user)}>`;
  if (type === "channel") return `<#${String(channel)}>`;
  if (type === "usergroup") return `<!subteam^${String(group)}>`;
  if (type === "broadcast") return `@${String(piece.range)}`;
  if (type === "date") return String(piece.fallback ?? piece.format);
  if (type === "color") return String(piece.value);
  return String(text ?? url ?? "");
}

const richLines = new Set(["rich_text_section", "rich_text_quote", "rich_text_preformatted"]);

/** What is only seen once a dialog or menu is open is left out, and so is what no one reads. */
const hidden = new Set(["confirm", "options", "option_groups", "style", "slack_file"]);

/** Keys whose plain strings are shown: titles of plans, tasks and charts, a table's caption, names in a video. */
const shownStrings = new Set(["title", "caption", "author_name", "label", "name"]);

function labels(value: unknown, lines: string[]): void {
  if (Array.isArray(value)) {
    for (const inner of value) labels(inner, lines);
    return;
  }
  if (!isRecord(value)) return;
  const { type, text, alt_text: alt } = value;
  if (typeof type === "string" && richLines.has(type)) {
    const line = ((value.elements as Json[] | undefined) ?? []).map(pieceText).join("");
    if (line !== "") lines.push(line);
    return;
  }
  if (typeof text === "string" && text !== "") lines.push(text);
  else if (type === "image" && typeof alt === "string") lines.push(alt);
  for (const [key, inner] of Object.entries(value)) {
    if (hidden.has(key)) continue;
    if (typeof inner === "string" && shownStrings.has(key)) lines.push(inner);
    else labels(inner, lines);
  }
}

/** One line per text object and per line of rich text, in the order of the blocks; menus show what they start with. */
export function visibleText(blocks: readonly Json[] | null): string {
  const lines: string[] = [];
  labels(blocks ?? [], lines);
  return lines.join("\n");
}
