// Who answers at an address.

import type { Clock } from "../../clock.ts";
import { answerWithinMs } from "./limits.ts";

/** Whether the page of an embedded workspace is served at this address. */
export async function isSitrepAt(address: string, clock: Clock): Promise<boolean> {
  const controller = new AbortController();
  const cancel = clock.at(clock.now() + answerWithinMs, () => controller.abort());
  try {
    const answer = await fetch(address, { signal: controller.signal });
    return (await answer.text()).includes('src="page/main.ts"');
  } catch (error) {
    // Nobody there, or somebody who doesn't speak HTTP, or too slow: fetch says all of it with these two.
    if (error instanceof TypeError || controller.signal.aborted) return false;
    throw error;
  } finally {
    cancel();
  }
}
