// Which error codes a method can answer, read from the source: every `new ApiRefusal(code)` that is reachable from it,
// with the codes that are handed down as arguments. It follows calls by name and looks at no condition, so it finds
// rather too much than too little.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { type Node, parseSync, visitorKeys } from "oxc-parser";

const root = fileURLToPath(new URL("../../../src/workspace/", import.meta.url));

type Value = string | null;
/** What an expression can be, as far as it is known; null: not at all. */
type Known = Value[] | null;
type Scope = { file: File; bound: Map<string, Known>; locals: Map<string, Node> };
type Fn = { file: File; params: Node[]; body: Node };
type File = { path: string; functions: Map<string, Fn>; imports: Map<string, [path: string, name: string]>; top: Node };

function children(node: Node): Node[] {
  const record = node as unknown as Record<string, Node | Node[] | null>;
  return (visitorKeys[node.type] ?? []).flatMap((key) => record[key] ?? []).filter((it) => it !== null);
}

function* within(node: Node): Generator<Node> {
  yield node;
  for (const child of children(node)) yield* within(child);
}

function functionOf(file: File, node: Node | null): Fn | null {
  const isFunction =
    node?.type === "FunctionDeclaration" ||
    node?.type === "FunctionExpression" ||
    node?.type === "ArrowFunctionExpression";
  return isFunction && node.body !== null ? { file, params: node.params as Node[], body: node.body } : null;
}

function readFile(path: string): File {
  const top = parseSync(path, readFileSync(join(root, path), "utf8")).program as Node;
  const file: File = { path, functions: new Map(), imports: new Map(), top };
  for (const node of within(top)) {
    if (node.type === "FunctionDeclaration" && node.id !== null) {
      const found = functionOf(file, node);
      if (found !== null) file.functions.set(node.id.name, found);
    }
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier") {
      const found = functionOf(file, node.init);
      if (found !== null) file.functions.set(node.id.name, found);
    }
    if (node.type === "ImportDeclaration" && node.source.value.startsWith(".")) {
      const target = normalize(join(dirname(path), node.source.value));
      for (const named of node.specifiers) {
        if (named.type !== "ImportSpecifier" || named.imported.type !== "Identifier") continue;
        file.imports.set(named.local.name, [target, named.imported.name]);
      }
    }
  }
  return file;
}

const files = new Map<string, File>();

function fileAt(path: string): File {
  const known = files.get(path) ?? readFile(path);
  files.set(path, known);
  return known;
}

function resolve(file: File, name: string): Fn | null {
  const own = file.functions.get(name);
  if (own !== undefined) return own;
  const [path, imported] = file.imports.get(name) ?? [];
  return path === undefined || imported === undefined ? null : resolve(fileAt(path), imported);
}

function called(scope: Scope, node: Node): Fn | null {
  return node.type === "CallExpression" && node.callee.type === "Identifier"
    ? resolve(scope.file, node.callee.name)
    : null;
}

function scopeOf(fn: Fn, args: readonly Known[]): Scope {
  const scope: Scope = { file: fn.file, bound: new Map(), locals: new Map() };
  for (const [at, param] of fn.params.entries()) {
    const isDefault = param.type === "AssignmentPattern";
    const name = isDefault ? param.left : param;
    if (name.type !== "Identifier") continue;
    const given = at < args.length ? (args[at] ?? null) : isDefault ? evaluate(scope, param.right) : null;
    scope.bound.set(name.name, given);
  }
  for (const node of within(fn.body)) {
    if (node.type !== "VariableDeclarator" || node.id.type !== "Identifier" || node.init === null) continue;
    scope.locals.set(node.id.name, node.init);
  }
  return scope;
}

function either(...all: Known[]): Known {
  const known = all.filter((it) => it !== null).flat();
  return known.length === 0 ? null : known;
}

function returned(fn: Fn, args: readonly Known[]): Known {
  const scope = scopeOf(fn, args);
  if (fn.body.type !== "BlockStatement") return evaluate(scope, fn.body);
  const values: Known[] = [];
  for (const node of within(fn.body)) {
    if (node.type === "ReturnStatement" && node.argument !== null) values.push(evaluate(scope, node.argument));
  }
  return either(...values);
}

function evaluate(scope: Scope, node: Node): Known {
  if (node.type === "Literal") return typeof node.value === "string" || node.value === null ? [node.value] : null;
  if (node.type === "ConditionalExpression") {
    return either(evaluate(scope, node.consequent), evaluate(scope, node.alternate));
  }
  if (node.type === "LogicalExpression") return either(evaluate(scope, node.left), evaluate(scope, node.right));
  if (node.type === "TSAsExpression") return evaluate(scope, node.expression);
  if (node.type === "TemplateLiteral") {
    const [hole] = node.expressions;
    const values = hole === undefined || node.expressions.length > 1 ? null : evaluate(scope, hole);
    const [before, after] = node.quasis.map((it) => it.value.cooked);
    return values?.map((value) => `${before}${value}${after}`) ?? null;
  }
  if (node.type === "Identifier") {
    if (scope.bound.has(node.name)) return scope.bound.get(node.name) ?? null;
    const local = scope.locals.get(node.name);
    return local === undefined ? null : evaluate(scope, local);
  }
  const fn = called(scope, node);
  return fn === null || node.type !== "CallExpression" ? null : returned(fn, argumentsOf(scope, node.arguments));
}

const argumentsOf = (scope: Scope, given: readonly Node[]): Known[] => given.map((it) => evaluate(scope, it));

export type Reachable = { codes: Set<string>; unknown: Set<string> };

function walk(scope: Scope, from: Node, found: Reachable, seen: Set<string>): void {
  const enter = (fn: Fn, args: readonly Known[]) => {
    const key = `${fn.file.path}:${fn.body.start}:${JSON.stringify(args)}`;
    if (seen.has(key)) return;
    seen.add(key);
    walk(scopeOf(fn, args), fn.body, found, seen);
  };
  for (const node of within(from)) {
    if (node.type === "NewExpression" && node.callee.type === "Identifier" && node.callee.name === "ApiRefusal") {
      const [code] = node.arguments;
      const values = code === undefined ? null : evaluate(scope, code);
      if (values === null) found.unknown.add(scope.file.path);
      for (const value of values ?? []) if (value !== null) found.codes.add(value);
    }
    const fn = called(scope, node);
    if (fn !== null && node.type === "CallExpression") enter(fn, argumentsOf(scope, node.arguments));
    // A function that is handed on is called by somebody, with arguments that are not known.
    const handed = node.type === "CallExpression" ? node.arguments.filter((it) => it.type === "Identifier") : [];
    for (const { name } of handed) {
      const passed = resolve(scope.file, name);
      if (passed !== null && !scope.bound.has(name)) enter(passed, []);
    }
  }
}

/** Every method in the source of `api/`, with the codes that its own function can refuse with. */
export function reachableCodes(): Map<string, Reachable> {
  const all = new Map<string, Reachable>();
  for (const name of readdirSync(join(root, "api"))) {
    const file = fileAt(`api/${name}`);
    for (const node of within(file.top)) {
      if (node.type !== "Property" || node.key.type !== "Literal" || node.value.type !== "CallExpression") continue;
      const { callee, arguments: given } = node.value;
      const run = given[1];
      if (callee.type !== "Identifier" || callee.name !== "method" || run === undefined) continue;
      const found: Reachable = { codes: new Set(), unknown: new Set() };
      const holder: Scope = { file, bound: new Map(), locals: new Map() };
      walk(holder, { type: "ExpressionStatement", expression: node.value } as unknown as Node, found, new Set());
      all.set(String(node.key.value), found);
    }
  }
  return all;
}

/** The codes that come before any method's own: of the body, the token, the scopes. */
export function codesOfAll(): Reachable {
  const found: Reachable = { codes: new Set(), unknown: new Set() };
  for (const [path, name] of [
    ["api/args.ts", "readArgs"],
    ["api/perform.ts", "answerOf"],
  ] as const) {
    const fn = resolve(fileAt(path), name);
    if (fn !== null) walk(scopeOf(fn, []), fn.body, found, new Set());
  }
  return found;
}
