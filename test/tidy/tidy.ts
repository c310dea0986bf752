// All rules over all files. test/tidy.test.ts shows what it finds.

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dependencies, floors } from "./floors.ts";
import { fileSize, functionSize, names, opening } from "./sizes.ts";
import { type Finding, readSource, type SourceRule } from "./source.ts";
import * as syntax from "./syntax.ts";
import { bannedWords, everyTestRuns } from "./words.ts";

/** Fixtures are other people's data; what is generated is nobody's style. */
const excluded = ["test/fixtures/**", "**/node_modules/**"];

/** Every file of the program, its tests and its tools, from the root of the repository. */
export function sourcePaths(root: string): string[] {
  const found = globSync("{src,test,drizzle}/**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}", {
    cwd: root,
    exclude: excluded,
  });
  return found.map((path) => path.replaceAll("\\", "/")).toSorted();
}

/** What is wrong with one file, in the order of its lines. `declared` are the names of package.json's dependencies. */
export function checkSource(path: string, text: string, declared: readonly string[]): Finding[] {
  const source = readSource(path, text);
  if ("rule" in source) return [source];
  const rules: SourceRule[] = [
    floors,
    dependencies(declared),
    fileSize,
    functionSize,
    names,
    opening,
    ...Object.values(syntax),
    bannedWords,
    everyTestRuns,
  ];
  const findings = rules.flatMap((rule) => rule(source)).toSorted((a, b) => a.line - b.line);
  const seen = new Set<string>();
  return findings.filter((found) => {
    const key = `${found.line} ${found.rule} ${found.message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** What is wrong in the repository at `root`. */
export function checkTree(root: string): Finding[] {
  const { dependencies: declared } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return sourcePaths(root).flatMap((path) =>
    checkSource(path, readFileSync(join(root, path), "utf8"), Object.keys(declared)),
  );
}

/** `src/x.ts:3 time: Date.now reads …` */
export function told({ path, line, rule, message }: Finding): string {
  return `${path}:${line} ${rule}: ${message}`;
}
