// What a command of the shell is given, and what it gives back.

import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";

export type Surroundings = {
  config: Config;
  clock: Clock;
  /** Writes to standard output, as it is. */
  print(text: string): void;
};

/** `args` are the words after the command's own. Resolves when it is done; UsageError says what was asked wrongly. */
export type ShellCommand = (args: string[], around: Surroundings) => Promise<void>;
