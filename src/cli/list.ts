// sitrep list: the incidents, newest first.

import { reference } from "../incident/words.ts";
import type { IncidentRow } from "../store/incident-rows.ts";
import { formatDuration } from "../time/duration.ts";
import { formatInstant } from "../time/zone.ts";
import { columns, printable } from "./columns.ts";
import type { ShellCommand } from "./command.ts";
import { openRecords } from "./records.ts";
import { readSettingsFile } from "./settings-file.ts";

const limit = 200;

const marks = ({ privateAt, drillAt }: IncidentRow): string =>
  [privateAt === null ? "" : "[private] ", drillAt === null ? "" : "[drill] "].join("");

export const listIncidents: ShellCommand = async (_args, { config, clock, print }) => {
  const { exportZone } = await readSettingsFile(config);
  const records = await openRecords(config.databaseUrl);
  try {
    const rows = await records.list(limit);
    if (rows.length === 0) {
      print("No incident yet. /incident declare in Slack declares the first.\n");
      return;
    }
    const lasted = ({ declaredAt, endedAt }: IncidentRow): string =>
      endedAt === null
        ? `${formatDuration(Math.max(0, clock.now() - declaredAt))} so far`
        : formatDuration(endedAt - declaredAt);
    const cells = rows.map((row) => [
      reference(row.number),
      row.severity,
      row.status,
      formatInstant(row.declaredAt, exportZone, "minutes"),
      lasted(row),
      `${marks(row)}${printable(row.title)}`,
    ]);
    print(columns([["ID", "SEVERITY", "STATUS", "DECLARED", "LASTED", "TITLE"], ...cells]));
  } finally {
    await records.close();
  }
};
