// What draws again as time goes by.

import { useEffect, useReducer } from "preact/hooks";
import { every } from "../real-time.ts";

/** Draws this component again every `everyMs` real milliseconds; never, where it is null. */
export function useTicking(everyMs: number | null): void {
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  useEffect(() => (everyMs === null ? undefined : every(everyMs, () => drawAgain(0))), [everyMs]);
}
