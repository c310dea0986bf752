// What a command of the shell is given, and what it gives back.

import type { Clock } from "../clock.ts";
import type { Config, HttpConfig, SocketConfig } from "../config.ts";
import type { Engine } from "../engine/engine.ts";
import type { Log } from "../log.ts";
import type { Settings } from "../settings/settings.ts";

export type Bot = {
  engine: Engine;
  slack: { isConnected(): boolean };
  /** Where health is asked for; null where no port is open. */
  port: number | null;
  /** Takes nothing more in, finishes what it holds within 10 s, closes everything. */
  stop(): Promise<void>;
};

export type BotParts = {
  config: SocketConfig | HttpConfig;
  settings: Settings;
  /** The time in which incidents live. */
  clock: Clock;
  /** The host's: sockets and timeouts live in real time also where incidents live in a virtual one. */
  wireClock: Clock;
  log: Log;
};

/** Puts the bot together and starts it. Throws StoreUnusable or PortUnusable, with the fix in the message. */
export type StartBot = (parts: BotParts) => Promise<Bot>;

export type Surroundings = {
  config: Config;
  clock: Clock;
  startBot: StartBot;
  /** Writes to standard output, as it is. */
  print(text: string): void;
};

/** `args` are the words after the command's own. Resolves when it is done; UsageError says what was asked wrongly. */
export type ShellCommand = (args: string[], around: Surroundings) => Promise<void>;
