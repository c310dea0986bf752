// sitrep start, which is npm start: the bot, until it is told to stop. Without Slack's tokens it shows itself instead.

import { isSlackConfig, secretsOf } from "../config.ts";
import { createLog } from "../log.ts";
import { unhandledRejectionReporter } from "../slack/unhandled.ts";
import type { ShellCommand } from "./command.ts";

const withoutTokens = `No Slack tokens are set, so Sitrep shows itself: an incident of the past, told by the same bot
in an embedded workspace. Ctrl-C ends it.

`;

const next = `
To connect your Slack: README.md, "Connect your Slack". Other incidents of the past: npm run -s sitrep -- replay
`;

/** Half a minute at the usual pace, and all of it is there: form, updates, resolve, entries of the next day, export. */
const shownStory = "inspira-2021-01-19";

const signalled = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });

export const start: ShellCommand = async (args, around) => {
  const { config, clock, startBot, print } = around;
  if (!isSlackConfig(config)) {
    print(withoutTokens);
    const { replay } = await import("./replay/replay.ts");
    await replay(args.length === 0 ? [shownStory] : args, around);
    return print(next);
  }
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config) });
  process.on("unhandledRejection", unhandledRejectionReporter(log));
  const bot = await startBot({ config, clock, wireClock: clock, log });
  log.info({ mode: config.mode, port: bot.port }, "Sitrep runs. It connects to Slack by itself, as soon as it can.");
  const signal = await signalled();
  log.info({ signal }, "Stopping: nothing new is taken in, what is under way is finished.");
  await bot.stop();
  log.info({}, "Stopped. What could not be finished is on disk and goes on at the next start.");
};
