// The settings' file: found, read and checked before anything starts. What is wrong is told as a mistake in the
// environment is: all of it at once, each with its place and what to write instead.

import { readFileSync } from "node:fs";
import { realClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { type Fallback, noFallback } from "../settings/defaults.ts";
import { defaultSettings } from "../settings/effective.ts";
import type { Settings } from "../settings/settings.ts";

/** The settings cannot be used; the message says why, and what to do. Nothing was started. */
class SettingsError extends Error {
  override name = "SettingsError";
}

/** Where the settings are, unless SITREP_CONFIG or a command names another file. */
export const usualFile = "sitrep.yml";

/** Its text; null where there is none. Throws SettingsError where it is there and cannot be read. */
export function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    const why = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`${file} cannot be read (${why}). Make it a file that this user may read.`);
  }
}

/** `text` as settings. Throws SettingsError with all that is wrong. */
export async function settingsIn(text: string, file: string, usual: Fallback): Promise<Settings> {
  // With the reader of YAML, which a bot without a file does not carry.
  const { readSettings } = await import("../settings/read-settings.ts");
  const { regionsFor } = await import("../settings/regions.ts");
  const reading = readSettings(text, file, usual, await regionsFor(text, realClock().now()));
  if (reading.kind === "settings") return reading.settings;
  const { problems, unsaid } = reading;
  const more = unsaid === 0 ? [] : [`- and ${unsaid} more`];
  const lines = problems.map(({ sentence }) => `- ${sentence}`);
  throw new SettingsError(["The settings cannot be used:", ...lines, ...more].join("\n"));
}

/** What the environment says of what the file may be silent about. */
export const fallbackOf = ({ announceChannel, exportTimeZone }: Config): Fallback => ({
  announceIn: announceChannel === null ? noFallback.announceIn : [announceChannel],
  exportZone: exportTimeZone,
});

/** The settings of this process; those by default where there is no file. Throws SettingsError. */
export async function readSettingsFile(config: Config, usual: Fallback = fallbackOf(config)): Promise<Settings> {
  const { settingsFile } = config;
  const file = settingsFile ?? usualFile;
  const text = textOf(file);
  if (text !== null) return await settingsIn(text, file, usual);
  if (settingsFile === null) return defaultSettings(usual);
  throw new SettingsError(
    `SITREP_CONFIG names ${file}, which is not there: correct it, or leave it out to use ${usualFile} or the defaults.`,
  );
}
