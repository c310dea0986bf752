// Tells who waits that something happened: a call was answered, an envelope acknowledged, a message posted.

import { afterRealMs, everyRealMs } from "./real-time.ts";

export type Changes = { listeners: Set<() => void> };

const pollEveryMs = 25;

class NotSeen extends Error {
  override name = "NotSeen";
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
