// What the card says of times: the clock that matters most in one line, the impact, the next update.

import { clocks } from "../incident/clocks.ts";
import { impactTotals, impactWindows } from "../incident/impact.ts";
import type { Incident } from "../incident/incident.ts";
import { targetNames, targetWords } from "../incident/policy.ts";
import { isOpenStatus } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { promiseWords, stateMarks } from "./clock-words.ts";
import { maxReasonInLine } from "./limits.ts";
import { ago, clock, type Line, reasonLine, words } from "./line.ts";
import { type StandingClock, standingClocks } from "./standing-clock.ts";
import { capitalized } from "./wording.ts";

/** The promise of the last update. */
export function nextUpdateLine({ nextUpdate: promise }: Incident): Line {
  if (promise === null) return [words("None promised")];
  const { dueAt, overdueNoted, warnedNoted, snoozedUntil, isStopped } = promise;
  const mark = overdueNoted ? "⏰ " : warnedNoted ? "⏳ " : "";
  const when: Line = overdueNoted
    ? [words(`${mark}Was due `), ago(dueAt)]
    : [words(mark), clock(dueAt), words(" ("), ago(dueAt), words(")")];
  if (isStopped) return [...when, words(", reminders stopped")];
  return snoozedUntil === null ? when : [...when, words(", asked again "), clock(snoozedUntil)];
}

/** How long customers were hurt, where that is known; else since when. Null where nothing is known of it. */
export function impactLine(incident: Incident): Line | null {
  const { status, impactEndedAt } = incident;
  if (status === "canceled") return null;
  const windows = impactWindows(incident);
  const [first] = windows;
  if (first === undefined) return impactEndedAt === null ? null : [words("Until "), clock(impactEndedAt)];
  const count = windows.length === 1 ? "" : ` in ${windows.length} windows`;
  const lasting = windows.find(({ to }) => to === null);
  if (lasting !== undefined) {
    if (!isOpenStatus(status)) return [words("From "), clock(lasting.from), words(", end unknown")];
    return [
      words("Since "),
      clock(lasting.from),
      words(windows.length === 1 ? "" : `, ${windows.length} windows in all`),
    ];
  }
  // A corrected start may lie after the end that was said.
  if (first.to !== null && first.to < first.from) return [clock(first.from), words(" to "), clock(first.to)];
  // All have ended: what `now` is makes no difference.
  const { ms: allMs } = impactTotals(incident, first.from);
  return [words(`${formatDuration(allMs ?? 0)}${count}, from `), clock(first.from)];
}

function standingLine({ state, target, said, dueAt }: StandingClock, { pauses, isDrill }: Incident): Line {
  const promise = promiseWords(target, said);
  const mark = stateMarks[state];
  const due: Line = dueAt === null ? [] : [clock(dueAt), words(" ("), ago(dueAt), words(")")];
  switch (state) {
    case "breached":
      return [words(`${mark} Breached: ${promise}, was due `), ...due.slice(0, 1)];
    case "at risk":
      return [words(`${mark} At risk: ${promise}, due `), ...due];
    case "paused":
      return [words(`${mark} Paused: `), ...reasonLine(pauses.at(-1)?.reason ?? "", maxReasonInLine)];
    case "running":
      // What falls due in a drill is told to nobody, and so the card is not drawn anew: it must not say that all is
      // well.
      return [words(`${isDrill ? "" : `${mark} `}${capitalized(targetWords[target])} due `), ...due];
  }
}

/** After the end nothing but the postmortem is waited for; what was missed stays said, unless it was withdrawn. */
function missedLine(incident: Incident): Line {
  const { endedAt, breaches } = incident;
  const missed = endedAt === null ? [] : clocks(incident, endedAt).filter(({ state }) => state === "missed");
  const named = new Set(
    [...missed, ...breaches.filter(({ withdrawnAt }) => withdrawnAt === null)].map(({ target }) => target),
  );
  const shown = targetNames.filter((target) => named.has(target)).map((target) => targetWords[target]);
  return shown.length === 0 ? [] : [words(`${stateMarks.missed} Missed: ${shown.join(", ")}`)];
}

/** Null where nothing is promised, or nothing more is waited for and nothing was missed. */
export function clocksLine(incident: Incident): Line | null {
  if (incident.status === "canceled") return null;
  const [worst, ...rest] = standingClocks(incident);
  const line: Line = worst === undefined ? [] : standingLine(worst, incident);
  const before = isOpenStatus(incident.status) ? [] : missedLine(incident);
  const breached = rest.filter(({ state }) => state === "breached").length;
  const more: Line = breached === 0 ? [] : [words(`, and ${breached} more`)];
  const whole: Line = [...before, ...(before.length > 0 && line.length > 0 ? [words(" · ")] : []), ...line, ...more];
  return whole.length === 0 ? null : whole;
}
