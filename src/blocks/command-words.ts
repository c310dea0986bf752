// The words of /incident, and how statuses and references are typed.

import { nearest } from "../incident/nearest.ts";
import { type StatedStatus, statedStatuses } from "../incident/words.ts";
import { cut } from "./cut.ts";

export const commandWords = [
  "declare",
  "update",
  "status",
  "severity",
  "take",
  "role",
  "log",
  "impact",
  "time",
  "sla",
  "pause",
  "resume",
  "list",
  "show",
  "resolve",
  "reopen",
  "cancel",
  "rename",
  "export",
  "help",
] as const;
export type CommandWord = (typeof commandWords)[number];

/** What people say instead. It is only suggested: a guess must not resolve an incident. */
const meantWords: Readonly<Record<string, CommandWord>> = {
  new: "declare",
  create: "declare",
  start: "declare",
  open: "declare",
  raise: "declare",
  post: "update",
  say: "update",
  state: "status",
  sev: "severity",
  priority: "severity",
  ack: "take",
  claim: "take",
  lead: "take",
  assign: "role",
  commander: "role",
  handover: "role",
  note: "log",
  add: "log",
  timeline: "log",
  affected: "impact",
  window: "impact",
  windows: "impact",
  outage: "impact",
  times: "time",
  milestone: "time",
  milestones: "time",
  detected: "time",
  mitigated: "time",
  clock: "sla",
  clocks: "sla",
  due: "sla",
  availability: "sla",
  wait: "pause",
  hold: "pause",
  unpause: "resume",
  continue: "resume",
  ls: "list",
  incidents: "list",
  info: "show",
  view: "show",
  get: "show",
  fixed: "resolve",
  fix: "resolve",
  done: "resolve",
  end: "resolve",
  close: "resolve",
  restart: "reopen",
  undo: "cancel",
  abort: "cancel",
  delete: "cancel",
  title: "rename",
  name: "rename",
  postmortem: "export",
  report: "export",
  download: "export",
  "?": "help",
  commands: "help",
};

export const readWord = (typed: string): CommandWord | null =>
  commandWords.find((word) => word === typed.toLowerCase()) ?? null;

/** What was typed, as a sentence repeats it. */
export const repeated = (typed: string): string => `“${cut(typed, 30)}”`;

export function wrongWord(typed: string): string {
  const meant = nearest(typed, commandWords, meantWords);
  return meant === null
    ? `${repeated(typed)} is no command. /incident help shows those there are.`
    : `${repeated(typed)} is no command. Did you mean /incident ${meant}? /incident help shows all.`;
}

const referenceShape = /^inc[-_#]?0*([1-9]\d{0,8})[:,]?$/i;

/** "INC-42", "inc42", "INC-42:"; null where it is none. */
export function readReference(typed: string): number | null {
  const digits = referenceShape.exec(typed)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The number alone too, where nothing else can be meant: "42", "#42". */
export function readNumber(typed: string): number | null {
  const digits = /^#?0*([1-9]\d{0,8})$/.exec(typed)?.[1];
  return digits === undefined ? readReference(typed) : Number(digits);
}

/** "a, b or c" */
export const anyOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;

export const allowedStatuses = anyOf(statedStatuses);

const meantStatuses: Readonly<Record<string, StatedStatus>> = {
  open: "investigating",
  looking: "investigating",
  new: "investigating",
  found: "identified",
  known: "identified",
  fixing: "identified",
  mitigated: "monitoring",
  watching: "monitoring",
  observing: "monitoring",
  fixed: "resolved",
  done: "resolved",
  solved: "resolved",
  closed: "resolved",
  over: "resolved",
};

/** The whole word, or its beginning ("mon"). */
export function readStatus(typed: string): StatedStatus | null {
  const word = typed.toLowerCase();
  const begun = statedStatuses.filter((one) => word.length >= 3 && one.startsWith(word));
  return begun.length === 1 ? (begun[0] ?? null) : null;
}

export function wrongStatus(typed: string): string {
  const meant = nearest(typed, statedStatuses, meantStatuses);
  const hint = meant === null ? "" : ` Did you mean ${meant}?`;
  return `${repeated(typed)} is no status.${hint} It can be ${allowedStatuses}.`;
}
