// Real time for the transport alone: a socket's pings, a request's latency, the safety net under a virtual clock
// that stands still, and the start and end of calls that a benchmark measures. What people and Slack's rules see as
// time comes from the workspace's clock. Nothing here keeps the process alive.

/** Milliseconds of a monotonic clock with no meaning of their own: only differences count. */
export function realNowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Runs `run` once after `ms` real milliseconds; the function returned cancels. */
export function afterRealMs(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

/** Runs `run` every `ms` real milliseconds until the function returned is called. */
export function everyRealMs(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  timer.unref();
  return () => clearInterval(timer);
}

/** Resolves after `ms` real milliseconds; at once, without a timer, for 0 or less. */
export function sleepRealMs(ms: number): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
