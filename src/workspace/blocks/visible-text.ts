// What a person reads of blocks, as plain lines: for tests and for telling a channel in a terminal.

import type { Json } from "../world.ts";

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

function labels(value: unknown, lines: string[]): void {
  if (Array.isArray(value)) {
    for (const inner of value) labels(inner, lines);
    return;
  }
  if (!isRecord(value)) return;
  const { type, text, alt_text: alt, name } = value;
  if (typeof text === "string" && text !== "") lines.push(text);
  else if (type === "image" && typeof alt === "string") lines.push(alt);
  else if (type === "emoji" && typeof name === "string") lines.push(`:${name}:`);
  // What is only seen once a dialog or menu is open is left out.
  const hidden = new Set(["confirm", "options", "option_groups", "style"]);
  for (const [key, inner] of Object.entries(value)) if (!hidden.has(key)) labels(inner, lines);
}

/** One line per text object, in the order of the blocks; menus show what they start with. */
export function visibleText(blocks: readonly Json[] | null): string {
  const lines: string[] = [];
  labels(blocks ?? [], lines);
  return lines.join("\n");
}
