// A whole incident on bad days: a seed decides what happens to each call and envelope. In the end people see what they
// would have seen on a good one. Who is told that Slack did not answer looks whether it was done, and says it again.

import { describe, expect, test } from "vitest";
import { badDay, faultsFromSeed, type Odds, type SeedOptions } from "../../src/workspace/seeds.ts";
import { type Seen, seen } from "../support/seen.ts";
import { realNow, sleep } from "../support/until.ts";
import {
  type Chapter,
  channelOf,
  chapters,
  minute,
  openStage,
  type Stage,
  startsAt,
  tellUndisturbed,
} from "./story.ts";

const patience = 12;
/** Real: longer than chance holds up any call (seeds.ts). */
const lookedForMs = 500;

/** How much of the incident is on record. */
async function recorded({ bot, workspace }: Stage): Promise<number> {
  const found = await bot.engine.find.byNumber(1, { teamId: workspace.team.id, userId: "", channelId: null });
  return (
    found?.log.filter(({ type }) => !["MessagePosted", "PersonNamed", "ChannelCreated"].includes(type)).length ?? 0
  );
}

async function announceUpdate(stage: Stage): Promise<string | null> {
  const outcome = await stage.zoe.command("/incident update", { channel: channelOf(stage).id });
  if (outcome.error !== null) return outcome.error;
  const opened = await stage.workspace
    .until("the form", () => outcome.form, 1_000)
    .catch((error: unknown) => String(error));
  if (typeof opened === "string") return opened;
  await opened.fill({ text: "The database has no connections left.", status: "identified", announce: ["announce"] });
  const { errors, error } = await opened.submit();
  return errors === null ? error : JSON.stringify(errors);
}

/** What the person was told went wrong; null: nothing. */
async function act(stage: Stage, chapter: Chapter): Promise<string | null> {
  if (chapter.name === "update") return announceUpdate(stage);
  return chapter.act(stage).then(
    () => null,
    (error: unknown) => String(error),
  );
}

/** Whether more is on record than before, or will be in a moment. */
async function grown(stage: Stage, before: number): Promise<boolean> {
  const startedAt = realNow();
  while (realNow() - startedAt < lookedForMs) {
    if ((await recorded(stage)) > before) return true;
    await sleep(5);
  }
  return false;
}

/** As a person does who is told that it failed: looks whether it was done after all, and if not does it again. */
async function insist(stage: Stage, chapter: Chapter): Promise<void> {
  const before = await recorded(stage);
  const told: string[] = [];
  for (let attempt = 0; attempt < patience; attempt++) {
    await stage.workspace.until("a connection", () => stage.workspace.connections() > 0, 15_000);
    const problem = await act(stage, chapter);
    await stage.settle();
    // A link that is cut is seen at once, and a person takes longer to look than the bot to write it down.
    if (await grown(stage, before)) return;
    told.push(String(problem));
  }
  throw new Error(`${chapter.name} was tried ${patience} times in vain: ${told.join(", ")}`);
}

let undisturbed: Promise<Seen[]> | null = null;
const onGoodDay = (): Promise<Seen[]> => {
  undisturbed ??= tellUndisturbed();
  return undisturbed;
};

type Met = { hit: number; seen: Seen[] };

async function tellOn(seed: number, options: SeedOptions): Promise<Met> {
  const stage = await openStage();
  const { calls, faults } = stage.workspace;
  try {
    faults.seed(faultsFromSeed(seed, options));
    for (const chapter of chapters) {
      await stage.goTo(startsAt + chapter.afterMinutes * minute);
      await insist(stage, chapter);
    }
    // The bad day ends; what is still owed has an hour.
    await stage.goTo(startsAt + 60 * minute);
    faults.seed(null);
    await stage.goTo(startsAt + 120 * minute);
    return { hit: calls.filter(({ outcome }) => outcome !== "ok").length, seen: seen(stage.workspace) };
  } finally {
    await stage.stop();
  }
}

/** Three times as bad: half of all calls and envelopes meet something, at one moment or another of the story. */
const thrice = (odds: Readonly<Partial<Record<string, number>>>): Record<string, number> =>
  Object.fromEntries(Object.entries(odds).map(([kind, share]) => [kind, 3 * (share ?? 0)]));
const worseDay: Odds = {
  calls: thrice(badDay.calls),
  events: thrice(badDay.events),
  gestures: thrice(badDay.gestures),
};

/** How soon the app connects again is real time: where it is refused again and again that is more than a test's. */
const days: readonly { name: string; odds: Odds; spared: readonly string[]; seeds: readonly number[] }[] = [
  { name: "bad", odds: badDay, spared: [], seeds: [1, 2, 3, 4, 5, 6] },
  { name: "worse", odds: worseDay, spared: ["apps.connections.open"], seeds: [7, 8, 9] },
];

describe.each(days)("On a $name day", ({ odds, spared, seeds }) => {
  test.each(seeds)("with seed %i, people see in the end what they would have seen on a good one", async (seed) => {
    // The bot goes by Slack's Date to the second: one that is wrong by more shows, until the first post (skew.test.ts).
    const met = await tellOn(seed, { odds, spared, skewMs: 0 });
    expect(met.seen).toEqual(await onGoodDay());
    expect(met.hit, "something went wrong").toBeGreaterThan(0);
  });
});
