// What a key does in the inspector's list: it is a tree of clicks and what followed from them. Pure.

import type { Row } from "./record-filter.ts";

export type ListAnswer = { select: number | null; fold: number | null };

const moved = (rows: readonly Row[], at: number): ListAnswer | null => {
  const row = rows[Math.min(Math.max(at, 0), rows.length - 1)];
  return row === undefined ? null : { select: row.record.id, fold: null };
};

function headAbove(rows: readonly Row[], at: number): number {
  return rows.findLastIndex((row, index) => index < at && row.type === "head");
}

/** Left: folds a click, or goes from a call up to its click. */
function left(rows: readonly Row[], at: number): ListAnswer | null {
  const row = rows[at];
  if (row?.type === "head") return row.isFolded || !row.hasMembers ? null : { select: null, fold: row.record.id };
  return row?.axis == null ? null : moved(rows, headAbove(rows, at));
}

/** Right: unfolds a click, or goes to the first of its calls. */
function right(rows: readonly Row[], at: number): ListAnswer | null {
  const row = rows[at];
  if (row?.type !== "head" || !row.hasMembers) return null;
  return row.isFolded ? { select: null, fold: row.record.id } : moved(rows, at + 1);
}

/**
 * @param at the selected row; -1: none.
 * @param page how many rows Page Up and Page Down go.
 * @returns null: the key is none of the list's.
 */
export function listKey(key: string, rows: readonly Row[], at: number, page: number): ListAnswer | null {
  const isNone = at === -1;
  switch (key) {
    case "ArrowDown":
      return moved(rows, isNone ? 0 : at + 1);
    case "ArrowUp":
      return moved(rows, isNone ? rows.length - 1 : at - 1);
    case "PageDown":
      return moved(rows, at + page);
    case "PageUp":
      return moved(rows, at - page);
    case "Home":
      return moved(rows, 0);
    case "End":
      return moved(rows, rows.length - 1);
    case "ArrowLeft":
      return left(rows, at);
    case "ArrowRight":
      return right(rows, at);
    default:
      return null;
  }
}
