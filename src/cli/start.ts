// sitrep start, which is npm start: the bot, until it is told to stop. Without Slack's tokens it runs in an embedded
// workspace, which a browser shows.

import { canOpenBrowser, type EmbeddedConfig, embeddedFolder, isSlackConfig, secretsOf } from "../config.ts";
import { createLog } from "../log.ts";
import { unhandledRejectionReporter } from "../slack/unhandled.ts";
import type { ShellCommand, Surroundings } from "./command.ts";
import { fallbackOf, readSettingsFile } from "./settings-file.ts";
import { UsageError } from "./usage-error.ts";

const signalled = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });

/** What was started, where to look, how to connect a real Slack: three lines. */
const begun = (
  address: string,
): string => `Sitrep runs here, in a workspace of its own: no Slack needed. Ctrl-C stops it.
Open ${address} and type /incident declare. npm start -- --fresh begins anew.
To connect a real Slack, in five minutes: README.md, "Connect your Slack".
`;

async function startEmbedded(args: string[], around: Surroundings, config: EmbeddedConfig): Promise<void> {
  const { clock, startBot, print } = around;
  const { readStartOptions } = await import("./embedded/options.ts");
  const { isFresh, opens, port } = readStartOptions(args);
  const { announceChannel } = await import("./embedded/founding.ts");
  const usual = { ...fallbackOf(config), announceIn: [{ name: announceChannel }] };
  const settings = await readSettingsFile(config, usual);
  // Whoever runs this looks at it: words, wherever they go.
  const log = createLog({ level: config.logLevel, isForPeople: true });
  process.on("unhandledRejection", unhandledRejectionReporter(log));
  if (config.databaseUrl !== `${embeddedFolder}/sitrep.db`) {
    log.warn(
      {},
      `DATABASE_URL is for your Slack and stays untouched: this workspace keeps its own in ${embeddedFolder}.`,
    );
  }
  const until = signalled();
  const { startEmbedded: start } = await import("./embedded/embedded.ts");
  const embedded = await start({
    folder: embeddedFolder,
    port: port ?? config.port,
    isFresh,
    settings,
    hostZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    hostClock: clock,
    startBot,
    log,
  });
  print(begun(embedded.address));
  if (opens && process.stdout.isTTY && canOpenBrowser()) {
    const { openBrowser } = await import("./embedded/browser.ts");
    await openBrowser(embedded.address, log);
  }
  await until;
  await embedded.stop();
}

export const start: ShellCommand = async (args, around) => {
  const { config, clock, startBot } = around;
  if (!isSlackConfig(config)) return await startEmbedded(args, around, config);
  if (args.length > 0) {
    const why = "With Slack's tokens set, Sitrep connects to your Slack and starts no workspace of its own";
    throw new UsageError(`${why}: ${args.join(" ")} has no meaning there. Nothing was changed.`);
  }
  const settings = await readSettingsFile(config);
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config) });
  process.on("unhandledRejection", unhandledRejectionReporter(log));
  const bot = await startBot({ config, settings, clock, wireClock: clock, log });
  log.info({ mode: config.mode, port: bot.port }, "Sitrep runs. It connects to Slack by itself, as soon as it can.");
  const signal = await signalled();
  log.info({ signal }, "Stopping: nothing new is taken in, what is under way is finished.");
  await bot.stop();
  log.info({}, "Stopped. What could not be finished is on disk and goes on at the next start.");
};
