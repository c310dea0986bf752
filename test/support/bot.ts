// The whole bot over the wire: the embedded workspace, the real Bolt client, SQLite, on a virtual clock.

import { startBot } from "../../src/bot.ts";
import type { Bot } from "../../src/cli/command.ts";
import { type Clock, realClock, type VirtualClock, virtualClock } from "../../src/clock.ts";
import type { SocketConfig } from "../../src/config.ts";
import { type Log, silentLog } from "../../src/log.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import { startWorkspace, type Workspace } from "../../src/workspace/workspace.ts";
import { manifest } from "./manifest.ts";
import { until } from "./until.ts";

export type RunningBot = {
  workspace: Workspace;
  bot: Bot;
  clock: VirtualClock;
  config: SocketConfig;
  /** Waits until nothing is under way in Slack or in the bot, and nothing is due at the present time. */
  settle(): Promise<void>;
  /** Moves the clock to `at` (epoch ms), stopping on the way wherever something falls due. */
  goTo(at: number): Promise<void>;
  pass(ms: number): Promise<void>;
  /** Stops the bot and starts it again on the same database, with another sitrep.yml if one is given. */
  restart(settings?: string): Promise<void>;
  stop(): Promise<void>;
};

export type BotOptions = {
  startsAt: number;
  databaseUrl?: string;
  /** sitrep.yml; by default it is empty. `announce` and `exportTimeZone` hold where it is silent. */
  settings?: string;
  announce?: string | null;
  exportTimeZone?: string;
  /** The clock of the bot's host, where it is not the workspace's; made anew at each start, as each process does. */
  hostClock?: (slackTime: VirtualClock) => Clock;
  /** Where health is asked for; nowhere by default. */
  port?: number | null;
  /** Where the bot's lines go; nowhere by default. */
  log?: Log;
  /** Whether the workspace enforces Slack's rate limits; it does not by default. */
  rateLimits?: "enforced" | "off";
  /** People and channels, before the bot connects. */
  found?: (workspace: Workspace) => void;
};

/** Throws with all that is wrong in the text. */
function settingsOf({ announce = "incidents", exportTimeZone: exportZone = "UTC" }: BotOptions, text: string) {
  const announceIn = announce === null ? [] : [{ name: announce }];
  const reading = readSettings(text, "sitrep.yml", { announceIn, exportZone });
  if (reading.kind === "settings") return reading.settings;
  throw new Error(reading.problems.map(({ sentence }) => sentence).join("\n"));
}

/** Nothing in the bot waits longer than this for its turn without a timer on the clock. */
const stepMs = 5_000;

export async function runBot(options: BotOptions): Promise<RunningBot> {
  const clock = virtualClock(options.startsAt);
  const workspace = await startWorkspace({ clock, manifest, rateLimits: options.rateLimits ?? "off" });
  options.found?.(workspace);
  const config: SocketConfig = {
    mode: "socket",
    slack: { botToken: workspace.botToken, appToken: workspace.appToken, apiUrl: workspace.apiUrl },
    databaseUrl: options.databaseUrl ?? ":memory:",
    settingsFile: null,
    announceChannel: null,
    exportTimeZone: "UTC",
    logLevel: "silent",
    port: options.port ?? null,
  };
  let text = options.settings ?? "";
  const start = async (): Promise<Bot> => {
    const bot = await startBot({
      config,
      settings: settingsOf(options, text),
      clock: options.hostClock?.(clock) ?? clock,
      wireClock: realClock(),
      log: options.log ?? silentLog,
    });
    await until(() => bot.slack.isConnected() && workspace.connections() === 2, { what: "both connections" });
    return bot;
  };

  const running: RunningBot = {
    workspace,
    clock,
    config,
    bot: await start(),
    async settle() {
      await workspace.idle();
      await running.bot.engine.idle();
      await workspace.idle();
    },
    async goTo(at) {
      await running.settle();
      while (clock.now() < at) {
        const next = clock.nextTimerAt() ?? at;
        clock.advanceTo(Math.min(at, Math.max(next, clock.now() + 1), clock.now() + stepMs * 720));
        await running.settle();
      }
    },
    pass: (ms) => running.goTo(clock.now() + ms),
    async restart(settings = text) {
      await running.bot.stop();
      text = settings;
      running.bot = await start();
    },
    async stop() {
      await running.bot.stop();
      await workspace.stop();
    },
  };
  return running;
}
