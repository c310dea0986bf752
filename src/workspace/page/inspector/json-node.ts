// How a value of a request or answer is shown as a tree. Pure.

export type JsonNode =
  | { type: "leaf"; text: string; tone: "text" | "number" | "word" }
  | {
      type: "branch";
      open: "{" | "[";
      close: "}" | "]";
      entries: readonly (readonly [string, unknown])[];
      /** It came as text that holds JSON, as forms send blocks and metadata. */
      wasText: boolean;
    };

const isBranch = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Only what looks like an object or a list is tried: "42" and "true" are what they are, text. */
function parsed(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isBranch(value) ? value : null;
  } catch (error) {
    // Text that begins with a bracket, as people type it.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function jsonNode(value: unknown): JsonNode {
  const held = typeof value === "string" ? parsed(value) : value;
  if (isBranch(held)) {
    const [open, close] = Array.isArray(held) ? (["[", "]"] as const) : (["{", "}"] as const);
    return { type: "branch", open, close, entries: Object.entries(held), wasText: typeof value === "string" };
  }
  if (typeof value === "string") return { type: "leaf", text: JSON.stringify(value), tone: "text" };
  return { type: "leaf", text: String(value), tone: typeof value === "number" ? "number" : "word" };
}

/** What a folded branch says of what is in it. */
export function branchSummary(node: Extract<JsonNode, { type: "branch" }>): string {
  const count = node.entries.length;
  if (node.open === "[") return count === 1 ? "1 entry" : `${count} entries`;
  const names = node.entries.slice(0, 4).map(([name]) => name);
  return names.join(", ") + (count > names.length ? ", …" : "");
}

/** The first levels are open, and those with little in them: a person reads most answers without a click. */
export function isOpenAtFirst(depth: number, entries: number): boolean {
  return depth === 0 || (depth < 3 && entries <= 12);
}
