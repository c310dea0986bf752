// Events that are told of only in part: those about metadata, and those beyond what Slack sends in an hour.

import { afterEach, expect, test } from "vitest";
import { eventBudget } from "../../src/workspace/delivery/event-budget.ts";
import type { WorkspaceOptions } from "../../src/workspace/workspace.ts";
import { until } from "../support/until.ts";
import { allScopes, type Bench, manifestWith, openBench } from "./support/bolt.ts";
import { openSocket, type Socket } from "./support/socket.ts";

let bench: Bench | null = null;
let socket: Socket | null = null;

afterEach(async () => {
  await socket?.close();
  await bench?.stop();
  socket = null;
  bench = null;
});

async function open(options: Partial<WorkspaceOptions>): Promise<{ bench: Bench; socket: Socket }> {
  bench = await openBench(options);
  socket = await openSocket(bench.workspace);
  return { bench, socket };
}

const metadataEvents = ["message_metadata_posted", "message_metadata_updated", "message_metadata_deleted"];

function listening(scopes: readonly string[], eventType: string) {
  const manifest = manifestWith({ events: metadataEvents, scopes });
  const subscription = { ...manifest.settings.event_subscriptions, metadata_subscriptions: [] as object[] };
  subscription.metadata_subscriptions.push({ app_id: "*", event_type: eventType });
  return { ...manifest, settings: { event_subscriptions: subscription } };
}

const scopes = [...allScopes, "metadata.message:read"];
const metadata = (key: string, type = "ours") => ({ event_type: type, event_payload: { key } });

test("metadata posted, changed and deleted is told of, to who subscribed to its type", async () => {
  const { bench, socket } = await open({ manifest: listening(scopes, "ours") });
  const { client, workspace } = bench;
  const channel = workspace.channel("general").id;
  const { ts } = await client.chat.postMessage({ channel, text: "a", metadata: metadata("1") });
  await client.chat.postMessage({ channel, text: "b", metadata: metadata("1", "other") });
  await client.chat.update({ channel, ts: String(ts), text: "c" });
  await client.chat.update({ channel, ts: String(ts), text: "c", metadata: metadata("2") });
  await client.chat.delete({ channel, ts: String(ts) });
  await workspace.idle();
  const same = {
    app_id: workspace.appId,
    bot_id: workspace.botId,
    user_id: workspace.botUserId,
    team_id: workspace.team.id,
    channel_id: channel,
    message_ts: ts,
    event_ts: expect.any(String),
  };
  expect(socket.events()).toEqual([
    { ...same, type: "message_metadata_posted", metadata: metadata("1") },
    { ...same, type: "message_metadata_updated", metadata: metadata("2"), previous_metadata: metadata("1") },
    { ...same, type: "message_metadata_deleted", previous_metadata: metadata("2"), deleted_ts: ts },
  ]);
});

test("without its scope, or without the subscription, nothing is told of metadata", async () => {
  for (const manifest of [listening(allScopes, "ours"), manifestWith({ events: metadataEvents, scopes })]) {
    const { bench, socket } = await open({ manifest });
    await bench.client.chat.postMessage({ channel: "general", text: "a", metadata: metadata("1") });
    await bench.workspace.idle();
    expect(socket.events()).toEqual([]);
    await socket.close();
    await bench.stop();
  }
});

test("beyond the events of an hour none is sent, and the app is told once a minute", async () => {
  const { bench, socket } = await open({ eventsPerHour: 3 });
  const { workspace, clock } = bench;
  const sam = workspace.person("sam");
  clock.advanceBy(90_000);
  for (let count = 0; count < 6; count++) sam.say("general", `${count}`);
  await workspace.idle();
  const outer = {
    token: expect.any(String),
    type: "app_rate_limited",
    team_id: workspace.team.id,
    minute_rate_limited: Date.parse("2026-03-02T10:01:00Z") / 1_000,
    api_app_id: workspace.appId,
  };
  expect(socket.envelopes.map(({ type }) => type)).toEqual(Array(4).fill("events_api"));
  expect(socket.envelopes.map(({ payload }) => payload.event?.text ?? "none")).toEqual(["0", "1", "2", "none"]);
  expect(socket.envelopes[3]?.payload).toEqual(outer);
  clock.advanceBy(60_000);
  sam.say("general", "a minute later");
  await workspace.idle();
  expect(socket.envelopes[4]?.payload).toMatchObject({ minute_rate_limited: outer.minute_rate_limited + 60 });
  clock.advanceBy(3_600_000);
  sam.say("general", "an hour later");
  await until(() => socket.envelopes.length === 6, { what: "an event" });
  expect(socket.envelopes[5]?.payload.event?.text).toBe("an hour later");
});

test("the budget is 30,000 in any 60 minutes, not per full hour", () => {
  const budget = eventBudget(30_000);
  const minute = 60_000;
  const taken = (from: number, count: number): number => {
    let yes = 0;
    for (let event = 0; event < count; event++) if (budget.take(from)) yes += 1;
    return yes;
  };
  expect(taken(59 * minute, 20_000)).toBe(20_000);
  expect(taken(61 * minute, 20_000)).toBe(10_000);
  expect(taken(118 * minute, 1)).toBe(0);
  expect(taken(119 * minute, 30_000)).toBe(20_000);
  expect(taken(121 * minute, 30_000)).toBe(10_000);
});
