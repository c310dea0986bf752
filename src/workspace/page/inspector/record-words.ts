// What a record of the wire is called, how it went, and what it can be found by. Pure.

import type { SeenRecord } from "../../client/seen-record.ts";
import type { EnvelopeRecord } from "./gesture-group.ts";

/** How a record went, for its colour; the words say it too. */
export type Tone = "good" | "bad" | "open";

/** A call that was answered "ok", an envelope that was acknowledged; anything else that has ended went wrong. */
export function toneOf({ outcome }: SeenRecord): Tone {
  if (outcome === null) return "open";
  return outcome === "ok" || outcome === "acked" ? "good" : "bad";
}

export const outcomeOf = ({ outcome }: SeenRecord): string => outcome ?? "under way";

export const nameOf = (record: SeenRecord): string => (record.kind === "call" ? record.method : record.what);

/** Milliseconds as people compare them: a decimal below 10 where there is one, seconds from 10 s on. */
export function shownMs(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${ms < 9.95 ? Number(ms.toFixed(1)) : Math.round(ms)} ms`;
}

export const tookOf = ({ realStartMs, realEndMs }: SeenRecord): string =>
  realEndMs === null ? "" : shownMs(realEndMs - realStartMs);

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** "3 calls · 2 waves · 41 ms"; "" while nothing has followed. */
export function costOf({ cost }: EnvelopeRecord): string {
  if (cost === null || cost.calls === 0) return "";
  return [counted(cost.calls, "call"), counted(cost.waves, "wave"), shownMs(cost.ms)].join(" · ");
}

/** "acked 4 ms", "operation_timeout 3000 ms". */
export function ackOf(record: SeenRecord): string {
  return [outcomeOf(record), tookOf(record)].filter((word) => word !== "").join(" ");
}

/** "second attempt", "sent over no connection": what was odd about the delivery; "" for the usual. */
export function deliveryOf({ attempt, socket }: EnvelopeRecord): string {
  const way = socket === null ? "" : `connection ${socket + 1}`;
  return [way, attempt === 0 ? "" : `attempt ${attempt + 1}`].filter((word) => word !== "").join(", ");
}

/** Ids, codes and names stand near the top of what Slack sends; deeper there is mostly the text of blocks. */
const searched = { depth: 4, words: 300 };

function gather(value: unknown, depth: number, words: string[]): void {
  if (words.length >= searched.words || depth > searched.depth) return;
  if (typeof value === "string") words.push(value);
  else if (typeof value === "number") words.push(String(value));
  else if (value !== null && typeof value === "object") {
    for (const one of Object.values(value)) gather(one, depth + 1, words);
  }
}

/** A record never changes, a newer one takes its place: so this is computed once for each. */
const known = new WeakMap<SeenRecord, string>();

/** What a filter's text is looked for in: method, outcome, ids, words of what was asked and answered. Lower case. */
export function searchedIn(record: SeenRecord): string {
  const before = known.get(record);
  if (before !== undefined) return before;
  const words = [nameOf(record), record.outcome ?? "under way"];
  if (record.kind === "envelope") words.push(record.envelopeId);
  gather(record.kind === "call" ? record.args : record.payload, 0, words);
  gather(record.answer, 0, words);
  const text = words.join("\n").toLowerCase();
  known.set(record, text);
  return text;
}
