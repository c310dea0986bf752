// What all clocks and measures of one incident cost, from its log to its figures.

import { clocks } from "../../src/incident/clocks.ts";
import { fold } from "../../src/incident/incident.ts";
import { measures } from "../../src/incident/measures.ts";
import { pendingNotices } from "../../src/incident/notices.ts";
import { realNowMs } from "../../src/workspace/real-time.ts";
import { type Figure, median } from "./figures.ts";
import { logWithEvents } from "./many-events.ts";

const eventCount = 10_000;
export const limitMs = 50;
const rounds = 15;

/** Of several rounds, after one that is not counted: ms from the log to clocks, notices and measures. */
export function clocksMs(count = eventCount): { all: number; fold: number; best: number } {
  const log = logWithEvents(count);
  const now = (log.at(-1)?.recordedAt ?? 0) + 60_000;
  const once = (): { all: number; fold: number } => {
    const from = realNowMs();
    const incident = fold(log);
    const folded = realNowMs();
    if (incident === null) throw new Error("The log is empty.");
    clocks(incident, now);
    pendingNotices(incident);
    measures(log, incident, now);
    return { all: realNowMs() - from, fold: folded - from };
  };
  once();
  const taken = Array.from({ length: rounds }, once);
  const all = taken.map((one) => one.all);
  return { all: median(all), fold: median(taken.map((one) => one.fold)), best: Math.min(...all) };
}

export function benchClocks(): Figure[] {
  const { all, fold: folding } = clocksMs();
  const name = `all clocks and measures of an incident with ${eventCount} events, p50`;
  return [
    { name, measured: `${all.toFixed(1)} ms`, limit: `${limitMs} ms`, ratio: all / limitMs },
    { name: "of which its fold, p50", measured: `${folding.toFixed(1)} ms`, limit: "", ratio: null },
  ];
}
