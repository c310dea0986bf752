// What stands after the times of an impact window: components, how badly, whether it counts, a note.
// "Voice, API partial not eligible: raised post-dial delay". What is not said is null.

import type { Degree } from "../incident/impact.ts";

export type WindowDetails = {
  components: string[] | null;
  degree: Degree | null;
  isSlaEligible: boolean | null;
  note: string | null;
};

const degreeForms: readonly [form: RegExp, degree: Degree][] = [
  [/partial(?:\s+outage)?/, "partial outage"],
  [/major(?:\s+outage)?/, "major outage"],
  [/degraded(?:\s+performance)?/, "degraded"],
];

const eligibleForms: readonly [form: RegExp, isEligible: boolean][] = [
  [/(?:not|non)[\s-]+(?:sla[\s-]+)?eligible|ineligible/, false],
  [/(?:sla[\s-]+)?eligible/, true],
];

/** Letters that no name has: a known name is covered with as many, so that a dash or a comma in it divides nothing. */
const cover = "\uE000";

function covered(text: string, known: readonly string[]): string {
  const names = known.filter((name) => /[,:–—-]/.test(name)).toSorted((one, other) => other.length - one.length);
  return names.reduce((line, name) => {
    const at = line.toLowerCase().indexOf(name.toLowerCase());
    return at < 0 ? line : line.slice(0, at) + cover.repeat(name.length) + line.slice(at + name.length);
  }, text);
}

/** Where the note begins: after a colon, or a dash that stands alone. An address has its colon before a slash. */
const noteMark = /:(?!\/)\s*|(?:^|\s)[–—-]+\s+/;

/** Takes one of these words from either end of the line, in brackets or not. */
function takeFrom<T>(line: string, forms: readonly [RegExp, T][]): { rest: string; found: T | null } {
  for (const [{ source }, found] of forms) {
    const word = `[([]?\\s*(?:${source})\\s*[)\\]]?`;
    const atStart = new RegExp(`^${word}(?:[\\s,;]+|$)`, "i");
    const atEnd = new RegExp(`(?:^|[\\s,;]+)${word}$`, "i");
    if (atStart.test(line)) return { rest: line.replace(atStart, ""), found };
    if (atEnd.test(line)) return { rest: line.replace(atEnd, ""), found };
  }
  return { rest: line, found: null };
}

/** In either order: whichever stands outside is taken first. */
function takeWords(head: string): Pick<WindowDetails, "degree" | "isSlaEligible"> & { rest: string } {
  let rest = head;
  let degree: Degree | null = null;
  let isSlaEligible: boolean | null = null;
  for (;;) {
    const before = rest;
    if (isSlaEligible === null) ({ rest, found: isSlaEligible } = takeFrom(rest, eligibleForms));
    if (degree === null) ({ rest, found: degree } = takeFrom(rest, degreeForms));
    if (rest === before) return { rest, degree, isSlaEligible };
  }
}

/**
 * `known` are the names of components, which may hold what else divides. `isNote`: the note's colon or dash stood right
 * after the times, so that all of `text` is the note.
 */
export function readWindowDetails(text: string, known: readonly string[], isNote: boolean): WindowDetails {
  const line = text.trim();
  if (isNote) return { components: null, degree: null, isSlaEligible: null, note: line === "" ? null : line };
  const masked = covered(line, known);
  const mark = noteMark.exec(masked);
  const end = mark?.index ?? masked.length;
  const note = mark === null ? "" : line.slice(end + mark[0].length).trim();
  const { rest, degree, isSlaEligible } = takeWords(masked.slice(0, end).trim());
  const start = masked.slice(0, end).indexOf(rest);
  const names: string[] = [];
  let at = start;
  for (const name of rest.split(",")) {
    const whole = line.slice(at, at + name.length).trim();
    at += name.length + 1;
    if (whole !== "") names.push(whole);
  }
  return { components: names.length === 0 ? null : names, degree, isSlaEligible, note: note === "" ? null : note };
}
