// What the bot carries once it is connected: what it seldom uses is to be loaded only then (ARCHITECTURE.md, "Memory").

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { realClock } from "../src/clock.ts";
import { startWorkspace } from "../src/workspace/workspace.ts";
import { temporaryFolder } from "./support/folder.ts";
import { manifest } from "./support/manifest.ts";
import { connected, killed, socketEnvironment, startProgram } from "./support/program.ts";

const hook = `
import { registerHooks } from "node:module";
registerHooks({
  load(url, context, next) {
    const name = /.*node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1];
    if (name) process.stderr.write("loaded " + name + "\\n");
    return next(url, context);
  },
});`;

/** The packages that the program has loaded when it is connected; `settings` is the text of its sitrep.yml. */
async function carried(settings: string | null): Promise<Set<string>> {
  const workspace = await startWorkspace({ clock: realClock(), manifest });
  const folder = temporaryFolder();
  if (settings !== null) writeFileSync(join(folder, "sitrep.yml"), settings);
  const preload = join(folder, "say-what-is-loaded.mjs");
  writeFileSync(preload, hook);
  const program = startProgram({ folder, imports: [preload], env: socketEnvironment(workspace, folder) });
  await connected(program, workspace);
  await killed(program, workspace);
  await workspace.stop();
  return new Set(Array.from(program.said().matchAll(/^loaded (.+)$/gm), ([, name = ""]) => name));
}

const seldomUsed = [
  ...["date-holidays", "emojibase-data", "mdast-util-to-markdown", "mdast-util-gfm", "mdast-util-from-markdown"],
  ...["@date-fns/tz", "pg", "hono", "@hono/node-server", "ws", "preact", "esbuild", "open"],
];

test("A bot carries the reader of YAML only for a settings file, and nothing at all that is seldom used", async () => {
  const [without, withFile] = await Promise.all([carried(null), carried("channel_name: war-{number}")]);
  expect([...without]).toEqual(expect.arrayContaining(["@slack/bolt", "better-sqlite3", "zod"]));
  expect(["yaml", ...seldomUsed].filter((name) => without.has(name))).toEqual([]);
  expect(withFile).toContain("yaml");
  expect(seldomUsed.filter((name) => withFile.has(name))).toEqual([]);
});
