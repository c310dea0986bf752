// The log of Web API calls. It reads real time beside the clock's, because a benchmark asks how many round trips a
// click cost, and a virtual clock stands still during them.

import { nextNumber } from "./ids.ts";
import { realNowMs } from "./real-time.ts";
import type { Json, World } from "./world.ts";

export type Call = {
  /** Counts from 1 over all methods. */
  number: number;
  method: string;
  /** As parsed, without the token. */
  args: Json;
  /** Epoch milliseconds of the workspace's clock. */
  at: number;
  realStartMs: number;
  /** Null while it is in flight. */
  realEndMs: number | null;
  /** "ok", an error code, or the fault that took its place; null while it is in flight. */
  outcome: string | null;
};

/** Notes that a call came in. */
export function beginCall(world: World, method: string, realStartMs: number): Call {
  const call: Call = {
    number: nextNumber(world, "call"),
    method,
    args: {},
    at: world.clock.now(),
    realStartMs,
    realEndMs: null,
    outcome: null,
  };
  if (world.keepsCalls) world.calls.push(call);
  return call;
}

export function endCall(call: Call, outcome: string): void {
  call.outcome = outcome;
  call.realEndMs = realNowMs();
}

/**
 * Groups calls into waves: a call belongs to a wave when it began before any call of that wave was answered. The number
 * of waves is the number of round trips that somebody had to wait for.
 */
export function wavesOf<T extends Pick<Call, "realStartMs" | "realEndMs">>(calls: readonly T[]): T[][] {
  const waves: T[][] = [];
  let firstEnd = Number.NEGATIVE_INFINITY;
  for (const call of [...calls].sort((a, b) => a.realStartMs - b.realStartMs)) {
    const wave = waves.at(-1);
    if (wave === undefined || call.realStartMs >= firstEnd) {
      waves.push([call]);
      firstEnd = call.realEndMs ?? Number.POSITIVE_INFINITY;
    } else {
      wave.push(call);
      firstEnd = Math.min(firstEnd, call.realEndMs ?? Number.POSITIVE_INFINITY);
    }
  }
  return waves;
}
