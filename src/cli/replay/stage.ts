// The stage: the embedded workspace with its people and the real bot in it, on a clock that is moved by hand.

import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Clock } from "../../clock.ts";
import type { SocketConfig } from "../../config.ts";
import { type Log, silentLog } from "../../log.ts";
import { defaultSettings } from "../../settings/effective.ts";
import type { Page } from "../../workspace/client/host.ts";
import { startWorkspace, type Workspace, type WorkspaceOptions } from "../../workspace/workspace.ts";
import type { Bot, StartBot } from "../command.ts";
import { type SteerableClock, steerableClock } from "../steerable-clock.ts";
import { connectWithinMs, lookEveryMs } from "./limits.ts";
import { waitFor } from "./pace.ts";
import type { Player } from "./steps.ts";

export const announceChannel = "incidents";
/** Where people are when nothing is wrong. */
export const lounge = "general";

export type Stage = {
  workspace: Workspace;
  clock: SteerableClock;
  config: SocketConfig;
  /** Waits until nothing is under way in Slack or in the bot. */
  settle(): Promise<void>;
  /** Moves the clock to `at` (epoch ms), stopping on the way wherever something falls due. */
  goTo(at: number): Promise<void>;
  close(): Promise<void>;
};

export type StageParts = {
  startBot: StartBot;
  /** The host's clock, for what takes real time. */
  hostClock: Clock;
  /** The story's. */
  clock: SteerableClock;
  zone: string;
  players: readonly Player[];
  databaseUrl: string;
  /** Where the bot's lines go; nowhere by default. */
  log?: Log;
  /** What else the workspace is to have: a page. */
  workspace?: Partial<WorkspaceOptions>;
};

/** A story's clock: it stands still until it is moved. */
export function stageClock(hostClock: Clock, startsAt: number, steered?: () => void): SteerableClock {
  const clock = steerableClock(hostClock, startsAt, steered);
  clock.setRate(0);
  return clock;
}

/** The app that is installed in an embedded workspace is the one that is made in Slack. */
export const readManifest = (): unknown =>
  parse(readFileSync(new URL("../../../manifest.yml", import.meta.url), "utf8"));

function people(workspace: Workspace, players: readonly Player[]): void {
  for (const { name, zone } of players) workspace.addPerson({ name, tz: zone });
  const members = players.map(({ name }) => name);
  for (const name of [lounge, announceChannel]) workspace.addChannel({ name, members });
}

const configOf = (workspace: Workspace, { databaseUrl, zone }: StageParts): SocketConfig => ({
  mode: "socket",
  slack: { botToken: workspace.botToken, appToken: workspace.appToken, apiUrl: workspace.apiUrl },
  databaseUrl,
  settingsFile: null,
  announceChannel: null,
  exportTimeZone: zone,
  logLevel: "silent",
  port: null,
});

/** The page of a workspace that was started with one. */
export function pageOf({ page }: Workspace): Page {
  if (page === null) throw new Error("This workspace was started without a page.");
  return page;
}

/** Waits until the bot listens to the workspace. */
export async function connected(workspace: Workspace, bot: Bot, hostClock: Clock): Promise<void> {
  const giveUpAt = hostClock.now() + connectWithinMs;
  while (!bot.slack.isConnected() || workspace.connections() < 2) {
    if (hostClock.now() > giveUpAt) throw new Error("The bot did not connect to the embedded workspace.");
    await waitFor(hostClock, lookEveryMs);
  }
}

/** Waits until nothing is under way in Slack or in the bot. */
export async function settled(workspace: Workspace, bot: Bot): Promise<void> {
  await workspace.idle();
  await bot.engine.idle();
  await workspace.idle();
}

/** Throws StoreUnusable with the fix where the database can't be used. */
export async function openStage(parts: StageParts): Promise<Stage> {
  const { startBot, hostClock, clock, players, log = silentLog } = parts;
  const workspace = await startWorkspace({ clock, manifest: readManifest(), ...parts.workspace });
  const closing: (() => Promise<void>)[] = [workspace.stop];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0)) await end();
  };
  try {
    people(workspace, players);
    const config = configOf(workspace, parts);
    // The past is told under the severities that its companies used, whatever those of this machine are.
    const settings = defaultSettings({ announceIn: [{ name: announceChannel }], exportZone: parts.zone });
    const bot = await startBot({ config, settings, clock, wireClock: hostClock, log });
    closing.unshift(bot.stop);
    await connected(workspace, bot, hostClock);
    const settle = () => settled(workspace, bot);
    const goTo = (at: number) => clock.jumpBy(Math.max(0, at - clock.now()), settle);
    return { workspace, clock, config, settle, goTo, close };
  } catch (error) {
    await close();
    throw error;
  }
}
