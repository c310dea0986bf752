// Instants and spans for machines: ISO 8601, with the offset of the document's zone.

import { isoDuration, secondMs } from "../time/duration.ts";
import { formatInstant } from "../time/zone.ts";

/** "2020-01-23T11:08:00+00:00": to the second; what is finer is dropped. */
export function isoSecond(at: number | null, zone: string): string | null {
  return at === null ? null : formatInstant(at, zone).replace(" ", "T").replace(" ", "");
}

/** The same with its milliseconds where there are any: "2020-01-23T11:08:00.250+00:00". */
export function isoInstant(at: number, zone: string): string {
  const [date = "", clock = "", offset = ""] = formatInstant(at, zone).split(" ");
  const ms = ((at % secondMs) + secondMs) % secondMs;
  return `${date}T${clock}${ms === 0 ? "" : `.${String(ms).padStart(3, "0")}`}${offset}`;
}

/** "PT9H13M"; "-PT5M" where it runs backwards; null where it is not known. */
export const isoSpan = (ms: number | null): string | null => (ms === null ? null : isoDuration(ms));
