// The embedded workspace as `npm start` runs it, in this process.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBot } from "../../../src/bot.ts";
import { type Embedded, startEmbedded } from "../../../src/cli/embedded/embedded.ts";
import { type Clock, realClock } from "../../../src/clock.ts";
import { silentLog } from "../../../src/log.ts";
import { defaultSettings } from "../../../src/settings/effective.ts";

export type Running = Embedded & { remove(): Promise<void> };

/** The workspace as the command starts it, on a free port, its state in a folder that `remove` takes away. */
export async function startHouse(hostClock: Clock = realClock()): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "sitrep-page-"));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const embedded = await startEmbedded({
      folder,
      port: 0,
      isFresh: false,
      settings: defaultSettings({ announceIn: [{ name: "incidents" }], exportZone: "UTC" }),
      hostZone: "America/Los_Angeles",
      hostClock,
      startBot,
      log: silentLog,
    });
    const remove = async (): Promise<void> => {
      await embedded.stop();
      removeFolder();
    };
    return { ...embedded, remove };
  } catch (error) {
    removeFolder();
    throw error;
  }
}
