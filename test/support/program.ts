// The bot as a program of its own, as an operator runs it: `node src/main.ts`, its settings in the environment.
// What must hold after `kill -9`, or under plain Node, can be shown in no other way.

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { until } from "./until.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const main = join(root, "src/main.ts");

export type Environment = Record<string, string>;

export type Ended = { code: number | null; signal: NodeJS.Signals | null };

export type Program = {
  pid: number;
  isRunning(): boolean;
  /** What it said so far, on standard output and standard error. */
  printed(): string;
  said(): string;
  signal(name: NodeJS.Signals): void;
  ended: Promise<Ended>;
};

export type ProgramOptions = {
  env: Environment;
  /** Its working directory; not the repository, whose .env would be read. */
  folder: string;
  args?: readonly string[];
  /** Files that Node loads before the program. */
  imports?: readonly string[];
  user?: { uid: number; gid: number };
};

function watch(child: ChildProcess): Program {
  const written = { out: "", err: "" };
  child.stdout?.on("data", (chunk) => {
    written.out += String(chunk);
  });
  child.stderr?.on("data", (chunk) => {
    written.err += String(chunk);
  });
  let isRunning = true;
  const ended = new Promise<Ended>((resolve) => {
    // "close" comes after the last word was read, "exit" may come before it.
    child.once("close", (code, signal) => {
      isRunning = false;
      resolve({ code, signal });
    });
  });
  return {
    pid: child.pid ?? -1,
    isRunning: () => isRunning,
    printed: () => written.out,
    said: () => written.err,
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** Starts it; call inside a test. It is killed when the test is over, should it still run. */
export function startProgram({ env, folder, args = [], imports = [], user }: ProgramOptions): Program {
  const preloads = imports.flatMap((file) => ["--import", file]);
  const child = spawn(process.execPath, [...preloads, main, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...user,
  });
  const program = watch(child);
  onTestFinished(async () => {
    if (program.isRunning()) program.signal("SIGKILL");
    await program.ended;
  });
  return program;
}

/** The settings with which it connects to `workspace` over Socket Mode, its database in `folder`. */
export const socketEnvironment = (workspace: Workspace, folder: string): Environment => ({
  SLACK_BOT_TOKEN: workspace.botToken,
  SLACK_APP_TOKEN: workspace.appToken,
  SLACK_API_URL: workspace.apiUrl,
  DATABASE_URL: join(folder, "sitrep.db"),
  SITREP_ANNOUNCE_CHANNEL: "incidents",
  LOG_LEVEL: "warn",
});

/** Waits until both connections are up; fails at once, with its last words, where it has ended instead. */
export async function connected(program: Program, workspace: Workspace): Promise<void> {
  await until(
    () => {
      if (!program.isRunning()) return "ended";
      return workspace.connections() === 2;
    },
    { what: "both connections of the program", timeoutMs: 20_000 },
  );
  if (!program.isRunning()) throw new Error(`The program ended instead of connecting:\n${program.said()}`);
}

/** Kills it at once, as `kill -9` does, and waits until its connections are gone too. */
export async function killed(program: Program, workspace: Workspace): Promise<void> {
  program.signal("SIGKILL");
  await program.ended;
  await until(() => workspace.connections() === 0, { what: "the connections of the killed program to close" });
}
