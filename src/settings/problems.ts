// What is wrong with sitrep.yml, as sentences with a place: from YAML's errors, from zod's issues, from misfits.
// Never repeats more of a wrong value than a person needs to find it.

import type { YAMLError } from "yaml";
import type { z } from "zod";
import { quotedLength } from "./limits.ts";
import { betweenSentences } from "./schema.ts";
import { type Path, type Place, type Remark, type Tree, tooDeep, valueAt } from "./tree.ts";

export type SettingsProblem = Place & {
  /** "severities.SEV5.resolve"; empty where it is about the file. */
  readonly path: string;
  /** All of it: `sitrep.yml:14:5 severities.SEV5.resolve: “4 hrs” is no duration. Write 4 h.` */
  readonly sentence: string;
};

/** severities.SEV1.pausable[0], components."Voice / API".impact */
function written(path: Path): string {
  const step = (key: string | number): string => {
    if (typeof key === "number") return `[${key}]`;
    return /^[\p{L}\p{N}_-]+$/u.test(key) ? `.${key}` : `.${JSON.stringify(cut(key))}`;
  };
  return path.map(step).join("").replace(/^\./, "");
}

/** By characters as people see them, so that no emoji is halved. */
function cut(text: string): string {
  const characters = [...text.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, " ")];
  return characters.length <= quotedLength ? characters.join("") : `${characters.slice(0, quotedLength - 1).join("")}…`;
}

const quoted = (text: string): string => `“${cut(text)}”`;

/** A sentence's {it}: the value there, as the file has it. */
function nameOf(path: Path, tree: Tree): string {
  const source = tree.sourceOf(path);
  if (source !== null) return quoted(source);
  const value = valueAt(tree.value, path);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a map";
  return "an empty value";
}

/** Without a path before it a sentence begins with a capital. */
function problem(file: string, { path, place, message }: Remark): SettingsProblem {
  const where = written(path);
  const what = where === "" ? message.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : message;
  const sentence = `${file}:${place.line}:${place.column} ${where === "" ? "" : `${where}: `}${what}`;
  return { line: place.line, column: place.column, path: where, sentence };
}

/** What YAML says, in words that help; the rest is YAML's own. */
function yamlMessage({ code, message, pos }: YAMLError, text: string): string {
  const line = text.slice(pos[0]).split("\n", 1)[0] ?? "";
  switch (code) {
    case "TAB_AS_INDENT":
      return "a tab indents this line. Indent with spaces.";
    case "BAD_INDENT":
      return "the indentation does not fit. Begin what belongs together in the same column, and close each [ and {.";
    case "MULTIPLE_DOCS":
      return "a second document begins here. Keep one, without --- between.";
    case "BAD_SCALAR_START":
      return `a value cannot begin with ${quoted(line.slice(0, 1))}. Put it in quotes.`;
    case "BLOCK_AS_IMPLICIT_KEY":
      return "there is a second colon on this line. Put the text in quotes, or begin a new line.";
    case "TAG_RESOLVE_FAILED":
      return "a word after ! means nothing here. Remove it, or put the text in quotes.";
    case "RESOURCE_EXHAUSTION":
      return tooDeep;
    default:
      return `this is no YAML (${message}). See sitrep.example.yml for how it is written.`;
  }
}

/** One for each line: what follows is mostly the same mistake seen again. `placeOf`: of an offset in the text. */
export function yamlRemarks(errors: readonly YAMLError[], text: string, placeOf: (offset: number) => Place): Remark[] {
  const seen = new Set<number>();
  return errors.flatMap((error) => {
    const place = placeOf(error.pos[0]);
    if (seen.has(place.line)) return [];
    seen.add(place.line);
    return [{ path: [], place, message: yamlMessage(error, text) }];
  });
}

type Issue = z.core.$ZodIssue;

const pathOf = (issue: Issue): Path => issue.path.map((key) => (typeof key === "number" ? key : String(key)));

/** One for each unknown key of an issue, and the message of a key for what is wrong with it. */
function partsOf(issue: Issue): { path: Path; message: string; it: string | null }[] {
  const path = pathOf(issue);
  if (issue.code === "unrecognized_keys") {
    const messages = issue.message.split(betweenSentences);
    return issue.keys.map((key, index) => ({
      path: [...path, key],
      message: messages[index] ?? issue.message,
      it: null,
    }));
  }
  if (issue.code === "invalid_key") {
    const message = issue.issues[0]?.message ?? issue.message;
    return [{ path, message, it: quoted(String(path.at(-1))) }];
  }
  return [{ path, message: issue.message, it: null }];
}

export function issueRemarks(issues: readonly Issue[], tree: Tree): Remark[] {
  return issues.flatMap(partsOf).map(({ path, message, it }) => ({
    path,
    place: tree.placeOf(path),
    // A function, since what is put in may hold a $.
    message: message.replace("{it}", () => it ?? nameOf(path, tree)),
  }));
}

export function placed(misfits: readonly { path: Path; message: string }[], tree: Tree): Remark[] {
  return misfits.map(({ path, message }) => ({
    path,
    place: tree.placeOf(path),
    message: message.replace("{it}", () => nameOf(path, tree)),
  }));
}

/** In the order of the file. Of what is wrong with one setting the first is said: the rest mostly follows from it. */
export function problemsOf(file: string, remarks: readonly Remark[]): SettingsProblem[] {
  const first = new Map<string, SettingsProblem>();
  for (const one of remarks.map((remark) => problem(file, remark))) {
    const setting = JSON.stringify([one.path, one.line, one.column]);
    if (!first.has(setting)) first.set(setting, one);
  }
  return [...first.values()].sort((one, other) => one.line - other.line || one.column - other.column);
}
