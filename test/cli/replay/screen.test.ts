// How a story reads in a pipe and on a terminal.

import { expect, test } from "vitest";
import { decode } from "../../../src/cli/replay/mrkdwn-text.ts";
import { createScreen } from "../../../src/cli/replay/screen.ts";
import { stepsOf } from "../../../src/cli/replay/steps.ts";
import { readStory, type Story } from "../../../src/cli/replay/story.ts";
import { createTerminal } from "../../../src/cli/replay/terminal.ts";
import { tellWhole } from "../../journey/support/told-story.ts";

type Shape = { columns: number | null; isLive: boolean };

/** What is printed while a story is told, in a terminal of this shape. */
async function printed(story: Story, shape: Shape): Promise<string> {
  const written: string[] = [];
  const print = (text: string): void => void written.push(text);
  const terminal = createTerminal({ print, paint: (_style, text) => text, ...shape });
  const steps = stepsOf(story);
  await tellWhole(story, { steps, audience: createScreen({ terminal, steps, zone: story.timeZone }) });
  return written.join("");
}

test("In a pipe a story is told in plain lines, always the same", async () => {
  const text = await printed(readStory("inspira"), { columns: null, isLive: false });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there.
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
  await expect(text).toMatchFileSnapshot("golden/inspira-2021-01-19.txt");
});

test("On a narrow terminal the columns stay, and the last line is written over", async () => {
  const text = await printed(readStory("simwood"), { columns: 60, isLive: true });
  const clear = "\r\u001b[2K";
  const live = text.split(clear).filter((part) => part.endsWith("Ctrl-C ends it"));
  expect(live.length).toBeGreaterThan(3);
  const told = text.split(clear).map((part) => (part.includes("Ctrl-C ends it") ? part.replace(/[^\n]*$/, "") : part));
  const lines = told.join("").split("\n");
  expect(lines.filter((line) => [...line].length > 60)).toEqual([]);
  expect(lines.filter((line) => /^ /.test(line) && !/^ {19}\S/.test(line))).toEqual([]);
  expect(told.join("").match(/^── .*/gm)).toEqual([
    "── 1 of 13 · 11:08",
    "── 2 of 13 · 11:23 · 15 min in",
    "── 3 of 13 · 11:56 · 48 min in",
    "── 4 of 13 · 14:01 · 2 h 53 min in",
    "── 5 of 13 · 14:23 · 3 h 15 min in",
    "── 6 of 13 · 20:21 · 9 h 13 min in",
    "── 7 of 13 · 21:45 · 10 h 37 min in",
    "── 8 of 13 · 21:46 · 10 h 38 min in",
    "── 9 of 13 · 21:47 · 10 h 39 min in",
    "── 10 of 13 · 21:48 · 10 h 40 min in",
    "── 11 of 13 · 21:49 · 10 h 41 min in",
    "── 12 of 13 · 22:45 · 11 h 37 min in",
    "── 13 of 13 · 22:50 · 11 h 42 min in",
  ]);
});

test("What people typed stays in its column and can't rewrite the terminal", async () => {
  const story = readStory("simwood");
  const [first, ...rest] = story.updates;
  const text = "a <!channel> & b <https://example.com/x_y>\nsecond \u202eline";
  const updates = first === undefined ? rest : [{ ...first, text }, ...rest];
  const told = await printed({ ...story, updates }, { columns: null, isLive: false });
  expect(told).toContain("\n                   a <!channel> & b <https://example.com/x_y>\n");
  expect(told).toContain("\n                   second line\n");

  const written: string[] = [];
  const print = (part: string): void => void written.push(part);
  const terminal = createTerminal({ print, paint: (_style, part) => part, columns: null, isLive: false });
  terminal.said("10:25", "sam", [{ tone: "plain", text: "one\u001b[2J\rtwo\u0007" }]);
  expect(written.join("")).toBe("10:25  sam         one two\n");
});

test("Slack's tokens are read as words and times", () => {
  const reader = {
    person: (id: string) => (id === "U1" ? "sam" : id),
    channel: (id: string) => (id === "C1" ? "incidents" : id),
    zone: "Europe/London",
    now: Date.UTC(2021, 0, 20, 12),
  };
  expect(decode("<@U1> in <#C1>, <#C1|old>: <https://x.test/a_b|the *graph*> &lt;b&gt; &amp;amp;", reader)).toBe(
    "@sam in #incidents, #incidents: the graph <b> &amp;",
  );
  const at = (instant: number) => `<!date^${instant / 1_000}^{date_short_pretty} {time}|fallback>`;
  expect(decode(at(Date.UTC(2021, 0, 20, 10, 25)), reader)).toBe("10:25");
  expect(decode(at(Date.UTC(2021, 0, 19, 10, 25)), reader)).toBe("2021-01-19 10:25");
  expect(decode("*Commander*\n2*3*4", reader)).toBe("Commander\n2*3*4");
});
