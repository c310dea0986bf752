// What the shell shows and writes of an incident, and what it says to a line that it can't read.

import { join } from "node:path";
import { expect, test } from "vitest";
import { startBot } from "../../src/bot.ts";
import type { ShellCommand } from "../../src/cli/command.ts";
import { exportPostmortem } from "../../src/cli/export.ts";
import { readStory } from "../../src/cli/replay/story.ts";
import { showIncident } from "../../src/cli/show.ts";
import { realClock } from "../../src/clock.ts";
import type { SocketConfig } from "../../src/config.ts";
import { tellWhole } from "../journey/support/told-story.ts";
import { temporaryFolder } from "../support/folder.ts";

async function printed(command: ShellCommand, config: SocketConfig, ...args: string[]): Promise<string> {
  const parts: string[] = [];
  await command(args, { config, clock: realClock(), startBot, print: (text) => void parts.push(text) });
  return parts.join("");
}

test("sitrep show has the figures in words, and each clock with its target, state and due time", async () => {
  const databaseUrl = join(temporaryFolder(), "sitrep.db");
  const { stage } = await tellWhole(readStory("simwood"), { databaseUrl });
  const lines = (await printed(showIncident, stage.config, "INC-1"))
    .split("\n")
    .map((line) => line.replace(/ {2,}/g, " · "));
  expect(lines).toEqual(
    expect.arrayContaining([
      "INC-1 Calls issues",
      "Impact · 48 min (Voice 48 min, API 47 min, Portal 47 min)",
      "SLA-eligible · 48 min",
      "Time to detect · 1 min",
      "Time to mitigate · 20 min",
      "Declared → first update · 15 min",
      "Largest gap · 5 h 58 min between two updates",
      "Update cadence · 2 of 4 kept",
      "CLOCK · TARGET · STATE · ELAPSED · DUE",
      "first update · 30 min · met · 15 min · 2020-01-23 11:38:00 +00:00",
      "resolve · 8 h · missed · 9 h 13 min · 2020-01-23 19:08:00 +00:00",
    ]),
  );
  await expect(printed(exportPostmortem, stage.config, "INC-1", "--pdf")).rejects.toThrow(
    "There is no --pdf. It goes like this: sitrep export INC-42 [--markdown | --json | --csv]",
  );
  await expect(printed(exportPostmortem, stage.config, "INC-1", "--json", "--csv")).rejects.toThrow(
    "--csv is too much",
  );
  await expect(printed(exportPostmortem, stage.config, "--json")).rejects.toThrow('"" is no incident');
  expect(await printed(exportPostmortem, stage.config, "--json", "1")).toContain('"id": "INC-1"');
});
