// The bot as a program of its own, against an embedded workspace in this process: what is measured is what runs.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { realClock } from "../../src/clock.ts";
import { startWorkspace, type Workspace } from "../../src/workspace/workspace.ts";
import { manifest } from "../support/manifest.ts";
import { realNow, until } from "../support/until.ts";

export type Program = {
  workspace: Workspace;
  /** Milliseconds from the start of the process to both connections. */
  connectedAfterMs: number;
  /** Resident memory of the bot's process, in MiB. */
  residentMiB(): number;
  stop(): Promise<void>;
};

/** As `npm start` has them. */
const flags = ["--max-semi-space-size=4", "--import", new URL("../../src/compile-cache.js", import.meta.url).href];
const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

export async function startProgram(found: (workspace: Workspace) => void): Promise<Program> {
  const workspace = await startWorkspace({ clock: realClock(), manifest });
  workspace.addPerson({ name: "sam", tz: "Europe/London" });
  workspace.addPerson({ name: "zoe" });
  workspace.addChannel({ name: "incidents", members: ["sam", "zoe"] });
  found(workspace);
  const folder = mkdtempSync(join(tmpdir(), "sitrep-bench-"));
  const startedAt = realNow();
  const child: ChildProcess = spawn(process.execPath, [...flags, main], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: workspace.appToken,
      SLACK_API_URL: workspace.apiUrl,
      DATABASE_URL: join(folder, "bench.db"),
      SITREP_ANNOUNCE_CHANNEL: "incidents",
      LOG_LEVEL: "warn",
    },
  });
  await until(() => workspace.connections() === 2, { what: "both connections", timeoutMs: 20_000 });
  const connectedAfterMs = realNow() - startedAt;
  return {
    workspace,
    connectedAfterMs,
    residentMiB() {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      await workspace.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
