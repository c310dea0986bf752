// How an impact window is spoken of: when, of what, how badly.

import type { ImpactWindow } from "../incident/impact.ts";
import { formatDuration } from "../time/duration.ts";
import { clock, clockAfter, type Line, quoted, words } from "./line.ts";

/** "11:07 to 11:54 (47 min)", "11:07 on". */
export function spanLine({ from, to }: Pick<ImpactWindow, "from" | "to">): Line {
  if (to === null) return [words("since "), clock(from)];
  const lasted = to < from ? "" : ` (${formatDuration(to - from)})`;
  return [clock(from), words(" to "), clockAfter(from, to), words(lasted)];
}

/** "major outage", "degraded, not SLA-eligible". */
export function degreeWords({ degree, isSlaEligible }: Pick<ImpactWindow, "degree" | "isSlaEligible">): string {
  return [...(degree === null ? [] : [degree]), ...(isSlaEligible ? [] : ["not SLA-eligible"])].join(", ");
}

/** All in a line, but for the note; `max` characters of components. */
export function windowLine(window: Omit<ImpactWindow, "id" | "note">, max: number): Line {
  const degree = degreeWords(window);
  return [
    ...spanLine(window),
    ...(window.components.length === 0 ? [] : [words(" · "), quoted(window.components.join(", "), max)]),
    words(degree === "" ? "" : ` · ${degree}`),
  ];
}
