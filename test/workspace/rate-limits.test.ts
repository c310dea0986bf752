import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Bench, openBench } from "./support/bolt.ts";
import { type Answer, call } from "./support/raw.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await openBench({ rateLimits: "enforced" });
});

afterEach(() => bench.stop());

/** Calls `method` `times` times, and gives the Retry-After of each: null where it was let through. */
async function waits(method: string, times: number, args: object = {}): Promise<(string | null)[]> {
  const found: (string | null)[] = [];
  for (let i = 0; i < times; i++) {
    const answer = await call(bench.workspace, method, args);
    found.push(refusedFor(answer));
  }
  return found;
}

function refusedFor({ status, body, headers }: Answer): string | null {
  if (status !== 429) return null;
  expect(body).toEqual({ ok: false, error: "ratelimited" });
  return headers.get("retry-after");
}

const through = (times: number): null[] => Array.from({ length: times }, () => null);

describe("the rate limits, where they are enforced", () => {
  test.each([
    ["T2", "conversations.list", 20],
    ["T3", "team.info", 50],
    ["T4", "users.info", 100],
    ["special", "auth.test", 300],
  ])("%s: %s is let through %i times a minute, in one burst if need be", async (_, method, limit) => {
    expect(await waits(method, limit + 1)).toEqual([...through(limit), "60"]);
  });

  test("Retry-After is exact: a second before it is refused, then as many go through as left the minute", async () => {
    const { clock } = bench;
    await waits("conversations.list", 15);
    clock.advanceBy(20_500);
    expect(await waits("conversations.list", 6)).toEqual([...through(5), "40"]);
    clock.advanceBy(39_000);
    expect(await waits("conversations.list", 1)).toEqual(["1"]);
    clock.advanceBy(500);
    expect(await waits("conversations.list", 16)).toEqual([...through(15), "21"]);
  });

  test("a refused call is not counted, and its deed is not done", async () => {
    const { workspace, clock } = bench;
    const names = Array.from({ length: 25 }, (_, i) => `inc-${i}`);
    for (const name of names) await call(workspace, "conversations.create", { name });
    expect(workspace.channels().filter(({ name }) => name.startsWith("inc-"))).toHaveLength(20);
    clock.advanceBy(60_000);
    expect(await waits("conversations.create", 1, { name: "inc-20" })).toEqual([null]);
    expect(workspace.calls.filter(({ outcome }) => outcome === "HTTP 429")).toHaveLength(5);
  });

  test("each method has a count of its own", async () => {
    const channel = bench.workspace.channel("general").id;
    await waits("pins.list", 20, { channel });
    expect(await waits("pins.list", 1, { channel })).toEqual(["60"]);
    expect(await waits("pins.add", 1, { channel })).toEqual([null]);
    expect(await waits("conversations.list", 1)).toEqual([null]);
  });

  test("an app without a good token uses nothing up; refusals of the method itself do", async () => {
    const { workspace } = bench;
    for (let i = 0; i < 25; i++) await call(workspace, "pins.list", {}, { token: "xoxb-wrong" });
    expect(await waits("pins.list", 21)).toEqual([...through(20), "60"]);
  });

  test("chat.postMessage: ten at once into one channel, then one a second; another channel is free", async () => {
    const { workspace, clock } = bench;
    workspace.addChannel({ name: "other", members: ["sam", "bot"] });
    const general = workspace.channel("general");
    const post = (times: number, channel: string) => waits("chat.postMessage", times, { channel, text: "a" });
    expect(await post(11, general.id)).toEqual([...through(10), "1"]);
    expect(await post(1, "#general")).toEqual(["1"]);
    expect(await post(10, "other")).toEqual(through(10));
    clock.advanceBy(999);
    expect(await post(1, general.id)).toEqual(["1"]);
    clock.advanceBy(1);
    expect(await post(2, general.id)).toEqual([null, "1"]);
    clock.advanceBy(5_000);
    expect(await post(6, general.id)).toEqual([...through(5), "1"]);
    expect(general.messages.filter(({ byApp }) => byApp)).toHaveLength(16);
  });

  test("chat.postMessage: 300 a minute over all channels", async () => {
    const { workspace } = bench;
    for (let i = 0; i < 31; i++) workspace.addChannel({ name: `c-${i}`, members: ["sam", "bot"] });
    const all = await Promise.all(
      Array.from({ length: 31 }, (_, i) => waits("chat.postMessage", 10, { channel: `c-${i}`, text: "a" })),
    );
    expect(all.flat().filter((wait) => wait === null)).toHaveLength(300);
    expect(all.flat().filter((wait) => wait !== null)).toEqual(Array.from({ length: 10 }, () => "60"));
  });

  test("a clock that is set back holds nobody for longer than a minute", async () => {
    const { workspace, clock } = bench;
    clock.advanceBy(3_600_000);
    const channel = workspace.channel("general").id;
    await waits("conversations.list", 20);
    await waits("chat.postMessage", 10, { channel, text: "a" });
    clock.advanceTo(clock.now() - 3_600_000);
    expect(await waits("conversations.list", 1)).toEqual([null]);
    expect(await waits("chat.postMessage", 1, { channel, text: "a" })).toEqual([null]);
  });

  test("Slack's own client is told how long to wait", async () => {
    const { client } = bench;
    await waits("conversations.list", 20);
    await expect(client.conversations.list()).rejects.toMatchObject({
      code: "slack_webapi_rate_limited_error",
      retryAfter: 60,
    });
  });
});

test("the rate limits are off where nobody asked for them", async () => {
  await bench.stop();
  bench = await openBench();
  expect(await waits("conversations.list", 60)).toEqual(through(60));
});
