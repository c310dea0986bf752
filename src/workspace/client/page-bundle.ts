// The page's modules as one: 150 small files would be 150 answers, each compressed by itself, twice as much in all.
// Each module becomes a function's scope, after those that it imports. It reads the plain forms of import and export
// that this repository's style has; where it meets another, it says so, and the page is served as the modules it is.

import { Script } from "node:vm";

/** A form of import or export that cannot be put into one file. */
export class NotBundled extends Error {
  override name = "NotBundled";
}

export type PageModule = { path: string; code: string };

type Import = { names: string; from: string };

const importForm = /^import\s+(?:([^"';]+?)\s*from\s*)?"([^"]+)";?[ \t]*$/gm;
const exportForm = /^export\s+(async\s+function|function|const|class)\s+([A-Za-z_$][\w$]*)/gm;

/** What a module imports by a relative path, as paths of the page; `asWritten` of others. */
export function importsOf({ path, code }: PageModule): Import[] {
  return [...code.matchAll(importForm)].map(([, names = "", from = ""]) => {
    return { names: names.trim(), from: from.startsWith(".") ? resolved(path, from) : from };
  });
}

const resolved = (path: string, from: string): string => new URL(from, `page:///${path}`).pathname.slice(1);

type Exports = { isFunction: boolean; name: string }[];

function exportsOf({ code }: PageModule): Exports {
  return [...code.matchAll(exportForm)].map(([, kind = "", name = ""]) => ({
    isFunction: kind.endsWith("function"),
    name,
  }));
}

/** Each after those that it imports; where they import each other in a circle, after those that it can. */
function inOrder(modules: ReadonlyMap<string, PageModule>, entry: string): string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const module = modules.get(path);
    if (module === undefined) throw new NotBundled(`${path} is not there`);
    for (const { from } of importsOf(module)) if (from.endsWith(".ts")) visit(from);
    order.push(path);
  };
  visit(entry);
  return order;
}

/** `a, b as c` of an import as `a, b: c` of a pattern; the names alone for a module that runs only later. */
function namesOf({ names, from }: Import): { name: string; own: string }[] {
  const [, list] = /^\{([^}]*)\}$/.exec(names) ?? [];
  if (list === undefined) throw new NotBundled(`import ${names} from ${from}`);
  const each = list.split(",").map((it) => it.trim().split(/\s+as\s+/));
  return each.flatMap(([name = "", own = name]) => (name === "" ? [] : [{ name, own }]));
}

/** In a circle the other module has not run yet: its functions are found when they are called. */
function lateBinding(wanted: Import, holder: string, exported: Exports): string {
  const lines = namesOf(wanted).map(({ name, own }) => {
    const isFunction = exported.some((one) => one.name === name && one.isFunction);
    if (!isFunction) throw new NotBundled(`${name} of ${wanted.from} is imported in a circle and is no function`);
    return `const ${own} = (...given) => ${holder}.${name}(...given);`;
  });
  return lines.join("\n");
}

function binding(wanted: Import, holder: string): string {
  const pattern = namesOf(wanted).map(({ name, own }) => (name === own ? name : `${name}: ${own}`));
  return `const { ${pattern.join(", ")} } = ${holder};`;
}

/** Comments that stand by themselves are for who reads the source. */
function withoutComments(code: string): string {
  return code.replaceAll(/^[ \t]*\/\/.*$/gm, "").replaceAll(/^[ \t]*\/\*\*(?:(?!\*\/)[\s\S])*\*\/[ \t]*$/gm, "");
}

function scopeOf(module: PageModule, bindings: readonly string[], exported: Exports): string {
  const bare = withoutComments(module.code.replaceAll(importForm, ""))
    .replaceAll(exportForm, (whole) => whole.replace(/^export\s+/, ""))
    .replaceAll("import.meta.url", `new URL(${JSON.stringify(module.path)}, here).href`)
    .replaceAll(/\n\s*\n+/g, "\n");
  const [left] = /^export\b.*|\bimport\b\s*[(.].*/m.exec(bare) ?? [];
  if (left !== undefined) throw new NotBundled(`${module.path}: ${left}`);
  return `(() => {\n${bindings.join("\n")}${bare}\nreturn { ${exported.map(({ name }) => name).join(", ")} };\n})();`;
}

/** One module that does what `entry` does, to be served beside it. Throws NotBundled. */
export function bundle(modules: ReadonlyMap<string, PageModule>, entry: string): string {
  const order = inOrder(modules, entry);
  const holders = new Map(order.map((path, at) => [path, `m${at}`]));
  const packages = new Map<string, string>();
  const done = new Set<string>();
  const scopes = order.map((path) => {
    const module = modules.get(path) ?? { path, code: "" };
    const bindings = importsOf(module).flatMap((wanted) => {
      const { names, from } = wanted;
      const holder = holders.get(from) ?? packages.get(from) ?? `p${packages.size}`;
      if (!holders.has(from)) packages.set(from, holder);
      if (names === "") return [];
      if (done.has(from) || !holders.has(from)) return [binding(wanted, holder)];
      return [lateBinding(wanted, holder, exportsOf(modules.get(from) ?? { path: from, code: "" }))];
    });
    done.add(path);
    return `const ${holders.get(path)} = ${scopeOf(module, bindings, exportsOf(module))}`;
  });
  const heads = [...packages].map(([name, holder]) => `import * as ${holder} from ${JSON.stringify(name)};`);
  const body = scopes.join("\n");
  check(body);
  return `${heads.join("\n")}\nconst here = import.meta.url;\n${body}\n`;
}

/** A text that looked like a comment or an import would leave no program behind. */
function check(body: string): void {
  try {
    new Script(body);
  } catch (error) {
    if (error instanceof SyntaxError) throw new NotBundled(error.message);
    throw error;
  }
}
