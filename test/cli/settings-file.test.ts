// The settings' file as the shell reads it: a mistake is told before anything starts.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { config as configCommand } from "../../src/cli/config.ts";
import { readSettingsFile } from "../../src/cli/settings-file.ts";
import { realClock } from "../../src/clock.ts";
import { type Environment, readConfig } from "../../src/config.ts";
import { temporaryFolder } from "../support/folder.ts";

function fileOf(text: string): string {
  const file = join(temporaryFolder(), "sitrep.yml");
  writeFileSync(file, text);
  return file;
}

const settingsOf = (file: string, env: Environment = {}) =>
  readSettingsFile(readConfig({ ...env, SITREP_CONFIG: file }));

/** What the command prints. Throws what it refuses. */
async function checked(args: string[], env: Environment = {}): Promise<string> {
  let printed = "";
  await configCommand(["check", ...args], {
    config: readConfig(env),
    clock: realClock(),
    startBot: () => Promise.reject(new Error("Checking starts nothing.")),
    print: (text) => {
      printed += text;
    },
  });
  return printed;
}

test("The file that SITREP_CONFIG names is read; what it is silent about the environment may say", async () => {
  const env = { SITREP_ANNOUNCE_CHANNEL: "incidents", SITREP_TIME_ZONE: "Europe/Berlin" };
  const silent = await settingsOf(fileOf("channel_name: war-{number}"), env);
  expect([silent.channelTemplate, silent.exportZone]).toEqual(["war-{number}", "Europe/Berlin"]);
  expect(silent.severities.map(({ announceIn }) => announceIn)).toEqual(Array(4).fill([{ name: "incidents" }]));
  const said = await settingsOf(fileOf("export_zone: Asia/Tokyo\nannouncements: { all: [ops], SEV4: [] }"), env);
  expect(said.exportZone).toBe("Asia/Tokyo");
  expect(said.severities.map(({ announceIn }) => announceIn.length)).toEqual([1, 1, 1, 0]);
  expect(said.announceIn).toEqual([{ name: "ops" }]);
});

test("Without a file the defaults hold; one that is named and not there, or cannot be read, is refused", async () => {
  const usual = await readSettingsFile(readConfig({}), undefined);
  expect(usual.severities.map(({ name }) => name)).toEqual(["SEV1", "SEV2", "SEV3", "SEV4"]);
  await expect(settingsOf("nowhere.yml")).rejects.toThrow(
    "SITREP_CONFIG names nowhere.yml, which is not there: " +
      "correct it, or leave it out to use sitrep.yml or the defaults.",
  );
  const folder = join(temporaryFolder(), "sitrep.yml");
  mkdirSync(folder);
  await expect(settingsOf(folder)).rejects.toThrow(/cannot be read .* Make it a file that this user may read\.$/);
});

test("All that is wrong is told at once, each with file, line, and what to write instead", async () => {
  const file = fileOf("severities:\n  SEV1:\n    resolve: 4 hrs\nchanel_name: x\n");
  const lines = [
    "The settings cannot be used:",
    `- ${file}:3:5 severities.SEV1.resolve: “4 hrs” is no duration. Write 4 h, 30 min or 3 days working`,
    `- ${file}:4:1 chanel_name: there is no such setting here. Did you mean channel_name?`,
  ];
  for (const line of lines) await expect(settingsOf(file)).rejects.toThrow(line);
  const many = fileOf(Array.from({ length: 25 }, (_, index) => `unknown${index}: 1`).join("\n"));
  await expect(settingsOf(many)).rejects.toThrow(/- and 5 more$/);
});

test("config check says what the settings come to", async () => {
  const file = fileOf(`
severities:
  P1: { meaning: Everything is down }
  P2: { meaning: Much is broken }
component_groups: [Voice]
components: { API: , Voice / SIP trunks: }
announcements: { all: [incidents], P1: [incidents, C0123456789] }
escalation: { P1: [{ group: oncall }] }
`);
  expect(await checked([file], { SITREP_TIME_ZONE: "Asia/Tokyo" })).toBe(`${file} is fine: \
2 severities, 1 calendar, 2 components, 4 roles.

  severities    P1, P2
  calendars     working (UTC)
  components    2 in 1 group
  roles         commander, communications, scribe, operations
  announced in  #incidents, C0123456789 (P1)
  escalated     P1
  channels      inc-{number}-{title}
  exports in    Asia/Tokyo
`);
});

test("config check refuses a file with mistakes, one that is not there, and words that it does not know", async () => {
  await expect(checked([fileOf("roles: {}")])).rejects.toThrow("The settings cannot be used:");
  await expect(checked(["nowhere.yml"])).rejects.toThrow("There is no file nowhere.yml: name the one to be checked.");
  await expect(checked(["a.yml", "b.yml"])).rejects.toThrow("It goes like this: npm run -s sitrep -- config check");
});
