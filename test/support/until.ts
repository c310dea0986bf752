// Waiting in real time, for what happens over a wire. What can run on a virtual clock must not come here.
// The only place in test/ that reads the host's clock.

const pollEveryMs = 5;

/** Real milliseconds since some fixed instant, for measuring. */
export function realNow(): number {
  return performance.now();
}

/** Real waiting. Prefer `until`: a fixed pause is either too short or too long. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export type UntilOptions = {
  /** What is waited for, as it should read after "waited 5000 ms for". */
  what: string;
  timeoutMs?: number;
};

/**
 * Polls until `condition` gives something other than false, null or undefined, and returns that (0 and "" are found).
 * When time is up it throws an Error that says what was waited for, with the last error of the condition as its cause:
 * a condition may throw while the thing it looks at does not exist yet.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { what, timeoutMs = 5000 }: UntilOptions,
): Promise<Exclude<Awaited<T>, false | null | undefined>> {
  const startedAt = realNow();
  let lastError: unknown;
  for (;;) {
    try {
      const found = await condition();
      lastError = undefined;
      if (found !== false && found !== null && found !== undefined) {
        return found as Exclude<Awaited<T>, false | null | undefined>;
      }
    } catch (error) {
      lastError = error;
    }
    if (realNow() - startedAt >= timeoutMs) {
      throw new Error(`waited ${timeoutMs} ms for ${what}`, { cause: lastError });
    }
    await sleep(pollEveryMs);
  }
}
