import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { badSnippets } from "./tidy/bad-snippets.ts";
import { exceptions } from "./tidy/exceptions.ts";
import { goodSnippets } from "./tidy/good-snippets.ts";
import { compiledOnInstall, explainedInVain, unexplained, unknownScripts } from "./tidy/packages.ts";
import type { Finding } from "./tidy/source.ts";
import { checkSource, checkTree, sourcePaths, told } from "./tidy/tidy.ts";
import { modules, words } from "./tidy/words.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(read("package.json"));

const isExcepted = (found: Finding): boolean =>
  exceptions.some(({ path, rule }) => path === found.path && rule === found.rule);

describe("The repository is tidy", () => {
  const findings = checkTree(root);

  test("each file keeps the floors and the style (STYLE.md)", () => {
    expect(findings.filter((found) => !isExcepted(found)).map(told)).toEqual([]);
  });

  test("each exception is still needed and has a reason", () => {
    const unneeded = exceptions.filter(
      ({ path, rule }) => !findings.some((found) => found.path === path && found.rule === rule),
    );
    expect(unneeded).toEqual([]);
    for (const { reason } of exceptions) expect(reason.length).toBeGreaterThan(20);
  });

  test("the files are really looked at", () => {
    const paths = sourcePaths(root);
    expect(paths).toContain("src/clock.ts");
    expect(paths).toContain("test/tidy.test.ts");
    expect(paths.filter((path) => path.includes("node_modules") || path.startsWith("test/fixtures/"))).toEqual([]);
  });

  // What is committed counts: npm 10 writes the line into the working copy whenever it installs. Without git there is
  // nothing to look at.
  const lock = spawnSync("git", ["show", ":./package-lock.json"], { cwd: root, encoding: "utf8" });
  test.skipIf(lock.status !== 0)("nothing is compiled by `npm install` (package-lock.json as it is in git)", () => {
    expect(compiledOnInstall(JSON.parse(lock.stdout))).toEqual([]);
  });

  test("ARCHITECTURE.md says of each dependency why it is there", () => {
    expect(unexplained(manifest, read("ARCHITECTURE.md"))).toEqual([]);
    expect(explainedInVain(manifest, read("ARCHITECTURE.md"))).toEqual([]);
  });

  test("each script that the documents name exists", () => {
    const documents = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "STYLE.md"];
    const present = documents.filter((path) => existsSync(join(root, path)));
    expect(present.flatMap((path) => unknownScripts(manifest, path, read(path)))).toEqual([]);
  });
});

/** A snippet as the name of its test: one line, not too long. */
function nameOf(text: string): string {
  return text
    .replace(/(\/\/ x\n)+/g, "// x … ")
    .replaceAll("\n", " ⏎ ")
    .slice(0, 90);
}

describe("The tidy test sees", () => {
  const declared = Object.keys(manifest.dependencies);

  const bad = badSnippets.map(([path, rule, text, advice]) => ({ name: nameOf(text), path, rule, text, advice }));

  test.each(bad)("$rule in $path: $name", ({ path, rule, text, advice }) => {
    const findings = checkSource(path, text, declared);
    const advices = findings.filter((found) => found.rule === rule).map(told);
    expect(advices.join("\n")).toMatch(advice);
    // Nothing else is wrong with it, but that each re-export is a barrel as well.
    expect(findings.map((found) => found.rule).filter((other) => other !== rule && other !== "barrel")).toEqual([]);
  });

  test.each(goodSnippets.map(([path, text]) => ({ name: nameOf(text), path, text })))(
    "nothing in $path: $name",
    ({ path, text }) => {
      expect(checkSource(path, text, declared).map(told)).toEqual([]);
    },
  );

  test.each(Object.keys(words))("%s, however it is used", (word) => {
    for (const text of [`export const a = ${word};`, `a(${word});`, `export const a = () => ${word}(1);`]) {
      expect(checkSource("src/web/health.ts", text, declared)).toHaveLength(1);
    }
  });

  test.each(Object.keys(modules))("the module %s", (name) => {
    const rules = checkSource("test/a.test.ts", `import a from "${name}";`, declared).map((found) => found.rule);
    expect(rules).toEqual([name.startsWith("node:") ? "time" : "mock"]);
  });

  test("the file, the line, the rule and what to do instead", () => {
    const [found, ...others] = checkSource("src/web/health.ts", "// One.\n\nexport const at = Date.now();\n", declared);
    expect(others).toEqual([]);
    expect(found && told(found)).toMatch(/^src\/web\/health\.ts:3 time: Date\.now reads .* Take a Clock/);
  });

  test("a package that would be compiled, unexplained, explained in vain, and a script that is not there", () => {
    const lock = { packages: { "node_modules/better-sqlite3": { hasInstallScript: true }, "node_modules/node": {} } };
    expect(compiledOnInstall(lock)).toHaveLength(1);
    const table =
      "## Dependencies\n\n| package | why |\n|---|---|\n| `zod` | reads what comes from outside |\n| `gone` | was |\n";
    const packages = { dependencies: { zod: "1" }, devDependencies: { pino: "1" }, scripts: { start: "x" } };
    expect(unexplained(packages, table)).toEqual([expect.stringContaining("pino has no line")]);
    expect(explainedInVain(packages, table)).toEqual([expect.stringContaining("gone is explained")]);
    const text = "`npm start`, `npm run -s sitrep -- list`, npm test, npm run check:types, npm install, npm run start";
    expect(unknownScripts(packages, "README.md", text).map((line) => /run ([\w:-]+)/.exec(line)?.[1])).toEqual([
      "sitrep",
      "test",
      "check:types",
    ]);
  });
});
