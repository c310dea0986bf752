// Times as Slack writes them, in the zone of the person who looks on. A `ts` is Slack's text of seconds; all else is
// epoch milliseconds. Pure.

/** Making a formatter is slow (a tenth of a millisecond), and a channel needs thousands of times. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(tz: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${tz}`;
  const held = formatters.get(key) ?? new Intl.DateTimeFormat("en-US", { timeZone: tz, ...options });
  formatters.set(key, held);
  return held;
}

export const msOf = (ts: string): number => Math.floor(Number(ts) * 1_000);

/** `10:25 AM`. */
export const timeLabel = (at: number, tz: string): string =>
  formatter(tz, "time", { hour: "numeric", minute: "2-digit" }).format(at);

/** `10:25`, as it stands beside a message that follows another of the same author. */
export const shortTimeLabel = (at: number, tz: string): string => timeLabel(at, tz).replace(/\s?[AP]M$/, "");

/** No zone's day begins but at a quarter of an hour, so that one answer holds for all of a quarter. */
const quarterMs = 900_000;
const days = new Map<string, string>();
const mostDays = 20_000;

/** `2026-11-22`: days are compared by it. */
export function dayOf(at: number, tz: string): string {
  const key = `${tz} ${Math.floor(at / quarterMs)}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const options = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const parts = formatter(tz, "day", options).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  const day = `${part("year")}-${part("month")}-${part("day")}`;
  if (days.size > mostDays) days.clear();
  days.set(key, day);
  return day;
}

const dayMs = 86_400_000;

function ordinal(day: number): string {
  const tens = day % 100;
  if (tens >= 11 && tens <= 13) return `${day}th`;
  return `${day}${["th", "st", "nd", "rd"][day % 10] ?? "th"}`;
}

/** "Today", "Yesterday", "Tuesday, September 14th", and with the year where it is another one. */
export function dayLabel(day: string, today: string): string {
  if (day === today) return "Today";
  const noon = Date.parse(`${day}T12:00:00Z`);
  if (dayOf(noon + dayMs, "UTC") === today) return "Yesterday";
  const words = formatter("UTC", "long day", { weekday: "long", month: "long" }).formatToParts(noon);
  const part = (type: string): string => words.find((one) => one.type === type)?.value ?? "";
  const label = `${part("weekday")}, ${part("month")} ${ordinal(Number(day.slice(8)))}`;
  return day.slice(0, 4) === today.slice(0, 4) ? label : `${label}, ${day.slice(0, 4)}`;
}

/** What hovering over a time shows: "Sep 14 at 10:25:03 AM", or "Today at 10:25:03 AM". */
export function fullTimeLabel(at: number, tz: string, now: number): string {
  const time = formatter(tz, "seconds", { hour: "numeric", minute: "2-digit", second: "2-digit" }).format(at);
  const day = dayOf(at, tz);
  const label = dayLabel(day, dayOf(now, tz));
  if (label === "Today" || label === "Yesterday") return `${label} at ${time}`;
  const isThisYear = day.slice(0, 4) === dayOf(now, tz).slice(0, 4);
  const date = isThisYear
    ? formatter(tz, "date", { month: "short", day: "numeric" }).format(at)
    : formatter(tz, "date with year", { month: "short", day: "numeric", year: "numeric" }).format(at);
  return `${date} at ${time}`;
}

const spans: readonly [number, string][] = [
  [dayMs, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
];

/** "3 minutes ago"; "just now" below a minute. */
export function agoLabel(at: number, now: number): string {
  for (const [ms, name] of spans) {
    const count = Math.floor((now - at) / ms);
    if (count >= 1) return `${count} ${name}${count === 1 ? "" : "s"} ago`;
  }
  return "just now";
}
