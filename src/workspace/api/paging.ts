// Paging by cursor: an opaque word that names where the next page begins.

import type { Json } from "../world.ts";
import { number, text } from "./args.ts";
import { ApiRefusal, invalidArguments } from "./refusal.ts";

export function encodeCursor(position: string): string {
  return Buffer.from(`next:${position}`).toString("base64");
}

/** The position that a cursor names, or null for the first page. Error: invalid_cursor. */
export function readCursor(args: Json): string | null {
  const cursor = text(args, "cursor");
  if (cursor === null) return null;
  const decoded = Buffer.from(cursor, "base64").toString("utf8");
  if (!decoded.startsWith("next:")) throw new ApiRefusal("invalid_cursor");
  return decoded.slice("next:".length);
}

/** @param badLimit the method's own code for a limit that is none; invalid_arguments where it has none. */
export function readLimit(args: Json, most: number, usual: number, badLimit: string | null = null): number {
  const limit = number(args, "limit");
  if (limit === null || limit === 0) return usual;
  if (Number.isNaN(limit) || limit < 0) {
    throw badLimit === null ? invalidArguments(["must be a number [json-pointer:/limit]"]) : new ApiRefusal(badLimit);
  }
  return Math.min(limit, most);
}

/** One page of `items`, whose order does not change between calls, and the next cursor ("" at the end). */
export function page<T>(items: readonly T[], args: Json, most: number, usual: number, badLimit: string | null = null) {
  const from = Number(readCursor(args) ?? "0");
  if (!Number.isInteger(from) || from < 0) throw new ApiRefusal("invalid_cursor");
  const limit = readLimit(args, most, usual, badLimit);
  const next = from + limit < items.length ? encodeCursor(String(from + limit)) : "";
  return { items: items.slice(from, from + limit), next };
}
