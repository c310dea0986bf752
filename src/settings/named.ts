// The channels and groups of Slack's that the settings name.

import type { ChannelReference } from "../config.ts";
import type { Settings } from "./settings.ts";

/** Where incidents of a severity are announced, be it one that the settings still have or not. */
export const announceInOf =
  ({ severities, announceIn }: Settings) =>
  (severity: string): readonly ChannelReference[] =>
    severities.find(({ name }) => name === severity)?.announceIn ?? announceIn;

const once = <T>(all: readonly T[]): T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];

/** Each once. */
export function namedIn({ severities }: Settings): { channels: ChannelReference[]; groupHandles: string[] } {
  const called = severities.flatMap(({ escalateTo }) => escalateTo);
  const escalated = called.flatMap((to) => (to.kind === "channel" ? [to.channel] : []));
  const handles = called.flatMap((to) => (to.kind === "group" && "handle" in to.group ? [to.group.handle] : []));
  return {
    channels: once([...severities.flatMap(({ announceIn }) => announceIn), ...escalated]),
    groupHandles: once(handles),
  };
}
