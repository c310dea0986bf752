import { expect, test } from "vitest";
import type { Gateway, Outcome, Post } from "../../src/engine/gateway.ts";
import { openStore } from "../../src/store/store.ts";
import { sleep } from "../support/until.ts";
import { createRig, declaration } from "./rig.ts";

/** A Slack that remembers what was done to it, and kills the program at one call: before the deed, or after it. */
function killingSlack() {
  const channels: { channelId: string; name: string }[] = [];
  const posts: (Post & { ts: string })[] = [];
  const pins = new Set<string>();
  const bookmarks: string[] = [];
  const state = { killAt: Number.POSITIVE_INFINITY, when: "before" as "before" | "after", call: 0, killed: () => {} };
  const forever = new Promise<never>(() => undefined);
  const done = <T>(answer: T): Outcome<T> => ({ outcome: "done", answer });
  /** A killed program never hears the answer. */
  const deed = async <T>(act: () => T): Promise<Outcome<T>> => {
    state.call += 1;
    if (state.call === state.killAt) {
      if (state.when === "after") act();
      state.killed();
      return await forever;
    }
    if (state.call > state.killAt) return await forever;
    return done(act());
  };
  const gateway: Gateway = {
    createChannel: ({ name }) =>
      deed(() => {
        const made = { channelId: `C${channels.length + 1}`, name };
        channels.push(made);
        return made;
      }),
    findChannel: ({ name }) => deed(() => channels.find((channel) => channel.name === name) ?? null),
    invite: () => deed(() => null),
    post: (post) =>
      deed(() => {
        const ts = `1772442000.${String(posts.length + 1).padStart(6, "0")}`;
        posts.push({ ...post, ts });
        return { channelId: post.channelId, ts };
      }),
    findPost: ({ channelId, key }) =>
      deed(() => posts.find((post) => post.channelId === channelId && post.key === key) ?? null),
    edit: () => deed(() => null),
    setTopic: () => deed(() => null),
    pin: ({ ts }) =>
      deed(() => {
        pins.add(ts);
        return null;
      }),
    bookmark: ({ link, look }) =>
      deed(() => {
        if (!look || !bookmarks.includes(link)) bookmarks.push(link);
        return null;
      }),
    upload: () => deed(() => null),
    findUpload: () => deed(() => false),
    person: (userId) => deed(() => `Name of ${userId}`),
    quote: () => deed(() => ({ text: "", authorId: null })),
    channelOf: () => Promise.resolve(done("CANNOUNCE")),
    groupIds: () => Promise.resolve({}),
    teamUrl: () => "https://acme.slack.com/",
  };
  return { gateway, state, channels, posts, pins, bookmarks };
}

for (const when of ["before", "after"] as const) {
  for (let killAt = 1; killAt <= 10; killAt++) {
    test(`Killed ${when} the deed of call ${killAt}, everything is there once`, async () => {
      const slack = killingSlack();
      const store = await openStore(":memory:");
      slack.state.killAt = killAt;
      slack.state.when = when;
      const dead = new Promise<void>((resolve) => {
        slack.state.killed = resolve;
      });
      const first = await createRig({ gateway: slack.gateway as never, store });
      await first.ask(declaration, { key: "trigger" });
      await first.ask({ type: "PostUpdate", text: "Looking", status: null, nextUpdateAt: null, alsoAnnounce: false });
      await Promise.race([dead, sleep(200)]);
      slack.state.killAt = Number.POSITIVE_INFINITY;

      const second = await createRig({ gateway: slack.gateway as never, store });
      await second.pass(60_000, 1_000);
      expect(slack.channels).toHaveLength(1);
      const keys = slack.posts.map(({ key }) => key).sort();
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).toEqual(["keep/inc/announcement/CANNOUNCE", "keep/inc/card", "say/channel/inc.2"]);
      expect(slack.pins.size).toBe(1);
      expect(slack.bookmarks).toHaveLength(1);
      expect((await second.incident()).people).toEqual({ USAM: "Name of USAM" });
      await second.close();
    });
  }
}

test("What a killed program had asked of Slack is looked for only after Slack had time to do it", async () => {
  const slack = killingSlack();
  const store = await openStore(":memory:");
  slack.state.killAt = 1;
  slack.state.when = "before";
  const dead = new Promise<void>((resolve) => {
    slack.state.killed = resolve;
  });
  const first = await createRig({ gateway: slack.gateway as never, store });
  await first.ask(declaration);
  await dead;
  slack.state.killAt = Number.POSITIVE_INFINITY;

  const second = await createRig({ gateway: slack.gateway as never, store });
  await second.pass(1_500, 100);
  expect(slack.channels, "it may still be on its way").toHaveLength(0);
  // Slack takes its time, and does it now.
  slack.channels.push({ channelId: "CLATE", name: "inc-1-checkout-is-failing" });
  await second.pass(10_000, 100);
  expect(slack.channels).toHaveLength(1);
  expect((await second.incident()).channel?.id).toBe("CLATE");
  await second.close();
});
