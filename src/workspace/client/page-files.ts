// The files of the page as a browser gets them: types stripped, compressed, known by their content. Read once and kept
// until the file changes. Knows nothing of any workspace.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { emojiJson } from "./emoji-names.ts";
import { bundle, importsOf, NotBundled } from "./page-bundle.ts";

export type PageFile = {
  type: string;
  etag: string;
  /** Compressed when first asked for, and kept. */
  body(encoding: "br" | "gzip" | null): Buffer;
};

const folder = new URL("../page/", import.meta.url);

/** The packages that the page imports, by the name that its modules import them by, and their file under `lib/`. */
const libraries = {
  preact: "preact.mjs",
  "preact/hooks": "preact-hooks.mjs",
  htm: "htm.mjs",
  "htm/preact": "htm-preact.mjs",
} as const;

/** Relative to the page's address. */
export const importMap = JSON.stringify({
  imports: Object.fromEntries(Object.entries(libraries).map(([name, file]) => [name, `./page/lib/${file}`])),
});

export const libraryPaths = Object.values(libraries).map((file) => `lib/${file}`);

const types: Readonly<Record<string, string>> = {
  ts: "text/javascript; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/** Where a path of the page lies on the disk; null: it is no file of the page. */
function placeOf(path: string): URL | null {
  const library = Object.entries(libraries).find(([, file]) => path === `lib/${file}`);
  if (library !== undefined) return new URL(import.meta.resolve(library[0]));
  return /^(?:[a-z0-9-]+\/)*[a-z0-9-]+\.(?:ts|css)$/.test(path) ? new URL(path, folder) : null;
}

function fileOf(type: string, text: string): PageFile {
  const plain = Buffer.from(text);
  const made: { br?: Buffer; gzip?: Buffer } = {};
  const brotli = () => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return {
    type,
    etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`,
    body: (encoding) => {
      if (encoding === null) return plain;
      made[encoding] ??= encoding === "br" ? brotli() : gzipSync(plain);
      return made[encoding];
    },
  };
}

/** The debugger's map of a library is not served. */
const withoutMap = (text: string): string => text.replace(/\n\/\/# sourceMappingURL=\S*\s*$/, "\n");

/** Types leave blanks in their place. */
function served(path: string, source: string): string {
  if (path.endsWith(".ts")) return stripTypeScriptTypes(source).replaceAll(/[ \t]+$/gm, "");
  return path.endsWith(".mjs") ? withoutMap(source) : source;
}

type Kept = { changedAt: number; file: PageFile; imports: readonly string[] };

const kept = new Map<string, Kept>();
let emoji: PageFile | null = null;

/** The page's own modules that a module imports. */
function own(path: string, code: string): string[] {
  return importsOf({ path, code }).flatMap(({ from }) => (from.endsWith(".ts") ? [from] : []));
}

function read(path: string): Kept | null {
  const place = placeOf(path);
  const status = place === null ? undefined : statSync(place, { throwIfNoEntry: false });
  if (place === null || status === undefined || !status.isFile()) return null;
  const known = kept.get(path);
  if (known !== undefined && known.changedAt === status.mtimeMs) return known;
  const text = served(path, readFileSync(place, "utf8"));
  const extension = path.split(".").at(-1) ?? "";
  const file = fileOf(types[extension] ?? "text/plain", text);
  const made = { changedAt: status.mtimeMs, file, imports: extension === "ts" ? own(path, text) : [] };
  kept.set(path, made);
  return made;
}

/** The whole page as one script, or one style sheet: under these names, beside the files that they are made of. */
export const scriptPath = "page.js";
export const stylePath = "page.css";

type Whole = { key: string; file: PageFile | null };

const wholes = new Map<string, Whole>();

/** Made anew when one of its files has changed. */
function whole(path: string, parts: readonly string[], make: () => string | null): PageFile | null {
  const key = parts.map((part) => `${part} ${read(part)?.changedAt}`).join("\n");
  const known = wholes.get(path);
  if (known?.key === key) return known.file;
  const text = make();
  const file = text === null ? null : fileOf(types[path.split(".").at(-1) ?? ""] ?? "", text);
  wholes.set(path, { key, file });
  return file;
}

function bundled(paths: readonly string[]): string | null {
  const modules = paths.map((path) => [path, { path, code: read(path)?.file.body(null).toString() ?? "" }] as const);
  try {
    return bundle(new Map(modules), "main.ts");
  } catch (error) {
    if (error instanceof NotBundled) return null;
    throw error;
  }
}

/** Null: the page's modules cannot be put into one; they have to be loaded one by one. */
export function wholeScript(): PageFile | null {
  const paths = modulePaths();
  return whole(scriptPath, paths, () => bundled(paths));
}

function wholeStyle(): PageFile | null {
  const paths = stylePaths();
  return whole(stylePath, paths, () => paths.map((path) => read(path)?.file.body(null).toString() ?? "").join("\n"));
}

/** @param path below `page/`, such as `page.js`, `main.ts`, `style/base.css`, `lib/preact.mjs`, `emoji.json`. */
export function pageFile(path: string): PageFile | null {
  if (path === scriptPath) return wholeScript();
  if (path === stylePath) return wholeStyle();
  if (path !== "emoji.json") return read(path)?.file ?? null;
  emoji ??= fileOf(types.json ?? "", emojiJson());
  return emoji;
}

/** Every module that `main.ts` leads to, itself first. */
export function modulePaths(): string[] {
  const found = new Set(["main.ts"]);
  for (const path of found) for (const next of read(path)?.imports ?? []) found.add(next);
  return [...found];
}

/** All style sheets: the palette first, then in the order of the alphabet. */
function stylePaths(): string[] {
  const names = readdirSync(fileURLToPath(new URL("style/", folder))).filter((name) => name.endsWith(".css"));
  const rank = (name: string): string => (name === "tokens.css" ? "" : name);
  return names.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).map((name) => `style/${name}`);
}
