// What time brings to an incident if nobody does anything more: each due moment noted, as the engine's timer would.

import { deadlines } from "../../src/incident/deadlines.ts";
import type { Notice } from "../../src/incident/events.ts";
import { evolve, type Incident } from "../../src/incident/incident.ts";
import { isRefusal } from "../../src/incident/refusal.ts";
import { type Asking, ask, declared, minute, startsAt } from "./given.ts";

/** "update-overdue", "breached mitigate". */
const wordsOf = (notice: Notice): string => ("clock" in notice ? `${notice.kind} ${notice.clock}` : notice.kind);

/** Each moment (minutes after the story's start, ms cut off) with what was noted then; up to `untilMinute`. */
export function timeTold(story: Asking[], untilMinute: number): string[] {
  let incident: Incident = declared(...story);
  const told: string[] = [];
  for (let rounds = 0; rounds < 1_000; rounds++) {
    const [due] = deadlines(incident);
    if (due === undefined || due.dueAt > startsAt + untilMinute * minute) return told;
    const events = ask(incident, { request: { type: "NoteTime" }, at: { now: due.dueAt, by: { kind: "sitrep" } } });
    if (isRefusal(events)) throw new Error(events.sentence);
    for (const event of events) {
      if (event.type !== "TimeNoted") throw new Error(`Time brought ${event.type}.`);
      told.push(`${Math.floor((due.dueAt - startsAt) / minute)}: ${event.data.notices.map(wordsOf).join(", ")}`);
    }
    incident = events.reduce<Incident>(evolve, incident);
  }
  throw new Error("Time goes round in circles.");
}

/** A request so many minutes after the story's start. */
export const later = (minutes: number, request: Parameters<typeof asked>[0]): Asking => asked(request, minutes);

function asked(request: Extract<Asking, { type: string }>, minutes: number): Asking {
  return { request, at: { now: startsAt + minutes * minute, occurredAt: startsAt + minutes * minute } };
}
