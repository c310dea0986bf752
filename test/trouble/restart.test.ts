import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import type { Seen } from "../support/seen.ts";
import { chapters, openStage, type Stage, tell, tellUndisturbed } from "./story.ts";

let undisturbed: Promise<Seen[]> | null = null;
const withoutRestart = (): Promise<Seen[]> => {
  undisturbed ??= tellUndisturbed();
  return undisturbed;
};

const openFileStage = (): Promise<Stage> => openStage({ databaseUrl: join(temporaryFolder(), "sitrep.db") });

test.each(chapters.map(({ name }) => name))(
  "Stopped and started just after %s was acknowledged, people see what they would have seen",
  async (chapter) => {
    const stage = await openFileStage();
    const between = async ({ name }: { name: string }): Promise<void> => {
      if (name === chapter) await stage.restart();
    };
    expect(await tell(stage, { between })).toEqual(await withoutRestart());
    await stage.stop();
  },
);

test("Stopped and started after each step, and again while nothing goes on, nothing is there twice", async () => {
  const stage = await openFileStage();
  const between = async (): Promise<void> => {
    await stage.restart();
    await stage.pass(60_000);
    await stage.restart();
  };
  expect(await tell(stage, { between })).toEqual(await withoutRestart());
  await stage.stop();
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "Stopped while call %i after each step is under way, it finishes that call, and the next start the rest",
  async (n) => {
    const stage = await openFileStage();
    let restarting: Promise<void> = Promise.resolve();
    let restarts = 0;
    const between = async (): Promise<void> => {
      const disarm = stage.workspace.faults.onCall("*", n, "before", () => {
        restarts += 1;
        restarting = stage.restart();
      });
      await stage.settle();
      await restarting;
      // What gathers a moment before it is shown is called only now.
      await stage.pass(30_000);
      await restarting;
      disarm();
      await stage.pass(30_000);
    };
    expect(await tell(stage, { between })).toEqual(await withoutRestart());
    expect(restarts).toBeGreaterThan(0);
    await stage.stop();
  },
);
