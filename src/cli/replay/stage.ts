// The stage: the embedded workspace with its people and the real bot in it, on a clock that is moved by hand.

import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type Clock, realClock, type VirtualClock, virtualClock } from "../../clock.ts";
import type { SocketConfig } from "../../config.ts";
import { silentLog } from "../../log.ts";
import { startWorkspace, type Workspace } from "../../workspace/workspace.ts";
import type { StartBot } from "../command.ts";
import { connectWithinMs, longestStrideMs, lookEveryMs } from "./limits.ts";
import { waitFor } from "./pace.ts";
import type { Player } from "./steps.ts";

export const announceChannel = "incidents";
/** Where people are when nothing is wrong. */
export const lounge = "general";

export type Stage = {
  workspace: Workspace;
  clock: VirtualClock;
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
  startsAt: number;
  zone: string;
  players: readonly Player[];
  databaseUrl: string;
};

const manifest = new URL("../../../manifest.yml", import.meta.url);

function people(workspace: Workspace, players: readonly Player[]): void {
  for (const { name, zone } of players) workspace.addPerson({ name, tz: zone });
  const members = players.map(({ name }) => name);
  for (const name of [lounge, announceChannel]) workspace.addChannel({ name, members });
}

const configOf = (workspace: Workspace, { databaseUrl, zone }: StageParts): SocketConfig => ({
  mode: "socket",
  slack: { botToken: workspace.botToken, appToken: workspace.appToken, apiUrl: workspace.apiUrl },
  databaseUrl,
  announceChannel: { name: announceChannel },
  exportTimeZone: zone,
  logLevel: "silent",
  port: null,
});

/** Throws StoreUnusable with the fix where the database can't be used. */
export async function openStage(parts: StageParts): Promise<Stage> {
  const { startBot, hostClock, startsAt, players } = parts;
  const clock = virtualClock(startsAt);
  const workspace = await startWorkspace({ clock, manifest: parse(readFileSync(manifest, "utf8")) });
  const closing: (() => Promise<void>)[] = [workspace.stop];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0)) await end();
  };
  try {
    people(workspace, players);
    const config = configOf(workspace, parts);
    const bot = await startBot({ config, clock, wireClock: realClock(), log: silentLog });
    closing.unshift(bot.stop);
    const giveUpAt = hostClock.now() + connectWithinMs;
    while (!bot.slack.isConnected() || workspace.connections() < 2) {
      if (hostClock.now() > giveUpAt) throw new Error("The bot did not connect to the embedded workspace.");
      await waitFor(hostClock, lookEveryMs);
    }
    const settle = async (): Promise<void> => {
      await workspace.idle();
      await bot.engine.idle();
      await workspace.idle();
    };
    const goTo = async (at: number): Promise<void> => {
      await settle();
      while (clock.now() < at) {
        const next = Math.max(clock.nextTimerAt() ?? at, clock.now() + 1);
        clock.advanceTo(Math.min(at, next, clock.now() + longestStrideMs));
        await settle();
      }
    };
    return { workspace, clock, config, settle, goTo, close };
  } catch (error) {
    await close();
    throw error;
  }
}
