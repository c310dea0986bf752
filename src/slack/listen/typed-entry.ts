// `/incident log …`: a time as people type it, in the person's own zone, and what happened then.

import { readTypedTime, type TypedTime } from "../../time/typed-time.ts";
import { isTimeZone } from "../../time/zone.ts";
import type { Desk } from "./desk.ts";
import { lookUpWithinMs } from "./limits.ts";
import { within } from "./within.ts";

/** `as` says how the time was understood; null where none was typed, and it is now. */
export type TypedEntry = { at: number; text: string; as: string | null } | { sentence: string };

/** A person's zone, if Slack tells it before the command has to be acknowledged. */
async function zoneOf({ people, clock }: Desk, userId: string): Promise<string | null> {
  const zone = await within(clock, lookUpWithinMs, people.zoneOf(userId));
  return zone !== null && isTimeZone(zone) ? zone : null;
}

/** Two zones a day apart: a time that is the same in both needs no zone. */
const farApart = ["Pacific/Kiritimati", "Pacific/Pago_Pago"] as const;

function readWithoutZone(text: string, now: number): TypedTime {
  const [east, west] = farApart.map((zone) => readTypedTime(text, { now, zone }));
  if (east?.ok && west?.ok && east.at === west.at) return east;
  if (east && !east.ok && east.code === "unreadable") return east;
  const sentence = "Slack did not tell your time zone: type the time with one, as in 10:25 UTC or 10:25 +02:00.";
  return { ok: false, code: "ambiguous", sentence, choices: [] };
}

/** Words that begin with a digit meant a time; others are an entry of now. */
const looksLikeTime = (text: string): boolean => /^\S*\d/.test(text);

export async function readTypedEntry(desk: Desk, userId: string, text: string): Promise<TypedEntry> {
  const now = desk.clock.now();
  const zone = await zoneOf(desk, userId);
  const read = zone === null ? readWithoutZone(text, now) : readTypedTime(text, { now, zone });
  if (read.ok) return { at: read.at, text: read.rest, as: read.as };
  if (read.code === "unreadable" && !looksLikeTime(text)) return { at: now, text, as: null };
  return { sentence: read.sentence };
}
