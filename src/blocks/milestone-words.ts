// The milestones as they are typed and spoken of. Several forms of each are read; what is only near is suggested.

import type { Incident } from "../incident/incident.ts";
import { oddOrders, timesOf } from "../incident/milestones.ts";
import { nearest } from "../incident/nearest.ts";
import { type Milestone, milestoneNames, milestoneWords } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { repeated } from "./command-words.ts";
import { capitalized } from "./wording.ts";

/** In lower case, the longer before the shorter that begins it. */
const typedForms: readonly [form: string, milestone: Milestone][] = [
  ["impact started", "impactStarted"],
  ["impact start", "impactStarted"],
  ["impact began", "impactStarted"],
  ["impact-started", "impactStarted"],
  ["impact", "impactStarted"],
  ["started", "impactStarted"],
  ["start", "impactStarted"],
  ["detected", "detected"],
  ["detect", "detected"],
  ["declared", "declared"],
  ["declare", "declared"],
  ["acknowledged", "acknowledged"],
  ["acknowledge", "acknowledged"],
  ["acked", "acknowledged"],
  ["ack", "acknowledged"],
  ["identified", "identified"],
  ["identify", "identified"],
  ["mitigated", "mitigated"],
  ["mitigate", "mitigated"],
  ["resolved", "resolved"],
  ["resolve", "resolved"],
  ["closed", "closed"],
  ["close", "closed"],
  ["postmortem published", "postmortemPublished"],
  ["postmortem", "postmortemPublished"],
  ["published", "postmortemPublished"],
  ["publish", "postmortemPublished"],
];

/** The first word of each form, by which a wrong one is set right. */
const firstWords: readonly string[] = milestoneNames.map((name) => milestoneWords[name]);

/** What people say instead; only suggested. */
const meantForms: Readonly<Record<string, string>> = {
  began: "impact started",
  begin: "impact started",
  noticed: "detected",
  alerted: "detected",
  alert: "detected",
  seen: "detected",
  reported: "detected",
  opened: "declared",
  created: "declared",
  taken: "acknowledged",
  assigned: "acknowledged",
  found: "identified",
  known: "identified",
  diagnosed: "identified",
  contained: "mitigated",
  monitoring: "mitigated",
  stopped: "mitigated",
  fixed: "resolved",
  solved: "resolved",
  done: "resolved",
  over: "resolved",
  pm: "postmortem published",
  rca: "postmortem published",
};

const timeExample = "/incident time detected 11:08";
const allMilestones = `${firstWords.slice(0, -1).join(", ")} or ${firstWords.at(-1)}`;

/** What of `text` is this form, as whole words at its start; null where it begins otherwise. */
const taken = (text: string, form: string): string | null =>
  new RegExp(`^${form.replace(" ", "\\s+")}(?![\\p{L}\\p{N}_-])[\\s:,]*`, "iu").exec(text)?.[0] ?? null;

/** A milestone at the start of a line and what follows it, or a sentence that says what to type. */
export function takeMilestone(text: string): { milestone: Milestone; rest: string } | { problem: string } {
  const line = text.trim();
  if (/^impact[ -](?:ended|end|over|stopped)\b/i.test(line)) {
    return { problem: "Impact ends with its window: /incident impact shows the windows, and changes them." };
  }
  for (const [form, milestone] of typedForms) {
    const typed = taken(line, form);
    if (typed !== null) return { milestone, rest: line.slice(typed.length) };
  }
  const [first = ""] = line.split(/\s/, 1);
  const meant = nearest(first, firstWords, meantForms);
  const hint = meant === null ? `It can be ${allMilestones}, as in ${timeExample}.` : `Did you mean ${meant}?`;
  const all = meant === null ? "" : " /incident time alone shows them all.";
  return { problem: `${repeated(first)} is no milestone. ${hint}${all}` };
}

/** "Detected 5 min before impact started": the odd orders that this milestone is part of. */
export function oddOrderWords(incident: Incident, milestone: Milestone): string[] {
  return oddOrders(timesOf(incident))
    .filter(({ earlier, later }) => earlier === milestone || later === milestone)
    .map(({ earlier, later, byMs }) => {
      const first = capitalized(milestoneWords[later]);
      return `${first} ${formatDuration(byMs)} before ${milestoneWords[earlier]}`;
    });
}
