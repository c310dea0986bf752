import { expect, test } from "vitest";
import { sleep } from "../support/until.ts";
import { killedAtEach, type Moment, startChain, type When } from "./declared.ts";

const atCall =
  (when: When) =>
  (n: number): Moment => ({
    arm(workspace, kill) {
      workspace.faults.onCall("*", n, when, () => {
        kill();
        return "drop";
      });
    },
  });

/** Slack does this so long after the bot that asked for it was killed. The next one is up by then, and looks. */
const slowlyMs = 1_700;

const whileUnderWay = (method: string, n: number): Moment => ({
  arm(workspace, kill) {
    workspace.faults.onCall(method, n, "before", async () => {
      kill();
      await sleep(slowlyMs);
    });
  },
});

async function killedWhileUnderWay(): Promise<number> {
  const chain = await startChain();
  await chain.round("line", {});
  const calls = [
    ["conversations.create", 1],
    ["chat.postMessage", 1],
    ["chat.postMessage", 2],
    ["bookmarks.add", 1],
  ] as const;
  for (const [method, n] of calls) {
    expect(await chain.round("line", whileUnderWay(method, n)), method).toMatchObject({ wasKilled: true });
  }
  await chain.stop();
  return calls.length;
}

// One test, since its chains of programs spend their time waiting and can do so side by side.
test("Killed before, during or after the deed of any call, a declaration is finished by the next start", async () => {
  const rounds = await Promise.all([
    killedAtEach("before", atCall("before")),
    killedAtEach("after", atCall("after")),
    killedWhileUnderWay(),
  ]);
  // The channel, the invitation, the card, the topic, the pin, the bookmark, the announcement: each was a call.
  for (const count of rounds.slice(0, 2)) expect(count).toBeGreaterThan(7);
}, 240_000);
