import { describe, expect, test } from "vitest";
import { seen } from "../support/seen.ts";
import { channelOf, openStage, type Stage, startsAt, tell, tellUndisturbed, type } from "./story.ts";

const declare = (stage: Stage, title = "Checkout is failing"): Promise<void> =>
  type(stage.sam, `declare sev2 ${title}`, "general");

/** The calls since the declaration that Slack carried out, in alphabetical order. */
const doneCalls = ({ workspace }: Stage, from: number): string[] =>
  workspace.calls
    .slice(from)
    .filter(({ outcome }) => outcome === "ok")
    .map(({ method }) => method)
    .sort();

/** What of a declaration can't be done before this is done. */
const waitsFor: Record<string, string[]> = {
  "users.info": [],
  "conversations.invite": [],
  "conversations.setTopic": [],
  "pins.add": [],
  "bookmarks.add": [],
  "conversations.create": [
    "conversations.invite",
    "conversations.setTopic",
    "chat.postMessage",
    "chat.postMessage",
    "pins.add",
    "bookmarks.add",
  ],
  // The first of its two is the card's.
  "chat.postMessage": ["pins.add", "bookmarks.add"],
};

const without = (all: readonly string[], taken: readonly string[]): string[] => {
  const left = [...all];
  for (const one of taken) left.splice(left.indexOf(one), 1);
  return left;
};

describe("A 429 with Retry-After 20 s", () => {
  test.each(Object.keys(waitsFor))("on %s holds nothing but what needs it, and is waited out", async (method) => {
    const calm = await openStage();
    const calmFrom = calm.workspace.calls.length;
    await declare(calm);
    await calm.pass(5_000);
    const all = doneCalls(calm, calmFrom);
    await calm.stop();

    const stage = await openStage();
    const from = stage.workspace.calls.length;
    const isHit = (args: object): boolean => method !== "chat.postMessage" || JSON.stringify(args).includes("/card");
    stage.workspace.faults.add(method, { kind: "ratelimited", retryAfterS: 20 }, { times: 1, matching: isHit });
    await declare(stage);
    await stage.pass(5_000);
    expect(doneCalls(stage, from)).toEqual(without(all, [method, ...(waitsFor[method] ?? [])]));
    await stage.pass(25_000);
    expect(doneCalls(stage, from)).toEqual(all);
    const again = stage.workspace.calls.slice(from).findLast((call) => call.method === method && isHit(call.args));
    expect(again?.at).toBeGreaterThanOrEqual(startsAt + 20_000);
    expect(again?.at).toBeLessThanOrEqual(startsAt + 21_000);
    await stage.stop();
  });

  test("on one incident's channel holds no other incident", async () => {
    const stage = await openStage();
    stage.workspace.faults.add("conversations.create", { kind: "ratelimited", retryAfterS: 60 }, { times: 1 });
    await declare(stage);
    await stage.settle();
    await declare(stage, "Search is slow");
    await stage.pass(1_000);
    expect(channelOf(stage, 2).pins).toHaveLength(1);
    expect(() => channelOf(stage, 1)).toThrow();
    await stage.pass(62_000);
    expect(channelOf(stage, 1).pins).toHaveLength(1);
    await stage.stop();
  });

  test("on an update holds the updates after it, so that they are read in order", async () => {
    const stage = await openStage();
    await declare(stage);
    await stage.pass(5_000);
    const { id } = channelOf(stage);
    stage.workspace.faults.add("chat.postMessage", { kind: "ratelimited", retryAfterS: 20 }, { times: 1 });
    for (const words of ["first", "second", "third"]) await type(stage.sam, `update ${words}`, id);
    await stage.pass(5_000);
    const said = (): string[] =>
      seen(stage.workspace)
        .flatMap(({ said }) => said)
        .map((line) => /^bot: Update \d\n(\w+)/.exec(line)?.[1] ?? line);
    expect(said()).toEqual([]);
    await stage.pass(25_000);
    expect(said()).toEqual(["first", "second", "third"]);
    await stage.stop();
  });
});

describe("An answer that was lost", () => {
  test("is looked for until the look succeeds, before anything is done again", async () => {
    const stage = await openStage();
    const { faults, calls } = stage.workspace;
    for (const [method, look] of [
      ["conversations.create", "users.conversations"],
      ["chat.postMessage", "conversations.history"],
      ["bookmarks.add", "bookmarks.list"],
      ["files.completeUploadExternal", "conversations.history"],
    ] as const) {
      faults.add(method, { kind: "answer lost", afterMs: 0 }, { times: 1 });
      faults.add(look, { kind: "status", status: 500 }, { times: 2 });
    }
    expect(await tell(stage)).toEqual(await tellUndisturbed());
    expect(calls.filter(({ method }) => method === "conversations.create")).toHaveLength(1);
    expect(calls.filter(({ method }) => method === "bookmarks.add")).toHaveLength(1);
    expect(calls.filter(({ method }) => method === "files.completeUploadExternal")).toHaveLength(1);
    await stage.stop();
  });

  test("after ten seconds of silence is an unknown outcome too, whether Slack did it or not", async () => {
    const stage = await openStage();
    const of = (key: string) => ({
      times: 1,
      matching: (args: object) => JSON.stringify(args).includes(key),
    });
    stage.workspace.faults.add("chat.postMessage", { kind: "slow", ms: 10_600 }, of("/card"));
    stage.workspace.faults.add("chat.postMessage", { kind: "timeout", afterMs: 10_600 }, of("/announcement"));
    expect(await tell(stage)).toEqual(await tellUndisturbed());
    await stage.stop();
  }, 40_000);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "All connections cut at call %i of a declaration, sockets too, nothing is missing and nothing there twice",
  async (n) => {
    const stage = await openStage();
    const { faults } = stage.workspace;
    faults.onCall("*", n, n % 2 === 0 ? "before" : "after", () => {
      faults.dropSockets();
      return "drop";
    });
    const reconnected = async (): Promise<void> => {
      await stage.settle();
      await stage.workspace.until("both connections again", () => stage.workspace.connections() === 2, 15_000);
    };
    expect(await tell(stage, { between: reconnected })).toEqual(await tellUndisturbed());
    await stage.stop();
  },
);
