// sitrep replay, as it is typed in a shell.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { startBot } from "../../../src/bot.ts";
import { pass, rateOver, waitFor } from "../../../src/cli/replay/pace.ts";
import { replay } from "../../../src/cli/replay/replay.ts";
import { stepsOf } from "../../../src/cli/replay/steps.ts";
import { readStory } from "../../../src/cli/replay/story.ts";
import { tell } from "../../../src/cli/replay/teller.ts";
import { wrapped } from "../../../src/cli/replay/wrapping.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";
import { realClock, virtualClock } from "../../../src/clock.ts";
import { readConfig } from "../../../src/config.ts";
import { hourMs } from "../../../src/time/duration.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { sleep } from "../../support/until.ts";

async function run(args: string[], databaseUrl = ":memory:"): Promise<string> {
  const written: string[] = [];
  const print = (text: string): void => void written.push(text);
  await replay(args, { config: readConfig({ DATABASE_URL: databaseUrl }), clock: realClock(), startBot, print });
  return stripVTControlCharacters(written.join(""));
}

test("Alone it lists the stories, one line each, and how to tell one", async () => {
  const [list = "", how] = (await run([])).split("\n\n");
  expect(list.split("\n")).toHaveLength(5);
  expect(list).toContain("simwood-2020-01-23     SEV2  9 h 13 min      Simwood: Calls issues");
  expect(how).toContain("npm run -s sitrep -- replay NAME");
});

test("It tells a story, says its durations and leaves the golden file where it says", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "told", "simwood.md");
  const database = join(folder, "operator.db");
  const text = await run(["Simwood", "--speed", "max", "--out", file], database);
  expect(text).toContain("Simwood: Calls issues\nSEV2 · 2020-01-23 · 9 h 13 min · 5 updates · times in UTC\n");
  expect(text).toContain("Declared → resolved          9 h 13 min\n");
  expect(text).toContain("Largest gap between updates  5 h 58 min\n");
  expect(text).toMatch(new RegExp(`into the channel: ${file}\n$`));
  const golden = new URL("../../journey/golden/simwood-2020-01-23.md", import.meta.url);
  expect(readFileSync(file, "utf8")).toBe(readFileSync(golden, "utf8"));
  // The operator's own records are not touched.
  expect(existsSync(database)).toBe(false);
});

describe("What is asked wrongly is answered in a sentence:", () => {
  test.each([
    [["acme"], 'There is no story "acme". There is blip-2021-09-15, boostlingo-2023-07-23,'],
    [["b"], '"b" may be blip-2021-09-15 or boostlingo-2023-07-23: type more of it.'],
    [["blip", "simwood"], "One story at a time: simwood is too much."],
    [["blip", "--speed", "fast"], '"fast" is no speed: give a number up to 1000000; 600 tells ten minutes in a second'],
    [["blip", "--speed", "1e9"], '"1e9" is no speed'],
    [["blip", "--speed=-1"], '"-1" is no speed'],
    [["blip", "--speed"], "Option '--speed <value>' argument missing. It goes like this: sitrep replay"],
    [["blip", "--faster"], "Unknown option '--faster'. It goes like this: sitrep replay [STORY] [--speed 600]"],
    [["blip", "--out", ""], "--out needs a file's name."],
  ])("replay %j", async (args, sentence) => {
    const asked = run(args);
    await expect(asked).rejects.toThrow(UsageError);
    await expect(asked).rejects.toThrow(sentence);
  });

  test("a file that can't be written, before the story begins", async () => {
    const blocked = join(temporaryFolder(), "file");
    writeFileSync(blocked, "");
    await expect(run(["blip", "--out", join(blocked, "x.md")])).rejects.toThrow(/x\.md can't be written .*--out FILE/);
  });
});

describe("The pace", () => {
  test("of 600 lets an hour go by in six seconds, in small steps that end where they should", async () => {
    const hostClock = virtualClock(0);
    const { signal } = new AbortController();
    const moves: number[] = [];
    const rate = () => rateOver(hourMs, { speed: 600, longestMs: null });
    let isOver = false;
    const passing = pass({ from: 0, to: hourMs, rate, hostClock, signal }, async (at) => void moves.push(at));
    void passing.then(() => {
      isOver = true;
    });
    for (; !isOver; await sleep(0)) hostClock.advanceTo(hostClock.nextTimerAt() ?? hostClock.now());
    expect(hostClock.now()).toBe(6_000);
    expect(moves).toHaveLength(61);
    expect(moves).toEqual(moves.toSorted((one, other) => one - other));
    expect(moves.at(-1)).toBe(hourMs);
  });

  test("shortens long gaps only where it is told to, and takes no time at all at full speed", () => {
    expect(hourMs / rateOver(hourMs, { speed: 600, longestMs: 5_000 })).toBe(5_000);
    expect(hourMs / rateOver(hourMs, { speed: 1_200, longestMs: 5_000 })).toBe(3_000);
    expect(hourMs / rateOver(hourMs, { speed: null, longestMs: 5_000 })).toBe(0);
  });

  test("waits no longer once it is stopped, and leaves no timer behind", async () => {
    const clock = virtualClock(0);
    const stopping = new AbortController();
    const waiting = waitFor(clock, 60_000, stopping.signal);
    stopping.abort();
    await waiting;
    await waitFor(clock, 60_000, stopping.signal);
    expect(clock.nextTimerAt()).toBe(null);
  });
});

test("Stopped in the middle it ends at once, with nothing left open and no file", async () => {
  const story = readStory("invoca");
  const stopping = new AbortController();
  const begun: number[] = [];
  const told = await tell({
    steps: stepsOf(story),
    zone: story.timeZone,
    // At this speed the first gap alone takes 27 minutes.
    pace: { speed: 1, longestMs: null },
    startBot,
    hostClock: realClock(),
    databaseUrl: ":memory:",
    audience: {
      waiting: (_at, next) => next > 1 && stopping.abort(),
      begins: (_step, index) => void begun.push(index),
      look: () => undefined,
    },
    signal: stopping.signal,
  });
  expect(told).toBe(null);
  expect(begun).toEqual([0, 1]);
});

test("Long lines are broken at spaces, counting an emoji as two columns", () => {
  expect(wrapped("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrapped("✅ three ✅", 7)).toEqual(["✅", "three", "✅"]);
  expect(wrapped("  indented words", 10)).toEqual(["  indented", "  words"]);
  expect(wrapped("unbreakable", 4)).toEqual(["unbreakable"]);
  expect(wrapped("", 4)).toEqual([""]);
});
