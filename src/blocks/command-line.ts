// /incident and what is typed after it, read as what it asks for. One line, one request or one sentence that says what
// to type instead. It never guesses at what changes an incident.
//
// Which incident: INC-42 may stand before the word or right after it; in an incident's own channel it need not.
// Text arrives escaped and is decoded here, once (slack-text.ts). The time in `log 10:25 text` is left to time/.

import type { Catalog } from "../incident/catalog.ts";
import { type ExportFormat, exportFormats } from "../incident/events.ts";
import { commanderRole, type Role, type Severity, type StatedStatus } from "../incident/words.ts";
import {
  allowedSeverities,
  exampleSeverity,
  readRoleName,
  readSeverity,
  roleExample,
  takeSeverity,
  wrongRole,
  wrongSeverity,
} from "./catalog-words.ts";
import {
  allowedStatuses,
  type CommandWord,
  readNumber,
  readReference,
  readStatus,
  readWord,
  repeated,
  wrongStatus,
  wrongWord,
} from "./command-words.ts";
import { readSlackText, readSlackTitle } from "./slack-text.ts";
import { readImpactLine, readTimeLine, type TimeLine } from "./time-lines.ts";

/** `reference` is the number typed; null means the incident of the channel. */
export type CommandLine =
  | { word: "menu" }
  | { word: "help" }
  /** With a severity and a title it is declared at once; else the form opens with what there is. */
  | { word: "declare"; severity: Severity | null; title: string }
  | { word: "update"; reference: number | null; text: string }
  /** With text it is an update that states the status. */
  | { word: "status"; reference: number | null; status: StatedStatus; text: string }
  | { word: "severity"; reference: number | null; severity: Severity }
  | { word: "take"; reference: number | null }
  | { word: "role"; reference: number | null; role: Role; userId: string }
  /** `text` may begin with a time: readTypedTime reads it. */
  | { word: "log"; reference: number | null; text: string }
  | { word: "list"; scope: "open" | "all"; isMine: boolean; severity: Severity | null; component: string }
  | { word: "show"; reference: number | null }
  | { word: "resolve"; reference: number | null; text: string }
  | { word: "reopen" | "cancel"; reference: number | null; reason: string }
  | { word: "rename"; reference: number | null; title: string }
  | { word: "export"; reference: number | null; format: ExportFormat }
  | TimeLine;

export type Problem = { problem: string };

export type Place = { channelIncident: boolean; catalog: Catalog };

type Reader = (rest: string, reference: number | null, catalog: Catalog) => CommandLine | Problem;

/** The first word and what follows it, whose line breaks are kept. */
function split(text: string): [first: string, rest: string] {
  const trimmed = text.trim();
  const [first = ""] = trimmed.split(/\s/, 1);
  return [first, trimmed.slice(first.length).trim()];
}

/** Nothing but a severity may stand here; "sev 1" is two words. */
function readSeverityLine(rest: string, reference: number | null, catalog: Catalog): CommandLine | Problem {
  if (rest === "") {
    const example = `/incident severity ${exampleSeverity(catalog)}`;
    return { problem: `Say which severity: ${allowedSeverities(catalog)}, as in ${example}.` };
  }
  const severity = readSeverity(rest, catalog);
  if (severity !== null) return { word: "severity", reference, severity };
  const [first] = split(rest);
  const leading = takeSeverity(rest, catalog)?.value ?? readSeverity(first, catalog);
  if (leading === null) return { problem: `${wrongSeverity(readSlackText(rest), catalog)}.` };
  return { problem: `Type /incident severity ${leading} alone, and say why with /incident update.` };
}

function readStatusLine(rest: string, reference: number | null): CommandLine | Problem {
  const [typed, text] = split(rest);
  if (typed === "") return { problem: `Say which status: ${allowedStatuses}, as in /incident status monitoring.` };
  const status = readStatus(typed);
  if (status === null) return { problem: wrongStatus(readSlackText(typed)) };
  return { word: "status", reference, status, text: readSlackText(text) };
}

/** The role stands before the person; without one it is the commander's. */
function readRole(rest: string, reference: number | null, catalog: Catalog): CommandLine | Problem {
  const at = rest.indexOf("<@");
  const [first] = split(rest);
  const typed = at >= 0 ? rest.slice(0, at).trim() : readRoleName(rest, catalog) === null ? first : rest;
  const role = readRoleName(typed, catalog);
  if (role === null) return { problem: wrongRole(readSlackText(typed), catalog) };
  const userId = /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/.exec(at >= 0 ? rest.slice(at) : "")?.[1];
  if (userId !== undefined) return { word: "role", reference, role, userId };
  const isNobody = rest === "" || rest.trim() === typed;
  const why = isNobody ? "Say who" : "Type @ and pick the person, so that Slack knows who is meant";
  const how =
    role === commanderRole ? `${roleExample}. /incident take takes command yourself` : `/incident role ${role} @sam`;
  return { problem: `${why}: ${how}.` };
}

function readDeclare(rest: string, _reference: null | number, catalog: Catalog): CommandLine | Problem {
  const taken = takeSeverity(rest, catalog);
  if (taken === null) return { word: "declare", severity: null, title: readSlackTitle(rest) };
  if (taken.value === null) {
    const [typed] = split(rest);
    return { problem: `${wrongSeverity(typed, catalog)}, then the title.` };
  }
  return { word: "declare", severity: taken.value, title: readSlackTitle(taken.rest) };
}

function readList(rest: string, _reference: null | number, catalog: Catalog): CommandLine {
  const list = { word: "list", scope: "open", isMine: false, severity: null, component: "" } as const;
  let found: Extract<CommandLine, { word: "list" }> = list;
  const others: string[] = [];
  for (const typed of readSlackText(rest).split(/[\s,]+/)) {
    const word = typed.toLowerCase();
    const severity = takeSeverity(typed, catalog)?.value ?? null;
    if (word === "open" || word === "all") found = { ...found, scope: word };
    else if (word === "mine") found = { ...found, isMine: true };
    else if (severity !== null) found = { ...found, severity };
    else if (word !== "") others.push(typed);
  }
  return { ...found, component: others.join(" ") };
}

function readExport(rest: string, reference: number | null): CommandLine | Problem {
  const [typed] = split(rest);
  const wanted = typed === "" || /^md$/i.test(typed) ? "markdown" : typed.toLowerCase();
  const format = exportFormats.find((name) => name === wanted);
  if (format !== undefined) return { word: "export", reference, format };
  const how = "It can be markdown, json or csv: /incident export json";
  return { problem: `${repeated(readSlackText(typed))} is no format. ${how}.` };
}

const readers: Record<CommandWord, Reader> = {
  declare: readDeclare,
  update: (rest, reference) => ({ word: "update", reference, text: readSlackText(rest) }),
  status: readStatusLine,
  severity: readSeverityLine,
  take: (_rest, reference) => ({ word: "take", reference }),
  role: readRole,
  log: (rest, reference) => ({ word: "log", reference, text: readSlackText(rest) }),
  impact: (rest, reference) => readImpactLine(readSlackText(rest), reference),
  time: (rest, reference) => readTimeLine(readSlackText(rest), reference),
  sla: (_rest, reference) => ({ word: "sla", reference }),
  pause: (rest, reference) => ({ word: "pause", reference, reason: readSlackText(rest) }),
  resume: (_rest, reference) => ({ word: "resume", reference }),
  list: readList,
  show: (_rest, reference) => ({ word: "show", reference }),
  resolve: (rest, reference) => ({ word: "resolve", reference, text: readSlackText(rest) }),
  reopen: (rest, reference) => ({ word: "reopen", reference, reason: readSlackText(rest) }),
  cancel: (rest, reference) => ({ word: "cancel", reference, reason: readSlackText(rest) }),
  rename: (rest, reference) => ({ word: "rename", reference, title: readSlackTitle(rest) }),
  export: readExport,
  help: () => ({ word: "help" }),
};

/** These take no free text, so a bare number after them can only be an incident. */
const takesNumber: readonly CommandWord[] = ["show", "export", "take", "sla", "resume"];
/** These are about no incident, or about all. */
const needsNone: readonly CommandWord[] = ["declare", "list", "help"];

/** "/incident update INC-42 …", with what was typed. */
const whichIncident = (word: CommandWord): string =>
  `Say which incident, as in /incident ${word} INC-42, or type it in its own channel. /incident list shows them.`;

/**
 * `text` is the slash command's, escaped as Slack sends it (should_escape). `channelIncident`: it was typed in the
 * channel of an incident.
 */
export function readCommandLine(text: string, { channelIncident, catalog }: Place): CommandLine | Problem {
  const [first, afterFirst] = split(text);
  if (first === "") return { word: "menu" };
  const before = readReference(first);
  const [typed, afterWord] = before === null ? [first, afterFirst] : split(afterFirst);
  if (typed === "") return { word: "show", reference: before };
  const word = readWord(typed);
  if (word === null) return { problem: wrongWord(readSlackText(typed)) };
  if (needsNone.includes(word)) return readers[word](afterWord, null, catalog);
  const [next, afterNext] = split(afterWord);
  const after = before !== null ? null : takesNumber.includes(word) ? readNumber(next) : readReference(next);
  const reference = before ?? after;
  if (reference === null && !channelIncident) return { problem: whichIncident(word) };
  return readers[word](after === null ? afterWord : afterNext, reference, catalog);
}
