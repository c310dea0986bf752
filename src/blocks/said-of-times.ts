// What is said when people correct a time, write down impact, or pause the clocks.

import type { EventOf } from "../incident/events.ts";
import { impactTotals } from "../incident/impact.ts";
import type { Incident } from "../incident/incident.ts";
import { targetWords } from "../incident/policy.ts";
import { milestoneWords } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { pausableTargets, promiseWords, stateMarks } from "./clock-words.ts";
import { maxComponentsLine } from "./limits.ts";
import { bold, clock, type Line, words } from "./line.ts";
import { oddOrderWords } from "./milestone-words.ts";
import { type Saying, saying } from "./saying.ts";
import { standingClocks } from "./standing-clock.ts";
import { windowLine } from "./window-words.ts";
import { capitalized } from "./wording.ts";

export function milestoneSet({ data }: EventOf<"MilestoneSet">, incident: Incident): Saying {
  const { milestone, at, previousAt, reason, withdraws } = data;
  const when = at === null ? words("unknown") : clock(at);
  const lead: Line = [bold(`${capitalized(milestoneWords[milestone])}:`), words(" "), when];
  const was: Line = previousAt === null ? [] : [words("Was "), clock(previousAt)];
  const odd = oddOrderWords(incident, milestone).map((said): Line => [words(said)]);
  const more = withdraws.map(({ target, dueAt }): Line => {
    const what = `${stateMarks.met} Breach withdrawn: ${targetWords[target]}, was due `;
    return [words(what), clock(dueAt)];
  });
  return saying(lead, { more, body: reason, small: [was, ...odd] });
}

/** "In all 54 min", where more than one window makes it up and all have ended. */
function inAll(incident: Incident): Line[] {
  const { ms: allMs, isOpen } = impactTotals(incident, 0);
  if (incident.windows.length < 2 || isOpen || allMs === null) return [];
  return [[words(`In all ${formatDuration(allMs)}`)]];
}

export function impactWindowSet({ data }: EventOf<"ImpactWindowSet">, incident: Incident): Saying {
  const { windowId, note, ...window } = {
    ...data,
    components: data.components.length > 0 ? data.components : incident.components,
  };
  const lead: Line = [bold(`Impact ${windowId}:`), words(" "), ...windowLine(window, maxComponentsLine)];
  return saying(lead, { body: note, small: inAll(incident) });
}

export const impactWindowRemoved = ({ data }: EventOf<"ImpactWindowRemoved">, incident: Incident): Saying =>
  saying([bold(`Impact ${data.windowId} removed`)], { body: data.reason, small: inAll(incident) });

export function clocksPaused({ data }: EventOf<"ClocksPaused">, { policies }: Incident): Saying {
  const stopped = pausableTargets(policies.at(-1)).map((target) => targetWords[target]);
  const which: Line = stopped.length === 0 ? [] : [words(`: ${stopped.join(", ")}`)];
  return saying([words(`${stateMarks.paused} `), bold("SLA clocks paused"), ...which], { body: data.reason });
}

export function clocksResumed(_event: EventOf<"ClocksResumed">, incident: Incident): Saying {
  const last = incident.pauses.at(-1);
  const lasted =
    last === undefined || last.to === null || last.to < last.from ? null : formatDuration(last.to - last.from);
  const after: Line = lasted === null ? [] : [words(` after ${lasted}`)];
  const pausable = pausableTargets(incident.policies.at(-1));
  const due = standingClocks(incident)
    .filter(({ target }) => pausable.includes(target))
    .flatMap(({ target, said, dueAt }): Line[] =>
      dueAt === null ? [] : [[words(`${capitalized(promiseWords(target, said))}: due `), clock(dueAt)]],
    );
  return saying([words("▶️ "), bold("SLA clocks resumed"), ...after], { small: due });
}
