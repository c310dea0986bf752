// What the bar of a replay says, without a browser.

import { describe, expect, test } from "vitest";
import type { SeenReplay } from "../../../src/workspace/client/seen-replay.ts";
import {
  factsOf,
  happenedAt,
  happeningOf,
  instantInWords,
  isReplayPage,
  progressOf,
  shareOf,
  spanOf,
  speedOf,
  speeds,
  speedValue,
  stepsInWords,
  watchedMs,
} from "../../../src/workspace/page/replay/replay-words.ts";

const minuteMs = 60_000;
const startsAt = Date.parse("2021-01-19T10:30:00Z");

const replay = (more: Partial<SeenReplay> = {}): SeenReplay => ({
  story: {
    name: "inspira",
    organization: "Inspira",
    title: "Voice",
    severity: "SEV1",
    startsAt,
    lastsMs: 100 * minuteMs,
    steps: 3,
    summary: "",
  },
  state: "playing",
  done: 1,
  steps: [
    { at: startsAt, who: "Maya", what: "declares the incident" },
    { at: startsAt + 20 * minuteMs, who: "Sam", what: "posts an update" },
    { at: startsAt + 100 * minuteMs, who: "Maya", what: "resolves the incident" },
  ],
  speed: null,
  documentFileId: null,
  problem: null,
  ...more,
});

describe("A replay's line", () => {
  test("is the time of the incident, and each step has its place on it", () => {
    const span = spanOf(replay());
    expect(span).toEqual({ from: startsAt, to: startsAt + 100 * minuteMs });
    expect(shareOf(startsAt + 20 * minuteMs, span)).toBe(0.2);
    expect([shareOf(0, span), shareOf(startsAt * 2, span)]).toEqual([0, 1]);
  });

  test("goes on with the clock, is never behind what has been done, and ends at the end", () => {
    expect(progressOf(replay(), startsAt + 10 * minuteMs)).toBe(0.1);
    expect(progressOf(replay({ done: 2 }), startsAt)).toBe(0.2);
    expect(progressOf(replay({ state: "ended", done: 3 }), startsAt)).toBe(1);
    expect(progressOf(replay({ state: "starting", done: 0 }), startsAt * 2)).toBe(0);
  });

  test("has no empty span, so that nothing is divided by zero", () => {
    const { story } = replay();
    const span = spanOf(replay({ steps: [], story: { ...story, lastsMs: 0 } }));
    expect(shareOf(startsAt, span)).toBe(0);
  });
});

describe("A replay's words", () => {
  test("say who did what last, or why nothing goes on", () => {
    expect(happeningOf(replay())).toBe("Maya declares the incident");
    expect(happeningOf(replay({ done: 0 }))).toBe("Nobody has noticed anything yet.");
    expect(happeningOf(replay({ state: "failed", problem: "The bot did not connect." }))).toBe(
      "The bot did not connect.",
    );
    expect(happeningOf(replay({ state: "failed" }))).toContain("Play it again");
    expect(stepsInWords(replay())).toBe("1 of 3 steps");
    expect(happenedAt(replay())).toBe(replay().steps[0]?.at);
    expect(happenedAt(replay({ done: 0 }))).toBe(startsAt);
    expect(happenedAt(replay({ state: "ended", done: 3 }))).toBe(replay().steps[2]?.at);
  });

  test("name the date only where the record goes over several days", () => {
    const oneDay = { from: startsAt, to: startsAt + 60 * minuteMs };
    const twoDays = { from: startsAt, to: startsAt + 2_000 * minuteMs };
    expect(instantInWords(startsAt, oneDay, "UTC")).toBe("10:30 AM");
    expect(instantInWords(startsAt, twoDays, "UTC")).toBe("Jan 19, 10:30 AM");
  });

  test("tell of a story when it was and how long it lasted", () => {
    expect(factsOf(replay().story, "UTC")).toBe("January 19, 2021 · 1 h 40 min · 3 steps");
    expect([watchedMs(replay().story, null), watchedMs(replay().story, 10)]).toEqual([6_000, 10 * minuteMs]);
  });

  test("keep each speed through the menu's text", () => {
    for (const [, speed] of speeds) expect(speedOf(speedValue(speed))).toBe(speed);
  });

  test("know a replay's page by its address", () => {
    expect([isReplayPage("/replay/"), isReplayPage("/"), isReplayPage("/archives/C1")]).toEqual([true, false, false]);
  });
});
