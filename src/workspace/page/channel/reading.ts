// How far the person acted as has read: told to the workspace when the end of a channel is looked at, and kept as it
// was when they came, for the line that divides new from old.

import { useEffect, useRef, useState } from "preact/hooks";
import type { SeenChannel } from "../../client/seen.ts";
import { useConnection, useSeen } from "../use.ts";

const isLookedAt = (): boolean => document.visibilityState === "visible" && document.hasFocus();

/** Tells the workspace, whenever the end is in view of somebody. */
export function useReading(channel: SeenChannel, isAtEnd: boolean): void {
  const connection = useConnection();
  const told = useRef<string | null>(null);
  useEffect(() => {
    const read = (): void => {
      const { latest, lastRead, id, isMember } = channel;
      const isNew = latest !== null && (lastRead === null || lastRead < latest) && told.current !== latest;
      if (!isNew || !isMember || !isAtEnd || !isLookedAt()) return;
      told.current = latest;
      void connection.act({ do: "read", channelId: id, ts: latest });
    };
    read();
    addEventListener("focus", read);
    document.addEventListener("visibilitychange", read);
    return () => {
      removeEventListener("focus", read);
      document.removeEventListener("visibilitychange", read);
    };
  }, [channel.latest, channel.lastRead, channel.id, isAtEnd]);
}

/**
 * The ts after which everything was new when they came, or while nobody looked; null: nothing was. Who looks on at a
 * replay reads for nobody: nothing is new to them, and they stand at the end, where the list follows what comes.
 */
export function useReadUpTo(channel: SeenChannel): string | null {
  const isLookingOn = useSeen((state) => state.isReadOnly);
  const [readUpTo, set] = useState(channel.unread > 0 && !isLookingOn ? channel.lastRead : null);
  useEffect(() => {
    if (channel.unread > 0 && readUpTo === null && !isLookingOn && !isLookedAt()) set(channel.lastRead);
  }, [channel.unread]);
  return readUpTo;
}
