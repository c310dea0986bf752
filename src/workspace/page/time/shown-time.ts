// Times and spans as this page's tools show them, in the zone of the person acted as. Pure.

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes far longer than using it. A zone that this browser does not know is UTC. */
function formatIn(tz: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${tz}`;
  const held = formats.get(key);
  if (held !== undefined) return held;
  const made = makeFormat(tz, options);
  formats.set(key, made);
  return made;
}

function makeFormat(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone });
  } catch (error) {
    if (error instanceof RangeError) return new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
    throw error;
  }
}

/** Some engines put a narrow space before AM and PM. */
const plain = (text: string): string => text.replaceAll("\u202f", " ");

/** "12:03:41 PM". */
export function timeWithSeconds(at: number, tz: string): string {
  return plain(formatIn(tz, "seconds", { hour: "numeric", minute: "2-digit", second: "2-digit" }).format(at));
}

/** "12:03:41", to compare one line with the next. */
export function timeOfRecord(at: number, tz: string): string {
  const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  return formatIn(tz, "record", options).format(at);
}

/** "12:03 PM". */
export function timeOfDay(at: number, tz: string): string {
  return plain(formatIn(tz, "minutes", { hour: "numeric", minute: "2-digit" }).format(at));
}

/** "Sep 15". */
export function shortDate(at: number, tz: string): string {
  return formatIn(tz, "short date", { month: "short", day: "numeric" }).format(at);
}

/** "Sep 15, 2021". */
export function dateWithYear(at: number, tz: string): string {
  return formatIn(tz, "date with year", { year: "numeric", month: "short", day: "numeric" }).format(at);
}

/** "September 15, 2021". */
export function longDate(at: number, tz: string): string {
  return formatIn(tz, "long date", { year: "numeric", month: "long", day: "numeric" }).format(at);
}

/** "40 s", "12 min", "2 h 10 min", "3 days 5 h": two units at most, rounded down as a clock shows them. */
export function spanInWords(ms: number): string {
  const size = Math.abs(ms);
  const whole = (unitMs: number): number => Math.floor(size / unitMs);
  const two = (first: string, rest: number, unit: string): string => (rest === 0 ? first : `${first} ${rest} ${unit}`);
  if (size < minuteMs) return `${whole(secondMs)} s`;
  if (size < hourMs) return `${whole(minuteMs)} min`;
  if (size < dayMs) return two(`${whole(hourMs)} h`, whole(minuteMs) % 60, "min");
  const days = whole(dayMs);
  return two(days === 1 ? "1 day" : `${days} days`, whole(hourMs) % 24, "h");
}

/** Beyond this the date says it better: a replay of years ago. */
const longestAheadMs = 60 * dayMs;

/** "2 h 10 min ahead", "3 days behind", to the nearest minute; null while that is none: it is as good as real. */
export function aheadInWords(aheadMs: number): string | null {
  const minutes = Math.round(aheadMs / minuteMs);
  if (minutes === 0 || Math.abs(aheadMs) > longestAheadMs) return null;
  return `${spanInWords(minutes * minuteMs)} ${minutes > 0 ? "ahead" : "behind"}`;
}
