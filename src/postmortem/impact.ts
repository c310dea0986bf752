// The impact: each window with what it was and whether it counts, how long that was per component and in all, and what
// it did to the month's availability where that is known.

import { type ImpactWindow, impactWindows, spanOf } from "../incident/impact.ts";
import { lastingInWords } from "../incident/measure-words.ts";
import { formatDuration } from "../time/duration.ts";
import type { Interval } from "../time/intervals.ts";
import { bullets, heading, instant, type Story, sentence, table, typedLine, typedLines, words } from "./document.ts";
import type { BlockContent, PhrasingContent } from "./nodes.ts";
import { prompts } from "./prompts.ts";

/** When a window ended; one that was open when the incident ended has no known end. */
export function endWords({ from, to }: Pick<ImpactWindow, "from" | "to">, story: Story): string {
  if (to !== null) return instant(to, story);
  const { endedAt } = story.incident;
  return endedAt !== null && from < endedAt ? "unknown" : "not yet";
}

function windowRow(window: ImpactWindow, story: Story): PhrasingContent[][] {
  const { from, components, degree, isSlaEligible, note } = window;
  const to = endWords(window, story);
  const { from: start, to: end } = spanOf(window, story.asOf);
  const lasted = to === "unknown" ? "unknown" : lastingInWords({ ms: end - start, isOpen: to === "not yet" });
  return [
    [words(instant(from, story))],
    [words(to)],
    [words(lasted)],
    components.length === 0 ? [words("none named")] : typedLines(components, story),
    [words(degree ?? "not said")],
    [words(isSlaEligible ? "eligible" : "not eligible")],
    typedLine(note, story),
  ];
}

const windowHead = ["From", "To", "Lasted", "Components", "Degree", "SLA", "Note"];

function eligibleWords(story: Story): string {
  const { ms, isOpen, windows } = story.measures.impact.eligible;
  if (windows.length === 0) return "SLA-eligible: none.";
  const said = (window: Interval): string => {
    const to = Number.isFinite(window.to) ? window.to : null;
    return `${instant(window.from, story)} to ${endWords({ from: window.from, to }, story)}`;
  };
  return `SLA-eligible: ${lastingInWords({ ms, isOpen })} (${windows.map(said).join("; ")}).`;
}

/** Windows that overlap count once: per component, and in all. */
function lengths(story: Story): BlockContent[] {
  const { impact } = story.measures;
  const rows = impact.components.map(({ name, ...lasted }) => [
    typedLine(name, story),
    [words(lastingInWords(lasted))],
  ]);
  const all = [[words("In all")], [words(lastingInWords(impact))]];
  return [table(["Component", "Affected for"], [...rows, all]), sentence(words(eligibleWords(story)))];
}

/** Without a window only the components are known. */
function unknownImpact(story: Story): BlockContent[] {
  const { components, impactEndedAt } = story.incident;
  const named = components.map((component) => [sentence(...typedLine(component, story))]);
  const until = impactEndedAt === null ? "" : ` It ended ${instant(impactEndedAt, story)}.`;
  return [
    sentence(words(`When customers were affected is unknown.${until}`)),
    ...(named.length === 0 ? [] : [sentence(words("Components affected:")), bullets(named)]),
  ];
}

function availability({ availability: lines, ...story }: Story): BlockContent[] {
  if (lines.length === 0) return [];
  const rows = lines.map(({ month, component, availability: percent, target, usedMs, allowedMs, credit }) => [
    [words(month)],
    typedLine(component, { availability: lines, ...story }),
    [words(`${percent} %`)],
    [words(target ?? "none")],
    [words(`${formatDuration(usedMs)}${allowedMs === null ? "" : ` of ${formatDuration(allowedMs)}`}`)],
    [words(credit ?? "none")],
  ]);
  return [table(["Month", "Component", "Availability", "Target", "Budget used", "Credit"], rows)];
}

export function impact(story: Story): BlockContent[] {
  const { incident } = story;
  const windows = impactWindows(incident);
  const meaning = incident.policies.at(-1)?.meaning.toLowerCase() ?? "";
  return [
    heading(2, words("Impact")),
    sentence(words(`Severity: ${incident.severity}${meaning === "" ? "" : ` (${meaning})`}.`)),
    ...(windows.length === 0
      ? unknownImpact(story)
      : [
          table(
            windowHead,
            windows.map((window) => windowRow(window, story)),
          ),
          ...lengths(story),
        ]),
    ...availability(story),
    prompts.impact,
  ];
}
