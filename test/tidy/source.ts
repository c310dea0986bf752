// A source file as the rules see it: its lines and its syntax tree (oxc-parser; TypeScript 7 has no stable tree of its
// own). Words in strings and comments are no code, so no rule searches the bare text for them.

import { type Comment, type Node, parseSync, visitorKeys } from "oxc-parser";

/** Each is a section of STYLE.md or a sentence of DESIGN.md. */
export type Rule =
  | "floor"
  | "package"
  | "pure"
  | "size"
  | "name"
  | "barrel"
  | "default-export"
  | "any"
  | "erasable"
  | "class"
  | "non-null"
  | "silenced"
  | "catch"
  | "opening"
  | "stub"
  | "time"
  | "chance"
  | "environment"
  | "exit"
  | "console"
  | "mock"
  | "only"
  | "skip"
  | "syntax";

/** `message` says what is wrong and what to do instead. */
export type Finding = { readonly path: string; readonly line: number; readonly rule: Rule; readonly message: string };

/** A node with the way up to the root. */
export type Located = { readonly node: Node; readonly key: string; readonly up: Located | null };

export type Source = {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly lines: readonly string[];
  readonly nodes: readonly Located[];
  readonly comments: readonly Comment[];
  /** The line, from 1, of an offset into the text. */
  lineAt(offset: number): number;
  finding(offset: number, rule: Rule, message: string): Finding;
};

export type SourceRule = (source: Source) => Finding[];

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function flatten(root: Node): Located[] {
  const found: Located[] = [];
  const visit = (node: Node, key: string, up: Located | null): void => {
    const located = { node, key, up };
    found.push(located);
    for (const childKey of visitorKeys[node.type] ?? []) {
      const child: unknown = (node as unknown as Record<string, unknown>)[childKey];
      for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) visit(one, childKey, located);
    }
  };
  visit(root, "", null);
  return found;
}

/** Reads a file's text. A file that cannot be parsed has one finding, `syntax`, in place of all others. */
export function readSource(path: string, text: string): Source | Finding {
  const parsed = parseSync(path, text);
  const lines = text.replace(/\n$/, "").split("\n");
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const lineAt = (offset: number): number => starts.findLastIndex((start) => start <= offset) + 1;
  const finding = (offset: number, rule: Rule, message: string): Finding => ({
    path,
    line: lineAt(offset),
    rule,
    message,
  });

  const [error] = parsed.errors;
  if (error !== undefined) return finding(error.labels[0]?.start ?? 0, "syntax", `${error.message} Make it parse.`);
  return { path, lines, nodes: flatten(parsed.program), comments: parsed.comments, lineAt, finding };
}

/** The names of `a.b.c`, outermost first; empty where something else than names and dots is in it. */
export function dotted(node: Node): readonly string[] {
  if (node.type === "Identifier") return [node.name];
  if (node.type === "ChainExpression") return dotted(node.expression);
  if (node.type !== "MemberExpression") return [];
  const before = dotted(node.object);
  if (before.length === 0) return [];
  if (!node.computed && node.property.type === "Identifier") return [...before, node.property.name];
  if (node.property.type === "Literal" && typeof node.property.value === "string")
    return [...before, node.property.value];
  return [];
}

export function isTestPath(path: string): boolean {
  return path.startsWith("test/");
}
