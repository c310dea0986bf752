// Many things at once, while Slack lets only so many calls a minute through.

import { afterEach, expect, test } from "vitest";
import {
  announced,
  cardMessage,
  minute,
  openStage,
  type Played,
  posts,
  type Stage,
  saidIn,
  topic,
} from "./support/stage.ts";

let stage: Stage;
afterEach(() => stage.stop());

const count = 30;
const channelsOf = ({ workspace }: Stage) => workspace.channels().filter(({ name }) => /^inc-\d+/.test(name));

function playedOf(running: Stage): Played[] {
  return channelsOf(running).map(({ id, name }) => {
    const number = Number(/^inc-(\d+)/.exec(name)?.[1]);
    return { number, ref: `INC-${number}`, channel: id };
  });
}

test("Thirty quick declarations get through, and each is said once", async () => {
  stage = await openStage({ rateLimits: "enforced" });
  const { workspace, sam, clock } = stage;
  const titles = Array.from({ length: count }, (_, i) => `Thing ${i + 1} is failing`);
  for (const title of titles) {
    const outcome = await sam.command(`/incident declare sev2 ${title}`, { channel: "general" });
    expect(outcome.error).toBeNull();
  }
  const startedAt = clock.now();
  const isDone = () => {
    const all = playedOf(stage);
    const isWhole = ({ channel }: Played) => {
      const {
        pins,
        bookmarks,
        topic: { value },
      } = workspace.channel(channel);
      return pins.length > 0 && bookmarks.length > 0 && value !== "";
    };
    return all.length === count && all.every((played) => isWhole(played) && announced(stage, played).length > 0);
  };
  while (!isDone() && clock.now() < startedAt + 30 * minute) await stage.pass(10_000);
  const tookMs = clock.now() - startedAt;

  const all = playedOf(stage);
  expect(all.map(({ number }) => number).sort((a, b) => a - b)).toEqual(titles.map((_, i) => i + 1));
  for (const played of all) {
    const channel = workspace.channel(played.channel);
    expect(stage.read(cardMessage(stage, played)), played.ref).toContain(titles[played.number - 1]);
    expect(announced(stage, played), played.ref).toHaveLength(1);
    expect(saidIn(stage, played), played.ref).toEqual([]);
    expect(channel.pins.map(({ ts }) => ts)).toEqual([cardMessage(stage, played).ts]);
    expect(channel.bookmarks).toHaveLength(1);
    expect(topic(stage, played)).toContain(played.ref);
    expect(channel.members).toContain(sam.id);
  }
  expect(posts(stage, "incidents")).toHaveLength(count);
  const refused = workspace.calls.filter(({ outcome }) => outcome === "HTTP 429");
  // 20 channels a minute: ten have to wait for the second minute, and nothing waits longer than for that.
  expect(refused.filter(({ method }) => method === "conversations.create")).toHaveLength(10);
  expect(refused.map(({ method }) => method)).toContain("chat.postMessage");
  expect(tookMs).toBeLessThanOrEqual(1.5 * minute);
});
