// What the shell's commands print may be read by another program, which may stop reading.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { temporaryFolder } from "./support/folder.ts";
import { root } from "./support/program.ts";

test("A command whose reader has read enough ends without a word", async () => {
  const folder = temporaryFolder();
  const line = '"$0" "$1" replay blip --speed max --out blip.md | head -n 1';
  const args = ["-c", line, process.execPath, join(root, "src/main.ts")];
  const { stdout, stderr } = await promisify(execFile)("sh", args, { cwd: folder, timeout: 30_000 });
  expect(stdout).toBe("Blip: Degraded performance on the BLiP\n");
  expect(stderr).toBe("");
}, 40_000);
