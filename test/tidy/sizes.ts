// How long things may be, what files are called, and how they open.

import { basename } from "node:path";
import { type Finding, isTestPath, type Located, type Source, type SourceRule } from "./source.ts";

const longest = { sourceLines: 250, testLines: 400, functionLines: 60, lineCharacters: 120 };

const kebabFile = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|bench|d))?\.(ts|js|mjs)$/;
const kebabFolder = /^\.?[a-z0-9]+(-[a-z0-9]+)*$/;

/** A test's length is its own: it is not counted again in the suite, or the function, that holds it. */
const suiteWords = new Set(["describe", "suite", "test", "it", "beforeEach", "beforeAll", "afterEach", "afterAll"]);

export const fileSize: SourceRule = (source) => {
  const most = isTestPath(source.path) ? longest.testLines : longest.sourceLines;
  const findings: Finding[] = [];
  if (source.lines.length > most) {
    const length = source.lines.length;
    const message = `the file has ${length} lines, at most ${most} are allowed. Move one concern out, under its noun.`;
    findings.push(source.finding(0, "size", message));
  }
  for (const [index, line] of source.lines.entries()) {
    const length = [...line.replace(/https?:\/\/\S+/g, "")].length;
    if (length <= longest.lineCharacters) continue;
    const message = `the line has ${length} characters, at most ${longest.lineCharacters} are allowed. Break it.`;
    findings.push({ path: source.path, line: index + 1, rule: "size", message });
  }
  return findings;
};

/** The word that a call begins with, if it is one of suites and tests: `describe` of `describe.each(table)("…", …)`. */
function suiteWord({ node }: Located): string | null {
  if (node.type !== "CallExpression") return null;
  let callee = node.callee;
  while (
    callee.type === "MemberExpression" ||
    callee.type === "CallExpression" ||
    callee.type === "TaggedTemplateExpression"
  ) {
    if (callee.type === "MemberExpression") callee = callee.object;
    else callee = callee.type === "CallExpression" ? callee.callee : callee.tag;
  }
  return callee.type === "Identifier" && suiteWords.has(callee.name) ? callee.name : null;
}

function isInside(inner: Located, outer: Located): boolean {
  return inner !== outer && inner.node.start >= outer.node.start && inner.node.end <= outer.node.end;
}

function linesOf(source: Source, { node }: Located): number {
  return source.lineAt(node.end) - source.lineAt(node.start) + 1;
}

/** What `describe` is given: a chapter with its tables, not a function to follow. */
function isSuite(source: Source, { up }: Located): boolean {
  const word = up !== null && isTestPath(source.path) ? suiteWord(up) : null;
  return word === "describe" || word === "suite";
}

export const functionSize: SourceRule = (source) => {
  const kinds = ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"];
  const suites = isTestPath(source.path) ? source.nodes.filter((found) => suiteWord(found) !== null) : [];
  return source.nodes.flatMap((found) => {
    if (!kinds.includes(found.node.type) || isSuite(source, found)) return [];
    const within = suites.filter((suite) => isInside(suite, found));
    const outermost = within.filter((suite) => !within.some((other) => isInside(suite, other)));
    const length = linesOf(source, found) - outermost.reduce((sum, suite) => sum + linesOf(source, suite), 0);
    if (length <= longest.functionLines) return [];
    const most = longest.functionLines;
    const message = `the function has ${length} lines, at most ${most} are allowed. Name a part and move it out.`;
    return [source.finding(found.node.start, "size", message)];
  });
};

export const names: SourceRule = (source) => {
  const folders = source.path.split("/").slice(0, -1);
  const file = basename(source.path);
  if (/^index\.[a-z]+$/.test(file)) {
    return [source.finding(0, "barrel", "index files are not used. Name the file by the noun it holds.")];
  }
  const wrong = [...folders.filter((folder) => !kebabFolder.test(folder)), ...(kebabFile.test(file) ? [] : [file])];
  return wrong.map((name) => source.finding(0, "name", `${name} is not in kebab-case. Rename it, like follow-up.ts.`));
};

/** A room's main file (src/store/store.ts) and the ground's files say what they are for and what they must never do. */
export const opening: SourceRule = (source) => {
  const [top, room = "", file] = source.path.split("/");
  const isMain = file === undefined || file === `${room}.ts`;
  if (top !== "src" || !isMain || source.path.split("/").length > 3) return [];
  const start = source.lines[0]?.startsWith("#!") === true ? 1 : 0;
  const after = source.lines.findIndex((line, index) => index >= start && !line.startsWith("//"));
  const count = (after < 0 ? source.lines.length : after) - start;
  if (count >= 2 && count <= 4) return [];
  const message = `opens with ${count} lines of // comment. Say in 2 to 4 what it is for and what it must never do.`;
  return [source.finding(0, "opening", message)];
};
