// The bot's connection to Slack and the embedded workspace, on the wire, closed again when the test is over.

import { readFileSync } from "node:fs";
import type { App } from "@slack/bolt";
import { onTestFinished } from "vitest";
import { parse } from "yaml";
import { type Clock, realClock, type VirtualClock, virtualClock } from "../../src/clock.ts";
import type { SocketConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { connectSlack, type Slack } from "../../src/slack/connect.ts";
import { startWorkspace, type Workspace } from "../../src/workspace/workspace.ts";
import { until } from "../support/until.ts";

export const manifest: unknown = parse(readFileSync(new URL("../../manifest.yml", import.meta.url), "utf8"));

export type LogLine = { level: string; message: string; [field: string]: unknown };

export type Embedded = {
  workspace: Workspace;
  slack: Slack;
  /** The clock of the workspace and of the bot; sockets live in real time, unless a wireClock is given. */
  clock: VirtualClock;
  /** What the log says, from info up. */
  lines: LogLine[];
  /** Starts, and waits until both lines are up. */
  connect(register?: (app: App) => void): Promise<void>;
};

export type EmbeddedOptions = {
  wireClock?: Clock;
  safetyMs?: number;
  /** The clock of the bot's host, where it is not the workspace's. */
  hostClock?: (slackTime: VirtualClock) => Clock;
};

/** The settings name nobody. */
const named = { channels: [], groupHandles: [] };

export const startedAt = Date.UTC(2026, 10, 22, 12, 0, 0);

/** A log that tests can read. */
export function readableLog(clock: Pick<Clock, "now">) {
  const lines: LogLine[] = [];
  const log = createLog({ level: "info", clock, destination: { write: (line) => lines.push(JSON.parse(line)) } });
  return { log, lines };
}

export async function embedded(options: EmbeddedOptions = {}): Promise<Embedded> {
  const clock = virtualClock(startedAt);
  const workspace = await startWorkspace({ clock, manifest, safetyMs: options.safetyMs ?? 5_000 });
  const { log, lines } = readableLog(clock);
  const config: SocketConfig = {
    mode: "socket",
    slack: { botToken: workspace.botToken, appToken: workspace.appToken, apiUrl: workspace.apiUrl },
    settingsFile: null,
    announceChannel: null,
    databaseUrl: ":memory:",
    exportTimeZone: "UTC",
    logLevel: "info",
    port: null,
  };
  const hostClock = options.hostClock?.(clock) ?? clock;
  const slack = connectSlack({ config, named, clock: hostClock, wireClock: options.wireClock ?? realClock(), log });
  onTestFinished(async () => {
    await slack.stop();
    await slack.close();
    await workspace.stop();
  });
  return {
    workspace,
    slack,
    clock,
    lines,
    async connect(register = () => undefined) {
      slack.start(register);
      await until(() => slack.isConnected() && slack.linesUp() === 2, { what: "both lines to be up" });
    },
  };
}

/** The answer of an outcome that has to be done. */
export function doneWith<T>(outcome: { outcome: string; answer?: T }): T {
  if (outcome.outcome !== "done") throw new Error(`Not done: ${JSON.stringify(outcome)}`);
  return outcome.answer as T;
}
