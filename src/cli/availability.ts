// sitrep availability 2020-01: each component's month, and the incidents that made it. Private ones too: whoever has
// the database may know them.

import { monthlyAvailability, type Terms } from "../incident/monthly-availability.ts";
import { catalogOf } from "../settings/catalog.ts";
import { formatMonth, type Month, monthInterval, monthOf, parseMonth } from "../time/month.ts";
import { type Form, forms, isForm } from "./availability-forms.ts";
import type { ShellCommand } from "./command.ts";
import { openRecords } from "./records.ts";
import { readSettingsFile } from "./settings-file.ts";
import { UsageError } from "./usage-error.ts";

/** Throws UsageError. `now` is epoch ms. */
function readArguments(args: readonly string[], now: number, zone: string): { month: Month; form: Form } {
  const words = args.filter((word) => !isForm(word));
  const [typed, surplus] = words;
  const current = monthOf(now, zone);
  const unknown = words.find((word) => word.startsWith("-")) ?? surplus;
  if (unknown !== undefined) throw new UsageError(`"${unknown}" is too much: availability 2020-01, --json or --csv.`);
  const [form = "--table", other] = args.filter(isForm);
  if (other !== undefined && other !== form) throw new UsageError("--json or --csv: choose one of them.");
  const month = typed === undefined ? current : parseMonth(typed);
  if (month === null) throw new UsageError(`"${typed}" is no month: name one as ${formatMonth(current)}.`);
  if (monthInterval(month, zone).from > now) {
    throw new UsageError(`${formatMonth(month)} has not begun yet: the last month is ${formatMonth(current)}.`);
  }
  return { month, form };
}

export const availability: ShellCommand = async (args, { config, clock, print }) => {
  const terms: Terms = catalogOf(await readSettingsFile(config));
  const now = clock.now();
  const { zone } = terms.availability;
  const { month, form } = readArguments(args, now, zone);
  const records = await openRecords(config.databaseUrl);
  try {
    const impacts = await records.impacts(monthInterval(month, zone));
    print(forms[form](monthlyAvailability(impacts, { month, now, terms })));
  } finally {
    await records.close();
  }
};
