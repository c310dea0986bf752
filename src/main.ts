// The composition root: the one file that knows every room. Starts the bot, stops it, and finds the shell's commands.
// It decides nothing; what it puts together is told by its arguments.

import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ShellCommand, StartBot, Surroundings } from "./cli/command.ts";
import { exportPostmortem } from "./cli/export.ts";
import { help } from "./cli/help.ts";
import { listIncidents } from "./cli/list.ts";
import { UsageError } from "./cli/records.ts";
import { replay } from "./cli/replay/replay.ts";
import { showIncident } from "./cli/show.ts";
import { realClock } from "./clock.ts";
import { ConfigError, readConfigFromProcess, secretsOf } from "./config.ts";
import { createEngine } from "./engine/engine.ts";
import { createLog } from "./log.ts";
import { connectSlack, isSlackConfig } from "./slack/connect.ts";
import { registerListeners } from "./slack/listen/register.ts";
import { unhandledRejectionReporter } from "./slack/unhandled.ts";
import { openStore } from "./store/store.ts";
import { StoreUnusable } from "./store/unusable.ts";
import { PortUnusable, startWeb } from "./web/server.ts";

/** A stop that takes longer than this is cut short: a supervisor would kill us anyway. */
const stopWithinMs = 10_000;

const withoutTokens = `No Slack tokens are set, so Sitrep shows itself: an incident of the past, told by the same bot
in an embedded workspace. To connect your Slack, see README.md, "Connect your Slack".

`;

export const startBot: StartBot = async ({ config, clock, log }) => {
  const store = await openStore(config.databaseUrl, { log });
  const slack = connectSlack({ config, clock, wireClock: realClock(), log });
  const exportZone = config.exportTimeZone;
  const engine = createEngine({ store, gateway: slack.gateway, clock, log, exportZone });
  const checkStore = () => store.checkWritable(clock.now());
  const vitals = { now: clock.now, checkStore, lastFrameAt: slack.lastFrameAt };
  const closeRest = async (): Promise<void> => {
    await slack.close();
    await store.close();
  };
  try {
    const { port } = config;
    const web = port === null ? null : await startWeb({ port, vitals, slackDoor: slack.handle });
    await engine.start();
    slack.start((app) => registerListeners(app, { engine, people: slack.people, clock, log, exportZone }));
    return {
      engine,
      slack,
      port: web?.port ?? null,
      async stop() {
        // First nothing more comes in, then what is held is finished, then everything is closed.
        await slack.stop();
        await engine.stop();
        await web?.stop();
        await closeRest();
      },
    };
  } catch (error) {
    await closeRest();
    throw error;
  }
};

/** The shell's commands, by their words. `start` is what `npm start` runs. */
const commands: Record<string, ShellCommand> = {
  start,
  list: listIncidents,
  show: showIncident,
  export: exportPostmortem,
  replay,
  help,
};

/** Runs until SIGTERM or SIGINT. Without Slack's tokens, an incident of the past is told instead. */
async function start(args: string[], around: Surroundings): Promise<void> {
  const { config, clock } = around;
  if (!isSlackConfig(config)) {
    around.print(withoutTokens);
    return await replay(args, around);
  }
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config) });
  process.on("unhandledRejection", unhandledRejectionReporter(log));
  const bot = await startBot({ config, clock, log });
  log.info({ mode: config.mode, port: bot.port }, "Sitrep runs. It connects to Slack by itself, as soon as it can.");
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
  log.info({ signal }, "Stopping: nothing new is taken in, what is under way is finished.");
  const cutShort = clock.at(clock.now() + stopWithinMs, () => {
    log.warn({}, "Not everything was finished within 10 s. What is left is on disk and goes on at the next start.");
    process.exit(0);
  });
  await bot.stop();
  cutShort();
  log.info({}, "Stopped.");
}

const isForPeople = (error: unknown): error is Error =>
  error instanceof UsageError ||
  error instanceof ConfigError ||
  error instanceof StoreUnusable ||
  error instanceof PortUnusable;

/** Runs one command of the shell; gives the exit code. What is wrong is said in a sentence, without a stack. */
async function run([word = "start", ...args]: string[]): Promise<number> {
  const print = (text: string): void => void process.stdout.write(text);
  try {
    const command = commands[word.toLowerCase()];
    if (command === undefined) throw new UsageError(`"${word}" is no command: ${Object.keys(commands).join(", ")}.`);
    await command(args, { config: readConfigFromProcess(), clock: realClock(), startBot, print });
    return 0;
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

// Imported, it is only parts; run, it is the program.
const entry = process.argv[1];
if (entry !== undefined && realpathSync(entry) === fileURLToPath(import.meta.url)) {
  process.exitCode = await run(process.argv.slice(2));
}
