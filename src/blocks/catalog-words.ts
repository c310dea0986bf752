// How severities and roles are typed; the settings say which there are. What is not one of them is answered with the
// nearest, and never guessed at.

import type { Catalog } from "../incident/catalog.ts";
import { nearest } from "../incident/nearest.ts";
import { commanderRole, type Role, type Severity } from "../incident/words.ts";
import { anyOf, repeated } from "./command-words.ts";

const namesOf = ({ severities }: Catalog): string[] => severities.map(({ name }) => name);

export const allowedSeverities = (catalog: Catalog): string => anyOf(namesOf(catalog));

/** As an example shows it: not the worst, lest somebody sends it. */
export const exampleSeverity = ({ severities }: Catalog): string => (severities[1] ?? severities[0])?.name ?? "SEV2";

/** "SEV1" is SEV and 1. */
const numbered = /^(\p{L}+?)[-_]?(\d+)$/u;

/** The one name with this number; null where none or several have it. */
function withNumber(digits: string, catalog: Catalog): Severity | null {
  const found = namesOf(catalog).filter((name) => Number(numbered.exec(name)?.[2] ?? Number.NaN) === Number(digits));
  return found.length === 1 ? (found[0] ?? null) : null;
}

const sameName = (typed: string, catalog: Catalog): Severity | null =>
  namesOf(catalog).find((name) => name.toLowerCase() === typed.toLowerCase()) ?? null;

/** What may stand before a number that alone says which is meant: what people say, and what the settings say. */
const prefixesOf = (catalog: Catalog): string[] => [
  "sev",
  "severity",
  ...namesOf(catalog).flatMap((name) => numbered.exec(name)?.[1]?.toLowerCase() ?? []),
];

export type Taken<T> = { value: T; rest: string };

/**
 * A severity at the start of a line: its name, or "SEV-2", "sev 2", "SEV2:" where it has a number. Not "s2", where that
 * is no name: `declare s3 uploads fail` is about storage. `value` is null where it looks like a severity and there is
 * no such ("sev7").
 */
export function takeSeverity(text: string, catalog: Catalog): Taken<Severity | null> | null {
  const named = /^([\p{L}\p{N}_-]+)(?:\s*[:,–])?(?:\s+|$)/u.exec(text);
  const name = named === null ? null : sameName(named[1] ?? "", catalog);
  if (named !== null && name !== null) return { value: name, rest: text.slice(named[0].length) };
  const match = /^(\p{L}+)[-_ ]?(\d+)(?:\s*[:,–-])?(?:\s+|$)/iu.exec(text);
  const [whole = "", prefix = "", digits = ""] = match ?? [];
  // One letter and a number may be anything: a bucket, a building, a player.
  if (match === null || prefix.length < 3 || !prefixesOf(catalog).includes(prefix.toLowerCase())) return null;
  return { value: withNumber(digits, catalog), rest: text.slice(whole.length) };
}

/** Where one is asked for: its name, or its number with or without what people say before it: "2", "s2", "p2". */
export function readSeverity(typed: string, catalog: Catalog): Severity | null {
  const name = sameName(typed.trim(), catalog);
  if (name !== null) return name;
  const match = /^(\p{L}*)[-_ ]?(\d{1,6})$/iu.exec(typed.trim());
  const prefix = match?.[1]?.toLowerCase() ?? "";
  if (match === null || !["", "s", "p", ...prefixesOf(catalog)].includes(prefix)) return null;
  return withNumber(match[2] ?? "", catalog);
}

/** "Did you mean x? ", or nothing. */
function meant(typed: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const near = nearest(
    typed,
    known.map((one) => one.toLowerCase()),
    {},
  );
  const word = known.find((one) => one.toLowerCase() === near);
  return word === undefined ? "" : ` Did you mean ${word}?`;
}

export const wrongSeverity = (typed: string, catalog: Catalog): string =>
  `${repeated(typed)} is no severity.${/\d/.test(typed) ? "" : meant(typed, namesOf(catalog))} ` +
  `It can be ${allowedSeverities(catalog)}`;

export const roleExample = "/incident role commander @sam";

/** By what is typed for it, or by its name; null where there is no such role. */
export function readRoleName(typed: string, { roles }: Catalog): Role | null {
  const word = typed.trim().replace(/\s+/g, " ").toLowerCase();
  if (word === "") return commanderRole;
  return roles.find(({ key, name }) => key === word || name.toLowerCase() === word)?.key ?? null;
}

export function wrongRole(typed: string, { roles }: Catalog): string {
  const keys = roles.map(({ key }) => key);
  const [only] = keys;
  const known = keys.length === 1 ? `There is one, ${only}` : `It can be ${anyOf(keys)}`;
  return `${repeated(typed)} is no role.${meant(typed, keys)} ${known}: ${roleExample}.`;
}
