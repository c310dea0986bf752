// The files of the page as a browser gets them: types stripped, compressed, known by their content. Read once and kept
// until the file changes. Knows nothing of any workspace.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { emojiJson } from "./emoji-names.ts";

export type PageFile = { type: string; etag: string; plain: Buffer; brotli: Buffer; gzip: Buffer };

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

/** Compressing at 9 of 11 costs a millisecond a file, and its result is kept. */
function compressed(type: string, text: string): PageFile {
  const plain = Buffer.from(text);
  const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return { type, etag, plain, brotli, gzip: gzipSync(plain) };
}

/** The debugger's map of a library is not served. */
const withoutMap = (text: string): string => text.replace(/\n\/\/# sourceMappingURL=\S*\s*$/, "\n");

/** Types leave blanks in their place, and comments are for who reads the source: neither goes over the wire. */
function served(path: string, source: string): string {
  if (path.endsWith(".ts"))
    return `${stripTypeScriptTypes(source)
      .replaceAll(/[ \t]+$/gm, "")
      .replaceAll(/\n{2,}/g, "\n")}`;
  return path.endsWith(".mjs") ? withoutMap(source) : source;
}

type Kept = { changedAt: number; file: PageFile; imports: readonly string[] };

const kept = new Map<string, Kept>();
let emoji: PageFile | null = null;

/** What a module of the page imports by a relative path, as paths of the page. */
function importsOf(path: string, code: string): string[] {
  const found = code.matchAll(/^(?:import|export)\b[^"';]*?from\s*"(\.[^"]+)"|^import\s*"(\.[^"]+)"/gm);
  return [...found].map(([, from, bare]) => new URL(from ?? bare ?? "", `page:///${path}`).pathname.slice(1));
}

function read(path: string): Kept | null {
  const place = placeOf(path);
  const status = place === null ? undefined : statSync(place, { throwIfNoEntry: false });
  if (place === null || status === undefined || !status.isFile()) return null;
  const known = kept.get(path);
  if (known !== undefined && known.changedAt === status.mtimeMs) return known;
  const text = served(path, readFileSync(place, "utf8"));
  const extension = path.split(".").at(-1) ?? "";
  const file = compressed(types[extension] ?? "text/plain", text);
  const made = { changedAt: status.mtimeMs, file, imports: extension === "ts" ? importsOf(path, text) : [] };
  kept.set(path, made);
  return made;
}

/** @param path below `page/`, such as `main.ts`, `style/base.css`, `lib/preact.mjs`, `emoji.json`. */
export function pageFile(path: string): PageFile | null {
  if (path !== "emoji.json") return read(path)?.file ?? null;
  emoji ??= compressed(types.json ?? "", emojiJson());
  return emoji;
}

/** Every module that `main.ts` leads to, itself first, so that a browser can ask for all of them at once. */
export function modulePaths(): string[] {
  const found = new Set(["main.ts"]);
  for (const path of found) for (const next of read(path)?.imports ?? []) found.add(next);
  return [...found];
}

/** All style sheets: the palette first, then in the order of the alphabet. */
export function stylePaths(): string[] {
  const names = readdirSync(fileURLToPath(new URL("style/", folder))).filter((name) => name.endsWith(".css"));
  const rank = (name: string): string => (name === "tokens.css" ? "" : name);
  return names.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).map((name) => `style/${name}`);
}
