// A document's parts and headings, for the way it is laid out. Pure.

export type Heading = {
  /** Which of the document's headings it is, from 0. */
  at: number;
  /** 0 for the outermost that are listed. */
  level: number;
  text: string;
};

type Node = { type: string; depth?: unknown; value?: unknown; alt?: unknown; children?: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

const childrenOf = ({ children }: Node): Node[] => (Array.isArray(children) ? children.filter(isNode) : []);

function textOf(node: Node): string {
  if (typeof node.value === "string") return node.value;
  if (typeof node.alt === "string") return node.alt;
  return childrenOf(node).map(textOf).join("");
}

/** A document in its two parts: the tree without its front matter, and a tree of that alone, or null without any. */
export function partsOf(tree: unknown): { body: unknown; facts: unknown } {
  if (!isNode(tree)) return { body: tree, facts: null };
  const [first, ...rest] = childrenOf(tree);
  if (first?.type !== "yaml") return { body: tree, facts: null };
  return { body: { ...tree, children: rest }, facts: { ...tree, children: [first] } };
}

/** Deeper ones are for those who read the part. */
const listedDepths = [2, 3];

/**
 * The headings of a Markdown tree (mdast) that are listed. `at` counts all of the top level, listed or not, as they
 * stand in the drawn document.
 */
export function contentsOf(tree: unknown): Heading[] {
  if (!isNode(tree)) return [];
  const headings = childrenOf(tree).filter(({ type }) => type === "heading");
  const listed = headings.flatMap((node, at) => {
    const depth = typeof node.depth === "number" ? node.depth : 1;
    return listedDepths.includes(depth) ? [{ at, level: depth, text: textOf(node).trim() }] : [];
  });
  const outermost = Math.min(...listed.map(({ level }) => level));
  return listed.map((heading) => ({ ...heading, level: heading.level - outermost }));
}
