// sitrep export INC-42: the postmortem as Markdown on standard output, the same bytes as the file in the channel.

import { permalink } from "../incident/permalink.ts";
import { postmortem } from "../postmortem/markdown.ts";
import type { ShellCommand } from "./command.ts";
import { openRecords, readReference } from "./records.ts";
import { readSettingsFile } from "./settings-file.ts";

export const exportPostmortem: ShellCommand = async ([reference], { config, print }) => {
  const number = readReference(reference);
  const { exportZone } = readSettingsFile(config);
  const records = await openRecords(config.databaseUrl);
  try {
    const { log, incident } = await records.find(number);
    print(postmortem(log, { zone: exportZone, permalink: (message) => permalink(incident.teamUrl, message) }));
  } finally {
    await records.close();
  }
};
