// sitrep config check: whether the settings can be used, before the bot is started with them.

import type { ChannelReference } from "../config.ts";
import type { Settings } from "../settings/settings.ts";
import { columns, printable } from "./columns.ts";
import type { ShellCommand } from "./command.ts";
import { fallbackOf, settingsIn, textOf, usualFile } from "./settings-file.ts";
import { UsageError } from "./usage-error.ts";

const usage = `npm run -s sitrep -- config check [${usualFile}]`;

const list = (names: readonly string[]): string => printable(names.join(", "));

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

const nameOf = (channel: ChannelReference): string => ("id" in channel ? channel.id : `#${channel.name}`);

/** Each channel once, with the severities that are announced there. */
function announced({ severities }: Settings): string {
  const channels = [...new Set(severities.flatMap(({ announceIn }) => announceIn.map(nameOf)))];
  if (channels.length === 0) return "nowhere";
  const said = channels.map((channel) => {
    const told = severities.filter(({ announceIn }) => announceIn.map(nameOf).includes(channel));
    return told.length === severities.length ? channel : `${channel} (${told.map(({ name }) => name).join(", ")})`;
  });
  return list(said);
}

function components({ components: all, componentGroups }: Settings): string {
  if (all.length === 0) return "none: any name may be typed";
  return componentGroups.length === 0
    ? String(all.length)
    : `${all.length} in ${counted(componentGroups.length, "group")}`;
}

/** What it comes to, for a look whether it is what was meant. */
function summary(settings: Settings): string[][] {
  const { severities, calendars, roles, channelTemplate, exportZone } = settings;
  const escalated = severities.filter(({ escalateTo }) => escalateTo.length > 0).map(({ name }) => name);
  return [
    ["  severities", list(severities.map(({ name }) => name))],
    ["  calendars", list(calendars.map(({ name, calendar: { zone } }) => `${name} (${zone})`))],
    ["  components", components(settings)],
    ["  roles", list(roles.map(({ key }) => key))],
    ["  announced in", announced(settings)],
    ["  escalated", escalated.length === 0 ? "nothing" : list(escalated)],
    ["  channels", channelTemplate],
    ["  exports in", exportZone],
  ];
}

/** Prints a summary. Throws SettingsError with all that is wrong. */
export const config: ShellCommand = async (args, { config: environment, print }) => {
  const [word, named, ...more] = args;
  if (word !== "check" || more.length > 0) {
    const typed = args.join(" ");
    throw new UsageError(`"config${typed === "" ? "" : ` ${typed}`}" is no command. It goes like this: ${usage}`);
  }
  const file = named ?? environment.settingsFile ?? usualFile;
  const text = textOf(file);
  if (text === null && (named !== undefined || environment.settingsFile !== null)) {
    throw new UsageError(`There is no file ${file}: name the one to be checked. ${usage}`);
  }
  const settings = await settingsIn(text ?? "", file, fallbackOf(environment));
  const { severities, calendars, roles } = settings;
  const counts = [
    counted(severities.length, "severity", "severities"),
    counted(calendars.length, "calendar"),
    counted(settings.components.length, "component"),
    counted(roles.length, "role"),
  ].join(", ");
  print(`${text === null ? `There is no ${file}, so the defaults hold` : `${file} is fine`}: ${counts}.\n\n`);
  print(columns(summary(settings)));
};
