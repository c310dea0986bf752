// What the replay's bar and the choice of stories say. Pure.

import type { SeenReplay, SeenStory } from "../../client/seen-replay.ts";
import { longDate, shortDate, spanInWords, timeOfDay } from "../time/shown-time.ts";

/** As many times as fast as it was; null: a step every two seconds. As the host takes them. */
export type Speed = SeenReplay["speed"];

export const speeds: readonly (readonly [string, Speed])[] = [
  ["A step every two seconds", null],
  ["As it was", 1],
  ["10 times as fast", 10],
  ["60 times as fast", 60],
  ["600 times as fast", 600],
];

/** A menu's values are text. */
export const speedValue = (speed: Speed): string => (speed === null ? "steps" : String(speed));

export const speedOf = (value: string): Speed => (value === "steps" ? null : Number(value));

/** How long one has to look on. */
export function watchedMs({ lastsMs, steps }: SeenStory, speed: Speed): number {
  return speed === null ? steps * 2_000 : lastsMs / speed;
}

/** The page of a replay is the same as the workspace's, at another address. */
export const replayAddress = "/replay/";

export const isReplayPage = (pathname: string): boolean => pathname.startsWith(replayAddress);

export type Span = { from: number; to: number };

/** The time of the incident's record: from its first step to its end. */
export function spanOf({ story, steps }: SeenReplay): Span {
  const times = steps.map(({ at }) => at);
  return {
    from: Math.min(story.startsAt, ...times),
    to: Math.max(story.startsAt + story.lastsMs, ...times, story.startsAt + 1),
  };
}

/** Where an instant lies in a span, 0 to 1. */
export function shareOf(at: number, { from, to }: Span): number {
  return Math.min(Math.max((at - from) / (to - from), 0), 1);
}

/** How far the incident has come: by its clock, but never behind what has been done, and the end is the end. */
export function progressOf(replay: SeenReplay, now: number): number {
  if (replay.state === "ended") return 1;
  if (replay.state === "starting") return 0;
  const span = spanOf(replay);
  const last = replay.steps[replay.done - 1];
  return Math.max(last === undefined ? 0 : shareOf(last.at, span), shareOf(now, span));
}

/** "11:08 AM", with the date where the record goes over more than one day. */
export function instantInWords(at: number, span: Span, tz: string): string {
  const isOneDay = shortDate(span.from, tz) === shortDate(span.to, tz);
  return isOneDay ? timeOfDay(at, tz) : `${shortDate(at, tz)}, ${timeOfDay(at, tz)}`;
}

/** When that was: before anything was done, when the record begins. */
export const happenedAt = ({ story, steps, done }: SeenReplay): number => steps[done - 1]?.at ?? story.startsAt;

/** Who did what last, or why nothing goes on. */
export function happeningOf(replay: SeenReplay): string {
  const { state, done, steps, problem } = replay;
  if (state === "failed") return problem ?? "The replay has failed. Play it again.";
  if (state === "starting") return "The workspace of that day is being set up…";
  if (state === "ended") return "That is how it went.";
  const last = steps[done - 1];
  return last === undefined ? "Nobody has noticed anything yet." : `${last.who} ${last.what}`;
}

/** "5 of 14 steps". */
export const stepsInWords = ({ done, steps }: SeenReplay): string => `${done} of ${steps.length} steps`;

/** "January 23, 2020 · 9 h 14 min · 12 steps". */
export function factsOf({ startsAt, lastsMs, steps }: SeenStory, tz: string): string {
  return [longDate(startsAt, tz), spanInWords(lastsMs), `${steps} steps`].join(" · ");
}
