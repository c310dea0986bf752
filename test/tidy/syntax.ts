// The parts of TypeScript that STYLE.md does without.

import type { Class, Node } from "oxc-parser";
import { dotted, type Finding, type Source, type SourceRule } from "./source.ts";

function each(source: Source, find: (node: Node) => Finding | null): Finding[] {
  return source.nodes.map(({ node }) => find(node)).filter((found) => found !== null);
}

export const exportsAreNamed: SourceRule = (source) => {
  const isConfig = /\.config\.(ts|js|mjs)$/.test(source.path);
  const message = "default exports are not used. Export it by its name, which then is the same everywhere.";
  return each(source, (node) =>
    node.type === "ExportDefaultDeclaration" && !isConfig
      ? source.finding(node.start, "default-export", message)
      : null,
  );
};

export const noBarrels: SourceRule = (source) => {
  const message = "files that pass on other files' exports are not used. Import from the file that holds the thing.";
  return each(source, (node) => {
    const passesOn = node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && node.source);
    return passesOn ? source.finding(node.start, "barrel", message) : null;
  });
};

export const noAny: SourceRule = (source) =>
  each(source, (node) => {
    if (node.type !== "TSAnyKeyword") return null;
    return source.finding(
      node.start,
      "any",
      "`any` switches the checker off. Say `unknown` and narrow it, or parse it with zod.",
    );
  });

export const noNonNull: SourceRule = (source) =>
  each(source, (node) => {
    if (node.type !== "TSNonNullExpression") return null;
    const message =
      "`!` is a claim that nobody checks. Test for the absence, or throw an error that says what was expected.";
    return source.finding(node.start, "non-null", message);
  });

/** Node strips types and compiles nothing, so what needs compiling does not run. */
export const erasable: SourceRule = (source) =>
  each(source, (node) => {
    const found = (what: string, instead: string): Finding =>
      source.finding(node.start, "erasable", `${what} ${instead}`);
    if (node.type === "TSEnumDeclaration") return found("enums are not used.", "Use a union of string literals.");
    if (node.type === "TSParameterProperty") return found("parameter properties are not used.", "Assign the property.");
    const isModule = node.type === "TSModuleDeclaration" && node.kind === "namespace";
    if (isModule) return found("namespaces are not used.", "A file is the namespace.");
    if (node.type === "TSImportEqualsDeclaration") return found("`import =` is not used.", "Use `import`.");
    if (node.type === "TSExportAssignment") return found("`export =` is not used.", "Use `export`.");
    return null;
  });

function errorClasses(classes: readonly Class[]): Set<Class> {
  const names = new Set<string>();
  const found = new Set<Class>();
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const one of classes) {
      const parent = one.superClass === null ? undefined : dotted(one.superClass).at(-1);
      if (parent === undefined || !(parent.endsWith("Error") || names.has(parent))) continue;
      found.add(one);
      if (one.id) names.add(one.id.name);
    }
  }
  return found;
}

export const classesAreErrors: SourceRule = (source) => {
  const isClass = (node: Node): node is Class => node.type === "ClassDeclaration" || node.type === "ClassExpression";
  const classes = source.nodes.map(({ node }) => node).filter(isClass);
  const errors = errorClasses(classes);
  const message = "classes are for errors only. Write a function that returns plain data and closures.";
  return classes.filter((one) => !errors.has(one)).map((one) => source.finding(one.start, "class", message));
};

function mentions(source: Source, body: Node, name: string): boolean {
  return source.nodes.some(
    ({ node }) => node.type === "Identifier" && node.name === name && node.start >= body.start && node.end <= body.end,
  );
}

function isEmptyFunction(node: Node): boolean {
  if (node.type !== "ArrowFunctionExpression" && node.type !== "FunctionExpression") return false;
  if (node.params.length > 0) return false;
  return true;
}

/** A caught error has a name and is used: looked at, passed on, logged. */
export const errorsAreHandled: SourceRule = (source) => {
  const instead = "Name the error and look at it: handle the one you expect, throw or log the rest.";
  return each(source, (node) => {
    if (node.type === "CatchClause") {
      if (node.body.body.length === 0)
        return source.finding(node.start, "catch", `an empty catch hides every failure. ${instead}`);
      if (node.param === null)
        return source.finding(node.start, "catch", `a catch without a name hides what failed. ${instead}`);
      if (node.param.type !== "Identifier" || mentions(source, node.body, node.param.name)) return null;
      return source.finding(node.start, "catch", `the caught ${node.param.name} is not used. ${instead}`);
    }
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return null;
    const { property } = node.callee;
    const [handler] = node.arguments;
    const isCatch = property.type === "Identifier" && property.name === "catch";
    if (!isCatch || handler === undefined || !isEmptyFunction(handler)) return null;
    return source.finding(property.start, "catch", `a .catch() without the error hides what failed. ${instead}`);
  });
};

/** The checker is not silenced, and what is left to do is not left in the code. */
export const comments: SourceRule = (source) =>
  source.comments.flatMap((comment) => {
    const found = (rule: "silenced" | "stub", message: string) => [source.finding(comment.start, rule, message)];
    if (/@ts-(ignore|nocheck)/.test(comment.value))
      return found("silenced", "@ts-ignore hides errors to come. Mend the type.");
    if (/@ts-expect-error\W*$/.test(comment.value)) {
      return found(
        "silenced",
        "@ts-expect-error without a reason. Say after it why the checker is wrong, or mend the type.",
      );
    }
    if (/\b(TODO|FIXME|HACK)\b/.test(comment.value)) {
      return found("stub", "a note of work left undone. Do it, or open an issue and name it here by its number.");
    }
    return [];
  });
