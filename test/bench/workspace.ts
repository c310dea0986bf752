// How many calls a second the embedded workspace serves, so that it is never what another figure measures.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { realClock } from "../../src/clock.ts";
import { startWorkspace } from "../../src/workspace/workspace.ts";
import { manifest } from "../support/manifest.ts";
import type { Figure } from "./figures.ts";

const atLeast = 2_000;
const seconds = 5;

/** As `npm start` runs it: calls on record, no list of them kept. */
export async function benchWorkspace(): Promise<Figure[]> {
  const workspace = await startWorkspace({ clock: realClock(), manifest, keepCalls: false });
  workspace.addPerson({ name: "sam" });
  workspace.addChannel({ name: "incidents", members: ["sam", "bot"] });
  const caller = fileURLToPath(new URL("caller.ts", import.meta.url));
  const args = [caller, workspace.apiUrl, workspace.botToken, String(seconds)];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const rate = Number(stdout);
    const measured = `${rate.toFixed(0)} calls a second`;
    return [{ name: "The embedded workspace serves", measured, limit: `${atLeast}`, ratio: atLeast / rate }];
  } finally {
    await workspace.stop();
  }
}
