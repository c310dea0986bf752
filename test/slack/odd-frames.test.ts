// What Slack says seldom, on the wire: the SDK's client fails on some of it (FACTS 1.4). An unhandled rejection in any
// of these fails the run.

import type { App } from "@slack/bolt";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Clock, realClock, virtualClock } from "../../src/clock.ts";
import { connectSlack } from "../../src/slack/connect.ts";
import { closeWithinMs, helloWithinMs } from "../../src/slack/limits.ts";
import { unhandledRejectionReporter } from "../../src/slack/unhandled.ts";
import { realNow, sleep, until } from "../support/until.ts";
import { readableLog } from "./embedded.ts";
import { type RawAnswers, rawSlack } from "./raw-slack.ts";

async function connected(
  register: (app: App) => void = () => undefined,
  raw: RawAnswers = {},
  clock: Clock = realClock(),
) {
  const server = await rawSlack(raw);
  const { log, lines } = readableLog(clock);
  const slack = connectSlack({
    named: { channels: [], groupHandles: [] },
    config: {
      mode: "socket",
      slack: { botToken: "xoxb-1-a", appToken: "xapp-1-a", apiUrl: server.apiUrl },
      settingsFile: null,
      announceChannel: null,
      databaseUrl: ":memory:",
      exportTimeZone: "UTC",
      logLevel: "info",
      port: null,
    },
    clock,
    wireClock: clock,
    log,
  });
  onTestFinished(async () => {
    await slack.stop();
    await slack.close();
  });
  slack.start(register);
  if (raw.isGreeting !== false) await until(() => slack.linesUp() === 2, { what: "both lines" });
  return { ...server, slack, lines };
}

const reaction = (name: string) => ({
  type: "events_api",
  envelope_id: `envelope-${name}`,
  accepts_response_payload: false,
  retry_attempt: 0,
  retry_reason: "",
  payload: {
    type: "event_callback",
    team_id: "T1",
    event_id: `Ev${name}`,
    event: { type: "reaction_added", user: "U2", reaction: name, item: { type: "message", channel: "C1", ts: "1.2" } },
  },
});

describe("what Slack says seldom", () => {
  it("that it holds back events is told to the operator, acknowledged, and stops nothing", async () => {
    const seen: string[] = [];
    const { say, received, lines, slack } = await connected((app) =>
      app.event("reaction_added", async ({ event }) => void seen.push(event.reaction)),
    );
    const payload = { type: "app_rate_limited", team_id: "T1", minute_rate_limited: 1_518_467_820, api_app_id: "A1" };
    say({ type: "events_api", envelope_id: "limited", accepts_response_payload: false, payload });
    say(reaction("after"));
    await until(() => seen.length === 1, { what: "the event after it" });
    await until(() => received.length === 2, { what: "both acknowledgements" });
    expect(received).toContainEqual({ envelope_id: "limited", payload: {} });
    expect(lines.filter(({ level }) => level === "error").map(({ message }) => message)).toEqual([
      expect.stringContaining("30,000 an hour"),
    ]);
    expect(slack.linesUp()).toBe(2);
  });

  it("what is no JSON, no envelope or of an unknown kind stops nothing", async () => {
    const seen: string[] = [];
    const { say, slack } = await connected((app) =>
      app.event("reaction_added", async ({ event }) => void seen.push(event.reaction)),
    );
    for (const odd of ["not json", "[]", "null", '"hello"', "{}", '{"type":7}']) say(odd);
    say({ type: "tomorrows_kind", envelope_id: "1", payload: { a: 1 } });
    say({ type: "events_api", envelope_id: "2" });
    say({ type: "events_api", envelope_id: "3", payload: { event: {} } });
    say({ type: "interactive", envelope_id: "4", payload: { type: "block_actions" } });
    say(reaction("after"));
    await until(() => seen.length === 1, { what: "the event after them" });
    expect(slack.linesUp()).toBe(2);
  });

  it("an edit of our own message is not given to the listeners; one of somebody else's is", async () => {
    const seen: string[] = [];
    const { say } = await connected((app) => app.event("message", async ({ body }) => void seen.push(body.event_id)));
    const edit = (id: string, user: string) => {
      const message = { type: "message", user, text: "edited", ts: "1.2", edited: { user, ts: "1.3" } };
      const event = { type: "message", subtype: "message_changed", channel: "C1", ts: "1.4", message, hidden: true };
      const payload = { type: "event_callback", team_id: "T1", event_id: id, event };
      return { type: "events_api", envelope_id: id, accepts_response_payload: false, payload };
    };
    say(edit("EvOurs", "U1"));
    say(edit("EvTheirs", "U2"));
    await until(() => seen.length > 0, { what: "an edit" });
    await sleep(20);
    expect(seen).toEqual(["EvTheirs"]);
  });

  it("a socket that opens and never says hello is given up, and the next one is tried", async () => {
    const clock = virtualClock(0);
    const { sockets, slack } = await connected(undefined, { isGreeting: false }, clock);
    await until(() => sockets.length === 2, { what: "two sockets" });
    expect(slack.isConnected()).toBe(false);
    clock.advanceBy(helloWithinMs);
    await until(() => sockets.every((socket) => socket.readyState === socket.CLOSED), { what: "both to be given up" });
    clock.advanceBy(1_000);
    await until(() => sockets.length === 4, { what: "the next two" });
  });
});

it("a peer that does not answer the close frame is cut off after a second, not after thirty", async () => {
  const { sockets, slack } = await connected();
  for (const socket of sockets) socket.pause();
  const from = realNow();
  await slack.stop();
  expect(realNow() - from).toBeLessThan(2 * closeWithinMs);
});

it("a private channel that Slack makes public is archived again, and refused", async () => {
  const { slack, lines } = await connected(undefined, {
    answers: { "conversations.create": { channel: { id: "C9", name: "inc-9", is_private: false } } },
  });
  const made = await slack.gateway.createChannel({ name: "inc-9", isPrivate: true });
  expect(made).toMatchObject({ outcome: "never", code: "not_private" });
  expect(lines.at(-1)).toMatchObject({ level: "error", channelId: "C9", message: expect.stringContaining("archived") });
});

it("a message of somebody else is not taken for ours, whatever metadata it carries", async () => {
  const metadata = { event_type: "sitrep_effect", event_payload: { key: "say/1" } };
  const messages = [{ type: "message", ts: "1795608000.000100", user: "U2", bot_id: "B2", text: "forged", metadata }];
  const { slack } = await connected(undefined, { answers: { "conversations.history": { messages } } });
  const wanted = { channelId: "C1", key: "say/1", threadTs: null, since: 0 };
  expect(await slack.gateway.findPost(wanted)).toEqual({ outcome: "done", answer: null });
  messages.push({ type: "message", ts: "1795608000.000200", user: "U1", bot_id: "B1", text: "ours", metadata });
  const found = { channelId: "C1", ts: "1795608000.000200" };
  expect(await slack.gateway.findPost(wanted)).toEqual({ outcome: "done", answer: found });
});

it("Bolt keeps no state of conversations: its store of them would grow for ever", async () => {
  const contexts: object[] = [];
  const { say } = await connected((app) => {
    app.use(async ({ context, next }) => {
      contexts.push(context);
      await next();
    });
  });
  say(reaction("any"));
  await until(() => contexts.length > 0, { what: "an event" });
  expect(contexts[0]).not.toHaveProperty("updateConversation");
});

it("what nobody handled is reported in full, and does not end the process", () => {
  const { log, lines } = readableLog(virtualClock(0));
  const report = unhandledRejectionReporter(log);
  report(new Error("forgotten"));
  report("a string");
  expect(lines.map(({ error }) => (error as { message: string }).message)).toEqual(["forgotten", "a string"]);
});
