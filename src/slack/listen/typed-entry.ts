// `/incident log …`: a time as people type it, in the person's own zone, and what happened then.

import { readTypedTime, type TypedTime } from "../../time/typed-time.ts";
import type { Desk } from "./desk.ts";
import { readInZone } from "./typed-in-zone.ts";

/** `as` says how the time was understood; null where none was typed, and it is now. */
export type TypedEntry = { at: number; text: string; as: string | null } | { sentence: string };

/** Words that begin with a digit meant a time; others are an entry of now. */
const looksLikeTime = (text: string): boolean => /^\S*\d/.test(text);

export const readTypedInstant = (desk: Desk, userId: string, text: string) =>
  readInZone(
    desk,
    userId,
    (context): TypedTime => readTypedTime(text, context),
    (found) => (found.ok ? found.at : null),
  );

export async function readTypedEntry(desk: Desk, userId: string, text: string): Promise<TypedEntry> {
  const read = await readTypedInstant(desk, userId, text);
  if (read.ok) return { at: read.at, text: read.rest, as: read.as };
  if (read.code === "unreadable" && !looksLikeTime(text)) return { at: desk.clock.now(), text, as: null };
  return { sentence: read.sentence };
}
