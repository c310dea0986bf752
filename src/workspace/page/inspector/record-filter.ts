// Which records the inspector lists, and as which rows. Pure: the same records and filter, the same rows.

import type { SeenRecord } from "../../client/seen-record.ts";
import {
  type Axis,
  type EnvelopeRecord,
  type GestureGroup,
  gestureGroups,
  isHead,
  waveNumbers,
} from "./gesture-group.ts";
import { searchedIn, toneOf } from "./record-words.ts";

export const kinds = ["all", "calls", "clicks", "events", "errors"] as const;
export type Kind = (typeof kinds)[number];

export type RecordFilter = {
  text: string;
  kind: Kind;
  /** Records up to this id were cleared away. */
  clearedUpTo: number;
  /** Clicks whose calls are folded away. */
  folded: ReadonlySet<number>;
};

export type HeadRow = { type: "head"; record: EnvelopeRecord; isFolded: boolean; hasMembers: boolean };
export type MemberRow = {
  type: "member";
  record: SeenRecord;
  /** Null: of no click, so there is no axis to draw its bar on. */
  axis: Axis | null;
  /** Of a click's calls, from 1. */
  wave: number | null;
  isLast: boolean;
};
export type Row = HeadRow | MemberRow;

function isOfKind(record: SeenRecord, kind: Kind): boolean {
  switch (kind) {
    case "all":
      return true;
    case "calls":
      return record.kind === "call";
    case "clicks":
      return isHead(record);
    case "events":
      return record.kind === "envelope" && !isHead(record);
    case "errors":
      return toneOf(record) === "bad";
  }
}

/** A click that is found by its name brings all that belongs to it; otherwise it stands above what was found. */
function rowsOf({ head, members, axis }: GestureGroup, filter: RecordFilter): Row[] {
  const text = filter.text.trim().toLowerCase();
  const hasText = (record: SeenRecord): boolean => text === "" || searchedIn(record).includes(text);
  const isWhole = head !== null && hasText(head);
  const found = members.filter((record) => isOfKind(record, filter.kind) && (isWhole || hasText(record)));
  if (head === null) return found.map((record) => ({ type: "member", record, axis: null, wave: null, isLast: true }));
  if (found.length === 0 && !(isWhole && isOfKind(head, filter.kind))) return [];
  const isFolded = filter.folded.has(head.id);
  const first: HeadRow = { type: "head", record: head, isFolded, hasMembers: found.length > 0 };
  if (isFolded) return [first];
  const waves = waveNumbers(members);
  const rest = found.map((record, at): MemberRow => {
    return { type: "member", record, axis, wave: waves.get(record.id) ?? null, isLast: at === found.length - 1 };
  });
  return [first, ...rest];
}

export function rowsOfRecords(records: readonly SeenRecord[], filter: RecordFilter): Row[] {
  // A workspace that was started anew counts from the beginning: what was cleared then is not what is there now.
  const newest = records.at(-1)?.id ?? 0;
  const clearedUpTo = newest < filter.clearedUpTo ? 0 : filter.clearedUpTo;
  const kept = clearedUpTo === 0 ? records : records.filter(({ id }) => id > clearedUpTo);
  return gestureGroups(kept).flatMap((group) => rowsOf(group, filter));
}
