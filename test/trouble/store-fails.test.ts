import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { createLog } from "../../src/log.ts";
import { temporaryFolder } from "../support/folder.ts";
import { seen } from "../support/seen.ts";
import { channelOf, openStage, type Stage, type } from "./story.ts";

/** A stage whose database can be kept from taking in events, as a full disk would. */
async function breakable(): Promise<{ stage: Stage; errors: string[]; breakStore(): void; mendStore(): void }> {
  const path = join(temporaryFolder(), "sitrep.db");
  const errors: string[] = [];
  const log = createLog({
    level: "error",
    isForPeople: false,
    destination: { write: (line) => void errors.push(line) },
  });
  const stage = await openStage({ databaseUrl: path, log });
  const other = new Database(path);
  onTestFinished(() => void other.close());
  onTestFinished(() => stage.stop());
  const full = "create trigger full before insert on events begin select raise(abort, 'disk is full'); end";
  return {
    stage,
    errors,
    breakStore: () => void other.exec(full),
    mendStore: () => void other.exec("drop trigger full"),
  };
}

test("While nothing can be written, nobody is told that it was done, and nothing is; then it works again", async () => {
  const { stage, errors, breakStore, mendStore } = await breakable();
  breakStore();
  const refused = await stage.sam.command("/incident declare sev2 Checkout is failing", { channel: "general" });
  expect(refused).toMatchObject({ error: "operation_timeout", replies: [] });
  expect(errors.join("\n")).toContain("disk is full");
  await stage.pass(60_000);
  expect(stage.workspace.channels().filter(({ name }) => name.startsWith("inc-"))).toEqual([]);

  mendStore();
  await type(stage.sam, "declare sev2 Checkout is failing", "general");
  await stage.pass(60_000);
  expect(channelOf(stage, 1).pins).toHaveLength(1);
}, 30_000);

test("While Slack's answers can't be written down, what was done is found again and not done twice", async () => {
  const { stage, breakStore, mendStore } = await breakable();
  stage.workspace.faults.onCall("conversations.create", 1, "after", breakStore);
  await type(stage.sam, "declare sev2 Checkout is failing", "general");
  await stage.pass(20_000);
  mendStore();
  await stage.pass(300_000);
  const places = seen(stage.workspace).filter(({ name }) => name.startsWith("inc-") || name === "incidents");
  expect(
    places.map(({ name, standing, pins, bookmarks }) => [name, standing.length, pins.length, bookmarks.length]),
  ).toEqual([
    ["inc-1-checkout-is-failing", 1, 1, 1],
    ["incidents", 1, 0, 0],
  ]);
}, 30_000);
