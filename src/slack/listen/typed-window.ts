// `/incident impact …`: a range as people type it, and what follows it, as the window that is asked for.

import { readWindowDetails, type WindowDetails } from "../../blocks/window-details.ts";
import type { ImpactInput } from "../../incident/commands.ts";
import type { Degree } from "../../incident/impact.ts";
import type { WrittenWindow } from "../../incident/incident.ts";
import { readTypedRange, type TypedRange } from "../../time/typed-range.ts";
import type { Desk } from "./desk.ts";
import { readTypedInstant } from "./typed-entry.ts";
import { readInZone } from "./typed-in-zone.ts";

/** `as` says how the times were understood; null where none were typed. */
export type TypedWindow = { input: ImpactInput; as: string | null } | { sentence: string };

/** What was typed of the times; null where nothing was. */
type TypedTimes = { from: number; to: number | null; rest: string; isNote: boolean; as: string };

/** The colon or dash after the times was the note's, whoever swallowed it. */
const noteAfter = /[^\s:]\s*(?::|\s[–—-]+)\s*$/;

const isNoteAfter = (text: string, rest: string): boolean => noteAfter.test(text.slice(0, text.length - rest.length));

async function readTimes(desk: Desk, userId: string, text: string): Promise<TypedTimes | { sentence: string }> {
  const read = await readInZone(
    desk,
    userId,
    (context): TypedRange => readTypedRange(text, context),
    (found) => (found.ok ? [found.from, found.to] : null),
  );
  if (!read.ok) return { sentence: read.sentence };
  const { from, to, rest, as } = read;
  return { from, to, rest, as, isNote: isNoteAfter(text, rest) };
}

/** "to 11:50", of a window that is known: its end alone. */
async function readEnd(desk: Desk, userId: string, text: string, { from }: WrittenWindow) {
  const typed = text.replace(/^(?:to|until|till)\s+/i, "");
  const read = await readTypedInstant(desk, userId, typed);
  if (!read.ok) return { sentence: read.sentence };
  const { at, rest, as } = read;
  return { from, to: at, rest, as: `to ${as}`, isNote: isNoteAfter(typed, rest) };
}

function windowOf(
  known: WrittenWindow | null,
  times: { from: number; to: number | null },
  details: WindowDetails,
  usual: WindowLine["usual"],
): ImpactInput {
  const components = details.components ?? known?.components ?? [];
  return {
    from: times.from,
    to: times.to,
    components,
    degree: details.degree ?? known?.degree ?? usual(components),
    isSlaEligible: details.isSlaEligible ?? known?.isSlaEligible ?? true,
    note: details.note ?? known?.note ?? "",
  };
}

const beginsWithTime = /^(?:[#(]?\d|since|from|to|until|till|yesterday|today|now|last|mon|tue|wed|thu|fri|sat|sun)/i;

export type WindowLine = {
  text: string;
  /** The window that is to be changed: what is not typed stays as it was. Null adds one. */
  known: WrittenWindow | null;
  /** The names of components, which may hold what else divides. */
  names: readonly string[];
  /** How badly these components are hurt where nobody says it; of the incident's own where none are named. */
  usual(components: string[]): Degree;
};

export async function readTypedWindow(
  desk: Desk,
  userId: string,
  { text, known, names, usual }: WindowLine,
): Promise<TypedWindow> {
  const isNamed = names.some((name) => name !== "" && text.toLowerCase().startsWith(name.toLowerCase()));
  if (known !== null && (isNamed || !beginsWithTime.test(text))) {
    const isNote = /^(?::|[–—-]+\s)/.test(text);
    const details = readWindowDetails(text.replace(/^(?::|[–—-]+\s)\s*/, ""), names, isNote);
    return { input: windowOf(known, known, details, usual), as: null };
  }
  const isEnd = known !== null && /^(?:to|until|till)\s/i.test(text);
  const times = isEnd ? await readEnd(desk, userId, text, known) : await readTimes(desk, userId, text);
  if ("sentence" in times) return times;
  const details = readWindowDetails(times.rest, names, times.isNote);
  return { input: windowOf(known, times, details, usual), as: times.as };
}
