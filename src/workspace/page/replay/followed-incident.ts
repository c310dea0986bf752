// A replay's page shows where it happens: it begins in #general, and goes along when the incident gets its channel.

import { useEffect, useRef } from "preact/hooks";
import type { SeenChannel } from "../../client/seen.ts";
import type { SeenReplay } from "../../client/seen-replay.ts";
import { after } from "../real-time.ts";
import { go } from "../screen.ts";
import { useSeen } from "../use.ts";

/** The incident's channel is the one that the app made. */
function incidentChannel(channels: readonly SeenChannel[], app: string): string | null {
  const made = channels.filter(({ creator, isMember, kind }) => creator === app && isMember && kind !== "im");
  return made.sort((a, b) => a.createdAt - b.createdAt)[0]?.id ?? null;
}

/** Goes there once, while the replay plays; afterwards everybody looks at what they like. */
export function useFollowedIncident(replay: SeenReplay | null): void {
  const hasGone = useRef(false);
  const channelId = useSeen(({ channels, app }) => incidentChannel(Object.values(channels), app.botUserId));
  const isPlaying = replay?.state === "playing" || replay?.state === "paused";
  useEffect(() => {
    if (!isPlaying || channelId === null || hasGone.current) return undefined;
    // Not at once: a page that has just been opened first settles where it stands.
    return after(0, () => {
      hasGone.current = true;
      go({ channelId });
    });
  }, [isPlaying, channelId]);
}
