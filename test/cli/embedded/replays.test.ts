// The incidents of the past, replayed for the page: each in a workspace of its own, to the very same postmortem.

import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { startBot } from "../../../src/bot.ts";
import { createReplays, type Replays } from "../../../src/cli/embedded/replays.ts";
import { storyNames } from "../../../src/cli/replay/story.ts";
import { realClock } from "../../../src/clock.ts";
import { silentLog } from "../../../src/log.ts";
import { bareHost, type PageHost } from "../../../src/workspace/client/host.ts";
import { startWorkspace } from "../../../src/workspace/workspace.ts";
import { manifest } from "../../support/manifest.ts";
import { until } from "../../support/until.ts";
import { type PageClient, pageClient } from "./page-client.ts";

const fullSpeed = 1_000_000;

type Opened = { replays: Replays; main: PageClient; replay: PageClient; replayAddress: string };

/** How many servers this process has open. */
const servers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "TCPServerWrap").length;

/** A workspace whose page can replay. */
async function open(): Promise<Opened> {
  await until(() => servers() === 0, { what: "what the test before had open to be closed" });
  const tellers = new Set<(what: "replay") => void>();
  const changed = (): void => tellers.forEach((tell) => void tell("replay"));
  const replays = createReplays({ startBot, hostClock: realClock(), log: silentLog, changed });
  onTestFinished(() => replays.stop());
  const { mountIn, stop: _, ...asked } = replays;
  const subscribe: PageHost["subscribe"] = (tell) => {
    tellers.add(tell);
    return () => void tellers.delete(tell);
  };
  const host: PageHost = { ...bareHost, ...asked, subscribe };
  const workspace = await startWorkspace({ clock: realClock(), manifest, page: { host, firstPerson: "alex" } });
  onTestFinished(() => workspace.stop());
  workspace.addPerson({ name: "alex" });
  if (workspace.page === null) throw new Error("The workspace has no page.");
  mountIn(workspace.page);
  const { address } = workspace.page;
  const replayAddress = `${address}replay/`;
  return { replays, main: pageClient(address), replay: pageClient(replayAddress), replayAddress };
}

const over = ({ replays }: Opened) =>
  until(
    () => {
      const { state } = replays.replay() ?? {};
      return state === "ended" || state === "failed";
    },
    { what: "the end of the replay", timeoutMs: 15_000 },
  );

test("The page is offered five stories, with what they are about and how long they lasted", async () => {
  const { main } = await open();
  const { stories } = await main.snapshot();
  expect(stories.map(({ name }) => name).toSorted()).toEqual(storyNames());
  expect(stories.find(({ name }) => name === "simwood-2020-01-23")).toEqual({
    name: "simwood-2020-01-23",
    organization: "Simwood",
    title: "Calls issues",
    severity: "SEV2",
    startsAt: Date.UTC(2020, 0, 23, 11, 8),
    lastsMs: 33_180_000,
    steps: 13,
    summary: expect.stringMatching(/wrongly blocked/),
  });
});

test.each(storyNames())("%s ends with the golden postmortem, shown as a document", async (story) => {
  const opened = await open();
  const { main, replay } = opened;
  await main.act({ do: "start replay", story, speed: fullSpeed });
  await over(opened);
  const seen = (await main.snapshot()).replay;
  expect(seen).toMatchObject({ state: "ended", done: seen?.story.steps, problem: null });
  const golden = new URL(`../../journey/golden/${story}.md`, import.meta.url);
  const { markdown } = await replay.document(seen?.documentFileId ?? "");
  expect(markdown).toBe(readFileSync(golden, "utf8"));
  expect((await replay.snapshot()).team.name).toBe(seen?.story.organization);
});

test("While it plays people look on; it can be paused and hastened; its clock shows its pace", async () => {
  const opened = await open();
  const { main, replay } = opened;
  await main.act({ do: "start replay", story: "inspira-2021-01-19", speed: 60 });
  await until(() => opened.replays.replay()?.done === 1, { what: "the declaration" });
  const playing = await replay.snapshot();
  expect(playing).toMatchObject({
    isReadOnly: true,
    clock: { rate: 60, isControllable: false },
    me: expect.any(String),
  });
  expect(playing.replay).toMatchObject({ state: "playing", done: 1, speed: 60, steps: { length: 15 } });
  expect(playing.replay?.steps[0]).toEqual({
    at: Date.UTC(2021, 0, 19, 10, 30),
    who: "maya",
    what: "declares SEV1: Voice - Call Failures",
  });
  const [channel] = playing.channels.filter(({ name }) => name.startsWith("inc-1"));
  const say = { do: "say", channelId: channel?.id ?? "", text: "hi", threadTs: null, alsoToChannel: false } as const;
  await expect(replay.act(say)).rejects.toThrow(/look on/);
  await expect(replay.act({ do: "jump", byMs: 60_000 })).rejects.toThrow("The clock follows the replay");

  await main.act({ do: "pace replay", state: "paused", speed: 60 });
  const paused = await replay.snapshot();
  expect(paused).toMatchObject({ isReadOnly: true, clock: { rate: 0 }, replay: { state: "paused" } });
  const stood = (await replay.snapshot()).clock.now;
  expect(stood - paused.clock.now).toBeLessThan(10_000);

  await replay.act({ do: "pace replay", state: "playing", speed: fullSpeed });
  await over(opened);
  expect((await replay.snapshot()).isReadOnly).toBe(false);
});

test("When it is over it is a workspace like any other, to click in, until it is ended", async () => {
  const opened = await open();
  const { main, replay, replays, replayAddress } = opened;
  await main.act({ do: "start replay", story: "blip", speed: fullSpeed });
  await over(opened);
  const { channels, clock, me } = await replay.snapshot();
  expect(clock).toMatchObject({ rate: 1, isControllable: true });
  const [channel] = channels.filter(({ name }) => name.startsWith("inc-1"));
  await replay.act({ do: "command", channelId: channel?.id ?? "", line: "/incident help" }, me);
  await replay.act({ do: "jump", byMs: 3_600_000 });
  expect((await replay.snapshot()).clock.now - clock.now).toBeGreaterThanOrEqual(3_600_000);
  await expect(replay.act({ do: "pace replay", state: "paused", speed: 1 })).rejects.toThrow("This replay is over");

  await replay.act({ do: "end replay" });
  expect(replays.replay()).toBe(null);
  await until(() => servers() === 1, { what: "the replay's workspace to be closed" });
  expect((await fetch(replayAddress)).url).toBe(new URL("..", replayAddress).href);
  expect((await fetch(`${replayAddress}client/feed`)).status).toBe(404);
  expect((await main.snapshot()).replay).toBe(null);
  await expect(main.act({ do: "pace replay", state: "paused", speed: 1 })).rejects.toThrow("No replay runs");
});

test("Its page is told by the feed: each step, now and then what time it is, and when one may click", async () => {
  const opened = await open();
  const { main, replay } = opened;
  await main.act({ do: "start replay", story: "simwood", speed: null });
  const hastened = until(() => opened.replays.replay()?.done === 1, { what: "the declaration" }).then(() =>
    replay.act({ do: "pace replay", state: "playing", speed: 20_000 }),
  );
  const told = await replay.changesUntil((change) => change.type === "clock" && change.clock.isControllable);
  await hastened;
  const done = told.flatMap((change) => (change.type === "replay" ? [change.replay?.done ?? -1] : []));
  const reached = [...new Set(done)];
  expect(reached).toEqual(reached.toSorted((one, other) => one - other));
  expect(done.at(-1)).toBe(13);
  expect(reached.length).toBeGreaterThan(3);
  expect(told).toContainEqual({ type: "read only", isReadOnly: false });
  const moments = told.flatMap((change) => (change.type === "clock" ? [change.clock.now] : []));
  expect(moments.length).toBeGreaterThan(4);
  expect(moments).toEqual(moments.toSorted((one, other) => one - other));
});

test("A step every two seconds, where no speed is chosen", async () => {
  const opened = await open();
  await opened.main.act({ do: "start replay", story: "simwood", speed: null });
  await until(() => opened.replays.replay()?.done === 1, { what: "the declaration" });
  const { clock, replay } = await opened.replay.snapshot();
  const [first, second] = replay?.steps ?? [];
  // A quarter of an hour, less the few seconds in which the bot edits its card.
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(900_000);
  expect(clock.rate).toBeGreaterThan(445);
  expect(clock.rate).toBeLessThanOrEqual(450);
});

test("Another one ends the first, also from the replay's own page, and a wrong one changes nothing", async () => {
  const opened = await open();
  const { main, replay } = opened;
  await main.act({ do: "start replay", story: "boostlingo-2023-07-23", speed: 1 });
  await expect(main.act({ do: "start replay", story: "acme", speed: 1 })).rejects.toThrow('There is no story "acme"');
  expect((await replay.snapshot()).replay?.story.organization).toBe("Boostlingo");
  await replay.act({ do: "start replay", story: "invoca-2019-07-23", speed: fullSpeed });
  await over(opened);
  expect((await replay.snapshot()).replay).toMatchObject({ state: "ended", story: { organization: "Invoca" } });
  await until(() => servers() === 2, { what: "the first one's workspace to be closed" });
});

test("One that is asked for while Sitrep is being stopped does not begin, and one that begins is ended", async () => {
  const { replays, main } = await open();
  const asked = main.act({ do: "start replay", story: "invoca-2019-07-23", speed: 1 });
  await until(() => servers() === 2, { what: "the replay's workspace" });
  const stopped = replays.stop();
  await expect(main.act({ do: "start replay", story: "invoca-2019-07-23", speed: 1 })).rejects.toThrow("being stopped");
  await Promise.all([asked, stopped]);
  expect(replays.replay()).toBeNull();
  await until(() => servers() === 1, { what: "the replay's workspace to be closed" });
});
