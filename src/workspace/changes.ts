// Tells who waits that something happened: a call was answered, an envelope acknowledged, a message posted. And what of
// the workspace's state a deed touched, for the pages that show it and the journal that keeps it.

import { afterRealMs, everyRealMs } from "./real-time.ts";

/** What a deed changed: looked up again by who needs it, so that a thing touched twice is shown once. */
export type Touched =
  | { kind: "message"; channelId: string; ts: string }
  | { kind: "channel" | "user" | "group" | "file" | "canvas" | "view"; id: string }
  /** A message came or went: the channel itself stays, its newest message may be another. */
  | { kind: "latest"; channelId: string }
  /** How far somebody has read in a channel; what is new to them there. */
  | { kind: "read" | "unread"; userId: string; channelId: string }
  /** The stack of somebody's open modals. */
  | { kind: "stack"; userId: string }
  | { kind: "home"; userId: string }
  | { kind: "ephemeral"; userId: string; ts: string };

export type Changes = { listeners: Set<() => void>; watchers: Set<(touched: Touched) => void> };

const pollEveryMs = 25;

class NotSeen extends Error {
  override name = "NotSeen";
}

export function noChanges(): Changes {
  return { listeners: new Set(), watchers: new Set() };
}

/** Says what a deed has changed, or is about to change within the same turn. */
export function touch(changes: Changes, touched: Touched): void {
  for (const watcher of changes.watchers) watcher(touched);
}

export function notify(changes: Changes): void {
  for (const listener of [...changes.listeners]) listener();
}

/**
 * Resolves with the first value of `look` that is neither null, undefined nor false; looks again after each change, and
 * every 25 real milliseconds for what changes outside the workspace.
 * Rejects with NotSeen after `timeoutMs` real milliseconds (the workspace's own clock may be standing still).
 */
export function whenSeen<T>(
  changes: Changes,
  what: string,
  look: () => T | null | undefined | false,
  timeoutMs = 10_000,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => {
      changes.listeners.delete(check);
      cancel();
      stopPolling();
    };
    const check = () => {
      let seen: T | null | undefined | false;
      try {
        seen = look();
      } catch (error) {
        stop();
        reject(error);
        return;
      }
      if (seen === null || seen === undefined || seen === false) return;
      stop();
      resolve(seen);
    };
    const cancel = afterRealMs(timeoutMs, () => {
      stop();
      reject(new NotSeen(`${what}: not seen within ${timeoutMs} ms. Look at workspace.calls for what the app did do.`));
    });
    const stopPolling = everyRealMs(pollEveryMs, check);
    changes.listeners.add(check);
    check();
  });
}
