// The page's modules as one script: it does what the modules do, or is not made.

import { describe, expect, test } from "vitest";
import { bundle, NotBundled, type PageModule } from "../../src/workspace/client/page-bundle.ts";

const modulesOf = (files: Record<string, string>): Map<string, PageModule> =>
  new Map(Object.entries(files).map(([path, code]) => [path, { path, code }]));

/** Runs the bundle; each file that does `seen.push(…)` is heard. */
async function run(files: Record<string, string>): Promise<unknown[]> {
  const seen: unknown[] = [];
  Object.assign(globalThis, { seen });
  const script = bundle(modulesOf(files), "main.ts");
  await import(`data:text/javascript,${encodeURIComponent(script)}`);
  return seen;
}

const refusal = (files: Record<string, string>): string => {
  try {
    return bundle(modulesOf(files), "main.ts");
  } catch (error) {
    if (error instanceof NotBundled) return error.name;
    throw error;
  }
};

describe("A bundle", () => {
  test("runs each module once, after those that it imports", async () => {
    const seen = await run({
      "main.ts": 'import { b } from "./b.ts";\nimport { a } from "./deep/a.ts";\nseen.push(a, b);',
      "b.ts": 'import { a } from "./deep/a.ts";\nexport const b = a + "b";\nseen.push("b");',
      "deep/a.ts": 'export const a = "a";\nseen.push("a");',
    });
    expect(seen).toEqual(["a", "b", "a", "ab"]);
  });

  test("keeps names of the same spelling apart, and follows renamed imports", async () => {
    const seen = await run({
      "main.ts":
        'import {\n  name as other,\n twice\n} from "./a.ts";\nconst name = "own";\nseen.push(name, other, twice(2));',
      "a.ts": 'const hidden = 2;\nexport const name = "a";\nexport function twice(n) { return n * hidden; }',
    });
    expect(seen).toEqual(["own", "a", 4]);
  });

  test("knows where each module would have been", async () => {
    const files = { "main.ts": 'import "./text/x.ts";', "text/x.ts": "seen.push(typeof import.meta.url);" };
    expect(bundle(modulesOf(files), "main.ts")).toContain('new URL("text/x.ts", here).href');
  });

  test("finds the functions of modules that import each other", async () => {
    const seen = await run({
      "main.ts": 'import { even } from "./even.ts";\nseen.push(even(7), even(8));',
      "even.ts": 'import { odd } from "./odd.ts";\nexport function even(n) { return n === 0 || odd(n - 1); }',
      "odd.ts": 'import { even } from "./even.ts";\nexport function odd(n) { return n !== 0 && even(n - 1); }',
    });
    expect(seen).toEqual([false, true]);
  });

  test("imports packages from where the import map says", () => {
    const script = bundle(modulesOf({ "main.ts": 'import { h as make } from "preact";\nmake();' }), "main.ts");
    expect(script).toMatch(/^import \* as p0 from "preact";/);
    expect(script).toContain("const { h: make } = p0;");
  });

  test("leaves out comments that stand by themselves, and no text", async () => {
    const code =
      '// Away.\n/** And this,\n * too. */\nconst text = "// stays /** here */"; // as this may\nseen.push(text);';
    expect(await run({ "main.ts": code })).toEqual(["// stays /** here */"]);
    expect(bundle(modulesOf({ "main.ts": code }), "main.ts")).not.toMatch(/Away|too/);
  });

  test.each([
    [
      "a value in a circle",
      {
        "main.ts": 'import { x } from "./x.ts";\nexport const y = 1;',
        "x.ts": 'import { y } from "./main.ts";\nexport const x = y;',
      },
    ],
    ["a default export", { "main.ts": "export default 1;" }],
    ["a list of exports", { "main.ts": "const a = 1;\nexport { a };" }],
    ["a variable that may change", { "main.ts": "export let a = 1;" }],
    ["a module that is loaded later", { "main.ts": 'void import("./x.ts");' }],
    ["a module that is not there", { "main.ts": 'import { a } from "./x.ts";' }],
    ["what is no JavaScript", { "main.ts": "const = ;" }],
  ])("is not made of %s", (_, files) => {
    expect(refusal(files)).toBe("NotBundled");
  });
});
