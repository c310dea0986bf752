// Where an incident is announced: the channels that the settings name for its severity, as far as they can be found.

import type { ChannelReference } from "../../config.ts";
import type { Outcome } from "../gateway.ts";
import type { Job, Surroundings } from "./job.ts";

/** The ids of those that can be found, each once. */
export async function idsOf(
  channels: readonly ChannelReference[],
  { gateway }: Pick<Surroundings, "gateway">,
): Promise<Outcome<string[]>> {
  const ids = new Set<string>();
  for (const channel of channels) {
    const place = await gateway.channelOf(channel);
    if (place.outcome !== "done") return place;
    if (place.answer !== null) ids.add(place.answer);
  }
  return { outcome: "done", answer: [...ids] };
}

/** Where it is announced as things stand; nowhere where it is private. */
export const announcedIn = async ({ incident }: Job, around: Surroundings): Promise<Outcome<string[]>> =>
  await idsOf(incident.isPrivate ? [] : around.announceIn(incident.severity), around);
