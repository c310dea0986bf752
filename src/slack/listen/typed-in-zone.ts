// Times as somebody types them, read in their own zone, if Slack tells it before they have to be answered.

import { isTimeZone } from "../../time/zone.ts";
import type { Desk } from "./desk.ts";
import { lookUpWithinMs } from "./limits.ts";
import { within } from "./within.ts";

/** What time/ gives for what was typed: instants, or a sentence. */
type Read = { ok: true } | { ok: false; code: string; sentence: string };
type Reader<T extends Read> = (context: { now: number; zone: string }) => T;
type Refused = { ok: false; code: string; sentence: string };

async function zoneOf({ people, clock }: Desk, userId: string): Promise<string | null> {
  const zone = await within(clock, lookUpWithinMs, people.zoneOf(userId));
  return zone !== null && isTimeZone(zone) ? zone : null;
}

/** Two zones a day apart: a time that is the same in both needs no zone. */
const farApart = ["Pacific/Kiritimati", "Pacific/Pago_Pago"] as const;

function readWithoutZone<T extends Read>(read: Reader<T>, now: number, instants: (found: T) => unknown): T | Refused {
  const [east, west] = [read({ now, zone: farApart[0] }), read({ now, zone: farApart[1] })];
  const isSame = JSON.stringify(instants(east)) === JSON.stringify(instants(west));
  if (east.ok && west.ok && isSame) return east;
  if (!east.ok && east.code === "unreadable") return east;
  const sentence = "Slack did not tell your time zone: type the time with one, as in 10:25 UTC or 10:25 +02:00.";
  return { ok: false, code: "ambiguous", sentence };
}

/** `instants` are those of what was read: without a zone they have to be the same wherever the person may be. */
export async function readInZone<T extends Read>(
  desk: Desk,
  userId: string,
  read: Reader<T>,
  instants: (found: T) => unknown,
): Promise<T | Refused> {
  const now = desk.clock.now();
  const zone = await zoneOf(desk, userId);
  return zone === null ? readWithoutZone(read, now, instants) : read({ now, zone });
}
