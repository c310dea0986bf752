// The App Homes that people have open: drawn when one is opened, and drawn again when an incident has changed, so that
// nobody looks at what is no longer true. A home that could not be drawn is drawn at the next change or opening: it
// holds nothing that is not on disk.

import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { homeAgainAfterMs, homeKeptMs, homeSettlesMs, maxHomes } from "./limits.ts";

/** Draws this person's home as things are now. May fail: it is logged. */
export type DrawHome = () => Promise<void>;

export type Homes = {
  /** Resolves when it was drawn, or when that has failed. */
  opened(userId: string, draw: DrawHome): Promise<void>;
  /** An incident has changed. */
  changed(): void;
  stop(): void;
};

type Home = { draw: DrawHome; openedAt: number; drawnAt: number; cancel: (() => void) | null };

/** Only the people who looked last, and not for ever: views.publish takes about 100 calls a minute (FACTS 2). */
export function createHomes({ clock, log }: { clock: Clock; log: Log }): Homes {
  const homes = new Map<string, Home>();

  const draw = async (home: Home): Promise<void> => {
    home.cancel = null;
    home.drawnAt = clock.now();
    try {
      await home.draw();
    } catch (error) {
      log.warn(
        { error },
        "An App Home could not be drawn. It is drawn again at the next change, or when it is opened.",
      );
    }
  };

  const forget = (userId: string): void => {
    homes.get(userId)?.cancel?.();
    homes.delete(userId);
  };

  return {
    async opened(userId, drawIt) {
      forget(userId);
      const home: Home = { draw: drawIt, openedAt: clock.now(), drawnAt: clock.now(), cancel: null };
      homes.set(userId, home);
      const [oldest] = homes.keys();
      if (homes.size > maxHomes && oldest !== undefined) forget(oldest);
      await draw(home);
    },
    changed() {
      const now = clock.now();
      for (const [userId, home] of homes) {
        if (Math.abs(now - home.openedAt) > homeKeptMs) forget(userId);
        // Several changes in a row make one drawing.
        else
          home.cancel ??= clock.at(
            Math.max(now + homeSettlesMs, home.drawnAt + homeAgainAfterMs),
            () => void draw(home),
          );
      }
    },
    stop() {
      for (const userId of [...homes.keys()]) forget(userId);
    },
  };
}
