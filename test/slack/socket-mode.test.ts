// Socket Mode over the wire. Each test is for one defect of Bolt 5.1 or socket-mode 3.1 that FACTS 1.4 measured, and
// fails without its remedy.

import type { App } from "@slack/bolt";
import { describe, expect, it } from "vitest";
import { realClock, virtualClock } from "../../src/clock.ts";
import { afterStallMs, silenceMs } from "../../src/slack/limits.ts";
import { realNow, sleep, until } from "../support/until.ts";
import { type Embedded, embedded } from "./embedded.ts";

/** A workspace in which Ada can react in a channel that the bot is in. */
async function withChannel(options: Parameters<typeof embedded>[0] = {}) {
  const all = await embedded(options);
  const ada = all.workspace.addPerson({ name: "ada" });
  all.workspace.addChannel({ name: "ops", members: ["ada", "bot"] });
  const { ts } = all.workspace.person("ada").say("ops", "The checkout is slow");
  let emoji = 0;
  let spot = ts;
  /** Ada reacts with an emoji not used before: one event. A message takes 23 reactions of one person, no more. */
  const react = (): string => {
    emoji += 1;
    const name = `e${emoji}`;
    if (emoji % 20 === 0) spot = all.workspace.person("ada").say("ops", "It is still slow").ts;
    ada.react("ops", spot, name);
    return name;
  };
  return { ...all, ada, ts, react };
}

/** Registers a listener for reactions that notes when each came. */
function noting(seen: { reaction: string; at: number; retryNum: number | undefined }[]) {
  return (app: App): void =>
    app.event("reaction_added", async ({ event, context }) => {
      seen.push({ reaction: event.reaction, at: realNow(), retryNum: context.retryNum });
    });
}

const messages = ({ lines }: Embedded): string[] => lines.map(({ message }) => message);

describe("connecting", () => {
  it("has two connections within a second, and knows who it is", async () => {
    const { slack, workspace, connect } = await embedded();
    const from = realNow();
    await connect();
    expect(realNow() - from).toBeLessThan(1_000);
    expect(workspace.connections()).toBe(2);
    expect(slack.identity()).toMatchObject({ teamId: workspace.team.id, botUserId: workspace.botUserId });
  });

  it("starts while Slack is down, says so once, and connects when it can", async () => {
    const all = await withChannel();
    const { slack, workspace, react } = all;
    const seen: { reaction: string; at: number; retryNum: number | undefined }[] = [];
    await workspace.faults.down();
    slack.start(noting(seen));
    await sleep(700);
    expect(slack.isConnected()).toBe(false);
    expect(messages(all).filter((message) => message.includes("can't be reached"))).toHaveLength(1);
    await workspace.faults.up();
    await until(() => slack.isConnected() && slack.linesUp() === 2, { what: "a connection after the outage" });
    const name = react();
    await until(() => seen.some(({ reaction }) => reaction === name), { what: "the event" });
    expect(messages(all)).toContain("Slack is reached again.");
  });

  it("is not spoilt by one failure of auth.test at the start", async () => {
    const { slack, workspace, ada } = await withChannel();
    workspace.faults.add("auth.test", { kind: "error", error: "internal_error" }, { times: 2 });
    slack.start((app) => app.command("/incident", async ({ ack }) => await ack("here")));
    await until(() => slack.isConnected(), { what: "the identity after two failures" });
    const outcome = await ada.command("/incident", { channel: "ops" });
    expect((await outcome.reply()).text).toBe("here");
  });

  it("outlives invalid_auth when it reconnects, says what to mend, and goes on when it is mended", async () => {
    const all = await withChannel();
    const { slack, workspace, react, connect } = all;
    const seen: { reaction: string; at: number; retryNum: number | undefined }[] = [];
    await connect(noting(seen));
    const mend = workspace.faults.add("apps.connections.open", { kind: "error", error: "invalid_auth" });
    workspace.faults.dropSockets();
    await until(() => messages(all).find((message) => message.includes("SLACK_APP_TOKEN")), { what: "the hint" });
    expect(slack.isConnected()).toBe(false);
    mend();
    await until(() => slack.linesUp() === 2, { what: "both lines again", timeoutMs: 8_000 });
    const name = react();
    await until(() => seen.some(({ reaction }) => reaction === name), { what: "the event" });
  });
});

describe("while Slack renews its connections", () => {
  it.each([["one connection", true] as const, ["both connections at once", false] as const])(
    "no event waits: %s",
    async (_, onlyFirst) => {
      const { slack, workspace, react, connect } = await withChannel();
      const seen: { reaction: string; at: number; retryNum: number | undefined }[] = [];
      await connect(noting(seen));
      const sent = new Map<string, number>();
      workspace.faults.disconnect("refresh_requested", { onlyFirst });
      for (let n = 0; n < 60; n++) {
        sent.set(react(), realNow());
        await sleep(10);
      }
      await until(() => seen.length >= sent.size, { what: "all events" });
      const waits = seen.map(({ reaction, at }) => at - (sent.get(reaction) ?? Number.NaN));
      expect(Math.max(...waits)).toBeLessThan(200);
      expect(seen.every(({ retryNum }) => retryNum === 0)).toBe(true);
      await until(() => workspace.connections() === 2, { what: "the old connections to be closed" });
      expect(slack.linesUp()).toBe(2);
    },
  );

  it("acknowledges what an old connection brought, although its listener takes a while", async () => {
    const { workspace, react, clock, connect } = await withChannel();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const retries: (number | undefined)[] = [];
    const opened = (): number => workspace.calls.filter(({ method }) => method === "apps.connections.open").length;
    await connect((app) =>
      app.event("reaction_added", async ({ context }) => {
        retries.push(context.retryNum);
        await held;
      }),
    );
    react();
    await until(() => retries.length === 1, { what: "the event" });
    workspace.faults.disconnect("refresh_requested");
    // The one without work goes at once; the other stays beside the two successors.
    await until(() => workspace.connections() === 3 && opened() === 4, { what: "successors beside an old connection" });
    release();
    await workspace.idle(20);
    clock.advanceBy(4_000);
    await sleep(50);
    expect(retries).toEqual([0]);
  });

  it("comes back at once when the sockets are cut without a word", async () => {
    const { slack, workspace, connect } = await embedded();
    await connect();
    const from = realNow();
    workspace.faults.dropSockets();
    const opened = (): number => workspace.calls.filter(({ method }) => method === "apps.connections.open").length;
    await until(() => opened() === 4 && slack.linesUp() === 2, { what: "both lines again" });
    expect(realNow() - from).toBeLessThan(1_000);
  });

  it("replaces a connection that has gone silent without being closed", async () => {
    const wireClock = virtualClock(0);
    const { slack, workspace, connect } = await embedded({ wireClock });
    await connect();
    workspace.faults.halfOpen();
    wireClock.advanceBy(silenceMs - 1);
    await sleep(20);
    expect(slack.linesUp()).toBe(2);
    wireClock.advanceBy(1);
    expect(slack.linesUp()).toBe(0);
    wireClock.advanceBy(1);
    await until(() => slack.linesUp() === 2, { what: "successors" });
    // The old ones, which answer no close frame, are cut off.
    wireClock.advanceBy(afterStallMs);
    await until(() => workspace.connections() === 2, { what: "the silent sockets to be gone" });
  });
});

describe("persist, then acknowledge", () => {
  it("acknowledges an event only when its listener has come back", async () => {
    const { react, clock, connect, workspace } = await withChannel();
    const retries: (number | undefined)[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await connect((app) =>
      app.event("reaction_added", async ({ context }) => {
        retries.push(context.retryNum);
        if (retries.length === 1) await held;
      }),
    );
    react();
    await until(() => retries.length === 1, { what: "the event" });
    clock.advanceBy(3_000);
    await until(() => retries.length === 2, { what: "the event again, since nobody acknowledged it" });
    release();
    await workspace.idle(20);
    clock.advanceBy(600_000);
    await sleep(50);
    expect(retries).toEqual([0, 1]);
  });

  it("gets an event again whose listener failed, and reports the failure", async () => {
    const all = await withChannel();
    const { react, clock, connect, workspace } = all;
    const ids: string[] = [];
    await connect((app) =>
      app.event("reaction_added", async ({ body }) => {
        ids.push(body.event_id);
        if (ids.length === 1) throw new Error("the disk is full");
      }),
    );
    react();
    await until(() => messages(all).some((message) => message.startsWith("A listener failed")), { what: "the report" });
    clock.advanceBy(3_000);
    await until(() => ids.length === 2, { what: "the event again" });
    expect(ids[1]).toBe(ids[0]);
    await workspace.idle(20);
    clock.advanceBy(600_000);
    await sleep(50);
    expect(ids).toHaveLength(2);
  });

  it("runs the listener to its end when the socket closes before the ack, and takes the event again", async () => {
    const { slack, react, clock, connect, workspace } = await withChannel();
    const finished: (number | undefined)[] = [];
    await connect((app) =>
      app.event("reaction_added", async ({ context }) => {
        if (finished.length === 0) {
          workspace.faults.dropSockets();
          // Time enough for the cut to be noticed, and for new connections to be up.
          await sleep(30);
        }
        finished.push(context.retryNum);
      }),
    );
    react();
    await until(() => finished.length === 1, { what: "the listener to finish" });
    await until(() => slack.linesUp() === 2, { what: "both lines again" });
    clock.advanceBy(3_000);
    await until(() => finished.length === 2, { what: "the event again" });
    expect(finished).toEqual([0, 1]);
  });

  it("lets a command's listener run to its end though its answer can't be sent", async () => {
    const all = await withChannel({ safetyMs: 300 });
    const { ada, connect, workspace } = all;
    let isFinished = false;
    await connect((app) =>
      app.command("/incident", async ({ ack }) => {
        workspace.faults.dropSockets();
        await sleep(30);
        await ack("declared");
        isFinished = true;
      }),
    );
    expect((await ada.command("/incident declare", { channel: "ops" })).error).toBe("operation_timeout");
    await until(() => isFinished, { what: "the listener to finish" });
    expect(messages(all).some((message) => message.includes("did not reach Slack"))).toBe(true);
  });

  it("does not acknowledge a command whose listener failed before it did: the person is told", async () => {
    const all = await withChannel({ safetyMs: 200 });
    const { ada, connect } = all;
    await connect((app) =>
      app.command("/incident", async () => {
        throw new Error("no such table");
      }),
    );
    expect((await ada.command("/incident list", { channel: "ops" })).error).toBe("operation_timeout");
    expect(messages(all)).toContain("A listener failed. The person is told.");
    expect(all.lines.at(-1)).toMatchObject({ level: "error", what: "/incident" });
  });
});

describe("stopping", () => {
  it("waits for the listeners at work, takes nothing new, and leaves no connection", async () => {
    const { slack, react, connect, workspace } = await withChannel();
    const steps: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await connect((app) =>
      app.event("reaction_added", async ({ event }) => {
        steps.push(`began ${event.reaction}`);
        await held;
        steps.push(`ended ${event.reaction}`);
      }),
    );
    react();
    await until(() => steps.length === 1, { what: "the event" });
    const stopped = slack.stop().then(() => steps.push("stopped"));
    react();
    await sleep(50);
    expect(steps).toEqual(["began e1"]);
    release();
    await stopped;
    expect(steps).toEqual(["began e1", "ended e1", "stopped"]);
    await until(() => workspace.connections() === 0, { what: "the sockets to be closed" });
  });

  it("does not wait for ever for a listener that hangs", async () => {
    const wireClock = virtualClock(realClock().now());
    const { slack, react, connect } = await withChannel({ wireClock });
    let hasBegun = false;
    await connect((app) =>
      app.event("reaction_added", async () => {
        hasBegun = true;
        await new Promise(() => undefined);
      }),
    );
    react();
    await until(() => hasBegun, { what: "the event" });
    const stopped = slack.stop();
    for (const step of [10_000, 5_000, 1_000]) {
      await sleep(10);
      wireClock.advanceBy(step);
    }
    await stopped;
    expect(slack.linesUp()).toBe(0);
  });

  it("is quick while Slack is down", async () => {
    const { slack, workspace } = await embedded();
    await workspace.faults.down();
    slack.start(() => undefined);
    await sleep(30);
    const from = realNow();
    await slack.stop();
    expect(realNow() - from).toBeLessThan(200);
    await workspace.faults.up();
  });

  it("opens no socket any more that was on its way", async () => {
    const { slack, workspace } = await embedded();
    workspace.faults.add("apps.connections.open", { kind: "slow", ms: 100 });
    slack.start(() => undefined);
    await sleep(30);
    await slack.stop();
    let most = 0;
    for (let n = 0; n < 40; n++) {
      most = Math.max(most, workspace.connections());
      await sleep(5);
    }
    expect(most).toBe(0);
  });
});
