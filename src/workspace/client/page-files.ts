// The page as a browser gets it: one script and one style sheet, which esbuild puts together from the sources in memory
// when the page is asked for, and again when a source has changed. Knows nothing of any workspace.

import { createHash } from "node:crypto";
import { globSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { emojiJson } from "./emoji-names.ts";

export type PageFile = {
  type: string;
  etag: string;
  /** Compressed when first asked for, and kept. */
  body(encoding: "br" | "gzip" | null): Buffer;
};

const folder = fileURLToPath(new URL("../page/", import.meta.url));

const types = {
  "page.js": "text/javascript; charset=utf-8",
  "page.css": "text/css; charset=utf-8",
  /** For the browser's own tools: with them open the sources are seen as they are written. */
  "page.js.map": "application/json; charset=utf-8",
  "emoji.json": "application/json; charset=utf-8",
} as const;

type Name = keyof typeof types;

function fileOf(name: Name, text: string | Uint8Array): PageFile {
  const plain = Buffer.from(text);
  const made: { br?: Buffer; gzip?: Buffer } = {};
  const brotli = () => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return {
    type: types[name],
    etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`,
    body: (encoding) => {
      if (encoding === null) return plain;
      made[encoding] ??= encoding === "br" ? brotli() : gzipSync(plain);
      return made[encoding];
    },
  };
}

/** All style sheets in one: the palette first, then in the order of the alphabet. */
function styles(): string {
  const names = globSync("style/*.css", { cwd: folder }).map((name) => name.replaceAll("\\", "/"));
  const rank = (name: string): string => (name === "style/tokens.css" ? "" : name);
  return names
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .map((name) => `@import "./${name}";`)
    .join("\n");
}

type Files = ReadonlyMap<Name, PageFile>;

async function build(): Promise<Files> {
  // Who never opens the page does not carry what makes it.
  const esbuild = await import("esbuild");
  const usual = { bundle: true, minify: true, write: false, outdir: folder, logLevel: "silent" } as const;
  try {
    const script = await esbuild.build({
      ...usual,
      entryPoints: { page: `${folder}main.ts` },
      format: "esm",
      target: "es2022",
      sourcemap: "linked",
    });
    const style = await esbuild.build({
      ...usual,
      stdin: { contents: styles(), resolveDir: folder, loader: "css", sourcefile: "page.css" },
    });
    const outputs = [...script.outputFiles, ...style.outputFiles].map(({ path, contents }): [Name, PageFile] => {
      const name: Name = path.endsWith(".map") ? "page.js.map" : path.endsWith(".js") ? "page.js" : "page.css";
      return [name, fileOf(name, contents)];
    });
    return new Map<Name, PageFile>([...outputs, ["emoji.json", fileOf("emoji.json", emojiJson())]]);
  } finally {
    await esbuild.stop();
  }
}

/** When the newest of the page's sources was written, and how many there are. */
function sourcesKey(): string {
  const times = globSync("**/*.{ts,css}", { cwd: folder }).map((path) => statSync(`${folder}${path}`).mtimeMs);
  return `${times.length} ${Math.max(...times)}`;
}

let built: { key: string; files: Promise<Files> } | null = null;

/** @param path below `page/`, such as `page.js`. Null: there is no such file. */
export async function pageFile(path: string): Promise<PageFile | null> {
  if (!Object.hasOwn(types, path)) return null;
  const key = sourcesKey();
  // One after the other: each ends the one service that esbuild has.
  const before: Promise<unknown> = built?.files ?? Promise.resolve();
  if (built?.key !== key) built = { key, files: before.then(build, build) };
  const asked = built;
  try {
    return (await asked.files).get(path as Name) ?? null;
  } catch (error) {
    // What failed is tried again when it is asked for again.
    if (built === asked) built = null;
    throw error;
  }
}
