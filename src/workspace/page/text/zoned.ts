// Instants and the calendar of a time zone. Pure. The page's own: it can't import the bot's time/.

export type ZonedParts = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a hundred times as long as using it. A zone that the browser doesn't know is UTC. */
function formatOf(tz: string): Intl.DateTimeFormat {
  const held = formats.get(tz);
  if (held !== undefined) return held;
  const whole = "numeric" as const;
  const parts = { year: whole, month: whole, day: whole, hour: whole, minute: whole, second: whole };
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { ...parts, hourCycle: "h23", timeZone: tz, calendar: "gregory" });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return formatOf("UTC");
  }
  formats.set(tz, format);
  return format;
}

/** @param at epoch milliseconds. */
export function zonedParts(at: number, tz: string): ZonedParts {
  const found = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatOf(tz).formatToParts(at)) {
    if (Object.hasOwn(found, type)) found[type as keyof ZonedParts] = Number(value);
  }
  return found;
}

/** Days since 1970 of that calendar day, for comparing days. */
export const dayNumber = ({ year, month, day }: ZonedParts): number => Date.UTC(year, month - 1, day) / 86_400_000;

/** 0 is Sunday. */
export const weekday = (parts: ZonedParts): number => (((dayNumber(parts) + 4) % 7) + 7) % 7;

const pad = (number: number, length = 2): string => String(number).padStart(length, "0");

/** "2026-03-02", as date inputs have it. */
export const isoDay = ({ year, month, day }: ZonedParts): string => `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
/** "09:05", as time inputs have it. */
export const isoTime = ({ hour, minute }: ZonedParts): string => `${pad(hour)}:${pad(minute)}`;

function asUtc({ year, month, day, hour, minute, second }: ZonedParts): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * Epoch milliseconds of a wall clock's day and time in a zone; null where they are no date. A time that a zone skips is
 * taken as after the skip; of one that it has twice, the first.
 */
export function instantOf(day: string, time: string, tz: string): number | null {
  const [, y, mo, d] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  const [, h, mi] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  if (y === undefined || h === undefined) return null;
  const wall = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi));
  const offsetAt = (at: number) => asUtc(zonedParts(at, tz)) - Math.floor(at / 1_000) * 1_000;
  const before = wall - offsetAt(wall - 86_400_000);
  const after = wall - offsetAt(wall + 86_400_000);
  const right = [before, after].filter((at) => asUtc(zonedParts(at, tz)) === wall);
  return right.length > 0 ? Math.min(...right) : Math.max(before, after);
}
