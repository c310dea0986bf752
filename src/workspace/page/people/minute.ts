// Draws again as minutes of the workspace go by, for what says "3 minutes ago" or "Today". One timer for all who ask.

import { useEffect, useReducer } from "preact/hooks";
import { every } from "../real-time.ts";

const drawers = new Set<() => void>();
let stop: (() => void) | null = null;

/** Often enough while the workspace's clock runs at sixty times the speed, seldom enough to cost nothing. */
const everyMs = 20_000;

export function useMinute(): void {
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const draw = (): void => drawAgain(0);
    drawers.add(draw);
    stop ??= every(everyMs, () => {
      for (const one of [...drawers]) one();
    });
    return () => {
      drawers.delete(draw);
      if (drawers.size > 0) return;
      stop?.();
      stop = null;
    };
  }, []);
}
