// `/incident impact …`, `time …` and their like, read as far as they can be without a clock and a zone: the times in
// them are left to time/ (slack/listen/slash-times.ts).

import type { Milestone } from "../incident/words.ts";
import { repeated } from "./command-words.ts";
import { takeMilestone } from "./milestone-words.ts";

export type TimeLine =
  /** `text` begins with a range where a window is added; where one is changed it need not. "" opens the form. */
  | { word: "impact"; reference: number | null; windowId: number | null; text: string }
  | { word: "impact-remove"; reference: number | null; windowId: number; reason: string }
  /** `text` begins with a time, or with "unknown". "" opens the form. */
  | { word: "time"; reference: number | null; milestone: Milestone | null; text: string }
  | { word: "sla" | "resume"; reference: number | null }
  | { word: "pause"; reference: number | null; reason: string };

const months = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?";
const laterMonths = "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const spans = "s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?";

/** After a number, what makes it the beginning of a time: "20 min ago", "7 pm", "2 Jan 10:00". */
const unit = new RegExp(`^(?:[ap]\\.?m|${spans}|o'?clock|of|${months}|${laterMonths})(?![\\p{L}\\p{N}])`, "iu");

/** "2", "#2" or "window 2" at the start, and what follows; null where no window is named. */
function takeWindow(text: string): { windowId: number; rest: string } | null {
  const match = /^(#|window\s+#?|edit\s+#?|change\s+#?)?0*([1-9]\d{0,2})(?:[,:]\s+|\s+|$)/i.exec(text);
  if (match === null) return null;
  const rest = text.slice(match[0].length);
  return match[1] === undefined && unit.test(rest) ? null : { windowId: Number(match[2]), rest };
}

const removing = /^(?:remove|delete|drop|rm)(?:\s+|$)/i;

const sayWhich = "Say which window, as in /incident impact remove 2. /incident impact shows them with their numbers.";

export function readImpactLine(text: string, reference: number | null): TimeLine | { problem: string } {
  const line = text.trim().replace(/^add(?:\s+|$)/i, "");
  const verb = removing.exec(line)?.[0];
  if (verb !== undefined) {
    const window = takeWindow(line.slice(verb.length));
    if (window !== null)
      return { word: "impact-remove", reference, windowId: window.windowId, reason: window.rest.trim() };
    return { problem: sayWhich };
  }
  const window = takeWindow(line);
  if (window === null) return { word: "impact", reference, windowId: null, text: line };
  const { windowId, rest } = window;
  if (removing.test(rest)) {
    return { word: "impact-remove", reference, windowId, reason: rest.replace(removing, "").trim() };
  }
  return { word: "impact", reference, windowId, text: rest.trim() };
}

export function readTimeLine(text: string, reference: number | null): TimeLine | { problem: string } {
  const line = text.trim();
  if (line === "") return { word: "time", reference, milestone: null, text: "" };
  if (/^\d/.test(line)) {
    return { problem: `Say which time ${repeated(line)} is, as in /incident time detected ${repeatedTime(line)}.` };
  }
  const found = takeMilestone(line);
  if ("problem" in found) return found;
  return { word: "time", reference, milestone: found.milestone, text: found.rest };
}

/** A time of day that was typed alone can stand in the example. */
const repeatedTime = (line: string): string => /^\d{1,2}:\d{2}$/.exec(line)?.[0] ?? "11:08";
