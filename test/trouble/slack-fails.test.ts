import { describe, expect, test } from "vitest";
import type { Fault, FaultOptions } from "../../src/workspace/faults.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import type { Seen } from "../support/seen.ts";
import { openStage, tell, tellUndisturbed } from "./story.ts";

type Found = (workspace: Workspace) => void;
type Target = { name: string; method: string; matching?: NonNullable<FaultOptions["matching"]> };

const holding =
  (words: string) =>
  (args: object): boolean =>
    JSON.stringify(args).includes(words);

/** Every call that the story makes, each kind of it once. */
const targets: readonly Target[] = [
  { name: "users.info", method: "users.info" },
  { name: "conversations.create", method: "conversations.create" },
  { name: "conversations.invite", method: "conversations.invite" },
  { name: "conversations.list", method: "conversations.list" },
  { name: "conversations.join", method: "conversations.join" },
  { name: "conversations.setTopic", method: "conversations.setTopic" },
  { name: "chat.postMessage of the card", method: "chat.postMessage", matching: holding("/card") },
  { name: "chat.postMessage of the announcement", method: "chat.postMessage", matching: holding("/announcement/C") },
  { name: "chat.postMessage of an update", method: "chat.postMessage", matching: holding("no connections left") },
  { name: "chat.postMessage of an entry", method: "chat.postMessage", matching: holding("restarted the database") },
  { name: "chat.update of the card", method: "chat.update", matching: holding('"actions') },
  { name: "chat.update of the announcement", method: "chat.update", matching: (args) => !holding('"actions')(args) },
  { name: "pins.add", method: "pins.add" },
  { name: "bookmarks.add", method: "bookmarks.add" },
  { name: "files.getUploadURLExternal", method: "files.getUploadURLExternal" },
  { name: "the upload of the file", method: "upload" },
  { name: "files.completeUploadExternal", method: "files.completeUploadExternal" },
];

const faults: readonly { name: string; fault: Fault; times?: number }[] = [
  { name: "429 with Retry-After", fault: { kind: "ratelimited", retryAfterS: 20 } },
  { name: "500", fault: { kind: "status", status: 500 } },
  { name: "503 after Slack did it", fault: { kind: "status after the deed", status: 503 } },
  { name: "internal_error", fault: { kind: "error", error: "internal_error" } },
  { name: "fatal_error", fault: { kind: "error", error: "fatal_error" } },
  { name: "a connection reset before Slack did it", fault: { kind: "reset" } },
  { name: "no answer, and Slack did nothing", fault: { kind: "timeout", afterMs: 20 } },
  { name: "an answer lost after Slack did it", fault: { kind: "answer lost", afterMs: 10 } },
  { name: "an answer lost twice in a row", fault: { kind: "answer lost", afterMs: 0 }, times: 2 },
];

let undisturbed: Promise<Seen[]> | null = null;
const withoutTrouble = (): Promise<Seen[]> => {
  undisturbed ??= tellUndisturbed();
  return undisturbed;
};

describe.each(targets)("Where $name meets", ({ method, matching }) => {
  test.each(faults)("$name, people see in the end what they would have seen without", async ({ fault, times = 1 }) => {
    let hits = 0;
    const counted = (args: { [key: string]: unknown }): boolean => {
      const isHit = matching === undefined || matching(args);
      if (isHit) hits += 1;
      return isHit;
    };
    // Before the bot starts: the announcement channel is looked for at once.
    const found: Found = (workspace) => workspace.faults.add(method, fault, { times, matching: counted });
    const stage = await openStage({ found });
    try {
      const seen = await tell(stage);
      expect(hits, "the fault was met").toBeGreaterThan(0);
      expect(seen).toEqual(await withoutTrouble());
    } finally {
      await stage.stop();
    }
  });
});
