// Who answers at an address.

import type { Clock } from "../../clock.ts";
import { pageMark } from "../../workspace/client/html.ts";
import { answerWithinMs } from "./limits.ts";

/** "somebody": another program, or one that is too slow to say who it is. */
export type Answering = "sitrep" | "somebody" | "nobody";

const isRefused = (error: unknown): boolean => {
  const { cause } = Object(error) as { cause?: unknown };
  const codes = cause instanceof AggregateError ? cause.errors : [cause];
  return codes.every((one) => (Object(one) as { code?: unknown }).code === "ECONNREFUSED");
};

/** Whether the page of an embedded workspace is served at this address. */
export async function whoAnswers(address: string, clock: Clock): Promise<Answering> {
  const controller = new AbortController();
  const cancel = clock.at(clock.now() + answerWithinMs, () => controller.abort());
  try {
    const answer = await fetch(address, { signal: controller.signal });
    return (await answer.text()).includes(pageMark) ? "sitrep" : "somebody";
  } catch (error) {
    if (controller.signal.aborted) return "somebody";
    // fetch says all that can happen on the way with this one.
    if (error instanceof TypeError) return isRefused(error) ? "nobody" : "somebody";
    throw error;
  } finally {
    cancel();
  }
}
