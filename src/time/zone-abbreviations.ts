// The zone abbreviations that people put after a time, and everything each can mean.
// Never prefers one country to another. Left out: those that are also words of a log line (ART, BOT, CAT, EAST, EAT,
// GET, ICT, MET, PET, VET, WEST), because "10:25 GET /health failed" is no time in Georgia.

import { tzName } from "@date-fns/tz";
import { hourMs } from "./duration.ts";
import { offsetOf } from "./zone.ts";

/**
 * `name` is the name that Intl (CLDR) gives the zone while it keeps this offset; `zone` is one place that keeps it.
 * `homeOnly`: so seldom meant elsewhere that only people who live by it are taken to mean it.
 */
export type Meaning = { name: string; offsetMs: number; zone: string; homeOnly: boolean };

function meaning(name: string, hours: number, zone: string, homeOnly = false): Meaning {
  return { name, offsetMs: hours * hourMs, zone, homeOnly };
}

const meanings = new Map<string, Meaning[]>([
  ["ACDT", [meaning("Australian Central Daylight Time", 10.5, "Australia/Adelaide")]],
  ["ACST", [meaning("Australian Central Standard Time", 9.5, "Australia/Adelaide")]],
  ["ADT", [meaning("Atlantic Daylight Time", -3, "America/Halifax")]],
  ["AEDT", [meaning("Australian Eastern Daylight Time", 11, "Australia/Sydney")]],
  ["AEST", [meaning("Australian Eastern Standard Time", 10, "Australia/Sydney")]],
  ["AKDT", [meaning("Alaska Daylight Time", -8, "America/Anchorage")]],
  ["AKST", [meaning("Alaska Standard Time", -9, "America/Anchorage")]],
  ["AMT", [meaning("Amazon Standard Time", -4, "America/Manaus"), meaning("Armenia Standard Time", 4, "Asia/Yerevan")]],
  [
    "AST",
    [meaning("Atlantic Standard Time", -4, "America/Halifax"), meaning("Arabian Standard Time", 3, "Asia/Riyadh")],
  ],
  ["AWST", [meaning("Australian Western Standard Time", 8, "Australia/Perth")]],
  ["BRST", [meaning("Brasilia Summer Time", -2, "America/Sao_Paulo")]],
  ["BRT", [meaning("Brasilia Standard Time", -3, "America/Sao_Paulo")]],
  [
    "BST",
    [
      meaning("British Summer Time", 1, "Europe/London"),
      meaning("Bangladesh Standard Time", 6, "Asia/Dhaka"),
      meaning("Bougainville Standard Time", 11, "Pacific/Bougainville"),
    ],
  ],
  [
    "CDT",
    [meaning("Central Daylight Time", -5, "America/Chicago"), meaning("Cuba Daylight Time", -4, "America/Havana")],
  ],
  ["CEST", [meaning("Central European Summer Time", 2, "Europe/Paris")]],
  ["CET", [meaning("Central European Standard Time", 1, "Europe/Paris")]],
  ["CLST", [meaning("Chile Summer Time", -3, "America/Santiago")]],
  ["CLT", [meaning("Chile Standard Time", -4, "America/Santiago")]],
  ["COT", [meaning("Colombia Standard Time", -5, "America/Bogota")]],
  [
    "CST",
    [
      meaning("Central Standard Time", -6, "America/Chicago"),
      meaning("China Standard Time", 8, "Asia/Shanghai"),
      meaning("Cuba Standard Time", -5, "America/Havana"),
    ],
  ],
  ["EDT", [meaning("Eastern Daylight Time", -4, "America/New_York")]],
  ["EEST", [meaning("Eastern European Summer Time", 3, "Europe/Athens")]],
  ["EET", [meaning("Eastern European Standard Time", 2, "Europe/Athens")]],
  ["EST", [meaning("Eastern Standard Time", -5, "America/New_York")]],
  [
    "GST",
    [meaning("Gulf Standard Time", 4, "Asia/Dubai"), meaning("South Georgia Time", -2, "Atlantic/South_Georgia")],
  ],
  ["HKT", [meaning("Hong Kong Standard Time", 8, "Asia/Hong_Kong")]],
  ["HST", [meaning("Hawaii-Aleutian Standard Time", -10, "Pacific/Honolulu")]],
  ["IDT", [meaning("Israel Daylight Time", 3, "Asia/Jerusalem")]],
  [
    "IST",
    [
      meaning("India Standard Time", 5.5, "Asia/Kolkata"),
      meaning("Irish Standard Time", 1, "Europe/Dublin"),
      meaning("Israel Standard Time", 2, "Asia/Jerusalem"),
    ],
  ],
  ["JST", [meaning("Japan Standard Time", 9, "Asia/Tokyo")]],
  ["KST", [meaning("Korean Standard Time", 9, "Asia/Seoul")]],
  ["MDT", [meaning("Mountain Daylight Time", -6, "America/Denver")]],
  ["MSK", [meaning("Moscow Standard Time", 3, "Europe/Moscow")]],
  ["MST", [meaning("Mountain Standard Time", -7, "America/Denver")]],
  ["NDT", [meaning("Newfoundland Daylight Time", -2.5, "America/St_Johns")]],
  ["NPT", [meaning("Nepal Time", 5.75, "Asia/Kathmandu")]],
  ["NST", [meaning("Newfoundland Standard Time", -3.5, "America/St_Johns")]],
  ["NZDT", [meaning("New Zealand Daylight Time", 13, "Pacific/Auckland")]],
  ["NZST", [meaning("New Zealand Standard Time", 12, "Pacific/Auckland")]],
  ["PDT", [meaning("Pacific Daylight Time", -7, "America/Los_Angeles")]],
  ["PHT", [meaning("Philippine Standard Time", 8, "Asia/Manila")]],
  ["PKT", [meaning("Pakistan Standard Time", 5, "Asia/Karachi")]],
  [
    "PST",
    [
      meaning("Pacific Standard Time", -8, "America/Los_Angeles"),
      meaning("Philippine Standard Time", 8, "Asia/Manila", true),
    ],
  ],
  ["SAST", [meaning("South Africa Standard Time", 2, "Africa/Johannesburg")]],
  ["SGT", [meaning("Singapore Standard Time", 8, "Asia/Singapore")]],
  ["TRT", [meaning("Türkiye Standard Time", 3, "Europe/Istanbul")]],
  ["UYT", [meaning("Uruguay Standard Time", -3, "America/Montevideo")]],
  ["WAT", [meaning("West Africa Time", 1, "Africa/Lagos")]],
  ["WET", [meaning("Western European Standard Time", 0, "Europe/Lisbon")]],
  ["WIB", [meaning("Western Indonesia Time", 7, "Asia/Jakarta")]],
]);

/** Abbreviations that stand for a zone in summer and winter alike. */
const generics = new Map<string, string>([
  ["CT", "America/Chicago"],
  ["ET", "America/New_York"],
  ["MT", "America/Denver"],
  ["PT", "America/Los_Angeles"],
]);

/** Read in capitals only: in small letters they are words ("10:25 ist wieder da", "10:25 est tombé", "10:25 et al"). */
const capitalsOnly = new Set(["CT", "EST", "ET", "IST", "MT", "PT", "WAT", "WET"]);

/** What the word typed can mean: meanings, or a zone, or null where it is no zone abbreviation. */
export function abbreviationOf(word: string): Meaning[] | string | null {
  const capitals = word.toUpperCase();
  const isWritten = word === capitals || (word === word.toLowerCase() && !capitalsOnly.has(capitals));
  return isWritten ? (meanings.get(capitals) ?? generics.get(capitals) ?? null) : null;
}

/** Whether people in `zone` call their own time by one of these meanings at `at` (epoch ms). */
export function isSpokenIn(zone: string, at: number, among: Meaning[]): boolean {
  const offsetMs = offsetOf(at, zone);
  const name = tzName(zone, new Date(at), "long");
  return among.some((one) => one.offsetMs === offsetMs && (one.zone === zone || one.name === name));
}
