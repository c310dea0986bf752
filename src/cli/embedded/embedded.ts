// The embedded workspace with the bot in it, as `npm start` runs it where there are no tokens of Slack's.
// It never touches what belongs to a Slack: its state is in a folder of its own.

import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../clock.ts";
import type { SocketConfig } from "../../config.ts";
import type { Log } from "../../log.ts";
import { namedIn } from "../../settings/named.ts";
import type { Settings } from "../../settings/settings.ts";
import type { PageHost } from "../../workspace/client/host.ts";
import { lastTimeIn } from "../../workspace/journal.ts";
import { startWorkspace, type Workspace } from "../../workspace/workspace.ts";
import type { Bot, StartBot } from "../command.ts";
import { connected, pageOf, readManifest, settled } from "../replay/stage.ts";
import { type SteerableClock, steerableClock } from "../steerable-clock.ts";
import { UsageError } from "../usage-error.ts";
import { whoAnswers } from "./answering.ts";
import { firstPerson, found } from "./founding.ts";
import { hold } from "./hold.ts";
import { hostClockOf } from "./host-clock.ts";
import { callTakesMs, usualPort } from "./limits.ts";
import { createListeners } from "./listeners.ts";
import { createReplays } from "./replays.ts";

export type EmbeddedParts = {
  /** Where its state is kept. */
  folder: string;
  /** Null: the usual one. 0: any free one. */
  port: number | null;
  /** Removes what was kept before. */
  isFresh: boolean;
  settings: Settings;
  /** The IANA zone of this machine, in which the first person lives. */
  hostZone: string;
  hostClock: Clock;
  startBot: StartBot;
  log: Log;
};

export type Embedded = {
  /** Where the page is: `http://localhost:4747/`. */
  address: string;
  stop(): Promise<void>;
};

const files = { journal: "workspace.journal", database: "sitrep.db" } as const;

/** Only what is ours: whatever else somebody put into the folder stays. */
function removeState(folder: string): void {
  const { journal, database } = files;
  for (const name of [journal, `${journal}.new`, database, `${database}-wal`, `${database}-shm`]) {
    rmSync(join(folder, name), { force: true });
  }
}

async function portTaken(port: number, hostClock: Clock): Promise<UsageError> {
  const address = `http://localhost:${port}/`;
  const way = `npm start -- --port ${port === 65_535 ? usualPort : port + 1}`;
  if ((await whoAnswers(address, hostClock)) === "sitrep") {
    return new UsageError(`Sitrep is there already: ${address} is another workspace. Beside it: ${way}`);
  }
  return new UsageError(`Port ${port} is taken by another program. Take another: ${way}`);
}

type Opened = { workspace: Workspace; clock: SteerableClock };

async function openWorkspace(parts: EmbeddedParts, clock: SteerableClock, host: PageHost): Promise<Workspace> {
  const { folder, hostClock, port } = parts;
  try {
    return await startWorkspace({
      clock,
      transportClock: hostClock,
      manifest: readManifest(),
      port: port ?? usualPort,
      team: { name: "Sitrep" },
      rateLimits: "enforced",
      latencyMs: () => callTakesMs,
      keepCalls: false,
      stateFile: join(folder, files.journal),
      page: { host, firstPerson },
    });
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    throw isTaken ? await portTaken(port ?? usualPort, hostClock) : error;
  }
}

async function openBot(parts: EmbeddedParts, { workspace, clock }: Opened): Promise<Bot> {
  const { folder, hostClock, startBot, log, settings } = parts;
  const config: SocketConfig = {
    mode: "socket",
    slack: { botToken: workspace.botToken, appToken: workspace.appToken, apiUrl: workspace.apiUrl },
    databaseUrl: join(folder, files.database),
    settingsFile: null,
    announceChannel: null,
    exportTimeZone: settings.exportZone,
    logLevel: "warn",
    port: null,
  };
  const bot = await startBot({ config, settings, clock, wireClock: hostClock, log });
  try {
    await connected(workspace, bot, hostClock);
    return bot;
  } catch (error) {
    await bot.stop();
    throw error;
  }
}

/** Throws UsageError, StoreUnusable and the like with the fix in the message; then nothing is left open. */
export async function startEmbedded(parts: EmbeddedParts): Promise<Embedded> {
  const { folder, hostClock, startBot, log } = parts;
  const held = await hold(folder, hostClock);
  const closing: (() => unknown)[] = [held.release];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    if (parts.isFresh) removeState(folder);
    const page = createListeners<"clock" | "replay" | "read only">();
    // A clock that was put ahead before goes on from there.
    const startAt = Math.max(hostClock.now(), lastTimeIn(join(folder, files.journal)) ?? 0);
    const clock = steerableClock(hostClock, startAt, () => page.tell("clock"));
    const replays = createReplays({ startBot, hostClock, log, changed: () => page.tell("replay") });
    let settle = async (): Promise<void> => undefined;
    const { mountIn, stop: stopReplays, ...asked } = replays;
    const host: PageHost = {
      ...asked,
      clock: hostClockOf({ clock, hostClock, settle: () => settle(), isControllable: () => true }),
      isReadOnly: () => false,
      subscribe: page.subscribe,
    };
    const workspace = await openWorkspace(parts, clock, host);
    closing.push(workspace.stop);
    const named = namedIn(parts.settings).channels.flatMap((one) => ("name" in one ? [one.name] : []));
    found(workspace, parts.hostZone, named);
    const bot = await openBot(parts, { workspace, clock });
    closing.push(bot.stop, stopReplays);
    settle = () => settled(workspace, bot);
    const { mountAt, address } = pageOf(workspace);
    mountIn({ mountAt });
    held.serves(address);
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
