// The page's only source of time and chance: what ticks on the screen and waits for the person. The workspace's own
// time comes from the feed (clock.ts computes it from here).

/** Epoch milliseconds of this browser. */
export const realNow = (): number => Date.now();

/** Runs `run` once after `ms`; the function returned cancels. */
export function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Runs `run` every `ms`; the function returned cancels. */
export function every(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
}
