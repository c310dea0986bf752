// Doing something, and saying so when it was refused.

import type { Deed, Done } from "../client/protocol.ts";
import { screen, show } from "./screen.ts";
import { useConnection } from "./use.ts";

/** A refusal becomes the page's notice, above the composer; the next deed that is done takes it away. */
export function useDeed(): (deed: Deed) => Promise<Done> {
  const connection = useConnection();
  return async (deed) => {
    const done = await connection.act(deed);
    if (!done.ok) show({ notice: done.sentence });
    else if (screen.get().notice !== null) show({ notice: null });
    return done;
  };
}
