// Words that have one home: time, chance, the environment, the exit, the console; and those that have none: mocks.

import type { Node } from "oxc-parser";
import { dotted, type Finding, isTestPath, type Located, type Rule, type Source, type SourceRule } from "./source.ts";

type Word = { rule: Rule; says: string };

const time: Word = {
  rule: "time",
  says:
    "reads or waits for the host's time. Take a Clock (src/clock.ts) as an argument; " +
    "a test over a wire uses test/support/until.ts.",
};
const chance: Word = {
  rule: "chance",
  says: "is chance that no test can repeat. Use the random() or newId() of a Clock.",
};
const environment: Word = {
  rule: "environment",
  says: "is read in src/config.ts only. Add it to Config and take it from there.",
};
const exit: Word = {
  rule: "exit",
  says: "cuts off what is still to be written. Throw, or return; src/main.ts ends the program.",
};
const output: Word = { rule: "console", says: "is for cli/ and main.ts. Use the Log that you were given." };
const mock: Word = {
  rule: "mock",
  says:
    "replaces what should be tested. Use real SQLite, the embedded workspace, the virtual clock, " +
    "or pass in a function that records.",
};

/** By the names with their dots. `globalThis.` is taken off before. */
export const words: Readonly<Record<string, Word>> = {
  "Date.now": time,
  performance: time,
  setTimeout: time,
  setInterval: time,
  setImmediate: time,
  "process.hrtime": time,
  "process.uptime": time,
  "AbortSignal.timeout": time,
  "Temporal.Now": time,
  "Math.random": chance,
  randomUUID: chance,
  randomBytes: chance,
  randomInt: chance,
  randomFillSync: chance,
  getRandomValues: chance,
  "process.env": environment,
  "import.meta.env": environment,
  "process.exit": exit,
  console: output,
};

export const modules: Readonly<Record<string, Word>> = Object.fromEntries([
  ...["node:timers", "node:timers/promises", "node:perf_hooks"].map((name) => [name, time]),
  ...["sinon", "nock", "msw", "msw/node", "testdouble", "mockdate", "timekeeper", "proxyquire", "rewire"].map(
    (name) => [name, mock],
  ),
  ...["@sinonjs/fake-timers", "ts-mockito", "jest-mock", "vitest-mock-extended", "mock-fs", "fetch-mock"].map(
    (name) => [name, mock],
  ),
]);

/** Names that must not be taken out of a module: `import { env } from "node:process"`. */
const imported: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  "node:process": { env: environment, exit, hrtime: time, uptime: time },
  "node:crypto": {
    randomUUID: chance,
    randomBytes: chance,
    randomInt: chance,
    randomFillSync: chance,
    webcrypto: chance,
  },
  vitest: { vi: mock, vitest: mock },
  "node:test": { mock },
};

/** Where a word is at home: STYLE.md names these; anything else is an exception with a reason (exceptions.ts). */
const homes: Readonly<Partial<Record<Rule, (path: string) => boolean>>> = {
  time: (path) => path === "src/clock.ts" || /^test\/support\//.test(path),
  chance: (path) => path === "src/clock.ts",
  environment: (path) => path === "src/config.ts" || /^test\/support\//.test(path),
  exit: (path) => path === "src/main.ts",
  console: (path) => path === "src/main.ts" || /^src\/cli\//.test(path),
};

/** A name that refers to something: not a key, not the name of a property, not a type. */
function isReference({ node, key, up }: Located): boolean {
  const parent = up?.node;
  if (parent === undefined) return false;
  if (parent.type === "MemberExpression") return key === "object" || parent.computed;
  if (/^TS(QualifiedName|TypeReference|TypeQuery|PropertySignature|MethodSignature)$/.test(parent.type)) return false;
  if (parent.type === "Property" && key === "key") return parent.shorthand && parent.value === node;
  if (key === "key" || key === "label") return false;
  return parent.type !== "ImportSpecifier" && parent.type !== "ExportSpecifier";
}

function said(node: Node): string {
  const names = dotted(node);
  return (names[0] === "globalThis" || names[0] === "global" ? names.slice(1) : names).join(".");
}

function wordAt(located: Located): { text: string; word: Word } | null {
  const { node } = located;
  if (node.type === "MemberExpression") {
    if (node.object.type === "MetaProperty") {
      const isEnv = node.property.type === "Identifier" && node.property.name === "env";
      return isEnv ? { text: "import.meta.env", word: environment } : null;
    }
    const text = said(node);
    // What makes ids and keys is known by its own name, whatever the module is called here.
    const method = text.slice(text.lastIndexOf(".") + 1);
    const known = Object.hasOwn(words, text) ? text : method;
    const word = Object.hasOwn(words, known) && (known === text || words[known] === chance) ? words[known] : undefined;
    return word === undefined ? null : { text, word };
  }
  if (node.type === "Identifier" && isReference(located)) {
    const word = Object.hasOwn(words, node.name) ? words[node.name] : undefined;
    return word === undefined ? null : { text: node.name, word };
  }
  return moduleWord(node) ?? dateWord(node) ?? destructured(node);
}

function moduleWord(node: Node): { text: string; word: Word } | null {
  if (node.type === "ImportDeclaration") {
    const name = node.source.value;
    const word = Object.hasOwn(modules, name) ? modules[name] : undefined;
    return word === undefined ? null : { text: name, word };
  }
  return null;
}

/** `new Date()`, `Date()` and `new TZDate()` without an argument are the present. */
function dateWord(node: Node): { text: string; word: Word } | null {
  if (node.type !== "NewExpression" && node.type !== "CallExpression") return null;
  const name = said(node.callee);
  const isNow =
    (name === "Date" || name === "TZDate") && (node.arguments.length === 0 || node.type === "CallExpression");
  if (!isNow) return null;
  return { text: node.type === "NewExpression" ? `new ${name}()` : `${name}()`, word: time };
}

/** `const { env } = process`, `const { now } = Date`. */
function destructured(node: Node): { text: string; word: Word } | null {
  if (node.type !== "VariableDeclarator" || node.id.type !== "ObjectPattern" || node.init === null) return null;
  const from = said(node.init);
  for (const property of node.id.properties) {
    if (property.type !== "Property" || property.key.type !== "Identifier") continue;
    const text = `${from}.${property.key.name}`;
    const word = Object.hasOwn(words, text) ? words[text] : undefined;
    if (word !== undefined) return { text, word };
  }
  return null;
}

function importedWords(source: Source, node: Node): Finding[] {
  if (node.type !== "ImportDeclaration" || node.importKind === "type") return [];
  const banned = imported[node.source.value];
  if (banned === undefined) return [];
  return node.specifiers.flatMap((one) => {
    if (one.type !== "ImportSpecifier" || one.imported.type !== "Identifier" || one.importKind === "type") return [];
    const { name } = one.imported;
    const word = Object.hasOwn(banned, name) ? banned[name] : undefined;
    return word === undefined ? [] : [source.finding(one.start, word.rule, `${name} ${word.says}`)];
  });
}

export const bannedWords: SourceRule = (source) => {
  const findings = source.nodes.flatMap((located) => {
    const found = wordAt(located);
    const here =
      found === null ? [] : [source.finding(located.node.start, found.word.rule, `${found.text} ${found.word.says}`)];
    return [...here, ...importedWords(source, located.node)];
  });
  return findings.filter(({ rule }) => homes[rule]?.(source.path) !== true);
};

const testWords = new Set(["describe", "suite", "test", "it", "bench"]);

/** No test is left out: not by `.only` beside it, and not by `.skip` without a comment that says why. */
export const everyTestRuns: SourceRule = (source) => {
  if (!isTestPath(source.path)) return [];
  return source.nodes.flatMap(({ node }) => {
    if (node.type !== "MemberExpression") return [];
    const [first = "", ...rest] = dotted(node);
    const last = rest.at(-1);
    if (!testWords.has(first)) return [];
    if (last === "only") return [source.finding(node.start, "only", ".only leaves out every other test. Take it off.")];
    if (last !== "skip" && last !== "todo") return [];
    const line = source.lineAt(node.start);
    const hasReason = source.comments.some(({ value, end }) => {
      const at = source.lineAt(end);
      return value.trim().length >= 10 && (at === line || at === line - 1);
    });
    if (hasReason) return [];
    return [
      source.finding(node.start, "skip", `.${last} without a reason. Say why in a comment just above, or let it run.`),
    ];
  });
};
