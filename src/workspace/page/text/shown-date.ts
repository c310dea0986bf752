// An instant inside text, in the zone of whoever is acted as; what is relative goes on ticking.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { workspaceNow } from "../clock.ts";
import { useTicking } from "../time/ticking.ts";
import { useSeen } from "../use.ts";
import { dateText, isTicking } from "./date-token.ts";
import { Link } from "./link.ts";

/** The zone in which the person acted as sees times. */
export const useZone = (): string => useSeen(({ me, users }) => users[me]?.tz ?? "UTC");

const secondMs = 1_000;
/** "today" turns to "yesterday" at midnight, which no one sees to the second. */
const dayTickMs = 30 * secondMs;

export type ShownDateProps = { at: number; format: string; url?: string | null; fallback: string };

/** @param at epoch milliseconds. */
export function ShownDate({ at, format, url = null, fallback }: ShownDateProps): VNode {
  const tz = useZone();
  const clock = useSeen((state) => state.clock);
  useTicking(!isTicking(format) ? null : format.includes("{ago}") ? secondMs : dayTickMs);
  const now = workspaceNow(clock);
  const text = dateText(format, at, tz, now);
  if (text === null) return url === null ? html`<span>${fallback}</span>` : html`<${Link} url=${url}>${fallback}<//>`;
  const full = dateText("{date_long} at {time_secs}", at, tz, now) ?? fallback;
  const shown = html`<time dateTime=${new Date(at).toISOString()} title=${full}>${text}</time>`;
  return url === null ? shown : html`<${Link} url=${url}>${shown}<//>`;
}
