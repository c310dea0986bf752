// sitrep replay: an incident of the past, told in the terminal by the real bot in an embedded workspace.

import { accessSync, constants, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { styleText } from "node:util";
import type { ShellCommand, Surroundings } from "../command.ts";
import { UsageError } from "../usage-error.ts";
import { type ReplayOptions, readOptions } from "./options.ts";
import { createScreen } from "./screen.ts";
import { stepsOf } from "./steps.ts";
import { readStory, type Story, storyNames } from "./story.ts";
import { tell } from "./teller.ts";
import { createTerminal, type Terminal } from "./terminal.ts";
import { durationsTable, storiesTable, titleWords } from "./wording.ts";

const howToTell = `
npm run -s sitrep -- replay NAME tells one. A name's beginning is enough; --speed 600 tells ten minutes in a second.
`;

/** Makes the file's folder, and learns before the story begins whether it can be written. */
function prepare(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} can't be written (${why}): name another with --out FILE.`);
  }
}

function write(file: string, markdown: string): void {
  try {
    writeFileSync(file, markdown);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} could not be written (${why}): name another with --out FILE.`);
  }
}

/** Aborted by the first Ctrl-C, or by whoever ends the program; a second one ends it the hard way. */
function untilSignal(): { signal: AbortSignal; forget: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const name of signals) process.once(name, abort);
  return {
    signal: controller.signal,
    forget: () => {
      for (const name of signals) process.off(name, abort);
    },
  };
}

function terminalOf({ print }: Surroundings): Terminal {
  const { isTTY, columns } = process.stdout;
  return createTerminal({
    print,
    // styleText knows NO_COLOR, and that a pipe has no colours.
    paint: (style, text) => styleText(style, text, { stream: process.stdout }),
    // A terminal that does not tell its width says 0.
    columns: isTTY && columns > 0 ? columns : null,
    isLive: isTTY === true,
  });
}

async function tellStory(story: Story, { pace, out }: ReplayOptions, around: Surroundings): Promise<void> {
  const { startBot, clock: hostClock } = around;
  const file = out ?? join("out", `${story.name}.md`);
  prepare(file);
  const steps = stepsOf(story);
  const terminal = terminalOf(around);
  const { title, facts } = titleWords(story);
  terminal.title(title);
  terminal.text(`${facts}\n`);
  const { signal, forget } = untilSignal();
  try {
    const zone = story.timeZone;
    const audience = createScreen({ terminal, steps, zone });
    const telling = { steps, zone, pace, startBot, hostClock, databaseUrl: ":memory:", audience, signal };
    const told = await tell(telling);
    if (told === null) return terminal.text("\nStopped before the end: no file was written.\n");
    write(file, told.markdown);
    terminal.text(`\n${durationsTable(told.markdown)}\nThe postmortem that the bot put into the channel: ${file}\n`);
  } finally {
    forget();
  }
}

/** `args`: a story's name and options; without a name the stories are listed. */
export const replay: ShellCommand = async (args, around) => {
  const options = readOptions(args);
  if (options.story === null) return around.print(`${storiesTable(storyNames().map(readStory))}${howToTell}`);
  await tellStory(readStory(options.story), options, around);
};
