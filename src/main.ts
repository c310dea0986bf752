// The entry: finds the shell's command and runs it. Each command is loaded when it is asked for, so that the bot does
// not carry what it never uses. What is wrong is said in a sentence, without a stack.

import type { ShellCommand, Surroundings } from "./cli/command.ts";
import { UsageError } from "./cli/usage-error.ts";
import { realClock } from "./clock.ts";
import { ConfigError, readConfigFromProcess } from "./config.ts";

/** `start` is what `npm start` runs. */
const commands: Record<string, () => Promise<ShellCommand>> = {
  start: async () => (await import("./cli/start.ts")).start,
  list: async () => (await import("./cli/list.ts")).listIncidents,
  show: async () => (await import("./cli/show.ts")).showIncident,
  export: async () => (await import("./cli/export.ts")).exportPostmortem,
  config: async () => (await import("./cli/config.ts")).config,
  availability: async () => (await import("./cli/availability.ts")).availability,
  replay: async () => (await import("./cli/replay/replay.ts")).replay,
  help: async () => (await import("./cli/help.ts")).help,
};

/** Errors whose message is a sentence for the person; all others are faults, and keep their stack. */
const forPeople = [UsageError.name, ConfigError.name, "StoreUnusable", "PortUnusable", "StateRefused", "SettingsError"];

const isForPeople = (error: unknown): error is Error => error instanceof Error && forPeople.includes(error.name);

const commandNamed = (word: string): (() => Promise<ShellCommand>) | undefined => {
  const name = word.replace(/^--/, "").toLowerCase();
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
};

/** Runs one command of the shell; gives the exit code. Options alone, as after `npm start --`, are those of `start`. */
async function run(words: string[]): Promise<number> {
  const [first = "start", ...rest] = words;
  const isStart = first.startsWith("-") && commandNamed(first) === undefined;
  const args = isStart ? words : rest;
  try {
    const load = isStart ? commands.start : commandNamed(first);
    if (load === undefined) throw new UsageError(`"${first}" is no command: ${Object.keys(commands).join(", ")}.`);
    const around: Surroundings = {
      config: readConfigFromProcess(),
      clock: realClock(),
      startBot: async (parts) => (await import("./bot.ts")).startBot(parts),
      print: (text) => void process.stdout.write(text),
    };
    const command = await load();
    await command(args, around);
    return 0;
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

// Whoever read what is printed has read enough (`… | head`): there is nobody left to print for.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2));
